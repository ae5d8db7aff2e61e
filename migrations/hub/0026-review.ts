import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The review of what reconciliation found (schema `review`): a queue a run, its findings with their state, each move of
 * each of them, groups with one cause, and what is asked of the owners of wrong records. Nothing of it changes a
 * sector's record or the registry's.
 *
 * An agency sees its own rows alone, by row-level security; a case for the registry is seen by the authorities of the
 * units where the resident lives too. Moves are added and never changed: their key is the version that they made, so two
 * moves from one state cannot both be written.
 */
export class Review1763769600026 implements MigrationInterface {
  readonly name = 'Review1763769600026';

  async up(q: QueryRunner): Promise<void> {
    await q.query('create schema review');
    for (const statement of [...queue, ...corrections, ...rights]) await q.query(statement);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop schema review cascade');
  }
}

const states = `('OPEN', 'PROPOSED', 'ACCEPTED', 'DISMISSED', 'ROUTED', 'SENDING', 'APPLIED', 'REVERTING',
  'REGISTRY_CORRECTED', 'REGISTRY_REFUSED')`;

const queue = [
  `create table review.queue (
    run_id integer primary key references reconciliation.run,
    agency_code text not null,
    sector text not null,
    opened_to integer not null default 0,
    findings integer not null default 0,
    opened_at timestamptz
  )`,
  `comment on table review.queue is
    'Runs whose findings are under review: laid out up to opened_to in the input, all of them since opened_at'`,
  `create table review.finding (
    run_id integer not null references review.queue,
    seq integer not null,
    agency_code text not null,
    sector_no text not null,
    outcome reconciliation.outcome not null,
    causes text[] not null,
    communes text[] not null,
    office text,
    resident_id bigint,
    urgency smallint not null,
    touches_benefits boolean not null,
    group_key text,
    in_sample boolean not null default false,
    state text not null default 'OPEN' check (state in ${states}),
    version integer not null default 1,
    due_on date not null,
    assignee text,
    leased_until timestamptz,
    decision text check (decision in ('ACCEPT', 'DISMISS', 'ROUTE')),
    candidate bigint,
    first_by text,
    second_by text,
    decided_at timestamptz,
    primary key (run_id, seq),
    check ((assignee is null) = (leased_until is null)),
    check ((state = 'OPEN') = (decision is null)),
    check ((decision is null) = (first_by is null)),
    check (decision is null or decision = 'DISMISS' or candidate is not null),
    constraint four_eyes check (second_by <> first_by
      and (not touches_benefits or state in ('OPEN', 'PROPOSED') or second_by is not null))
  )`,
  `comment on column review.finding.urgency is
    '0 paid on after death, 1 another death, 2 what touches benefits, 3 the rest: the order of the queue'`,
  `comment on constraint four_eyes on review.finding is
    'What touches benefits is decided by two officers; the same one never counts twice'`,
  'create index finding_by_urgency on review.finding (run_id, urgency, seq)',
  `create index finding_to_do on review.finding (run_id, urgency, seq) where state in ('OPEN', 'PROPOSED')`,
  'create index finding_by_group on review.finding (run_id, group_key) where group_key is not null',
  `create table review.move (
    run_id integer not null,
    seq integer not null,
    version integer not null,
    agency_code text not null,
    at timestamptz not null default clock_timestamp(),
    officer text not null,
    act text not null,
    state text not null check (state in ${states}),
    candidate bigint,
    reason text check (length(reason) between 1 and 300),
    request_id text,
    primary key (run_id, seq, version),
    foreign key (run_id, seq) references review.finding
  )`,
  `create table review.cause_group (
    run_id integer not null references review.queue,
    group_no integer not null,
    agency_code text not null,
    group_key text not null,
    causes text[] not null,
    place_kind text not null check (place_kind in ('OFFICE', 'COMMUNE')),
    place text not null,
    members integer not null,
    state text not null default 'OPEN' check (state in ('OPEN', 'SAMPLED', 'ACCEPTED', 'REFUSED')),
    sampled_by text,
    sampled_at timestamptz,
    decided_by text,
    decided_at timestamptz,
    primary key (run_id, group_no),
    unique (run_id, group_key)
  )`,
];

const corrections = [
  `create table review.correction (
    key text primary key,
    run_id integer not null,
    seq integer not null,
    agency_code text not null,
    sector text not null,
    batch uuid not null,
    revert_batch uuid,
    state text not null check (state in ('SENDING', 'APPLIED', 'FAILED', 'REVERTING', 'REVERTED')),
    outcome text,
    evidence_sealed bytea not null,
    asked_by text not null,
    asked_at timestamptz not null default clock_timestamp(),
    revert_wanted_by text,
    reverted_by text,
    done_at timestamptz,
    foreign key (run_id, seq) references review.finding,
    constraint revert_four_eyes check (reverted_by <> revert_wanted_by)
  )`,
  `comment on table review.correction is
    'What an owner was asked to change, under the key by which he does it once; the values of both sides are encrypted'`,
  `create index correction_under_way on review.correction (agency_code, batch)
    where state in ('SENDING', 'REVERTING')`,
  'create index correction_of_batch on review.correction (batch)',
  'create index correction_of_revert on review.correction (revert_batch)',
  'create index correction_of_finding on review.correction (run_id, seq)',
  `create table review.registry_case (
    id uuid primary key,
    run_id integer not null,
    seq integer not null,
    agency_code text not null,
    owner text not null check (owner in ('REGISTRY', 'CIVIL_STATUS')),
    units text[] not null,
    causes text[] not null,
    evidence_sealed bytea not null,
    state text not null default 'WAITING' check (state in ('WAITING', 'ACCEPTED', 'REJECTED', 'WITHDRAWN')),
    version integer not null default 1,
    due_on date not null,
    routed_by text not null,
    routed_at timestamptz not null default clock_timestamp(),
    decided_agency text,
    decided_by text,
    decided_at timestamptz,
    reason text check (length(reason) between 1 and 300),
    foreign key (run_id, seq) references review.finding,
    check ((state in ('ACCEPTED', 'REJECTED')) = (decided_by is not null))
  )`,
  `create unique index registry_case_waiting on review.registry_case (run_id, seq) where state = 'WAITING'`,
  'create index registry_case_by_unit on review.registry_case using gin (units)',
  'create index registry_case_by_due on review.registry_case (due_on, id)',
];

const ownRows = ['finding', 'move', 'cause_group', 'correction', 'registry_case'];
const definer = 'language sql stable security definer set search_path = pg_catalog, pg_temp';

const rights = [
  ...ownRows.flatMap((table) => [
    `alter table review.${table} enable row level security`,
    `create policy own on review.${table} to lienthong_app
       using (agency_code = (select current_setting('lienthong.agency', true)))`,
  ]),
  `create policy of_its_units on review.registry_case to lienthong_app
     using (units && (select string_to_array(current_setting('lienthong.units', true), ',')))`,
  // What the hub's own jobs go by: names of batches and runs, of every agency.
  `create function review.under_way() returns table (agency_code text, sector text, batch uuid) ${definer} as $$
     select distinct c.agency_code, c.sector, case c.state when 'SENDING' then c.batch else c.revert_batch end
     from review.correction c where c.state in ('SENDING', 'REVERTING')
   $$`,
  `create function review.to_open() returns table (run_id integer, agency_code text, sector text) ${definer} as $$
     select r.run_id, r.agency_code, r.sector from reconciliation.run r
     join access.agency a on a.code = r.agency_code
     where r.state = 'FINISHED' and not exists (select from review.queue q
       where q.run_id = r.run_id and q.opened_at is not null)
     order by r.run_id
   $$`,
  // NOTE: without statistics a batch of 200 walked the whole run for each of its findings.
  `create function review.analyze_queue() returns void language plpgsql security definer
     set search_path = pg_catalog, pg_temp as $$
   begin
     analyze review.finding;
   end $$`,
  'revoke all on function review.under_way, review.to_open, review.analyze_queue from public',
  'grant usage on schema review to lienthong_app',
  'grant select, insert on all tables in schema review to lienthong_app',
  'grant update (opened_to, findings, opened_at) on review.queue to lienthong_app',
  `grant update (touches_benefits, in_sample, state, version, assignee, leased_until, decision, candidate, first_by, second_by,
     decided_at) on review.finding to lienthong_app`,
  'grant update (state, sampled_by, sampled_at, decided_by, decided_at) on review.cause_group to lienthong_app',
  `grant update (state, outcome, revert_batch, revert_wanted_by, reverted_by, done_at) on review.correction
     to lienthong_app`,
  `grant update (state, version, decided_agency, decided_by, decided_at, reason) on review.registry_case
     to lienthong_app`,
  'grant execute on function review.under_way, review.to_open, review.analyze_queue to lienthong_app',
];

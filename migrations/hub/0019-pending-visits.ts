import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Visits that were recorded while a source was down: nobody's until their look is made up for, with what was asked kept
 * encrypted until then. A pending visit opens no remit and is counted as pending. Looks made up for count for the officer
 * once, in the hour when the desk asked.
 */
export class PendingVisits1763769600019 implements MigrationInterface {
  readonly name = 'PendingVisits1763769600019';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table visit.visit
        alter column subject_mac drop not null,
        alter column subject_sealed drop not null,
        add column answered_at timestamptz,
        drop constraint visit_state_check,
        drop constraint visit_check1,
        add constraint visit_state_check check
          (state in ('PENDING_VERIFICATION', 'OPEN', 'ENDED', 'NOT_CONFIRMED', 'WITHDRAWN')),
        add constraint visit_end_check check (case state when 'ENDED' then ended_at is not null
          when 'OPEN' then ended_at is null when 'WITHDRAWN' then ended_at is null else true end),
        add constraint visit_subject_check check ((subject_mac is null) = (subject_sealed is null)),
        add constraint visit_whose_check check (case when state in ('OPEN', 'ENDED') then subject_mac is not null
          when state in ('PENDING_VERIFICATION', 'NOT_CONFIRMED') then subject_mac is null else true end)`);
    await q.query(`comment on column visit.visit.answered_at is
      'When a look that was owed was last made up for'`);
    await q.query(`
      alter table visit.entry
        add column pending_because text,
        add column identified boolean not null default false,
        add column not_confirmed_because text,
        add check (pending_because is null or (outcome is null and not_confirmed_because is null)),
        add check (not_confirmed_because is null or (outcome is null and corrects is not null))`);
    await q.query(`comment on column visit.entry.identified is
      'Of a pending one: the registry did answer, so that the person was looked at already'`);
    await q.query('create index entry_of_request on visit.entry (request_id)');
    await q.query(`create index entry_not_confirmed on visit.entry (agency_code, visit_id)
      where not_confirmed_because is not null`);
    await q.query(
      'create index visit_answered on visit.visit (agency_code, answered_at) where answered_at is not null',
    );
    await q.query(`
      create table visit.recheck (
        entry_id uuid primary key references visit.entry,
        visit_id uuid not null references visit.visit,
        agency_code text not null,
        is_arrival boolean not null,
        asked_sealed bytea not null,
        since timestamptz not null default clock_timestamp(),
        attempts integer not null default 0,
        due_at timestamptz not null default clock_timestamp()
      )`);
    await q.query(`comment on table visit.recheck is
      'Looks that are owed. A row goes with what was asked in it as soon as its entry is answered'`);
    await q.query('create index recheck_due on visit.recheck (due_at)');
    await q.query('create index recheck_of_visit on visit.recheck (visit_id)');
    await q.query('create index recheck_of_agency on visit.recheck (agency_code)');
    await q.query('alter table visit.recheck enable row level security');
    await q.query(`create policy own on visit.recheck to lienthong_app
      using (agency_code = (select current_setting('lienthong.agency', true)))`);
    await q.query(`
      create function visit.one_person() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
      begin
        if old.subject_mac is not null and old.subject_mac is distinct from new.subject_mac then
          raise exception 'whose visit it is does not change' using errcode = '23514';
        end if;
        return new;
      end $$`);
    await q.query(`create trigger one_person before update of subject_mac, subject_sealed on visit.visit
      for each row execute function visit.one_person()`);
    for (const text of [leaseRechecks, pending, inCare, indicators, people, unconfirmed]) await q.query(text);
    await q.query(`revoke all on function visit.lease_rechecks, visit.pending, visit.unconfirmed, visit.one_person
      from public`);
    await q.query(
      'grant execute on function visit.lease_rechecks, visit.pending, visit.unconfirmed to lienthong_app',
    );
    await q.query('grant select, insert, delete, update (due_at) on visit.recheck to lienthong_app');
    await q.query('grant update (subject_mac, subject_sealed, answered_at) on visit.visit to lienthong_app');
    await q.query(observe);
  }

  async down(): Promise<void> {
    throw new Error('Visits of nobody do not fit the older tables: restore a backup.');
  }
}

/**
 * Lends looks that are owed to one process, the oldest first, for as long as a look takes and longer the more often it failed. Those of
 * later moments wait for their arrival. A process that dies leaves them to be lent again.
 */
const leaseRechecks = `
  create function visit.lease_rechecks(most integer, lease interval)
  returns table (entry_id uuid, visit_id uuid, agency_code text, attempts integer, asked_sealed bytea)
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    update visit.recheck r set attempts = r.attempts + 1,
      due_at = now() + lease + least(power(2, least(r.attempts, 12)), 600) * (0.5 + random() / 2) * interval '1 second'
    from (select q.entry_id from visit.recheck q
          where q.due_at <= now() and (q.is_arrival or not exists (select from visit.visit v
            where v.id = q.visit_id and v.state = 'PENDING_VERIFICATION'))
          order by q.since limit most for update of q skip locked) due
    where r.entry_id = due.entry_id
    returning r.entry_id, r.visit_id, r.agency_code, r.attempts, r.asked_sealed
  $$`;

const pending = `
  create function visit.pending() returns table (count integer, oldest_s double precision)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*)::integer, coalesce(extract(epoch from now() - min(r.since)), 0)::double precision
    from visit.recheck r
  $$`;

const inCare = `
  create or replace function visit.in_care(agencies text[], subjects bytea[], at timestamptz, days_after integer,
    days_silent integer)
  returns table (place integer) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select k.place::integer from unnest(agencies, subjects) with ordinality as k (agency, subject, place)
    where exists (
      select from visit.visit v
      where v.agency_code = k.agency and v.subject_mac = k.subject and v.state in ('OPEN', 'ENDED')
        and coalesce(v.ended_at + make_interval(days => days_after),
                     v.last_at + make_interval(days => days_silent)) > at)
  $$`;

const indicators = `
  create or replace function visit.indicators(first_on date, last_on date, of_agency text)
  returns table (facility text, "on" date, recognised_as text, outcome text, visits integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select v.facility, v.opened_on, e.recognised_as, e.outcome, count(*)::integer
    from visit.visit v
    join visit.entry e on e.visit_id = v.id and e.moment = 'ARRIVAL'
      and not exists (select from visit.entry c where c.corrects = e.id)
    where v.state in ('OPEN', 'ENDED') and v.opened_on between first_on and last_on
      and (of_agency is null or v.agency_code = of_agency)
    group by v.facility, v.opened_on, e.recognised_as, e.outcome
    order by v.facility, v.opened_on
  $$`;

const people = `
  create or replace function visit.people(first_on date, last_on date, of_agency text) returns integer
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(distinct v.subject_mac)::integer from visit.visit v
    where v.state in ('OPEN', 'ENDED') and v.opened_on between first_on and last_on
      and (of_agency is null or v.agency_code = of_agency)
  $$`;

const unconfirmed = `
  create function visit.unconfirmed(first_on date, last_on date, of_agency text)
  returns table (pending integer, not_confirmed integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) filter (where v.state = 'PENDING_VERIFICATION')::integer,
      count(*) filter (where v.state = 'NOT_CONFIRMED')::integer
    from visit.visit v
    where v.opened_on between first_on and last_on and (of_agency is null or v.agency_code = of_agency)
  $$`;

/**
 * As before, and: a look that was made up for counts in the hour when the desk asked, not in the one when the source came
 * back, or a day's desk would seem to work at night; as a look only where the first answer had told nothing; and it is no
 * second emergency. NOTE: no operation of a caller can have a name with a space.
 */
const observe = `
  create or replace function misuse.observe(p_now timestamptz) returns json
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    v_before xid8 := pg_snapshot_xmin(pg_current_snapshot());
    v_from xid8;
    v_answer json;
  begin
    insert into misuse.watch (seen_from, seen_before) values ('0', '0') on conflict do nothing;
    select least(w.seen_before, v_before) into v_from from misuse.watch w for update;
    update misuse.watch set seen_from = v_from, seen_before = v_before;
    with event as materialized (
      select e.id, e.occurred_at, e.agency_code, e.agency_kind, e.officer, e.purpose, e.outcome, e.request_id,
        'RATE_LIMITED' = any (e.error_codes) as limited,
        coalesce(e.operation_name = 'job visit-recheck', false) as recheck
      from audit.event e
      where e.txid >= v_from and e.txid < v_before and e.occurred_at > p_now - interval '35 days'
        and e.agency_code is not null and e.officer is not null and e.agency_kind not in ('OPERATOR', 'AUDITOR')
    ), asked as materialized (
      select e.*, coalesce(p.recorded_at, e.occurred_at) as asked_at, coalesce(p.identified, false) as again
      from event e
      left join lateral (select o.recorded_at, o.identified from visit.entry a
        join visit.entry o on o.id = a.corrects and o.pending_because is not null
        where e.recheck and a.request_id = e.request_id and a.agency_code = e.agency_code limit 1) p on true
      where not e.recheck or p.recorded_at is not null
    ), subject as (
      select e.agency_code, e.officer, date_trunc('hour', e.asked_at) as hour,
        count(*) filter (where s.outcome <> 'REFUSED' and not e.again) as looks,
        count(*) filter (where s.relation = 'DIRECT' and s.outcome in ('NOT_FOUND', 'MISMATCHED')) as wrong,
        count(*) filter (where s.relation = 'DIRECT' and s.outcome = 'OUT_OF_REMIT') as outside, 0 as limited
      from asked e cross join lateral (
        select s.outcome, s.relation from audit.event_subject s
        where s.event_id = e.id and s.occurred_at = e.occurred_at offset 0) s
      group by 1, 2, 3
      union all
      select e.agency_code, e.officer, date_trunc('hour', e.occurred_at), 0, 0, 0, count(*)
      from event e where e.limited group by 1, 2, 3
    ), counted as (
      insert into misuse.officer_hour as h (agency_code, officer, hour, looks, wrong, outside, limited)
      select s.agency_code, s.officer, s.hour, sum(s.looks), sum(s.wrong), sum(s.outside), sum(s.limited)
      from subject s group by 1, 2, 3
      on conflict (agency_code, officer, hour) do update set looks = h.looks + excluded.looks,
        wrong = h.wrong + excluded.wrong, outside = h.outside + excluded.outside, limited = h.limited + excluded.limited
      returning h.agency_code, h.officer, h.hour
    ), emergency as (
      insert into misuse.case (detector, agency_code, officer, about, action, acted_count, evidence, event_ids,
        opened_at, last_seen_at)
      select 'EMERGENCY', e.agency_code, e.officer, e.id::text, 'NONE', 1,
        json_build_object('count', (select count(*) from audit.event_subject s
          where s.event_id = e.id and s.occurred_at = e.occurred_at)), array[e.id], p_now, e.occurred_at
      from event e
      where e.purpose = 'EMERGENCY' and e.outcome in ('ANSWERED', 'PARTIAL', 'CLIENT_GONE') and not e.recheck
      on conflict do nothing
      returning id
    )
    select json_build_object(
      'officers', coalesce((select json_agg(distinct jsonb_build_object('agency', c.agency_code, 'officer', c.officer))
        from counted c where c.hour > p_now - interval '2 hours'
          or exists (select from asked e where e.recheck and e.agency_code = c.agency_code and e.officer = c.officer)), '[]'),
      'emergencies', (select count(*) from emergency)) into v_answer;
    return v_answer;
  end $$`;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Misuse: how much each officer looked up by the hour, the cases that detectors open for the auditor, and the three
 * narrow views of the record of looks that detectors need. The app reads no event besides.
 */
export class Misuse1763769600011 implements MigrationInterface {
  readonly name = 'Misuse1763769600011';

  async up(q: QueryRunner): Promise<void> {
    await q.query('create schema misuse');
    await q.query(`
      create table misuse.watch (
        one boolean primary key default true check (one),
        seen_from xid8 not null,
        seen_before xid8 not null
      )`);
    await q.query(`comment on table misuse.watch is
      'Which transactions the last run counted: each event is counted once, whenever its transaction ended'`);
    await q.query(`
      create table misuse.officer_hour (
        agency_code text not null,
        officer text not null,
        hour timestamptz not null,
        looks integer not null,
        wrong integer not null,
        outside integer not null,
        limited integer not null,
        primary key (agency_code, officer, hour)
      )`);
    await q.query(`comment on table misuse.officer_hour is
      'People looked up; of those asked for by number: unknown or mismatched, and outside the remit; refused operations'`);
    await q.query('create index officer_hour_by_hour on misuse.officer_hour (hour)');
    await q.query(`
      create table misuse.case (
        id uuid primary key default gen_random_uuid(),
        detector text not null,
        agency_code text,
        officer text,
        about text not null default '',
        action text not null check (action in ('NONE', 'SLOW', 'PAUSE')),
        acted_count integer not null,
        evidence jsonb not null,
        event_ids uuid[] not null,
        opened_at timestamptz not null,
        last_seen_at timestamptz not null,
        state text not null default 'OPEN' check (state in ('OPEN', 'CONFIRMED', 'DISMISSED')),
        decided_at timestamptz,
        decided_by text,
        note text check (length(note) <= 2000),
        check ((state = 'OPEN') = (decided_at is null))
      )`);
    await q.query(`comment on column misuse.case.about is
      'What sets it apart from others of its detector: the event of an emergency, the keyed hash of a resident'`);
    await q.query(`create unique index case_open on misuse.case (detector, agency_code, officer, about)
      nulls not distinct where state = 'OPEN'`);
    await q.query('create index case_by_time on misuse.case (opened_at desc, id)');
    await q.query('create index case_by_officer on misuse.case (agency_code, officer, detector, decided_at)');
    for (const text of [observe, muchSeen, looksOf]) await q.query(text);
    await q.query('revoke all on all functions in schema misuse from public');
    await q.query('grant usage on schema misuse to lienthong_app, lienthong_auditor');
    await q.query('grant execute on all functions in schema misuse to lienthong_app');
    await q.query('grant select, delete on misuse.officer_hour to lienthong_app');
    await q.query('grant select on misuse.case, misuse.officer_hour to lienthong_auditor');
    // NOTE: a case is never taken back, only decided.
    await q.query('grant select, insert on misuse.case to lienthong_app');
    await q.query(`grant update (action, acted_count, evidence, event_ids, last_seen_at, state, decided_at, decided_by,
                   note) on misuse.case to lienthong_app`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop schema misuse cascade');
  }
}

/**
 * NOTE: `offset 0` keeps these joins to looks into an index, one an event: the planner cannot know that few are new, and
 * would read a month of the record at every run.
 *
 * Counts the events that were committed since the last run into the officers' hours and opens a case for each
 * emergency; answers who looked, and how many emergencies. After a restore into another server, whose transactions
 * have lower numbers, it begins with what comes from then on.
 */
const observe = `
  create function misuse.observe(p_now timestamptz) returns json
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
      select e.id, e.occurred_at, e.agency_code, e.agency_kind, e.officer, e.purpose, e.outcome,
        'RATE_LIMITED' = any (e.error_codes) as limited
      from audit.event e
      where e.txid >= v_from and e.txid < v_before and e.occurred_at > p_now - interval '35 days'
        and e.agency_code is not null and e.officer is not null and e.agency_kind not in ('OPERATOR', 'AUDITOR')
    ), subject as (
      select e.agency_code, e.officer, date_trunc('hour', e.occurred_at) as hour,
        count(*) filter (where s.outcome <> 'REFUSED') as looks,
        count(*) filter (where s.relation = 'DIRECT' and s.outcome in ('NOT_FOUND', 'MISMATCHED')) as wrong,
        count(*) filter (where s.relation = 'DIRECT' and s.outcome = 'OUT_OF_REMIT') as outside, 0 as limited
      from event e cross join lateral (
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
      from event e where e.purpose = 'EMERGENCY' and e.outcome in ('ANSWERED', 'PARTIAL', 'CLIENT_GONE')
      on conflict do nothing
      returning id
    )
    select json_build_object(
      'officers', coalesce((select json_agg(distinct jsonb_build_object('agency', c.agency_code, 'officer', c.officer))
        from counted c where c.hour > p_now - interval '2 hours'), '[]'),
      'emergencies', (select count(*) from emergency)) into v_answer;
    return v_answer;
  end $$`;

/** Residents among those that the last run counted whom many desks looked up since a moment. */
const muchSeen = `
  create function misuse.much_seen(p_since timestamptz, p_desks integer, p_agencies integer)
  returns table (about text, desks integer, agencies integer, events uuid[])
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select encode(s.subject_mac, 'hex'), count(distinct (e.agency_code, e.officer))::integer,
      count(distinct e.agency_code)::integer, (array_agg(e.id order by e.occurred_at desc))[1:50]
    from (select distinct n.subject_mac
          from misuse.watch w
          cross join lateral (select e.id, e.occurred_at from audit.event e
            where e.txid >= w.seen_from and e.txid < w.seen_before and e.occurred_at >= p_since
              and e.officer is not null offset 0) ne
          cross join lateral (select s.subject_mac from audit.event_subject s
            where s.event_id = ne.id and s.occurred_at = ne.occurred_at
              and s.relation = 'DIRECT' and s.outcome in ('RELEASED', 'VERIFIED_ONLY', 'MISMATCHED') offset 0) n) new
    cross join lateral (select s.subject_mac, s.event_id, s.occurred_at from audit.event_subject s
      where s.subject_mac = new.subject_mac and s.occurred_at >= p_since
        and s.relation = 'DIRECT' and s.outcome in ('RELEASED', 'VERIFIED_ONLY', 'MISMATCHED') offset 0) s
    cross join lateral (select e.id, e.occurred_at, e.agency_code, e.officer from audit.event e
      where e.id = s.event_id and e.occurred_at = s.occurred_at and e.officer is not null offset 0) e
    group by s.subject_mac
    having count(distinct (e.agency_code, e.officer)) >= p_desks or count(distinct e.agency_code) >= p_agencies
  $$`;

/** The latest looks of one officer, with the encrypted numbers; of nobody who did not look up a good deal, or wrongly. */
const looksOf = `
  create function misuse.looks_of(p_agency text, p_officer text, p_since timestamptz, p_many integer)
  returns table (event_id uuid, outcome text, sealed bytea)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.event_id, s.outcome, s.subject_sealed
    from (select e.id, e.occurred_at from audit.event e
          where e.agency_code = p_agency and e.officer = p_officer and e.occurred_at >= p_since
          order by e.occurred_at desc limit least(p_many, 1000)) e
    cross join lateral (select s.event_id, s.outcome, s.subject_sealed from audit.event_subject s
      where s.event_id = e.id and s.occurred_at = e.occurred_at and s.relation = 'DIRECT' offset 0) s
    where exists (select from misuse.officer_hour h
      where h.agency_code = p_agency and h.officer = p_officer and h.hour >= p_since - interval '1 hour'
      having sum(h.wrong + h.outside) >= 5 or sum(h.looks) >= 20 or sum(h.limited) >= 5)
    order by e.occurred_at desc limit least(p_many, 1000)
  $$`;

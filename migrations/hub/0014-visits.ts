import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Visits to a facility with the looks of their three moments. Entries are added, never changed: a correction names the
 * entry it stands for. A facility sees its own rows alone, by row-level security.
 */
export class Visits1763769600014 implements MigrationInterface {
  readonly name = 'Visits1763769600014';

  async up(q: QueryRunner): Promise<void> {
    await q.query('create schema visit');
    await q.query(`
      create table visit.visit (
        id uuid primary key,
        agency_code text not null references access.agency,
        facility text not null,
        subject_mac bytea not null,
        subject_sealed bytea not null,
        care text not null check (care in ('OUTPATIENT', 'INPATIENT', 'EMERGENCY')),
        state text not null default 'OPEN' check (state in ('OPEN', 'ENDED', 'WITHDRAWN')),
        opened_at timestamptz not null,
        opened_on date not null,
        ended_at timestamptz,
        last_at timestamptz not null,
        check (ended_at >= opened_at),
        check ((state = 'ENDED') = (ended_at is not null))
      )`);
    await q.query('create index visit_by_day on visit.visit (agency_code, opened_on, id)');
    await q.query('create index visit_by_person on visit.visit (agency_code, subject_mac)');
    await q.query('create index visit_of_day on visit.visit (opened_on)');
    await q.query(`
      create table visit.entry (
        id uuid primary key,
        visit_id uuid not null references visit.visit,
        agency_code text not null,
        moment text not null check (moment in ('ARRIVAL', 'DURING', 'DISCHARGE')),
        at timestamptz not null,
        recorded_at timestamptz not null default clock_timestamp(),
        officer text,
        client_id text not null,
        request_id text not null,
        recognised_as text,
        outcome text check (outcome in ('ELIGIBLE', 'ELIGIBLE_CHECK', 'NOT_ELIGIBLE', 'NOT_COVERED')),
        portal_code text,
        route_code text,
        covered_rate double precision check (covered_rate between 0 and 100),
        evidence_sealed bytea,
        corrects uuid unique references visit.entry,
        withdraws boolean not null default false,
        reason text check (length(reason) between 1 and 300),
        check ((corrects is null) = (reason is null)),
        check (not withdraws or corrects is not null),
        check ((outcome is null) = (portal_code is null))
      )`);
    await q.query('create index entry_of_visit on visit.entry (visit_id, recorded_at)');
    await q.query(`comment on column visit.entry.request_id is
      'The request of the look: audit.event has the same'`);
    // One arrival and one discharge stand at a time; a correction stands beside what it corrects.
    await q.query(`create unique index entry_arrival on visit.entry (visit_id)
      where moment = 'ARRIVAL' and corrects is null`);

    for (const table of ['visit', 'entry']) {
      await q.query(`alter table visit.${table} enable row level security`);
      await q.query(`create policy own on visit.${table} to lienthong_app
        using (agency_code = (select current_setting('lienthong.agency', true)))`);
    }
    await q.query(`
      create function visit.in_care(agencies text[], subjects bytea[], at timestamptz, days_after integer,
        days_silent integer)
      returns table (place integer) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select k.place::integer from unnest(agencies, subjects) with ordinality as k (agency, subject, place)
        where exists (
          select from visit.visit v
          where v.agency_code = k.agency and v.subject_mac = k.subject and v.state <> 'WITHDRAWN'
            and coalesce(v.ended_at + make_interval(days => days_after),
                         v.last_at + make_interval(days => days_silent)) > at)
      $$`);
    // Counts alone: who was there stays with the facility. One row a facility, day, way and outcome of the arrival.
    await q.query(`
      create function visit.indicators(first_on date, last_on date, of_agency text)
      returns table (facility text, "on" date, recognised_as text, outcome text, visits integer)
      language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select v.facility, v.opened_on, e.recognised_as, e.outcome, count(*)::integer
        from visit.visit v
        join visit.entry e on e.visit_id = v.id and e.moment = 'ARRIVAL'
          and not exists (select from visit.entry c where c.corrects = e.id)
        where v.state <> 'WITHDRAWN' and v.opened_on between first_on and last_on
          and (of_agency is null or v.agency_code = of_agency)
        group by v.facility, v.opened_on, e.recognised_as, e.outcome
        order by v.facility, v.opened_on
      $$`);
    await q.query(`
      create function visit.people(first_on date, last_on date, of_agency text) returns integer
      language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select count(distinct v.subject_mac)::integer from visit.visit v
        where v.state <> 'WITHDRAWN' and v.opened_on between first_on and last_on
          and (of_agency is null or v.agency_code = of_agency)
      $$`);
    await q.query('revoke all on function visit.in_care, visit.indicators, visit.people from public');
    await q.query('grant usage on schema visit to lienthong_app');
    await q.query('grant select, insert on visit.visit, visit.entry to lienthong_app');
    await q.query('grant update (care, state, ended_at, last_at) on visit.visit to lienthong_app');
    await q.query('grant execute on function visit.in_care, visit.indicators, visit.people to lienthong_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop schema visit cascade');
  }
}

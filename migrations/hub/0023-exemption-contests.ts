import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Contests of exemptions that were worked out by law: who disagrees, who decides, and what came of it. Whom one is
 * about stands encrypted beside a keyed hash, and so does what people wrote. Entries are added, never changed.
 */
export class ExemptionContests1763769600023 implements MigrationInterface {
  readonly name = 'ExemptionContests1763769600023';

  async up(q: QueryRunner): Promise<void> {
    await q.query('create schema exemption');
    await q.query(`
      create table exemption.contest (
        id uuid primary key,
        school_code text not null,
        school_year text not null check (school_year ~ '^[0-9]{4}-[0-9]{4}$'),
        subject_mac bytea not null,
        subject_sealed bytea not null,
        units text[] not null check (cardinality(units) > 0),
        side text not null check (side in ('SCHOOL', 'FAMILY')),
        computed jsonb,
        asked_on date not null,
        decide_by date not null,
        state text not null default 'OPEN' check (state in ('OPEN', 'UPHELD', 'CHANGED', 'WITHDRAWN')),
        decided jsonb,
        decided_on date,
        until date,
        check ((state = 'CHANGED') = (until is not null)),
        check (state = 'CHANGED' or decided is null),
        check ((state in ('UPHELD', 'CHANGED')) = (decided_on is not null))
      )`);
    await q.query(`comment on column exemption.contest.units is
      'Communes and provinces in force of the pupil''s residence when it was contested: who may decide'`);
    await q.query(`create unique index contest_open_once on exemption.contest (school_code, school_year, subject_mac)
      where state = 'OPEN'`);
    await q.query(
      'create index contest_by_subject on exemption.contest (subject_mac, school_code, school_year)',
    );
    await q.query('create index contest_by_school on exemption.contest (school_code, id)');
    await q.query('create index contest_by_unit on exemption.contest using gin (units)');
    await q.query(`
      create table exemption.contest_entry (
        id uuid primary key,
        contest_id uuid not null references exemption.contest,
        act text not null check (act in ('CONTESTED', 'DECIDED', 'REOPENED', 'WITHDRAWN')),
        side text not null check (side in ('SCHOOL', 'FAMILY', 'AUTHORITY')),
        agency_code text not null references access.agency,
        officer text,
        request_id text not null,
        at timestamptz not null default clock_timestamp(),
        reason_sealed bytea not null,
        outcome jsonb
      )`);
    await q.query('create index entry_of_contest on exemption.contest_entry (contest_id, at)');
    await q.query('grant usage on schema exemption to lienthong_app');
    await q.query('grant select, insert on exemption.contest, exemption.contest_entry to lienthong_app');
    await q.query(
      `grant update (state, decided, decided_on, until, decide_by) on exemption.contest to lienthong_app`,
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop schema exemption cascade');
  }
}

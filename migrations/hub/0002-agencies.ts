import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agencies, what they are granted, their keys, and the pseudonyms of residents who sign in. */
export class Agencies1763769600002 implements MigrationInterface {
  readonly name = 'Agencies1763769600002';

  async up(q: QueryRunner): Promise<void> {
    await q.query('create schema access');
    await q.query(`
      create table access.agency (
        code text primary key check (code ~ '^[a-z0-9][a-z0-9.-]{1,62}$'),
        kind text not null check (kind in ('HOSPITAL', 'SCHOOL', 'SOCIAL_INSURANCE', 'PUBLIC_SERVICE',
                                           'AUTHORITY', 'AUDITOR', 'RESIDENT', 'OPERATOR')),
        name text not null,
        legal_basis text,
        units text[] not null default '{}',
        suspended_at timestamptz,
        created_at timestamptz not null default clock_timestamp()
      )`);
    await q.query(`comment on column access.agency.units is
      'What its remit is measured by: facility codes of a hospital, school codes of a school, province codes of social insurance, commune or province codes of an authority'`);
    await q.query(`
      create table access.agency_grant (
        agency_code text not null references access.agency,
        scope text not null,
        valid_from timestamptz not null default clock_timestamp(),
        valid_until timestamptz,
        primary key (agency_code, scope)
      )`);
    await q.query(`
      create table access.agency_key (
        agency_code text not null references access.agency,
        kid text not null check (kid ~ '^[A-Za-z0-9_-]{1,64}$'),
        jwk jsonb not null,
        valid_from timestamptz not null default clock_timestamp(),
        revoked_at timestamptz,
        primary key (agency_code, kid)
      )`);
    await q.query(`
      create table access.resident_subject (
        subject text primary key,
        agency_code text not null references access.agency,
        personal_id_sealed bytea not null,
        created_at timestamptz not null default clock_timestamp()
      )`);
    await q.query('grant usage on schema access to lienthong_app, lienthong_auditor');
    await q.query('grant select, insert, update on all tables in schema access to lienthong_app');
    await q.query('grant select on access.agency, access.agency_grant to lienthong_auditor');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop schema access cascade');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Running agencies: grants by purpose with their history, keys that end, officers, what each agency demands of its own
 * looks, and what makes a write safe to repeat and an assertion good once.
 */
export class Administration1763769600008 implements MigrationInterface {
  readonly name = 'Administration1763769600008';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table access.agency
        add column case_pattern text check (length(case_pattern) <= 200),
        add column case_required boolean not null default false,
        add column officers_listed boolean not null default false,
        add column certificate_required boolean not null default false,
        add column contact text check (length(contact) <= 300)`);
    await q.query('alter table access.agency_grant drop constraint agency_grant_pkey');
    // A grant that was withdrawn in the moment it was made may have ended a little before it began.
    await q.query('update access.agency_grant set valid_until = valid_from where valid_until < valid_from');
    await q.query(`
      alter table access.agency_grant
        add column id bigint generated always as identity primary key,
        add column purpose text,
        add column max_rows integer check (max_rows between 1 and 2000),
        add column granted_by text,
        add column withdrawn_by text,
        add check (valid_until >= valid_from)`);
    await q.query(`comment on column access.agency_grant.purpose is
      'Null grants the scope for every purpose of the kind; a withdrawn row keeps its place, a new grant is a new row'`);
    await q.query(`create unique index agency_grant_standing on access.agency_grant
      (agency_code, scope, coalesce(purpose, '')) where valid_until is null`);
    await q.query('create index agency_grant_by_agency on access.agency_grant (agency_code, scope)');
    await q.query('alter table access.agency_key add column valid_until timestamptz');
    // NOTE: what was granted or registered is not rewritten, only ended: the app may change no other column.
    await q.query('revoke update on access.agency_grant, access.agency_key from lienthong_app');
    await q.query('grant update (valid_until, withdrawn_by) on access.agency_grant to lienthong_app');
    await q.query('grant update (valid_until, revoked_at) on access.agency_key to lienthong_app');

    await q.query(`
      create table access.officer (
        agency_code text not null references access.agency,
        officer text not null check (length(officer) between 1 and 100),
        name text check (length(name) <= 200),
        unit text check (length(unit) <= 200),
        source text not null default 'PAUSE' check (source in ('OPERATOR', 'COMMAND', 'PAUSE')),
        registered_at timestamptz not null default clock_timestamp(),
        suspended_at timestamptz,
        paused_until timestamptz,
        primary key (agency_code, officer)
      )`);
    await q.query(`comment on column access.officer.source is
      'Who put the row there; PAUSE: only because somebody who is not registered was paused'`);
    await q.query(`create index officer_barred on access.officer (agency_code)
      where suspended_at is not null or paused_until is not null`);

    await q.query(`
      create table access.idempotency (
        key_mac bytea primary key,
        input_mac bytea not null,
        answer_sealed bytea,
        created_at timestamptz not null default clock_timestamp()
      )`);
    await q.query('create index idempotency_by_age on access.idempotency (created_at)');
    await q.query(`
      create table access.used_assertion (
        id text primary key,
        expires_at timestamptz not null
      )`);
    await q.query('create index used_assertion_by_end on access.used_assertion (expires_at)');
    await q.query('grant select, insert, update on access.officer to lienthong_app');
    await q.query('grant select on access.officer to lienthong_auditor');
    await q.query('grant select, insert, delete on access.idempotency to lienthong_app');
    await q.query('grant update (answer_sealed) on access.idempotency to lienthong_app');
    await q.query('grant select, insert, delete on access.used_assertion to lienthong_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table access.used_assertion, access.idempotency, access.officer');
    await q.query('grant update on access.agency_grant, access.agency_key to lienthong_app');
    await q.query('alter table access.agency_key drop column valid_until');
    // One row a scope again: what stands for every purpose, else the latest.
    await q.query(`
      delete from access.agency_grant g using access.agency_grant better
      where g.agency_code = better.agency_code and g.scope = better.scope and g.id <> better.id
        and (better.purpose is null and better.valid_until is null, better.id)
          > (g.purpose is null and g.valid_until is null, g.id)`);
    await q.query('drop index access.agency_grant_standing, access.agency_grant_by_agency');
    await q.query(`
      alter table access.agency_grant drop constraint agency_grant_pkey,
        drop constraint agency_grant_check, drop column id,
        drop column purpose, drop column max_rows, drop column granted_by, drop column withdrawn_by,
        add primary key (agency_code, scope)`);
    await q.query(`
      alter table access.agency drop column case_pattern, drop column case_required,
        drop column officers_listed, drop column certificate_required, drop column contact`);
  }
}

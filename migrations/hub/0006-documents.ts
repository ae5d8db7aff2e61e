import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents that agencies registered, and which agencies are answered no others. */
export class Documents1763769600006 implements MigrationInterface {
  readonly name = 'Documents1763769600006';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table access.document (
        agency_code text not null references access.agency,
        name text not null check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$' and name !~ '[0-9]{9}'),
        source text not null,
        hashes text[] not null check (cardinality(hashes) > 0),
        created_at timestamptz not null default clock_timestamp(),
        primary key (agency_code, name)
      )`);
    await q.query(`comment on column access.document.hashes is
      'One an operation of the document, as audit.event.operation_hash has it'`);
    await q.query('alter table access.agency add column registered_only boolean not null default false');
    await q.query('grant select, insert, update, delete on access.document to lienthong_app');
    await q.query('grant select on access.document to lienthong_auditor');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('alter table access.agency drop column registered_only');
    await q.query('drop table access.document');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Officers who are signed in at a desk's pages. What the browser holds is here as a keyed hash alone, and the tokens of
 * the issuer are encrypted, bound to it: neither is of use to who reads the table.
 */
export class DeskSessions1763769600033 implements MigrationInterface {
  readonly name = 'DeskSessions1763769600033';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table access.desk_session (
        id_mac bytea primary key,
        agency_code text not null references access.agency,
        officer text not null,
        sealed bytea not null,
        opened_at timestamptz not null,
        used_at timestamptz not null,
        ends_at timestamptz not null check (ends_at > opened_at)
      )`);
    await q.query('create index desk_session_ends on access.desk_session (ends_at)');
    await q.query('grant select, insert, delete on access.desk_session to lienthong_app');
    await q.query('grant update (sealed, used_at) on access.desk_session to lienthong_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table access.desk_session');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When the exemptions of a class are worked out anew. Whoever changes what they rest on moves the turn forward; nobody
 * is named here. `asked` tells one turn from the next, so that what was asked in the middle of a turn is not lost.
 */
export class ExemptionTurns1763769600030 implements MigrationInterface {
  readonly name = 'ExemptionTurns1763769600030';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table exemption.turn (
        school_code text not null,
        school_year text not null check (school_year ~ '^[0-9]{4}-[0-9]{4}$'),
        class_name text not null,
        due_at timestamptz not null default now(),
        asked bigint not null default 1,
        primary key (school_code, school_year, class_name)
      )`);
    await q.query('create index turn_due on exemption.turn (due_at)');
    await q.query('grant select, insert, update, delete on exemption.turn to lienthong_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table exemption.turn');
  }
}

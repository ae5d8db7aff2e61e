import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What residents ask about a look at their data, and what they were answered. A question hangs on the name that the look
 * has towards this one person (his report's entry): no number and no hash of one stands here, and texts are encrypted.
 */
export class UsageQuestions1763769600035 implements MigrationInterface {
  readonly name = 'UsageQuestions1763769600035';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table access.usage_question (
        id bigint generated always as identity primary key,
        entry_id text not null unique,
        event_id uuid not null,
        agency_code text,
        question_sealed bytea not null,
        asked_at timestamptz not null,
        answer_by date not null,
        answer_sealed bytea,
        answered_at timestamptz,
        answered_by text,
        check ((answer_sealed is null) = (answered_at is null)),
        check ((answer_sealed is null) = (answered_by is null))
      )`);
    await q.query('create index usage_question_open on access.usage_question (id) where answered_at is null');
    await q.query('grant select, insert on access.usage_question to lienthong_app');
    await q.query(
      'grant update (answer_sealed, answered_at, answered_by) on access.usage_question to lienthong_app',
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table access.usage_question');
  }
}

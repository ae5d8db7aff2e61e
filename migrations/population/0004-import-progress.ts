import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each imported file has come, so that an interrupted import goes on where its last chunk was committed. */
export class ImportProgress1764547200004 implements MigrationInterface {
  name = 'ImportProgress1764547200004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE public.import_progress (
        file_digest text PRIMARY KEY,
        rows_done bigint NOT NULL,
        rows_rejected bigint NOT NULL,
        finished_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE public.import_progress');
  }
}

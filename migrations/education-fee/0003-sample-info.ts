import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Says whether this database holds invented people, for how many residents, and from which seed. */
export class SampleInfo1764547200003 implements MigrationInterface {
  name = 'SampleInfo1764547200003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE public.sample_info (
        residents integer NOT NULL, seed integer NOT NULL, loaded_at timestamptz NOT NULL, notice text NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE public.sample_info');
  }
}

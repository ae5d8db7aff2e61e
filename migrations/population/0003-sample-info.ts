import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Says whether this registry holds invented people, how many, from which seed, and which of them show which case. */
export class SampleInfo1764547200003 implements MigrationInterface {
  name = 'SampleInfo1764547200003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE public.sample_info (
        residents integer NOT NULL, seed integer NOT NULL, loaded_at timestamptz NOT NULL, notice text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE public.sample_known (story text PRIMARY KEY, personal_id text COLLATE "C" NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE public.sample_known, public.sample_info');
  }
}

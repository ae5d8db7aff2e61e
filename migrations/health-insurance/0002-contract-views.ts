import type { MigrationInterface, QueryRunner } from 'typeorm';

const VIEWS = [
  `CREATE VIEW lienthong.coverage AS
     SELECT personal_id, insurance_number, card_number, full_name, birth_date AS date_of_birth,
            CASE gender_code WHEN 1 THEN 'MALE' WHEN 2 THEN 'FEMALE' ELSE 'UNKNOWN' END AS sex,
            substr(card_number, 1, 2) AS object_code, substr(card_number, 3, 1)::int AS benefit_level,
            initial_facility, valid_from AS start_on, valid_to AS end_on, five_years_on AS five_year_on, area_code,
            state AS status, state_on AS status_on, state_reason AS status_reason, replaced_by_card, address
     FROM public.insurance_card`,
  'CREATE VIEW lienthong.facility AS SELECT code, name, province_code, level FROM public.facility',
];

/** What Liên Thông may read of health insurance: views only, through the group role `lienthong_reader`. */
export class ContractViews1764547200002 implements MigrationInterface {
  name = 'ContractViews1764547200002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lienthong_reader') THEN
          CREATE ROLE lienthong_reader NOLOGIN;
        END IF;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$`);
    await runner.query('CREATE SCHEMA lienthong');
    for (const view of VIEWS) await runner.query(view);
    await runner.query('GRANT USAGE ON SCHEMA lienthong TO lienthong_reader');
    await runner.query('GRANT SELECT ON ALL TABLES IN SCHEMA lienthong TO lienthong_reader');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA lienthong CASCADE');
  }
}

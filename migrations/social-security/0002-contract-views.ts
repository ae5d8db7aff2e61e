import type { MigrationInterface, QueryRunner } from 'typeorm';

const VIEWS = [
  `CREATE VIEW lienthong.member AS
     SELECT sector_no, personal_id, old_cmnd, full_name, birth_date AS date_of_birth,
            CASE gender_code WHEN 1 THEN 'MALE' WHEN 2 THEN 'FEMALE' ELSE 'UNKNOWN' END AS sex,
            address, province_code, employer_code, status, joined_on, months_contributed
     FROM public.insured_person`,
  `CREATE VIEW lienthong.contribution AS
     SELECT sector_no, from_month, to_month, salary, employer_code FROM public.contribution_record`,
  `CREATE VIEW lienthong.benefit AS
     SELECT benefit_no AS benefit_id, sector_no, personal_id, kind, monthly_amount, start_on, end_on, status
     FROM public.benefit_order`,
  `CREATE VIEW lienthong.payment_account AS
     SELECT sector_no, bank_code, account_last4 AS account_masked, opened_on FROM public.payment_account`,
  `CREATE VIEW lienthong.poor_household AS
     SELECT household_no AS household_id, personal_id, class, year::int AS year, decision_no
     FROM public.poor_household_member`,
];

/** What Liên Thông may read of social security: views only, through the group role `lienthong_reader`. */
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

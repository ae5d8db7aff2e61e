import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a decision about eligibility needs beside the cards: how a facility is ranked, and the co-payments that a card's
 * holder made in a year. New columns stand at the end of the views, as PostgreSQL wants it of a view that is replaced.
 */
export class Eligibility1764547200004 implements MigrationInterface {
  name = 'Eligibility1764547200004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE public.facility
        ADD COLUMN points smallint CHECK (points BETWEEN 0 AND 100),
        ADD COLUMN former_level text CHECK (former_level IN ('COMMUNE', 'DISTRICT', 'PROVINCE', 'CENTRAL')),
        ADD COLUMN kind text NOT NULL DEFAULT 'HOSPITAL' CHECK (kind IN ('HEALTH_STATION', 'CLINIC', 'HOSPITAL'))`);
    await runner.query(`
      ALTER TABLE public.insurance_card
        ADD COLUMN co_paid_year smallint, ADD COLUMN co_paid bigint CHECK (co_paid >= 0)`);
    await runner.query(`
      CREATE OR REPLACE VIEW lienthong.coverage AS
        SELECT personal_id, insurance_number, card_number, full_name, birth_date AS date_of_birth,
               CASE gender_code WHEN 1 THEN 'MALE' WHEN 2 THEN 'FEMALE' ELSE 'UNKNOWN' END AS sex,
               substr(card_number, 1, 2) AS object_code, substr(card_number, 3, 1)::int AS benefit_level,
               initial_facility, valid_from AS start_on, valid_to AS end_on, five_years_on AS five_year_on, area_code,
               state AS status, state_on AS status_on, state_reason AS status_reason, replaced_by_card, address,
               co_paid_year, co_paid
        FROM public.insurance_card`);
    await runner.query(`
      CREATE OR REPLACE VIEW lienthong.facility AS
        SELECT code, name, province_code, level, points, former_level, kind FROM public.facility`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW lienthong.facility, lienthong.coverage');
    await runner.query('ALTER TABLE public.insurance_card DROP COLUMN co_paid_year, DROP COLUMN co_paid');
    await runner.query(
      'ALTER TABLE public.facility DROP COLUMN points, DROP COLUMN former_level, DROP COLUMN kind',
    );
    await runner.query(`
      CREATE VIEW lienthong.coverage AS
        SELECT personal_id, insurance_number, card_number, full_name, birth_date AS date_of_birth,
               CASE gender_code WHEN 1 THEN 'MALE' WHEN 2 THEN 'FEMALE' ELSE 'UNKNOWN' END AS sex,
               substr(card_number, 1, 2) AS object_code, substr(card_number, 3, 1)::int AS benefit_level,
               initial_facility, valid_from AS start_on, valid_to AS end_on, five_years_on AS five_year_on, area_code,
               state AS status, state_on AS status_on, state_reason AS status_reason, replaced_by_card, address
        FROM public.insurance_card`);
    await runner.query(
      'CREATE VIEW lienthong.facility AS SELECT code, name, province_code, level FROM public.facility',
    );
    await runner.query('GRANT SELECT ON lienthong.coverage, lienthong.facility TO lienthong_reader');
  }
}

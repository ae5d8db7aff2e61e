import type { MigrationInterface, QueryRunner } from 'typeorm';

const VIEWS = [
  `CREATE VIEW lienthong.school AS
     SELECT school_code AS code, school_name AS name, kind, ownership, province_code, unit_code
     FROM public.school_unit`,
  `CREATE VIEW lienthong.school_class AS
     SELECT school_code, school_year, class_name AS name, grade::int AS grade FROM public.school_class`,
  `CREATE VIEW lienthong.enrolment AS
     SELECT enrolment_no AS enrolment_id, school_code, school_year, class_name, moet_code, personal_id, full_name,
            birth_date AS date_of_birth,
            CASE gender_code WHEN 1 THEN 'MALE' WHEN 2 THEN 'FEMALE' ELSE 'UNKNOWN' END AS sex,
            status, start_on, end_on
     FROM public.pupil_enrolment`,
  `CREATE VIEW lienthong.fee AS
     SELECT fee_no AS fee_id, enrolment_no AS enrolment_id, item_code, item_name, period, amount_due, amount_exempt,
            amount_paid, due_on, exemption_rate::int AS exemption_rate, exemption_ground, exemption_legal_basis
     FROM public.fee_charge`,
  `CREATE VIEW lienthong.payment AS
     SELECT payment_no AS payment_id, fee_no AS fee_id, amount, paid_at, method, reference FROM public.fee_payment`,
];

/** What Liên Thông may read of schools and fees: views only, through the group role `lienthong_reader`. */
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

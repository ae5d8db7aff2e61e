import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The sample education database (học sinh và các khoản thu) as its agency keeps it: schools, classes, pupils, fees.
 *
 * Money is whole đồng. `exemption_rate` is a percentage of the amount due; where support is a fixed sum it is empty.
 */
export class Schools1764547200001 implements MigrationInterface {
  name = 'Schools1764547200001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await runner.query(`
      CREATE TABLE public.school_unit (
        school_code text COLLATE "C" PRIMARY KEY,
        school_name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('PRESCHOOL', 'PRIMARY', 'LOWER_SECONDARY', 'UPPER_SECONDARY', 'VOCATIONAL')),
        ownership text NOT NULL CHECK (ownership IN ('PUBLIC', 'PRIVATE')),
        province_code text NOT NULL CHECK (province_code ~ '^[0-9]{2}$'),
        unit_code text NOT NULL CHECK (unit_code ~ '^[0-9]{5}$')
      )`);
    await runner.query(`
      CREATE TABLE public.school_class (
        school_code text COLLATE "C" NOT NULL,
        school_year text COLLATE "C" NOT NULL CHECK (school_year ~ '^[0-9]{4}-[0-9]{4}$'),
        class_name text COLLATE "C" NOT NULL,
        grade smallint NOT NULL CHECK (grade BETWEEN 0 AND 15),
        PRIMARY KEY (school_code, school_year, class_name)
      )`);
    await runner.query(`
      CREATE TABLE public.pupil_enrolment (
        enrolment_no text COLLATE "C" PRIMARY KEY,
        school_code text COLLATE "C" NOT NULL,
        school_year text COLLATE "C" NOT NULL,
        class_name text COLLATE "C" NOT NULL,
        moet_code text COLLATE "C" CHECK (moet_code ~ '^[0-9]{10}$'),
        personal_id text COLLATE "C" CHECK (personal_id ~ '^[0-9]{12}$'),
        full_name text NOT NULL,
        birth_date text NOT NULL CHECK (birth_date ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
        gender_code smallint NOT NULL CHECK (gender_code IN (0, 1, 2)),
        status text NOT NULL CHECK (status IN ('ENROLLED', 'TRANSFERRED', 'LEFT', 'GRADUATED')),
        start_on date NOT NULL,
        end_on date
      )`);
    await runner.query('CREATE INDEX pupil_enrolment_by_person ON public.pupil_enrolment (personal_id)');
    await runner.query(
      'CREATE INDEX pupil_enrolment_by_class ON public.pupil_enrolment (school_code, school_year, class_name)',
    );
    await runner.query(`
      CREATE TABLE public.fee_charge (
        fee_no text COLLATE "C" PRIMARY KEY,
        enrolment_no text COLLATE "C" NOT NULL,
        item_code text NOT NULL,
        item_name text NOT NULL,
        period text NOT NULL CHECK (period ~ '^([0-9]{4}-[0-9]{2}|HK[12])$'),
        amount_due bigint NOT NULL CHECK (amount_due >= 0),
        amount_exempt bigint NOT NULL DEFAULT 0 CHECK (amount_exempt BETWEEN 0 AND amount_due),
        amount_paid bigint NOT NULL DEFAULT 0 CHECK (amount_paid >= 0),
        due_on date NOT NULL,
        exemption_rate smallint CHECK (exemption_rate BETWEEN 0 AND 100),
        exemption_ground text,
        exemption_legal_basis text
      )`);
    await runner.query('CREATE INDEX fee_charge_by_enrolment ON public.fee_charge (enrolment_no)');
    await runner.query(`
      CREATE TABLE public.fee_payment (
        payment_no text COLLATE "C" PRIMARY KEY,
        fee_no text COLLATE "C" NOT NULL,
        amount bigint NOT NULL CHECK (amount > 0),
        paid_at timestamptz NOT NULL,
        method text NOT NULL CHECK (method IN ('BANK_TRANSFER', 'CARD', 'WALLET', 'CASH')),
        reference text NOT NULL
      )`);
    await runner.query('CREATE INDEX fee_payment_by_fee ON public.fee_payment (fee_no)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE public.fee_payment, public.fee_charge, public.pupil_enrolment,
      public.school_class, public.school_unit`);
  }
}

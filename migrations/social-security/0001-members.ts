import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The sample social security database (bảo hiểm xã hội) as its agency keeps it: members, what they paid, what they get.
 *
 * `insured_person.personal_id` is as once written down: it may be missing, wrong, or another person's. Money is đồng.
 */
export class Members1764547200001 implements MigrationInterface {
  name = 'Members1764547200001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await runner.query(`
      CREATE TABLE public.employer (
        employer_code text COLLATE "C" PRIMARY KEY,
        employer_name text NOT NULL,
        province_code text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE public.insured_person (
        sector_no text COLLATE "C" PRIMARY KEY CHECK (sector_no ~ '^[0-9]{10}$'),
        personal_id text COLLATE "C",
        old_cmnd text COLLATE "C",
        full_name text NOT NULL,
        birth_date text NOT NULL CHECK (birth_date ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
        gender_code smallint NOT NULL CHECK (gender_code IN (0, 1, 2)),
        address text NOT NULL,
        province_code text NOT NULL CHECK (province_code ~ '^[0-9]{2}$'),
        employer_code text COLLATE "C",
        status text NOT NULL CHECK (status IN ('PARTICIPATING', 'PAUSED', 'PENSIONER', 'LEFT')),
        joined_on date,
        months_contributed integer NOT NULL CHECK (months_contributed >= 0)
      )`);
    await runner.query('CREATE INDEX insured_person_by_person ON public.insured_person (personal_id)');
    await runner.query(`
      CREATE TABLE public.contribution_record (
        sector_no text COLLATE "C" NOT NULL,
        from_month text COLLATE "C" NOT NULL CHECK (from_month ~ '^[0-9]{4}-[0-9]{2}$'),
        to_month text COLLATE "C" NOT NULL CHECK (to_month ~ '^[0-9]{4}-[0-9]{2}$'),
        salary bigint NOT NULL CHECK (salary >= 0),
        employer_code text COLLATE "C",
        PRIMARY KEY (sector_no, from_month)
      )`);
    await runner.query(`
      CREATE TABLE public.benefit_order (
        benefit_no text COLLATE "C" PRIMARY KEY,
        sector_no text COLLATE "C" NOT NULL,
        personal_id text COLLATE "C",
        kind text NOT NULL CHECK (kind IN ('PENSION', 'LUMP_SUM', 'SURVIVOR', 'SICKNESS', 'MATERNITY', 'UNEMPLOYMENT',
          'SOCIAL_PENSION', 'SOCIAL_ASSISTANCE')),
        monthly_amount bigint NOT NULL CHECK (monthly_amount >= 0),
        start_on date NOT NULL,
        end_on date,
        status text NOT NULL CHECK (status IN ('ACTIVE', 'SUSPENDED', 'ENDED'))
      )`);
    await runner.query('CREATE INDEX benefit_order_by_member ON public.benefit_order (sector_no)');
    await runner.query('CREATE INDEX benefit_order_by_person ON public.benefit_order (personal_id)');
    await runner.query(`
      CREATE TABLE public.payment_account (
        sector_no text COLLATE "C" PRIMARY KEY,
        bank_code text NOT NULL,
        account_last4 text NOT NULL CHECK (account_last4 ~ '^[0-9]{4}$'),
        opened_on date NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE public.poor_household_member (
        personal_id text COLLATE "C" NOT NULL,
        year smallint NOT NULL,
        household_no text COLLATE "C" NOT NULL,
        class text NOT NULL CHECK (class IN ('POOR', 'NEAR_POOR')),
        decision_no text NOT NULL,
        PRIMARY KEY (personal_id, year)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE public.poor_household_member, public.payment_account, public.benefit_order,
      public.contribution_record, public.insured_person, public.employer`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The sample health insurance database (thẻ bảo hiểm y tế) as its agency keeps it: one row a card ever issued.
 *
 * The same card number can be issued again for a later period. That a card has run out is not stored: it follows
 * from `valid_to` on the day asked about. `facility.code` begins with the province code in use before 2025-07-01.
 */
export class Cards1764547200001 implements MigrationInterface {
  name = 'Cards1764547200001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await runner.query(`
      CREATE TABLE public.insurance_card (
        card_number text COLLATE "C" NOT NULL CHECK (card_number ~ '^[A-Z]{2}[1-5][0-9]{12}$'),
        insurance_number text COLLATE "C" NOT NULL CHECK (insurance_number ~ '^[0-9]{10}$'),
        personal_id text COLLATE "C" CHECK (personal_id ~ '^[0-9]{12}$'),
        full_name text NOT NULL,
        birth_date text NOT NULL CHECK (birth_date ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
        gender_code smallint NOT NULL CHECK (gender_code IN (0, 1, 2)),
        address text,
        initial_facility text COLLATE "C" CHECK (initial_facility ~ '^[0-9]{5}$'),
        area_code text CHECK (area_code IN ('K1', 'K2', 'K3')),
        valid_from date NOT NULL,
        valid_to date,
        five_years_on date,
        state text NOT NULL CHECK (state IN ('ACTIVE', 'REVOKED', 'REDUCED', 'REPLACED')),
        state_on date,
        state_reason text,
        replaced_by_card text COLLATE "C",
        PRIMARY KEY (card_number, valid_from)
      )`);
    await runner.query('CREATE INDEX insurance_card_by_person ON public.insurance_card (personal_id)');
    await runner.query('CREATE INDEX insurance_card_by_number ON public.insurance_card (insurance_number)');
    await runner.query(`
      CREATE TABLE public.facility (
        code text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[0-9]{5}$'),
        name text NOT NULL,
        province_code text NOT NULL CHECK (province_code ~ '^[0-9]{2}$'),
        level text NOT NULL CHECK (level IN ('INITIAL', 'BASIC', 'SPECIALISED'))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE public.facility, public.insurance_card');
  }
}

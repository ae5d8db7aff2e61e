import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The sample population registry (cơ sở dữ liệu dân cư) as its agency keeps it: schema `public`, read by nobody else.
 *
 * Keys are `text`, compared in "C" order. There are no foreign keys: such a registry is filled in bulk, table by table.
 * A number can stand in `citizen_number` twice: old nine-digit numbers were not unique in the whole country.
 */
export class Residents1764547200001 implements MigrationInterface {
  name = 'Residents1764547200001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await runner.query(`
      CREATE TABLE public.citizen (
        personal_id text COLLATE "C" PRIMARY KEY CHECK (personal_id ~ '^0[0-9]{11}$'),
        full_name text NOT NULL,
        birth_date text NOT NULL CHECK (birth_date ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
        gender_code smallint NOT NULL CHECK (gender_code IN (0, 1, 2)),
        life_status text NOT NULL CHECK (life_status IN ('ALIVE', 'DECEASED', 'MISSING', 'ID_CANCELLED')),
        deceased_on date,
        household_no text COLLATE "C",
        household_relation text,
        eid_level smallint CHECK (eid_level IN (1, 2)),
        eid_status text CHECK (eid_status IN ('ACTIVE', 'LOCKED', 'NOT_ACTIVATED')),
        eid_activated_on date,
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query('CREATE INDEX citizen_by_household ON public.citizen (household_no)');
    await runner.query('CREATE INDEX citizen_by_change ON public.citizen (updated_at, personal_id)');
    await runner.query(`
      CREATE TABLE public.citizen_number (
        number text COLLATE "C" NOT NULL CHECK (number ~ '^([0-9]{9}|[0-9]{12})$'),
        personal_id text COLLATE "C" NOT NULL,
        kind text NOT NULL CHECK (kind IN ('FORMER_PERSONAL_ID', 'OLD_ID_NUMBER')),
        valid_from date,
        valid_until date,
        reason text,
        PRIMARY KEY (number, personal_id)
      )`);
    await runner.query('CREATE INDEX citizen_number_by_person ON public.citizen_number (personal_id)');
    await runner.query(`
      CREATE TABLE public.citizen_card (
        personal_id text COLLATE "C" NOT NULL,
        card_number text COLLATE "C" NOT NULL CHECK (card_number ~ '^([0-9]{9}|[0-9]{12})$'),
        card_type text NOT NULL CHECK (card_type IN ('CMND_9', 'CCCD_BARCODE', 'CCCD_CHIP', 'CAN_CUOC')),
        issued_on date NOT NULL,
        expires_on date,
        status text NOT NULL CHECK (status IN ('VALID', 'REPLACED', 'EXPIRED', 'LOST')),
        PRIMARY KEY (personal_id, issued_on, card_type)
      )`);
    await runner.query(`
      CREATE TABLE public.residence_record (
        personal_id text COLLATE "C" NOT NULL,
        kind text NOT NULL CHECK (kind IN ('PERMANENT', 'TEMPORARY')),
        unit_code text NOT NULL CHECK (unit_code ~ '^[0-9]{5}$'),
        unit_valid_from date NOT NULL,
        address_line text NOT NULL,
        since date,
        until date,
        PRIMARY KEY (personal_id, kind)
      )`);
    await runner.query(`
      CREATE TABLE public.household_book (
        household_no text COLLATE "C" PRIMARY KEY,
        head_personal_id text COLLATE "C" NOT NULL,
        unit_code text NOT NULL CHECK (unit_code ~ '^[0-9]{5}$'),
        unit_valid_from date NOT NULL,
        address_line text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE public.guardianship (
        child_id text COLLATE "C" NOT NULL,
        guardian_id text COLLATE "C" NOT NULL,
        relation text NOT NULL CHECK (relation IN ('FATHER', 'MOTHER', 'GUARDIAN')),
        PRIMARY KEY (child_id, guardian_id)
      )`);
    await runner.query('CREATE INDEX guardianship_by_guardian ON public.guardianship (guardian_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE public.guardianship, public.household_book, public.residence_record,
      public.citizen_card, public.citizen_number, public.citizen`);
  }
}

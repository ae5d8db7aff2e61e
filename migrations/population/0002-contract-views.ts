import type { MigrationInterface, QueryRunner } from 'typeorm';

const VIEWS = [
  `CREATE VIEW lienthong.resident AS
     SELECT personal_id, full_name, birth_date AS date_of_birth,
            CASE gender_code WHEN 1 THEN 'MALE' WHEN 2 THEN 'FEMALE' ELSE 'UNKNOWN' END AS sex,
            life_status AS status, deceased_on, household_no AS household_id,
            eid_level::int AS eid_level, eid_status, eid_activated_on, updated_at
     FROM public.citizen`,
  `CREATE VIEW lienthong.identifier AS
     SELECT personal_id AS identifier, 'PERSONAL_ID'::text AS kind, personal_id,
            NULL::date AS valid_from, NULL::date AS valid_until, NULL::text AS reason
     FROM public.citizen
     UNION ALL
     SELECT number, kind, personal_id, valid_from, valid_until, reason FROM public.citizen_number`,
  `CREATE VIEW lienthong.identity_card AS
     SELECT personal_id, card_number, card_type, issued_on, expires_on, status FROM public.citizen_card`,
  `CREATE VIEW lienthong.residence AS
     SELECT personal_id, kind, unit_code, unit_valid_from, address_line, since, until FROM public.residence_record`,
  `CREATE VIEW lienthong.household AS
     SELECT household_no AS household_id, head_personal_id, unit_code, unit_valid_from, address_line
     FROM public.household_book`,
  `CREATE VIEW lienthong.household_member AS
     SELECT household_no AS household_id, personal_id, household_relation AS relationship
     FROM public.citizen WHERE household_no IS NOT NULL`,
  `CREATE VIEW lienthong.guardian AS
     SELECT child_id AS child_personal_id, guardian_id AS guardian_personal_id, relation AS relationship
     FROM public.guardianship`,
];

/**
 * What Liên Thông may read of the population registry: views only, through the group role `lienthong_reader`.
 *
 * `identifier` stays a plain UNION ALL so that a lookup by number is one index scan on each of the two tables.
 */
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

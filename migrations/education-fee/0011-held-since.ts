import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = `enrolment_no AS enrolment_id, school_code, school_year, class_name, moet_code, personal_id, full_name,
            birth_date AS date_of_birth,
            CASE gender_code WHEN 1 THEN 'MALE' WHEN 2 THEN 'FEMALE' ELSE 'UNKNOWN' END AS sex,
            status, start_on, end_on`;

/** When the enrolment became this pupil's, last: made, given to him, or taken back after it had ended. */
const HELD_SINCE = `(SELECT max(c.changed_at) FROM public.enrolment_change c WHERE c.enrolment_no = p.enrolment_no
       AND (c.before ->> 'personal_id' IS DISTINCT FROM c.after ->> 'personal_id'
         OR coalesce(c.before ->> 'end_on', '9999') < coalesce(c.after ->> 'end_on', '9999'))) AS held_since`;

/** Whoever writes in a register through the hub says when a pupil began; this is when he said so. */
export class HeldSince1764547200011 implements MigrationInterface {
  name = 'HeldSince1764547200011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE OR REPLACE VIEW lienthong.enrolment AS
      SELECT ${COLUMNS}, ${HELD_SINCE} FROM public.pupil_enrolment p`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW lienthong.enrolment;
      CREATE VIEW lienthong.enrolment AS SELECT ${COLUMNS} FROM public.pupil_enrolment;
      GRANT SELECT ON lienthong.enrolment TO lienthong_reader`);
  }
}

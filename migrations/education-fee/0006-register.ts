import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registerActs, registerParts } from './register-acts.js';

const TABLES = `
  CREATE SEQUENCE public.enrolment_serial MAXVALUE 999999999;
  CREATE INDEX pupil_enrolment_by_code ON public.pupil_enrolment (school_code, moet_code);
  CREATE TABLE public.enrolment_change (
    change_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    enrolment_no text COLLATE "C" NOT NULL,
    school_code text COLLATE "C" NOT NULL,
    act text NOT NULL CHECK (act IN ('ENROL', 'END', 'CORRECT')),
    before jsonb,
    after jsonb NOT NULL,
    reason text,
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CHECK (act <> 'CORRECT' OR reason IS NOT NULL)
  );
  CREATE INDEX enrolment_change_by_enrolment ON public.enrolment_change (enrolment_no)`;

const KEPT = `
  CREATE FUNCTION public.refuse_register_change() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    RAISE EXCEPTION 'what the register was is not altered: correct the enrolment'
      USING ERRCODE = 'integrity_constraint_violation';
  END $body$;
  CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON public.enrolment_change
    FOR EACH ROW EXECUTE FUNCTION public.refuse_register_change();
  CREATE FUNCTION public.empty_register_changes() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
  BEGIN
    TRUNCATE public.enrolment_change;
    RETURN NULL;
  END $body$;
  CREATE TRIGGER emptied AFTER TRUNCATE ON public.pupil_enrolment
    FOR EACH STATEMENT EXECUTE FUNCTION public.empty_register_changes()`;

const FUNCTIONS = ['enrol_pupil', 'end_enrolment', 'correct_enrolment'];

/** The school's register as the hub may write in it (sổ đăng bộ): pupils come, go and are corrected, never deleted. */
export class Register1764547200006 implements MigrationInterface {
  name = 'Register1764547200006';

  async up(runner: QueryRunner): Promise<void> {
    for (const text of [TABLES, KEPT, ...registerParts, ...registerActs]) await runner.query(text);
    for (const name of FUNCTIONS) {
      await runner.query(`REVOKE ALL ON FUNCTION lienthong.${name}(jsonb) FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION lienthong.${name}(jsonb) TO lienthong_writer`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of FUNCTIONS) await runner.query(`DROP FUNCTION lienthong.${name}(jsonb)`);
    await runner.query(`
      DROP TRIGGER emptied ON public.pupil_enrolment;
      DROP FUNCTION public.keep_change, public.moet_code_taken, public.lock_register, public.enrolment_state,
        public.empty_register_changes;
      DROP TABLE public.enrolment_change;
      DROP FUNCTION public.refuse_register_change;
      DROP INDEX public.pupil_enrolment_by_code;
      DROP SEQUENCE public.enrolment_serial`);
  }
}

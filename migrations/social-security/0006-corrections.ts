import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = `
  CREATE TABLE public.correction (
    key text COLLATE "C" PRIMARY KEY,
    sector_no text COLLATE "C" NOT NULL,
    asked jsonb NOT NULL,
    before jsonb NOT NULL,
    benefits jsonb NOT NULL,
    applied_by text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    reverted_by text,
    reverted_at timestamptz
  )`;

/** What the acts are made of; the hub may call none of it. */
const PARTS = [
  // What the hub knows of a member, as it states it.
  `CREATE FUNCTION public.member_values(person public.insured_person) RETURNS jsonb LANGUAGE sql STABLE AS $body$
     SELECT jsonb_build_object('personalId', $1.personal_id, 'fullName', $1.full_name, 'dateOfBirth', $1.birth_date,
       'sex', CASE $1.gender_code WHEN 1 THEN 'MALE' WHEN 2 THEN 'FEMALE' ELSE 'UNKNOWN' END)
   $body$`,

  `CREATE FUNCTION public.set_member(number text, wanted jsonb) RETURNS void LANGUAGE sql AS $body$
     UPDATE public.insured_person SET personal_id = wanted->>'personalId', full_name = wanted->>'fullName',
       birth_date = wanted->>'dateOfBirth',
       gender_code = CASE wanted->>'sex' WHEN 'MALE' THEN 1 WHEN 'FEMALE' THEN 2 ELSE 0 END
     WHERE sector_no = number
   $body$`,

  `CREATE FUNCTION public.apply_one(request jsonb, by_whom text, dry_run boolean) RETURNS text
   LANGUAGE plpgsql AS $body$
   DECLARE person public.insured_person; known public.correction; held jsonb;
   BEGIN
     SELECT * INTO person FROM public.insured_person WHERE sector_no = request->>'sectorNo' FOR UPDATE;
     IF NOT FOUND THEN RETURN 'NOT_FOUND'; END IF;
     SELECT * INTO known FROM public.correction WHERE key = request->>'key';
     IF FOUND THEN
       IF known.asked <> request THEN RETURN 'CONFLICT'; END IF;
       RETURN CASE WHEN known.reverted_at IS NULL THEN 'REPEATED' ELSE 'REVERTED' END;
     END IF;
     IF public.member_values(person) <> request->'before' THEN RETURN 'CHANGED'; END IF;
     IF dry_run THEN RETURN 'DONE'; END IF;
     SELECT coalesce(jsonb_agg(to_jsonb(b) ORDER BY b.benefit_no), '[]') INTO held FROM public.benefit_order b
       WHERE b.sector_no = person.sector_no
         AND (b.personal_id IS NOT DISTINCT FROM person.personal_id OR b.status = 'ACTIVE');
     INSERT INTO public.correction (key, sector_no, asked, before, benefits, applied_by)
       VALUES (request->>'key', person.sector_no, request, request->'before', held, by_whom);
     UPDATE public.benefit_order b SET personal_id = request->'after'->>'personalId'
       WHERE b.sector_no = person.sector_no AND b.personal_id IS NOT DISTINCT FROM person.personal_id;
     IF (request->>'stopsBenefits')::boolean THEN
       UPDATE public.benefit_order b SET status = 'SUSPENDED'
         WHERE b.sector_no = person.sector_no AND b.status = 'ACTIVE';
     END IF;
     PERFORM public.set_member(person.sector_no, request->'after');
     RETURN 'DONE';
   END $body$`,

  // NOTE: an order that somebody changed meanwhile keeps what he wrote.
  `CREATE FUNCTION public.revert_one(asked_key text, by_whom text) RETURNS text LANGUAGE plpgsql AS $body$
   DECLARE person public.insured_person; known public.correction;
   BEGIN
     SELECT p.* INTO person FROM public.correction c JOIN public.insured_person p USING (sector_no)
       WHERE c.key = asked_key FOR UPDATE OF p;
     IF NOT FOUND THEN RETURN 'NOT_FOUND'; END IF;
     SELECT * INTO known FROM public.correction WHERE key = asked_key;
     IF known.reverted_at IS NOT NULL THEN RETURN 'REPEATED'; END IF;
     IF public.member_values(person) <> known.asked->'after' THEN RETURN 'CHANGED'; END IF;
     UPDATE public.benefit_order b SET personal_id = o.personal_id, status = o.status
       FROM jsonb_populate_recordset(NULL::public.benefit_order, known.benefits) AS o
       WHERE b.benefit_no = o.benefit_no
         AND b.personal_id IS NOT DISTINCT FROM CASE
           WHEN o.personal_id IS NOT DISTINCT FROM known.before->>'personalId'
           THEN known.asked->'after'->>'personalId' ELSE o.personal_id END
         AND b.status = CASE WHEN o.status = 'ACTIVE' AND (known.asked->>'stopsBenefits')::boolean
           THEN 'SUSPENDED' ELSE o.status END;
     PERFORM public.set_member(person.sector_no, known.before);
     UPDATE public.correction SET reverted_by = by_whom, reverted_at = clock_timestamp() WHERE key = asked_key;
     RETURN 'DONE';
   END $body$`,
];

const act = (name: string, body: string): string => `
  CREATE FUNCTION lienthong.${name}(request jsonb) RETURNS jsonb LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$${body}$body$`;

const ACTS = [
  // { by, dryRun, corrections: [{ key, sectorNo, before, after, stopsBenefits }] } → { outcomes: […] }, aligned: DONE,
  // REPEATED, REVERTED (it was, under this key), NOT_FOUND, CHANGED (the record is not what `before` says), CONFLICT
  // (the key stands for another request), REFUSED (the table takes no such value).
  act(
    'apply_corrections',
    `
   DECLARE one jsonb; outcome text; outcomes jsonb := '[]';
   BEGIN
     FOR one IN SELECT value FROM jsonb_array_elements(request->'corrections') LOOP
       BEGIN
         outcome := public.apply_one(one, request->>'by', (request->>'dryRun')::boolean);
       EXCEPTION WHEN integrity_constraint_violation THEN outcome := 'REFUSED';
       END;
       outcomes := outcomes || to_jsonb(outcome);
     END LOOP;
     RETURN jsonb_build_object('outcomes', outcomes);
   END `,
  ),
  // { by, keys: […] } → { outcomes: […] }, aligned: DONE, REPEATED, NOT_FOUND, CHANGED.
  act(
    'revert_corrections',
    `
   DECLARE one text; outcomes jsonb := '[]';
   BEGIN
     FOR one IN SELECT value FROM jsonb_array_elements_text(request->'keys') LOOP
       outcomes := outcomes || to_jsonb(public.revert_one(one, request->>'by'));
     END LOOP;
     RETURN jsonb_build_object('outcomes', outcomes);
   END `,
  ),
];

const FUNCTIONS = ['apply_corrections', 'revert_corrections'];

/**
 * The contract's writes to the sample of social security: corrections of members that somebody of the agency accepted.
 * Each is done once, by its key; `public.correction` keeps what stood before, who asked, and when it was taken back.
 */
export class Corrections1764547200006 implements MigrationInterface {
  name = 'Corrections1764547200006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lienthong_writer') THEN
          CREATE ROLE lienthong_writer NOLOGIN;
        END IF;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$`);
    for (const text of [TABLE, ...PARTS, ...ACTS]) await runner.query(text);
    await runner.query('GRANT USAGE ON SCHEMA lienthong TO lienthong_writer');
    for (const name of FUNCTIONS) {
      await runner.query(`REVOKE ALL ON FUNCTION lienthong.${name}(jsonb) FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION lienthong.${name}(jsonb) TO lienthong_writer`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of FUNCTIONS) await runner.query(`DROP FUNCTION lienthong.${name}(jsonb)`);
    await runner.query(`DROP FUNCTION public.revert_one, public.apply_one, public.set_member, public.member_values;
      DROP TABLE public.correction`);
  }
}

const act = (name: string, body: string): string => `
  CREATE FUNCTION lienthong.${name}(request jsonb) RETURNS jsonb LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$${body}$body$`;

/** What the acts on the register are made of; none may be called by the hub. */
export const registerParts: readonly string[] = [
  `CREATE FUNCTION public.enrolment_state(e public.pupil_enrolment) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $body$
     SELECT jsonb_build_object('enrolmentId', e.enrolment_no, 'personalId', e.personal_id, 'className', e.class_name,
       'status', e.status, 'startOn', e.start_on, 'endOn', e.end_on)
   $body$`,

  // One pupil more or less at a time in a school: two who enrol him at once must not both find him missing.
  `CREATE FUNCTION public.lock_register(request jsonb) RETURNS void LANGUAGE sql AS $body$
     SELECT pg_advisory_xact_lock(hashtext('register ' || (request->>'schoolCode')))
   $body$`,

  // Whether another pupil of this school has that code of the ministry.
  `CREATE FUNCTION public.moet_code_taken(school text, code text, person text, but text) RETURNS boolean
   LANGUAGE sql STABLE AS $body$
     SELECT EXISTS (SELECT FROM public.pupil_enrolment e
       WHERE e.school_code = $1 AND e.moet_code = $2 AND e.personal_id <> $3 AND e.enrolment_no <> $4)
   $body$`,

  `CREATE FUNCTION public.keep_change(act text, request jsonb, was public.pupil_enrolment, made public.pupil_enrolment)
   RETURNS void LANGUAGE sql AS $body$
     INSERT INTO public.enrolment_change (enrolment_no, school_code, act, before, after, reason, changed_by)
     VALUES (made.enrolment_no, made.school_code, $1, to_jsonb(was), to_jsonb(made), request->>'reason', request->>'by')
   $body$`,
];

/** What the hub may ask of the school's register; outcomes stand in docs/students.md. */
export const registerActs: readonly string[] = [
  // { schoolCode, key, by, schoolYear, className, moetCode?, pupil: { personalId, fullName, dateOfBirth, sex },
  // startOn } → DONE with the enrolment; NO_CLASS, ENROLLED_ALREADY (in this school and year), MOET_CODE_TAKEN, CONFLICT.
  act(
    'enrol_pupil',
    `
   DECLARE known jsonb; made public.pupil_enrolment; refused text; person text := request->'pupil'->>'personalId';
   BEGIN
     known := public.claim_write('ENROL', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     PERFORM public.lock_register(request);
     refused := CASE
       WHEN NOT EXISTS (SELECT FROM public.school_class c WHERE c.school_code = request->>'schoolCode'
         AND c.school_year = request->>'schoolYear' AND c.class_name = request->>'className') THEN 'NO_CLASS'
       WHEN EXISTS (SELECT FROM public.pupil_enrolment e WHERE e.personal_id = person AND e.status = 'ENROLLED'
         AND e.school_code = request->>'schoolCode' AND e.school_year = request->>'schoolYear') THEN 'ENROLLED_ALREADY'
       WHEN public.moet_code_taken(request->>'schoolCode', request->>'moetCode', person, '') THEN 'MOET_CODE_TAKEN'
       END;
     IF refused IS NOT NULL THEN
       RETURN public.answer_write('ENROL', request, jsonb_build_object('outcome', refused));
     END IF;
     INSERT INTO public.pupil_enrolment (enrolment_no, school_code, school_year, class_name, moet_code, personal_id,
         full_name, birth_date, gender_code, status, start_on)
       VALUES ('R' || lpad(nextval('public.enrolment_serial')::text, 9, '0'), request->>'schoolCode',
         request->>'schoolYear', request->>'className', request->>'moetCode', person,
         request->'pupil'->>'fullName', request->'pupil'->>'dateOfBirth',
         CASE request->'pupil'->>'sex' WHEN 'MALE' THEN 1 WHEN 'FEMALE' THEN 2 ELSE 0 END,
         'ENROLLED', (request->>'startOn')::date)
       RETURNING * INTO made;
     PERFORM public.keep_change('ENROL', request, NULL, made);
     RETURN public.answer_write('ENROL', request,
       jsonb_build_object('outcome', 'DONE', 'enrolment', public.enrolment_state(made)));
   END `,
  ),

  // { schoolCode, key, by, enrolmentId, status, endOn, reason? } → DONE; NOT_FOUND, ENDED_ALREADY, BEFORE_START, CONFLICT.
  act(
    'end_enrolment',
    `
   DECLARE known jsonb; was public.pupil_enrolment; made public.pupil_enrolment; refused text;
   BEGIN
     known := public.claim_write('END', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     PERFORM public.lock_register(request);
     SELECT e.* INTO was FROM public.pupil_enrolment e
       WHERE e.enrolment_no = request->>'enrolmentId' AND e.school_code = request->>'schoolCode' FOR UPDATE;
     refused := CASE
       WHEN was.enrolment_no IS NULL THEN 'NOT_FOUND'
       WHEN was.status <> 'ENROLLED' THEN 'ENDED_ALREADY'
       WHEN (request->>'endOn')::date < was.start_on THEN 'BEFORE_START'
       END;
     IF refused IS NOT NULL THEN
       RETURN public.answer_write('END', request, jsonb_build_object('outcome', refused));
     END IF;
     UPDATE public.pupil_enrolment e SET status = request->>'status', end_on = (request->>'endOn')::date
       WHERE e.enrolment_no = was.enrolment_no RETURNING e.* INTO made;
     PERFORM public.keep_change('END', request, was, made);
     RETURN public.answer_write('END', request,
       jsonb_build_object('outcome', 'DONE', 'enrolment', public.enrolment_state(made)));
   END `,
  ),

  // { schoolCode, key, by, enrolmentId, reason, className?, moetCode?, status?, endOn?, pupil? } → DONE; NOT_FOUND,
  // NO_CLASS, MOET_CODE_TAKEN, ENROLLED_ALREADY (he has another enrolment here that lasts), BEFORE_START, NOT_ENDED (a
  // day without an ending), NOTHING_CHANGED, CONFLICT. What is not in the request stays; ENROLLED takes an ending back.
  act(
    'correct_enrolment',
    `
   DECLARE known jsonb; was public.pupil_enrolment; made public.pupil_enrolment; refused text;
   BEGIN
     known := public.claim_write('CORRECT', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     PERFORM public.lock_register(request);
     SELECT e.* INTO was FROM public.pupil_enrolment e
       WHERE e.enrolment_no = request->>'enrolmentId' AND e.school_code = request->>'schoolCode' FOR UPDATE;
     made := was;
     IF request ? 'className' THEN made.class_name := request->>'className'; END IF;
     IF request ? 'moetCode' THEN made.moet_code := request->>'moetCode'; END IF;
     IF request ? 'status' THEN made.status := request->>'status'; END IF;
     IF request ? 'endOn' THEN made.end_on := (request->>'endOn')::date; END IF;
     IF made.status = 'ENROLLED' AND was.status <> 'ENROLLED' THEN made.end_on := NULL; END IF;
     IF request ? 'pupil' THEN
       made.personal_id := request->'pupil'->>'personalId';
       made.full_name := request->'pupil'->>'fullName';
       made.birth_date := request->'pupil'->>'dateOfBirth';
       made.gender_code := CASE request->'pupil'->>'sex' WHEN 'MALE' THEN 1 WHEN 'FEMALE' THEN 2 ELSE 0 END;
     END IF;
     refused := CASE
       WHEN was.enrolment_no IS NULL THEN 'NOT_FOUND'
       WHEN made IS NOT DISTINCT FROM was THEN 'NOTHING_CHANGED'
       WHEN made.status <> 'ENROLLED' AND made.end_on IS NULL THEN 'NOT_ENDED'
       WHEN made.end_on < made.start_on THEN 'BEFORE_START'
       WHEN made.class_name <> was.class_name AND NOT EXISTS (SELECT FROM public.school_class c
         WHERE c.school_code = was.school_code AND c.school_year = was.school_year
           AND c.class_name = made.class_name) THEN 'NO_CLASS'
       WHEN public.moet_code_taken(made.school_code, made.moet_code, made.personal_id, made.enrolment_no)
         THEN 'MOET_CODE_TAKEN'
       WHEN made.status = 'ENROLLED' AND EXISTS (SELECT FROM public.pupil_enrolment e
         WHERE e.personal_id = made.personal_id AND e.school_code = made.school_code AND e.status = 'ENROLLED'
           AND e.school_year = made.school_year AND e.enrolment_no <> made.enrolment_no) THEN 'ENROLLED_ALREADY'
       END;
     IF refused IS NOT NULL THEN
       RETURN public.answer_write('CORRECT', request, jsonb_build_object('outcome', refused));
     END IF;
     UPDATE public.pupil_enrolment e SET class_name = made.class_name, moet_code = made.moet_code,
         personal_id = made.personal_id, full_name = made.full_name, birth_date = made.birth_date,
         gender_code = made.gender_code, status = made.status, end_on = made.end_on
       WHERE e.enrolment_no = was.enrolment_no;
     PERFORM public.keep_change('CORRECT', request, was, made);
     RETURN public.answer_write('CORRECT', request,
       jsonb_build_object('outcome', 'DONE', 'enrolment', public.enrolment_state(made)));
   END `,
  ),
];

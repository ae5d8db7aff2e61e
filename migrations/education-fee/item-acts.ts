const act = (name: string, body: string): string => `
  CREATE FUNCTION lienthong.${name}(request jsonb) RETURNS jsonb LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$${body}$body$`;

/** Parts of the acts below, out of the hub's reach. */
export const itemParts: readonly string[] = [
  `CREATE FUNCTION public.today() RETURNS date LANGUAGE sql STABLE AS $body$
     SELECT (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
   $body$`,

  `CREATE FUNCTION public.item_state(item bigint) RETURNS jsonb LANGUAGE sql STABLE AS $body$
     SELECT jsonb_build_object('itemId', i.item_no::text, 'schoolCode', i.school_code, 'schoolYear', i.school_year,
       'itemCode', i.item_code, 'itemName', i.item_name, 'period', i.period, 'amount', i.amount,
       'dueOn', i.due_on, 'startOn', i.start_on, 'endOn', i.end_on, 'legalBasis', i.legal_basis,
       'charged', (SELECT count(*) FROM public.fee_charge f WHERE f.item_no = i.item_no))
     FROM public.fee_item i WHERE i.item_no = $1
   $body$`,

  // The item of a request, held until the transaction ends; null when the school has none such.
  `CREATE FUNCTION public.lock_item(request jsonb) RETURNS public.fee_item LANGUAGE plpgsql AS $body$
   DECLARE item public.fee_item;
   BEGIN
     IF request->>'itemId' !~ '^[0-9]{1,18}$' THEN RETURN NULL; END IF;
     SELECT i.* INTO item FROM public.fee_item i
       WHERE i.item_no = (request->>'itemId')::bigint AND i.school_code = request->>'schoolCode' FOR UPDATE;
     RETURN item;
   END $body$`,

  // Whoever sits in a class today.
  `CREATE FUNCTION public.pupils_now(school text, year text, class text) RETURNS SETOF public.pupil_enrolment
   LANGUAGE sql STABLE AS $body$
     SELECT n.* FROM public.pupil_enrolment n
     WHERE n.school_code = $1 AND n.school_year = $2 AND n.class_name = $3 AND n.status = 'ENROLLED'
       AND (n.end_on IS NULL OR n.end_on >= public.today())
     ORDER BY n.enrolment_no
   $body$`,
];

/** What the hub may ask of a school's fee items; outcomes stand in docs/fees.md. */
export const itemActs: readonly string[] = [
  // { schoolCode, key, schoolYear, itemCode, itemName, period, amount, dueOn, startOn, legalBasis?, by } → DONE with
  // the item; NOT_FOUND for a school that is none, OVERLAPS while the same item of the period has another price.
  act(
    'open_fee_item',
    `
   DECLARE known jsonb; refused text; made bigint;
   BEGIN
     known := public.claim_write('OPEN_ITEM', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     PERFORM pg_advisory_xact_lock(hashtext('fee item ' || (request->>'schoolCode')));
     refused := CASE
       WHEN NOT EXISTS (SELECT FROM public.school_unit s WHERE s.school_code = request->>'schoolCode') THEN 'NOT_FOUND'
       WHEN EXISTS (SELECT FROM public.fee_item i WHERE i.school_code = request->>'schoolCode'
         AND i.school_year = request->>'schoolYear' AND i.item_code = request->>'itemCode'
         AND i.period = request->>'period'
         AND (i.end_on IS NULL OR i.end_on >= (request->>'startOn')::date)) THEN 'OVERLAPS' END;
     IF refused IS NOT NULL THEN
       RETURN public.answer_write('OPEN_ITEM', request, jsonb_build_object('outcome', refused));
     END IF;
     INSERT INTO public.fee_item (school_code, school_year, item_code, item_name, period, amount, due_on, start_on,
         legal_basis, opened_by)
       VALUES (request->>'schoolCode', request->>'schoolYear', request->>'itemCode', request->>'itemName',
         request->>'period', (request->>'amount')::bigint, (request->>'dueOn')::date, (request->>'startOn')::date,
         request->>'legalBasis', request->>'by')
       RETURNING item_no INTO made;
     RETURN public.answer_write('OPEN_ITEM', request,
       jsonb_build_object('outcome', 'DONE', 'item', public.item_state(made)));
   END `,
  ),

  // { schoolCode, key, itemId, endOn, reason, by } → DONE with the item; NOT_FOUND, CLOSED, BEFORE_START. What was
  // charged stays charged.
  act(
    'close_fee_item',
    `
   DECLARE known jsonb; item public.fee_item; refused text;
   BEGIN
     known := public.claim_write('CLOSE_ITEM', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     item := public.lock_item(request);
     refused := CASE WHEN item.item_no IS NULL THEN 'NOT_FOUND' WHEN item.end_on IS NOT NULL THEN 'CLOSED'
       WHEN (request->>'endOn')::date < item.start_on THEN 'BEFORE_START' END;
     IF refused IS NOT NULL THEN
       RETURN public.answer_write('CLOSE_ITEM', request, jsonb_build_object('outcome', refused));
     END IF;
     UPDATE public.fee_item SET end_on = (request->>'endOn')::date, close_reason = request->>'reason',
       closed_at = now(), closed_by = request->>'by' WHERE item_no = item.item_no;
     RETURN public.answer_write('CLOSE_ITEM', request,
       jsonb_build_object('outcome', 'DONE', 'item', public.item_state(item.item_no)));
   END `,
  ),

  // { schoolCode, key, itemId, className, by } → DONE with how many were charged now and before; NOT_FOUND, CLOSED
  // (not open today), NO_PUPILS. A pupil is charged an item once, whoever asks how often.
  act(
    'charge_fee_item',
    `
   DECLARE known jsonb; item public.fee_item; refused text; pupils bigint; made bigint;
   BEGIN
     known := public.claim_write('CHARGE_ITEM', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     item := public.lock_item(request);
     SELECT count(*) INTO pupils
       FROM public.pupils_now(item.school_code, item.school_year, request->>'className');
     refused := CASE WHEN item.item_no IS NULL THEN 'NOT_FOUND'
       WHEN item.start_on > public.today() OR item.end_on < public.today() THEN 'CLOSED'
       WHEN pupils = 0 THEN 'NO_PUPILS' END;
     IF refused IS NOT NULL THEN
       RETURN public.answer_write('CHARGE_ITEM', request, jsonb_build_object('outcome', refused));
     END IF;
     INSERT INTO public.fee_charge (fee_no, enrolment_no, item_code, item_name, period, amount_due, due_on, item_no)
       SELECT 'I' || item.item_no || '-' || n.enrolment_no, n.enrolment_no, item.item_code, item.item_name, item.period,
         item.amount, item.due_on, item.item_no
       FROM public.pupils_now(item.school_code, item.school_year, request->>'className') n
       ON CONFLICT (item_no, enrolment_no) WHERE item_no IS NOT NULL DO NOTHING;
     GET DIAGNOSTICS made = ROW_COUNT;
     RETURN public.answer_write('CHARGE_ITEM', request, jsonb_build_object('outcome', 'DONE',
       'item', public.item_state(item.item_no), 'charged', made, 'before', pupils - made, 'kept', 0));
   END `,
  ),

  // { schoolCode, key, itemId, className, by } → DONE with how many were taken back, and kept since an order or a
  // payment stands on them; NOT_FOUND. The undoing of charge_fee_item.
  act(
    'uncharge_fee_item',
    `
   DECLARE known jsonb; item public.fee_item; charges bigint; dropped bigint;
   BEGIN
     known := public.claim_write('UNCHARGE_ITEM', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     item := public.lock_item(request);
     IF item.item_no IS NULL THEN
       RETURN public.answer_write('UNCHARGE_ITEM', request, '{"outcome":"NOT_FOUND"}');
     END IF;
     PERFORM FROM public.fee_charge f WHERE f.item_no = item.item_no ORDER BY f.due_on, f.fee_no FOR UPDATE;
     SELECT count(*) INTO charges FROM public.fee_charge f JOIN public.pupil_enrolment n USING (enrolment_no)
       WHERE f.item_no = item.item_no AND n.class_name = request->>'className';
     DELETE FROM public.fee_charge f USING public.pupil_enrolment n
       WHERE f.item_no = item.item_no AND n.enrolment_no = f.enrolment_no AND n.class_name = request->>'className'
         AND NOT EXISTS (SELECT FROM public.payment_order_line l WHERE l.fee_no = f.fee_no)
         AND NOT EXISTS (SELECT FROM public.ledger_posting p WHERE p.fee_no = f.fee_no);
     GET DIAGNOSTICS dropped = ROW_COUNT;
     RETURN public.answer_write('UNCHARGE_ITEM', request, jsonb_build_object('outcome', 'DONE',
       'item', public.item_state(item.item_no), 'charged', -dropped, 'before', 0, 'kept', charges - dropped));
   END `,
  ),

  // { schoolCode, key, schoolYear, className, by } → DONE with one order for all that each pupil of the class owes;
  // NO_ACCOUNT, NO_PUPILS, TOO_MANY (over 200 pupils). An order that is there already for the same is answered again.
  act(
    'make_class_orders',
    `
   DECLARE known jsonb; pupil record; one jsonb; orders jsonb := '[]'; pupils bigint; refused text;
   BEGIN
     known := public.claim_write('CLASS_ORDERS', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     SELECT count(*) INTO pupils
       FROM public.pupils_now(request->>'schoolCode', request->>'schoolYear', request->>'className');
     refused := CASE WHEN pupils = 0 THEN 'NO_PUPILS' WHEN pupils > 200 THEN 'TOO_MANY'
       WHEN NOT EXISTS (SELECT FROM public.school_account a WHERE a.school_code = request->>'schoolCode')
         THEN 'NO_ACCOUNT' END;
     IF refused IS NOT NULL THEN
       RETURN public.answer_write('CLASS_ORDERS', request, jsonb_build_object('outcome', refused));
     END IF;
     FOR pupil IN
       SELECT n.enrolment_no, n.full_name, owed.ids
       FROM public.pupils_now(request->>'schoolCode', request->>'schoolYear', request->>'className') n
       CROSS JOIN LATERAL (SELECT jsonb_agg(f.fee_no) AS ids FROM (
         SELECT f.fee_no FROM public.fee_charge f
         WHERE f.enrolment_no = n.enrolment_no AND f.amount_due - f.amount_exempt - f.amount_paid > 0
         ORDER BY f.due_on, f.fee_no LIMIT 50) f) owed
       WHERE owed.ids IS NOT NULL
     LOOP
       one := lienthong.make_payment_order(jsonb_build_object('schoolCode', request->>'schoolCode',
         'key', (request->>'key') || '/' || pupil.enrolment_no, 'feeIds', pupil.ids, 'by', request->>'by'));
       -- Paid by somebody else since the list was made: nothing to ask of him.
       IF one->>'outcome' = 'DONE' THEN
         orders := orders || jsonb_build_array((one->'order') || jsonb_build_object('pupilName', pupil.full_name));
       END IF;
     END LOOP;
     RETURN public.answer_write('CLASS_ORDERS', request,
       jsonb_build_object('outcome', 'DONE', 'orders', orders, 'pupils', pupils));
   END `,
  ),
];

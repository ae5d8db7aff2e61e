const act = (name: string, body: string): string => `
  CREATE OR REPLACE FUNCTION lienthong.${name}(request jsonb) RETURNS jsonb LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$${body}$body$`;

/** Parts of the acts below, out of the hub's reach. */
export const onceParts: readonly string[] = [
  // Whether a notice that comes again names another order than it did, and than its payment was ever matched to. What
  // was booked before 0012 for an order that is none does not tell which that was.
  `CREATE FUNCTION public.names_another(known public.ledger_entry, named text) RETURNS boolean
   LANGUAGE sql STABLE AS $body$
     SELECT coalesce($2 <> coalesce(known.named_order, '')
       AND NOT EXISTS (SELECT FROM public.ledger_entry e JOIN public.payment_order o USING (order_no)
         WHERE e.payment_no = known.entry_no AND o.reference = $2)
       AND NOT (known.named_order IS NULL AND known.reason IS NOT DISTINCT FROM 'UNKNOWN_ORDER'), false)
   $body$`,

  // NOTE: a statement with days alone has its payments at noon in Vietnam: of those only the day is known.
  `CREATE FUNCTION public.is_before(moment text, paid public.ledger_entry) RETURNS boolean LANGUAGE sql STABLE AS $body$
     SELECT CASE WHEN (paid.occurred_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::time = '12:00'
       THEN (moment::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
         < (paid.occurred_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
       ELSE moment::timestamptz < paid.occurred_at END
   $body$`,
];

/** Acts of 0005 and 0007 as they are since nobody is charged twice, and no order stands on a fee that is gone. */
export const onceActs: readonly string[] = [
  // As in 0007, except that a pupil who was charged the same item code and period in this school year counts as charged
  // before, whatever the price was, and in whichever class of the school he sat.
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
     PERFORM pg_advisory_xact_lock(hashtext('fee charge ' || item.school_code || item.item_code || item.period));
     INSERT INTO public.fee_charge (fee_no, enrolment_no, item_code, item_name, period, amount_due, due_on, item_no)
       SELECT DISTINCT ON (coalesce(n.personal_id, n.enrolment_no)) 'I' || item.item_no || '-' || n.enrolment_no,
         n.enrolment_no, item.item_code, item.item_name, item.period, item.amount, item.due_on, item.item_no
       FROM public.pupils_now(item.school_code, item.school_year, request->>'className') n
       WHERE NOT EXISTS (SELECT FROM public.pupil_enrolment o JOIN public.fee_charge f USING (enrolment_no)
         WHERE (o.enrolment_no = n.enrolment_no OR (o.personal_id = n.personal_id
             AND o.school_code = item.school_code AND o.school_year = item.school_year))
           AND f.item_code = item.item_code AND f.period = item.period)
       ORDER BY coalesce(n.personal_id, n.enrolment_no), n.enrolment_no
       ON CONFLICT (item_no, enrolment_no) WHERE item_no IS NOT NULL DO NOTHING;
     GET DIAGNOSTICS made = ROW_COUNT;
     RETURN public.answer_write('CHARGE_ITEM', request, jsonb_build_object('outcome', 'DONE',
       'item', public.item_state(item.item_no), 'charged', made, 'before', pupils - made, 'kept', 0));
   END `,
  ),

  // As in 0005, except that the fees are held until the order is there: one that is taken back meanwhile is NOT_FOUND.
  act(
    'make_payment_order',
    `
   DECLARE known jsonb; bank public.school_account; wanted text[]; whose text; total bigint; made public.payment_order;
   BEGIN
     known := public.claim_write('ORDER', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     SELECT array_agg(DISTINCT id ORDER BY id) INTO wanted FROM jsonb_array_elements_text(request->'feeIds') AS id;
     PERFORM FROM public.fee_charge f WHERE f.fee_no = ANY (wanted)
       AND f.enrolment_no IN (SELECT n.enrolment_no FROM public.pupil_enrolment n
         WHERE n.school_code = request->>'schoolCode')
       ORDER BY f.due_on, f.fee_no FOR UPDATE;
     SELECT min(n.enrolment_no), sum(greatest(0, f.amount_due - f.amount_exempt - f.amount_paid)) INTO whose, total
       FROM public.fee_charge f JOIN public.pupil_enrolment n USING (enrolment_no)
       WHERE f.fee_no = ANY (wanted) AND n.school_code = request->>'schoolCode'
       HAVING count(*) = cardinality(wanted) AND count(DISTINCT n.enrolment_no) = 1;
     IF whose IS NULL THEN RETURN public.answer_write('ORDER', request, '{"outcome":"NOT_FOUND"}'); END IF;
     IF total = 0 THEN RETURN public.answer_write('ORDER', request, '{"outcome":"NOTHING_DUE"}'); END IF;
     SELECT * INTO bank FROM public.school_account WHERE school_code = request->>'schoolCode';
     IF NOT FOUND THEN RETURN public.answer_write('ORDER', request, '{"outcome":"NO_ACCOUNT"}'); END IF;
     SELECT o.* INTO made FROM public.payment_order o
       WHERE o.enrolment_no = whose AND o.amount = total
         AND wanted = (SELECT array_agg(l.fee_no ORDER BY l.fee_no) FROM public.payment_order_line l
                       WHERE l.order_no = o.order_no)
         AND NOT EXISTS (SELECT FROM public.payment_order_line l JOIN public.fee_charge f USING (fee_no)
           WHERE l.order_no = o.order_no AND l.amount <> greatest(0, f.amount_due - f.amount_exempt - f.amount_paid))
       ORDER BY o.order_no LIMIT 1;
     IF NOT FOUND THEN
       INSERT INTO public.payment_order (reference, school_code, enrolment_no, amount, made_by)
         SELECT 'HP' || lpad(n::text, 8, '0') || lpad((98 - n * 100 % 97)::text, 2, '0'),
                request->>'schoolCode', whose, total, request->>'by'
         FROM nextval('public.order_serial') AS n
         RETURNING * INTO made;
       INSERT INTO public.payment_order_line (order_no, fee_no, amount)
         SELECT made.order_no, f.fee_no, f.amount_due - f.amount_exempt - f.amount_paid FROM public.fee_charge f
         WHERE f.fee_no = ANY (wanted) AND f.amount_due - f.amount_exempt - f.amount_paid > 0;
     END IF;
     RETURN public.answer_write('ORDER', request, jsonb_build_object('outcome', 'DONE', 'order', jsonb_build_object(
       'reference', made.reference, 'schoolCode', made.school_code, 'amount', made.amount,
       'bankBin', bank.bank_bin, 'bankName', bank.bank_name,
       'accountNo', bank.account_no, 'accountName', bank.account_name,
       'madeAt', to_char(made.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       'lines', (SELECT jsonb_agg(jsonb_build_object('feeId', f.fee_no, 'itemName', f.item_name, 'period', f.period,
           'amount', l.amount) ORDER BY f.due_on, f.fee_no)
         FROM public.payment_order_line l JOIN public.fee_charge f USING (fee_no) WHERE l.order_no = made.order_no),
       'enrolmentId', whose,
       'personalId', (SELECT n.personal_id FROM public.pupil_enrolment n WHERE n.enrolment_no = whose))));
   END `,
  ),

  // As in 0007, except that the fees are held in the order in which every act holds them, and that each pupil who owed
  // something and got no order is among `leftOut` with the reason.
  act(
    'make_class_orders',
    `
   DECLARE known jsonb; pupil record; one jsonb; orders jsonb := '[]'; left_out jsonb := '[]';
     owing text[]; pupils bigint; refused text;
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
     SELECT array_agg(n.enrolment_no) INTO owing
       FROM public.pupils_now(request->>'schoolCode', request->>'schoolYear', request->>'className') n
       WHERE EXISTS (SELECT FROM public.fee_charge f WHERE f.enrolment_no = n.enrolment_no
         AND f.amount_due - f.amount_exempt - f.amount_paid > 0);
     PERFORM FROM public.fee_charge f WHERE f.enrolment_no = ANY (owing) ORDER BY f.due_on, f.fee_no FOR UPDATE;
     FOR pupil IN
       SELECT n.enrolment_no, n.personal_id, n.full_name, owed.ids FROM public.pupil_enrolment n
       CROSS JOIN LATERAL (SELECT jsonb_agg(f.fee_no) AS ids FROM (
         SELECT f.fee_no FROM public.fee_charge f
         WHERE f.enrolment_no = n.enrolment_no AND f.amount_due - f.amount_exempt - f.amount_paid > 0
         ORDER BY f.due_on, f.fee_no LIMIT 50) f) owed
       WHERE n.enrolment_no = ANY (owing) ORDER BY n.enrolment_no
     LOOP
       one := '{"outcome":"NOTHING_DUE"}';
       -- Else paid, exempted or taken back since the class was read.
       IF pupil.ids IS NOT NULL THEN
         one := lienthong.make_payment_order(jsonb_build_object('schoolCode', request->>'schoolCode',
           'key', (request->>'key') || '/' || pupil.enrolment_no, 'feeIds', pupil.ids, 'by', request->>'by'));
       END IF;
       IF one->>'outcome' = 'DONE' THEN
         orders := orders || jsonb_build_array((one->'order') || jsonb_build_object('pupilName', pupil.full_name));
       ELSE
         left_out := left_out || jsonb_build_array(jsonb_build_object('enrolmentId', pupil.enrolment_no,
           'personalId', pupil.personal_id, 'pupilName', pupil.full_name, 'reason', one->>'outcome'));
       END IF;
     END LOOP;
     RETURN public.answer_write('CLASS_ORDERS', request,
       jsonb_build_object('outcome', 'DONE', 'orders', orders, 'leftOut', left_out, 'pupils', pupils));
   END `,
  ),

  // As in 0005, except that a reference is the same in capitals and small letters, and that a notice which names another
  // order than the first one did, and than the payment was ever matched to, is a CONFLICT too.
  act(
    'record_payment',
    `
   DECLARE bank public.school_account; wanted public.payment_order; known public.ledger_entry; entry bigint;
     total bigint := (request->>'amount')::bigint; named text := request->>'orderReference';
   BEGIN
     SELECT * INTO bank FROM public.school_account WHERE school_code = request->>'schoolCode';
     IF NOT FOUND THEN RETURN '{"outcome":"NO_ACCOUNT"}'; END IF;
     SELECT o.* INTO wanted FROM public.payment_order o
       WHERE o.reference = named AND o.school_code = request->>'schoolCode';
     entry := nextval(pg_get_serial_sequence('public.ledger_entry', 'entry_no'));
     INSERT INTO public.ledger_entry (entry_no, payment_no, school_code, kind, amount, bank_bin, account_no,
         bank_reference, order_no, method, occurred_at, booked_by, said, reason,
         named_order)
       VALUES (entry, entry, request->>'schoolCode', 'PAYMENT', total, bank.bank_bin, bank.account_no,
         request->>'bankReference', wanted.order_no, request->>'method', (request->>'paidAt')::timestamptz,
         request->>'by', request->>'said', CASE WHEN wanted.order_no IS NOT NULL THEN NULL
           WHEN named IS NULL THEN 'NO_REFERENCE' ELSE 'UNKNOWN_ORDER' END, named)
       ON CONFLICT (bank_bin, account_no, upper(bank_reference), twin_no) DO NOTHING;
     IF NOT FOUND THEN
       SELECT e.* INTO known FROM public.ledger_entry e WHERE e.bank_bin = bank.bank_bin
         AND e.account_no = bank.account_no AND upper(e.bank_reference) = upper(request->>'bankReference')
         ORDER BY e.bank_reference = request->>'bankReference' DESC, e.entry_no LIMIT 1;
       IF known.kind <> 'PAYMENT' OR known.amount <> total OR public.names_another(known, named) THEN
         RETURN '{"outcome":"CONFLICT"}';
       END IF;
       RETURN jsonb_build_object('outcome', 'REPEATED', 'payment', public.payment_state(known.entry_no));
     END IF;
     PERFORM public.post(entry, 'BANK', NULL, total, 0);
     IF wanted.order_no IS NULL THEN
       PERFORM public.post(entry, 'SUSPENSE', NULL, 0, total);
     ELSE
       PERFORM public.post(entry, 'CREDIT', NULL, 0, public.spread_over_order(entry, wanted.order_no, total));
       PERFORM public.issue_receipt(request->>'schoolCode', entry);
     END IF;
     RETURN jsonb_build_object('outcome', 'DONE', 'payment', public.payment_state(entry));
   END `,
  ),

  // As in 0005, except that money does not go back before it came in (BEFORE_PAYMENT).
  act(
    'refund_payment',
    `
   DECLARE known jsonb; paid public.ledger_entry; place record; entry bigint; part bigint; refused text;
     total bigint := (request->>'amount')::bigint; rest bigint := total;
   BEGIN
     known := public.claim_write('REFUND', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     paid := public.lock_payment(request);
     refused := CASE
       WHEN paid.entry_no IS NULL THEN 'NOT_FOUND'
       WHEN public.is_before(request->>'refundedAt', paid) THEN 'BEFORE_PAYMENT'
       WHEN EXISTS (SELECT FROM public.ledger_entry e WHERE e.payment_no = paid.entry_no AND e.kind = 'REVERSAL')
         THEN 'REVERSED'
       WHEN total > (SELECT coalesce(sum(h.held), 0) FROM public.held_by(paid.entry_no) h) THEN 'EXCEEDS'
       END;
     IF refused IS NULL THEN
       INSERT INTO public.ledger_entry (payment_no, school_code, kind, amount, bank_bin, account_no, bank_reference,
           occurred_at, booked_by, reason)
         VALUES (paid.entry_no, paid.school_code, 'REFUND', total, paid.bank_bin, paid.account_no,
           request->>'bankReference', (request->>'refundedAt')::timestamptz, request->>'by', request->>'reason')
         ON CONFLICT (bank_bin, account_no, upper(bank_reference), twin_no) DO NOTHING RETURNING entry_no INTO entry;
       IF entry IS NULL THEN refused := 'CONFLICT'; END IF;
     END IF;
     IF refused IS NOT NULL THEN
       RETURN public.answer_write('REFUND', request, jsonb_build_object('outcome', refused));
     END IF;
     FOR place IN
       SELECT h.* FROM public.held_by(paid.entry_no) h LEFT JOIN public.fee_charge f USING (fee_no)
       ORDER BY h.account = 'FEE', h.account DESC, f.due_on DESC, f.fee_no DESC
     LOOP
       part := least(rest, place.held);
       PERFORM public.post(entry, place.account, place.fee_no, part, 0);
       rest := rest - part;
     END LOOP;
     PERFORM public.post(entry, 'BANK', NULL, 0, total);
     RETURN public.answer_write('REFUND', request,
       jsonb_build_object('outcome', 'DONE', 'payment', public.payment_state(paid.entry_no)));
   END `,
  ),

  // The same.
  act(
    'reverse_payment',
    `
   DECLARE known jsonb; paid public.ledger_entry; place record; entry bigint; refused text;
   BEGIN
     known := public.claim_write('REVERSAL', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     paid := public.lock_payment(request);
     refused := CASE
       WHEN paid.entry_no IS NULL THEN 'NOT_FOUND'
       WHEN public.is_before(request->>'reversedAt', paid) THEN 'BEFORE_PAYMENT'
       ELSE (SELECT CASE e.kind WHEN 'REVERSAL' THEN 'REVERSED' ELSE 'REFUNDED' END FROM public.ledger_entry e
             WHERE e.payment_no = paid.entry_no AND e.kind IN ('REVERSAL', 'REFUND') LIMIT 1)
       END;
     IF refused IS NULL THEN
       INSERT INTO public.ledger_entry (payment_no, school_code, kind, amount, bank_bin, account_no, bank_reference,
           occurred_at, booked_by, reason)
         VALUES (paid.entry_no, paid.school_code, 'REVERSAL', paid.amount, paid.bank_bin, paid.account_no,
           request->>'bankReference', (request->>'reversedAt')::timestamptz, request->>'by', request->>'reason')
         ON CONFLICT (bank_bin, account_no, upper(bank_reference), twin_no) DO NOTHING RETURNING entry_no INTO entry;
       IF entry IS NULL THEN refused := 'CONFLICT'; END IF;
     END IF;
     IF refused IS NOT NULL THEN
       RETURN public.answer_write('REVERSAL', request, jsonb_build_object('outcome', refused));
     END IF;
     FOR place IN SELECT h.* FROM public.held_by(paid.entry_no) h LOOP
       PERFORM public.post(entry, place.account, place.fee_no, place.held, 0);
     END LOOP;
     PERFORM public.post(entry, 'BANK', NULL, 0, paid.amount);
     RETURN public.answer_write('REVERSAL', request,
       jsonb_build_object('outcome', 'DONE', 'payment', public.payment_state(paid.entry_no)));
   END `,
  ),
];

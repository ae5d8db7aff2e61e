const act = (name: string, body: string): string => `
  CREATE FUNCTION lienthong.${name}(request jsonb) RETURNS jsonb LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$${body}$body$`;

/** What the hub may ask of the school's books; outcomes stand in docs/fees.md. */
export const acts: readonly string[] = [
  // { schoolCode, key, feeIds, by } → DONE with the order; NOT_FOUND, NOTHING_DUE, NO_ACCOUNT, CONFLICT. An order for
  // the same fees and amounts that is there already is answered again.
  act(
    'make_payment_order',
    `
   DECLARE known jsonb; bank public.school_account; wanted text[]; whose text; total bigint; made public.payment_order;
   BEGIN
     known := public.claim_write('ORDER', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     SELECT array_agg(DISTINCT id ORDER BY id) INTO wanted FROM jsonb_array_elements_text(request->'feeIds') AS id;
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

  // { schoolCode, bankReference, amount, paidAt, method, orderReference?, said?, by } → DONE, or REPEATED for a notice
  // that was booked before; NO_ACCOUNT, CONFLICT (the reference stands for another amount). Idempotent by the bank's
  // reference at the school's account. Money without an order of this school is booked too, as SUSPENSE.
  act(
    'record_payment',
    `
   DECLARE bank public.school_account; wanted public.payment_order; known public.ledger_entry; entry bigint;
     total bigint := (request->>'amount')::bigint;
   BEGIN
     SELECT * INTO bank FROM public.school_account WHERE school_code = request->>'schoolCode';
     IF NOT FOUND THEN RETURN '{"outcome":"NO_ACCOUNT"}'; END IF;
     SELECT o.* INTO wanted FROM public.payment_order o
       WHERE o.reference = request->>'orderReference' AND o.school_code = request->>'schoolCode';
     entry := nextval(pg_get_serial_sequence('public.ledger_entry', 'entry_no'));
     INSERT INTO public.ledger_entry (entry_no, payment_no, school_code, kind, amount, bank_bin, account_no,
         bank_reference, order_no, method, occurred_at, booked_by, said, reason)
       VALUES (entry, entry, request->>'schoolCode', 'PAYMENT', total, bank.bank_bin, bank.account_no,
         request->>'bankReference', wanted.order_no, request->>'method', (request->>'paidAt')::timestamptz,
         request->>'by', request->>'said', CASE WHEN wanted.order_no IS NOT NULL THEN NULL
           WHEN request->>'orderReference' IS NULL THEN 'NO_REFERENCE' ELSE 'UNKNOWN_ORDER' END)
       ON CONFLICT (bank_bin, account_no, bank_reference) DO NOTHING;
     IF NOT FOUND THEN
       SELECT e.* INTO known FROM public.ledger_entry e WHERE e.bank_bin = bank.bank_bin
         AND e.account_no = bank.account_no AND e.bank_reference = request->>'bankReference';
       IF known.kind <> 'PAYMENT' OR known.amount <> total THEN RETURN '{"outcome":"CONFLICT"}'; END IF;
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

  // { schoolCode, key, paymentId, orderReference, by } → DONE; NOT_FOUND, UNKNOWN_ORDER, NOTHING_DUE, NOTHING_HELD,
  // OTHER_PUPIL, CONFLICT. Moves what came in for nobody, or what a pupil has in credit, to an order.
  act(
    'assign_payment',
    `
   DECLARE known jsonb; paid public.ledger_entry; wanted public.payment_order; source text; total bigint; entry bigint;
     refused text;
   BEGIN
     known := public.claim_write('ASSIGNMENT', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     paid := public.lock_payment(request);
     SELECT o.* INTO wanted FROM public.payment_order o
       WHERE o.reference = request->>'orderReference' AND o.school_code = request->>'schoolCode';
     SELECT h.account, h.held INTO source, total FROM public.held_by(paid.entry_no) h
       WHERE h.account IN ('SUSPENSE', 'CREDIT') ORDER BY h.account DESC LIMIT 1;
     refused := CASE
       WHEN paid.entry_no IS NULL THEN 'NOT_FOUND'
       WHEN wanted.order_no IS NULL THEN 'UNKNOWN_ORDER'
       WHEN source IS NULL THEN 'NOTHING_HELD'
       WHEN source = 'CREDIT' AND public.pupil_of(paid.entry_no) <> wanted.enrolment_no THEN 'OTHER_PUPIL'
       WHEN source = 'CREDIT' AND NOT EXISTS (SELECT FROM public.payment_order_line l
         JOIN public.fee_charge f USING (fee_no)
         WHERE l.order_no = wanted.order_no AND f.amount_due - f.amount_exempt - f.amount_paid > 0) THEN 'NOTHING_DUE'
       END;
     IF refused IS NOT NULL THEN
       RETURN public.answer_write('ASSIGNMENT', request, jsonb_build_object('outcome', refused));
     END IF;
     INSERT INTO public.ledger_entry (payment_no, school_code, kind, amount, order_no, occurred_at, booked_by)
       VALUES (paid.entry_no, paid.school_code, 'ASSIGNMENT', total, wanted.order_no, now(), request->>'by')
       RETURNING entry_no INTO entry;
     PERFORM public.post(entry, source, NULL, total, 0);
     PERFORM public.post(entry, 'CREDIT', NULL, 0, public.spread_over_order(entry, wanted.order_no, total));
     IF source = 'SUSPENSE' THEN PERFORM public.issue_receipt(paid.school_code, paid.entry_no); END IF;
     RETURN public.answer_write('ASSIGNMENT', request,
       jsonb_build_object('outcome', 'DONE', 'payment', public.payment_state(paid.entry_no)));
   END `,
  ),

  // { schoolCode, key, paymentId, amount, bankReference, refundedAt, reason, by } → DONE; NOT_FOUND, REVERSED, EXCEEDS
  // (more than is left of the payment), CONFLICT. Takes what was matched to nothing first, then credit, then the fee
  // that is due last.
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
       WHEN EXISTS (SELECT FROM public.ledger_entry e WHERE e.payment_no = paid.entry_no AND e.kind = 'REVERSAL')
         THEN 'REVERSED'
       WHEN total > (SELECT coalesce(sum(h.held), 0) FROM public.held_by(paid.entry_no) h) THEN 'EXCEEDS'
       END;
     IF refused IS NULL THEN
       INSERT INTO public.ledger_entry (payment_no, school_code, kind, amount, bank_bin, account_no, bank_reference,
           occurred_at, booked_by, reason)
         VALUES (paid.entry_no, paid.school_code, 'REFUND', total, paid.bank_bin, paid.account_no,
           request->>'bankReference', (request->>'refundedAt')::timestamptz, request->>'by', request->>'reason')
         ON CONFLICT (bank_bin, account_no, bank_reference) DO NOTHING RETURNING entry_no INTO entry;
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

  // { schoolCode, key, paymentId, bankReference, reversedAt, reason, by } → DONE; NOT_FOUND, REVERSED, REFUNDED,
  // CONFLICT. The bank took the payment back: all of it leaves wherever it went.
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
       ELSE (SELECT CASE e.kind WHEN 'REVERSAL' THEN 'REVERSED' ELSE 'REFUNDED' END FROM public.ledger_entry e
             WHERE e.payment_no = paid.entry_no AND e.kind IN ('REVERSAL', 'REFUND') LIMIT 1)
       END;
     IF refused IS NULL THEN
       INSERT INTO public.ledger_entry (payment_no, school_code, kind, amount, bank_bin, account_no, bank_reference,
           occurred_at, booked_by, reason)
         VALUES (paid.entry_no, paid.school_code, 'REVERSAL', paid.amount, paid.bank_bin, paid.account_no,
           request->>'bankReference', (request->>'reversedAt')::timestamptz, request->>'by', request->>'reason')
         ON CONFLICT (bank_bin, account_no, bank_reference) DO NOTHING RETURNING entry_no INTO entry;
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

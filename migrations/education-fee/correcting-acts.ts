const act = (name: string, body: string): string => `
  CREATE FUNCTION lienthong.${name}(request jsonb) RETURNS jsonb LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$${body}$body$`;

/** Parts that 0005 made, as they are since a match can be undone and a receipt be void. */
export const changedParts: readonly string[] = [
  // The pupil whom a payment is matched to now; null while nobody knows.
  `CREATE OR REPLACE FUNCTION public.pupil_of(payment bigint) RETURNS text LANGUAGE sql STABLE AS $body$
     SELECT o.enrolment_no FROM public.ledger_entry e LEFT JOIN public.payment_order o USING (order_no)
     WHERE e.payment_no = $1 AND e.kind IN ('PAYMENT', 'ASSIGNMENT', 'UNASSIGNMENT')
     ORDER BY e.entry_no DESC LIMIT 1
   $body$`,

  `CREATE OR REPLACE FUNCTION public.payment_state(payment bigint) RETURNS jsonb LANGUAGE sql STABLE AS $body$
     SELECT jsonb_build_object(
       'paymentId', e.entry_no::text, 'schoolCode', e.school_code, 'bankReference', e.bank_reference,
       'amount', e.amount, 'method', e.method,
       'paidAt', to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       'orderReference', (SELECT o.reference FROM public.ledger_entry a LEFT JOIN public.payment_order o USING (order_no)
         WHERE a.payment_no = $1 AND a.kind IN ('PAYMENT', 'ASSIGNMENT', 'UNASSIGNMENT')
         ORDER BY a.entry_no DESC LIMIT 1),
       'receiptNo', (SELECT r.school_code || '-' || r.year || '-' || lpad(r.serial::text, 6, '0')
         FROM public.receipt r WHERE r.payment_no = $1 AND r.voided_at IS NULL),
       'allocations', (SELECT coalesce(jsonb_agg(jsonb_build_object('feeId', h.fee_no, 'amount', h.held)
         ORDER BY h.fee_no), '[]') FROM public.held_by($1) h WHERE h.account = 'FEE'),
       'credited', (SELECT coalesce(sum(h.held), 0) FROM public.held_by($1) h WHERE h.account = 'CREDIT'),
       'unmatched', (SELECT coalesce(sum(h.held), 0) FROM public.held_by($1) h WHERE h.account = 'SUSPENSE'),
       'refunded', (SELECT coalesce(sum(x.amount), 0) FROM public.ledger_entry x
         WHERE x.payment_no = $1 AND x.kind = 'REFUND'),
       'reversed', EXISTS (SELECT FROM public.ledger_entry x WHERE x.payment_no = $1 AND x.kind = 'REVERSAL'),
       'unmatchedReason', e.reason,
       'enrolmentId', n.enrolment_no, 'personalId', n.personal_id)
     FROM public.ledger_entry e LEFT JOIN public.pupil_enrolment n ON n.enrolment_no = public.pupil_of($1)
     WHERE e.entry_no = $1
   $body$`,

  // Numbers of a school and year follow each other without a gap: whoever comes second waits for the first. A receipt
  // is for the act that matched the payment; a void one keeps its number.
  `CREATE OR REPLACE FUNCTION public.issue_receipt(school text, payment bigint) RETURNS void LANGUAGE plpgsql AS $body$
   DECLARE this_year smallint := extract(year FROM now() AT TIME ZONE 'Asia/Ho_Chi_Minh');
   BEGIN
     PERFORM pg_advisory_xact_lock(hashtext('receipt ' || school));
     INSERT INTO public.receipt (school_code, year, serial, payment_no, entry_no)
     SELECT school, this_year, coalesce(max(r.serial), 0) + 1, payment,
         (SELECT max(e.entry_no) FROM public.ledger_entry e
          WHERE e.payment_no = payment AND e.kind IN ('PAYMENT', 'ASSIGNMENT'))
       FROM public.receipt r WHERE r.school_code = school AND r.year = this_year;
   END $body$`,
];

export const correctingActs: readonly string[] = [
  // { schoolCode, key, paymentId, reason, by } → DONE; NOT_FOUND, NOTHING_HELD, CONFLICT. The match was wrong: what is
  // left of the payment waits again for a person, and its receipt is void.
  act(
    'unassign_payment',
    `
   DECLARE known jsonb; paid public.ledger_entry; place record; entry bigint; refused text; total bigint;
   BEGIN
     known := public.claim_write('UNASSIGNMENT', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     paid := public.lock_payment(request);
     SELECT sum(h.held) INTO total FROM public.held_by(paid.entry_no) h WHERE h.account IN ('FEE', 'CREDIT');
     refused := CASE WHEN paid.entry_no IS NULL THEN 'NOT_FOUND' WHEN total IS NULL THEN 'NOTHING_HELD' END;
     IF refused IS NOT NULL THEN
       RETURN public.answer_write('UNASSIGNMENT', request, jsonb_build_object('outcome', refused));
     END IF;
     INSERT INTO public.ledger_entry (payment_no, school_code, kind, amount, occurred_at, booked_by, reason)
       VALUES (paid.entry_no, paid.school_code, 'UNASSIGNMENT', total, now(), request->>'by', request->>'reason')
       RETURNING entry_no INTO entry;
     FOR place IN SELECT h.* FROM public.held_by(paid.entry_no) h WHERE h.account IN ('FEE', 'CREDIT') LOOP
       PERFORM public.post(entry, place.account, place.fee_no, place.held, 0);
     END LOOP;
     PERFORM public.post(entry, 'SUSPENSE', NULL, 0, total);
     UPDATE public.receipt SET voided_at = now(), voided_by = request->>'by', void_reason = request->>'reason'
       WHERE payment_no = paid.entry_no AND voided_at IS NULL;
     RETURN public.answer_write('UNASSIGNMENT', request,
       jsonb_build_object('outcome', 'DONE', 'payment', public.payment_state(paid.entry_no)));
   END `,
  ),

  // { schoolCode, key, changes: [{ feeId, asOf, rate?, ground?, legalBasis?, restsOn: [] }], by } → DONE with what
  // changed, how many were right already, and how many the school decided itself and are left alone; NOT_FOUND when a
  // fee is not this school's. No rate: no exemption. What was paid beyond the new amount becomes the pupil's credit.
  act(
    'apply_exemptions',
    `
   DECLARE known jsonb; wish jsonb; fee record; part bigint; excess bigint; place record; exempt bigint; entry bigint;
     ids text[]; changed jsonb := '[]'; same bigint := 0; by_hand bigint := 0; moved bigint;
   BEGIN
     known := public.claim_write('EXEMPTIONS', request);
     IF known IS NOT NULL THEN RETURN known; END IF;
     SELECT coalesce(array_agg(DISTINCT c->>'feeId'), '{}') INTO ids FROM jsonb_array_elements(request->'changes') c;
     IF cardinality(ids) <> (SELECT count(*) FROM public.fee_charge f JOIN public.pupil_enrolment n USING (enrolment_no)
       WHERE f.fee_no = ANY (ids) AND n.school_code = request->>'schoolCode')
     THEN
       RETURN public.answer_write('EXEMPTIONS', request, '{"outcome":"NOT_FOUND"}');
     END IF;
     -- NOTE: payments before fees, each in order, as every act on a payment has it.
     PERFORM FROM public.ledger_entry e WHERE e.entry_no IN (SELECT x.payment_no FROM public.ledger_posting p
       JOIN public.ledger_entry x USING (entry_no) WHERE p.fee_no = ANY (ids)) ORDER BY e.entry_no FOR UPDATE;
     FOR fee IN
       SELECT f.*, n.personal_id FROM public.fee_charge f JOIN public.pupil_enrolment n USING (enrolment_no)
       WHERE f.fee_no = ANY (ids) ORDER BY f.due_on, f.fee_no FOR UPDATE OF f
     LOOP
       SELECT c INTO wish FROM jsonb_array_elements(request->'changes') c WHERE c->>'feeId' = fee.fee_no LIMIT 1;
       exempt := coalesce(round(fee.amount_due * (wish->>'rate')::numeric / 100), 0);
       IF fee.exemption_ground IS NOT NULL AND NOT fee.exemption_by_law THEN
         by_hand := by_hand + 1;
         CONTINUE;
       ELSIF (fee.exemption_rate, fee.exemption_ground, fee.amount_exempt)
         IS NOT DISTINCT FROM ((wish->>'rate')::smallint, wish->>'ground', exempt)
       THEN
         same := same + 1;
         CONTINUE;
       END IF;
       UPDATE public.fee_charge SET amount_exempt = exempt, exemption_rate = (wish->>'rate')::smallint,
         exemption_ground = wish->>'ground', exemption_legal_basis = wish->>'legalBasis',
         exemption_by_law = wish->>'ground' IS NOT NULL WHERE fee_no = fee.fee_no;
       excess := greatest(0, fee.amount_paid - (fee.amount_due - exempt));
       moved := 0;
       FOR place IN
         SELECT e.payment_no, sum(p.credit - p.debit)::bigint AS held, min(e.school_code) AS school_code
         FROM public.ledger_posting p JOIN public.ledger_entry e USING (entry_no) WHERE p.fee_no = fee.fee_no
         GROUP BY e.payment_no HAVING sum(p.credit - p.debit) > 0 ORDER BY e.payment_no DESC
       LOOP
         part := least(excess - moved, place.held);
         CONTINUE WHEN part <= 0;
         INSERT INTO public.ledger_entry (payment_no, school_code, kind, amount, occurred_at, booked_by, reason)
           VALUES (place.payment_no, place.school_code, 'RELEASE', part, now(), request->>'by', 'EXEMPTION')
           RETURNING entry_no INTO entry;
         PERFORM public.post(entry, 'FEE', fee.fee_no, part, 0);
         PERFORM public.post(entry, 'CREDIT', NULL, 0, part);
         moved := moved + part;
       END LOOP;
       INSERT INTO public.fee_exemption_change (fee_no, school_code, changed_by, as_of, rests_on, rate_before,
           ground_before, exempt_before, rate_after, ground_after, basis_after, exempt_after, released)
         VALUES (fee.fee_no, request->>'schoolCode', request->>'by', (wish->>'asOf')::date,
           (SELECT coalesce(string_agg(k, ','), '') FROM jsonb_array_elements_text(wish->'restsOn') k),
           fee.exemption_rate, fee.exemption_ground, fee.amount_exempt, (wish->>'rate')::smallint, wish->>'ground',
           wish->>'legalBasis', exempt, moved);
       changed := changed || jsonb_build_array(jsonb_build_object('feeId', fee.fee_no,
         'enrolmentId', fee.enrolment_no, 'personalId', fee.personal_id, 'exemptBefore', fee.amount_exempt,
         'exemptAfter', exempt, 'released', moved));
     END LOOP;
     RETURN public.answer_write('EXEMPTIONS', request,
       jsonb_build_object('outcome', 'DONE', 'changed', changed, 'same', same, 'byHand', by_hand));
   END `,
  ),
];

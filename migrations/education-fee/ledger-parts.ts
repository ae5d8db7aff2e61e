/** What the acts on the ledger are made of. None may be called by the hub: no grants, and schema `public` is shut. */
export const ledgerParts: readonly string[] = [
  // A key and request that were answered: the answer. The same key with another request: CONFLICT. New: null, and
  // whoever else brings the key waits for this transaction.
  `CREATE FUNCTION public.claim_write(act text, request jsonb) RETURNS jsonb LANGUAGE plpgsql AS $body$
   DECLARE known public.answered_write;
   BEGIN
     INSERT INTO public.answered_write (school_code, act, key, asked)
       VALUES (request->>'schoolCode', claim_write.act, request->>'key', request - 'by') ON CONFLICT DO NOTHING;
     IF FOUND THEN RETURN NULL; END IF;
     SELECT w.* INTO known FROM public.answered_write w
       WHERE w.school_code = request->>'schoolCode' AND w.act = claim_write.act AND w.key = request->>'key';
     IF known.asked <> request - 'by' THEN RETURN '{"outcome":"CONFLICT"}'; END IF;
     RETURN known.answered;
   END $body$`,

  // Keeps what was done beside its key; a refusal leaves the key free.
  `CREATE FUNCTION public.answer_write(act text, request jsonb, answer jsonb) RETURNS jsonb LANGUAGE plpgsql AS $body$
   BEGIN
     IF answer->>'outcome' = 'DONE' THEN
       UPDATE public.answered_write w SET answered = answer_write.answer
         WHERE w.school_code = request->>'schoolCode' AND w.act = answer_write.act AND w.key = request->>'key';
     ELSE
       DELETE FROM public.answered_write w
         WHERE w.school_code = request->>'schoolCode' AND w.act = answer_write.act AND w.key = request->>'key';
     END IF;
     RETURN answer;
   END $body$`,

  // One side of an entry; of nothing, nothing.
  `CREATE FUNCTION public.post(entry bigint, account text, fee text, debit bigint, credit bigint) RETURNS void
   LANGUAGE sql AS $body$
     INSERT INTO public.ledger_posting (entry_no, line, account, fee_no, debit, credit)
     SELECT $1, coalesce(max(p.line), 0) + 1, $2, $3, $4, $5 FROM public.ledger_posting p WHERE p.entry_no = $1
     HAVING $4 + $5 > 0
   $body$`,

  // What is left of a payment, by where it went.
  `CREATE FUNCTION public.held_by(payment bigint) RETURNS TABLE (account text, fee_no text, held bigint)
   LANGUAGE sql STABLE AS $body$
     SELECT p.account, p.fee_no, sum(p.credit - p.debit)::bigint
     FROM public.ledger_entry e JOIN public.ledger_posting p USING (entry_no)
     WHERE e.payment_no = $1 AND p.account <> 'BANK'
     GROUP BY p.account, p.fee_no HAVING sum(p.credit - p.debit) > 0
   $body$`,

  // The pupil whom a payment was matched to; null while nobody knows.
  `CREATE FUNCTION public.pupil_of(payment bigint) RETURNS text LANGUAGE sql STABLE AS $body$
     SELECT o.enrolment_no FROM public.ledger_entry e JOIN public.payment_order o USING (order_no)
     WHERE e.payment_no = $1 ORDER BY e.entry_no LIMIT 1
   $body$`,

  `CREATE FUNCTION public.payment_state(payment bigint) RETURNS jsonb LANGUAGE sql STABLE AS $body$
     SELECT jsonb_build_object(
       'paymentId', e.entry_no::text, 'schoolCode', e.school_code, 'bankReference', e.bank_reference,
       'amount', e.amount, 'method', e.method,
       'paidAt', to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       'orderReference', (SELECT o.reference FROM public.ledger_entry a JOIN public.payment_order o USING (order_no)
         WHERE a.payment_no = $1 ORDER BY a.entry_no DESC LIMIT 1),
       'receiptNo', (SELECT r.school_code || '-' || r.year || '-' || lpad(r.serial::text, 6, '0')
         FROM public.receipt r WHERE r.payment_no = $1),
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

  // Pays the fees of an order, the earliest due first, and answers what is left over.
  // NOTE: every act locks fees in this one order, or two of them could wait for each other.
  `CREATE FUNCTION public.spread_over_order(entry bigint, wanted bigint, amount bigint) RETURNS bigint
   LANGUAGE plpgsql AS $body$
   DECLARE fee record; part bigint; rest bigint := amount;
   BEGIN
     FOR fee IN
       SELECT f.fee_no, greatest(0, f.amount_due - f.amount_exempt - f.amount_paid) AS owed
       FROM public.payment_order_line l JOIN public.fee_charge f USING (fee_no)
       WHERE l.order_no = wanted ORDER BY f.due_on, f.fee_no FOR UPDATE OF f
     LOOP
       part := least(rest, fee.owed);
       PERFORM public.post(entry, 'FEE', fee.fee_no, 0, part);
       rest := rest - part;
     END LOOP;
     RETURN rest;
   END $body$`,

  // Numbers of a school and year follow each other without a gap: whoever comes second waits for the first.
  `CREATE FUNCTION public.issue_receipt(school text, payment bigint) RETURNS void LANGUAGE plpgsql AS $body$
   DECLARE this_year smallint := extract(year FROM now() AT TIME ZONE 'Asia/Ho_Chi_Minh');
   BEGIN
     PERFORM pg_advisory_xact_lock(hashtext('receipt ' || school));
     INSERT INTO public.receipt (school_code, year, serial, payment_no)
     SELECT school, this_year, coalesce(max(r.serial), 0) + 1, payment FROM public.receipt r
       WHERE r.school_code = school AND r.year = this_year;
   END $body$`,

  // The payment of a request with its fees, held until the transaction ends; null when the school has none such.
  `CREATE FUNCTION public.lock_payment(request jsonb) RETURNS public.ledger_entry LANGUAGE plpgsql AS $body$
   DECLARE paid public.ledger_entry;
   BEGIN
     IF request->>'paymentId' !~ '^[0-9]{1,18}$' THEN RETURN NULL; END IF;
     SELECT e.* INTO paid FROM public.ledger_entry e
       WHERE e.entry_no = (request->>'paymentId')::bigint AND e.school_code = request->>'schoolCode'
         AND e.kind = 'PAYMENT' FOR UPDATE;
     PERFORM FROM public.fee_charge f
       WHERE f.fee_no IN (SELECT h.fee_no FROM public.held_by(paid.entry_no) h)
       ORDER BY f.due_on, f.fee_no FOR UPDATE;
     RETURN paid;
   END $body$`,
];

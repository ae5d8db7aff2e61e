import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As in 0007, except that the items stay: a sample brings its own in place of them. */
const EMPTY_LEDGER = `
  CREATE OR REPLACE FUNCTION public.empty_ledger() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
  BEGIN
    TRUNCATE public.answered_write, public.receipt, public.ledger_posting, public.ledger_entry,
      public.payment_order_line, public.payment_order, public.fee_exemption_change;
    RETURN NULL;
  END $body$`;

/** Items of a sample are numbered below; what is opened later never meets them. */
const NUMBERS = `
  DO $$ BEGIN
    EXECUTE format('ALTER TABLE public.fee_item ALTER COLUMN item_no RESTART WITH %s',
      (SELECT greatest(coalesce(max(item_no), 0), 1000) + 1 FROM public.fee_item));
  END $$`;

/** As in 0007, except that what was paid before there was a ledger is kept too. */
const UNCHARGE = `
  CREATE OR REPLACE FUNCTION lienthong.uncharge_fee_item(request jsonb) RETURNS jsonb LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
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
         AND f.amount_paid = 0
         AND NOT EXISTS (SELECT FROM public.payment_order_line l WHERE l.fee_no = f.fee_no)
         AND NOT EXISTS (SELECT FROM public.ledger_posting p WHERE p.fee_no = f.fee_no);
     GET DIAGNOSTICS dropped = ROW_COUNT;
     RETURN public.answer_write('UNCHARGE_ITEM', request, jsonb_build_object('outcome', 'DONE',
       'item', public.item_state(item.item_no), 'charged', -dropped, 'before', 0, 'kept', charges - dropped));
   END $body$`;

/** Lets the sample have fee items, with charges that were paid before the ledger began. */
export class ItemsOfTheSample1764547200010 implements MigrationInterface {
  name = 'ItemsOfTheSample1764547200010';

  async up(runner: QueryRunner): Promise<void> {
    for (const text of [EMPTY_LEDGER, NUMBERS, UNCHARGE]) await runner.query(text);
  }

  async down(): Promise<void> {
    // Charges that were paid before the ledger began could be dropped again.
    throw new Error('restore a backup from before 0010');
  }
}

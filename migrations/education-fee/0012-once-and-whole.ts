import type { MigrationInterface, QueryRunner } from 'typeorm';
import { onceActs, onceParts } from './once-acts.js';

// NOTE: as in 0004; whoever changes a row may read none of these tables.
const ownRights = 'SECURITY DEFINER SET search_path = pg_catalog, pg_temp';

/**
 * Banks tell their references apart by no case of letters. Where one had been booked in two cases before, both stay:
 * the later has its own number as `twin_no`, all others have none.
 */
const REFERENCES = `
  ALTER TABLE public.ledger_entry ADD COLUMN named_order text COLLATE "C",
    ADD COLUMN twin_no bigint NOT NULL DEFAULT 0;
  ALTER TABLE public.ledger_entry DISABLE TRIGGER kept;
  UPDATE public.ledger_entry e SET twin_no = e.entry_no
    WHERE EXISTS (SELECT FROM public.ledger_entry x WHERE x.bank_bin = e.bank_bin AND x.account_no = e.account_no
      AND upper(x.bank_reference) = upper(e.bank_reference) AND x.entry_no < e.entry_no);
  ALTER TABLE public.ledger_entry ENABLE TRIGGER kept;
  CREATE UNIQUE INDEX ledger_entry_by_any_case
    ON public.ledger_entry (bank_bin, account_no, upper(bank_reference), twin_no);
  DROP INDEX public.ledger_entry_by_reference`;

/** NOTE: what a foreign key would say, which a sample's TRUNCATE of the fees could not live with. */
const LINES = `
  CREATE FUNCTION public.require_fee() RETURNS trigger LANGUAGE plpgsql ${ownRights} AS $body$
  BEGIN
    PERFORM FROM public.fee_charge f WHERE f.fee_no = NEW.fee_no FOR KEY SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such fee' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
  END $body$;
  CREATE FUNCTION public.keep_ordered_fee() RETURNS trigger LANGUAGE plpgsql ${ownRights} AS $body$
  BEGIN
    IF EXISTS (SELECT FROM public.payment_order_line l WHERE l.fee_no = OLD.fee_no) THEN
      RAISE EXCEPTION 'an order stands on this fee' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN OLD;
  END $body$;
  CREATE INDEX payment_order_line_by_fee ON public.payment_order_line (fee_no);
  CREATE TRIGGER of_a_fee BEFORE INSERT ON public.payment_order_line
    FOR EACH ROW EXECUTE FUNCTION public.require_fee();
  CREATE TRIGGER ordered BEFORE DELETE ON public.fee_charge
    FOR EACH ROW EXECUTE FUNCTION public.keep_ordered_fee()`;

/**
 * Nobody is charged a period twice, whatever its price; no order stands on a fee that is gone; a bank's reference is one
 * in capitals and small letters, and for one order; money does not go back before it came.
 */
export class OnceAndWhole1764547200012 implements MigrationInterface {
  name = 'OnceAndWhole1764547200012';

  async up(runner: QueryRunner): Promise<void> {
    for (const text of [REFERENCES, LINES, ...onceParts, ...onceActs]) await runner.query(text);
  }

  async down(): Promise<void> {
    // Twins and orders that were named since could not be told by the tables before it.
    throw new Error('restore a backup from before 0012');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changedParts, correctingActs } from './correcting-acts.js';
import { itemActs, itemParts } from './item-acts.js';

const TABLES = `
  CREATE TABLE public.fee_item (
    item_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    school_code text COLLATE "C" NOT NULL,
    school_year text COLLATE "C" NOT NULL CHECK (school_year ~ '^[0-9]{4}-[0-9]{4}$'),
    item_code text COLLATE "C" NOT NULL CHECK (item_code ~ '^[A-Z][A-Z0-9_]{1,29}$'),
    item_name text NOT NULL,
    period text NOT NULL CHECK (period ~ '^([0-9]{4}-[0-9]{2}|HK[12])$'),
    amount bigint NOT NULL CHECK (amount > 0),
    due_on date NOT NULL,
    start_on date NOT NULL,
    end_on date CHECK (end_on >= start_on),
    legal_basis text,
    opened_at timestamptz NOT NULL DEFAULT now(),
    opened_by text NOT NULL,
    closed_at timestamptz,
    closed_by text,
    close_reason text
  );
  CREATE INDEX fee_item_by_school ON public.fee_item (school_code, school_year);
  ALTER TABLE public.fee_charge ADD COLUMN item_no bigint,
    ADD COLUMN exemption_by_law boolean NOT NULL DEFAULT false;
  CREATE UNIQUE INDEX fee_charge_once ON public.fee_charge (item_no, enrolment_no) WHERE item_no IS NOT NULL;
  CREATE TABLE public.fee_exemption_change (
    change_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    fee_no text COLLATE "C" NOT NULL,
    school_code text COLLATE "C" NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    changed_by text NOT NULL,
    as_of date NOT NULL,
    rests_on text NOT NULL,
    rate_before smallint, ground_before text, exempt_before bigint NOT NULL,
    rate_after smallint, ground_after text, basis_after text, exempt_after bigint NOT NULL,
    released bigint NOT NULL CHECK (released >= 0)
  );
  CREATE INDEX fee_exemption_change_by_fee ON public.fee_exemption_change (fee_no, change_no);
  CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON public.fee_exemption_change
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change()`;

/** Two more kinds of entries, neither of which is a transfer: a match undone, and an exemption that frees money. */
const KINDS = `
  DO $$ DECLARE named text; BEGIN
    FOR named IN SELECT conname FROM pg_constraint WHERE conrelid = 'public.ledger_entry'::regclass
      AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%ASSIGNMENT%'
    LOOP EXECUTE format('ALTER TABLE public.ledger_entry DROP CONSTRAINT %I', named); END LOOP;
  END $$;
  ALTER TABLE public.ledger_entry
    ADD CONSTRAINT ledger_entry_kind_check
      CHECK (kind IN ('PAYMENT', 'ASSIGNMENT', 'UNASSIGNMENT', 'RELEASE', 'REFUND', 'REVERSAL')),
    ADD CONSTRAINT ledger_entry_transfer_check
      CHECK ((kind IN ('ASSIGNMENT', 'UNASSIGNMENT', 'RELEASE')) = (bank_reference IS NULL))`;

const RECEIPTS = `
  ALTER TABLE public.receipt DROP CONSTRAINT receipt_payment_no_key,
    ADD COLUMN entry_no bigint REFERENCES public.ledger_entry,
    ADD COLUMN issued_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN voided_at timestamptz, ADD COLUMN voided_by text, ADD COLUMN void_reason text;
  UPDATE public.receipt r SET entry_no = e.entry_no, issued_at = e.booked_at
    FROM public.ledger_entry e WHERE e.entry_no = (SELECT min(x.entry_no) FROM public.ledger_entry x
      WHERE x.payment_no = r.payment_no AND x.order_no IS NOT NULL);
  ALTER TABLE public.receipt ALTER COLUMN entry_no SET NOT NULL;
  CREATE UNIQUE INDEX receipt_in_force ON public.receipt (payment_no) WHERE voided_at IS NULL`;

const EMPTY_LEDGER = `
  CREATE OR REPLACE FUNCTION public.empty_ledger() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
  BEGIN
    TRUNCATE public.answered_write, public.receipt, public.ledger_posting, public.ledger_entry,
      public.payment_order_line, public.payment_order, public.fee_item, public.fee_exemption_change;
    RETURN NULL;
  END $body$`;

const receiptNo = `r.school_code || '-' || r.year || '-' || lpad(r.serial::text, 6, '0')`;
const heldOf = (account: string) => `(SELECT coalesce(sum(p.credit - p.debit), 0)::bigint
  FROM public.ledger_entry x JOIN public.ledger_posting p USING (entry_no)
  WHERE x.payment_no = e.entry_no AND p.account = '${account}')`;

const VIEWS = [
  `CREATE VIEW lienthong.fee_item AS
     SELECT i.item_no::text AS item_id, i.school_code, i.school_year, i.item_code, i.item_name, i.period, i.amount,
            i.due_on, i.start_on, i.end_on, i.legal_basis, i.close_reason,
            (SELECT count(*) FROM public.fee_charge f WHERE f.item_no = i.item_no) AS charged
     FROM public.fee_item i`,
  `CREATE VIEW lienthong.fee_exemption_change AS
     SELECT change_no::text AS change_id, fee_no AS fee_id, school_code, changed_at, as_of, rests_on,
            rate_before::int AS rate_before, ground_before, exempt_before, rate_after::int AS rate_after, ground_after,
            basis_after, exempt_after, released
     FROM public.fee_exemption_change`,
  `CREATE OR REPLACE VIEW lienthong.unmatched_payment AS
     SELECT e.entry_no::text AS payment_id, e.school_code, e.bank_reference, e.amount, u.held AS unmatched,
            e.occurred_at AS paid_at, e.said, coalesce(e.reason, 'UNASSIGNED') AS reason
     FROM public.ledger_entry e
     CROSS JOIN LATERAL (SELECT sum(p.credit - p.debit)::bigint AS held
       FROM public.ledger_entry x JOIN public.ledger_posting p USING (entry_no)
       WHERE x.payment_no = e.entry_no AND p.account = 'SUSPENSE') u
     WHERE e.kind = 'PAYMENT' AND u.held > 0`,
  `CREATE VIEW lienthong.booked_payment AS
     SELECT e.entry_no AS payment_no, e.entry_no::text AS payment_id, e.school_code, e.bank_reference, e.amount,
            e.method, e.occurred_at AS paid_at, w.reference AS order_reference, w.enrolment_no AS enrolment_id,
            w.personal_id,
            (SELECT ${receiptNo} FROM public.receipt r WHERE r.payment_no = e.entry_no AND r.voided_at IS NULL)
              AS receipt_no,
            ${heldOf('CREDIT')} AS credited, ${heldOf('SUSPENSE')} AS unmatched,
            (SELECT coalesce(sum(x.amount), 0)::bigint FROM public.ledger_entry x
             WHERE x.payment_no = e.entry_no AND x.kind = 'REFUND') AS refunded,
            (SELECT count(*)::int FROM public.ledger_entry x
             WHERE x.payment_no = e.entry_no AND x.kind = 'REVERSAL') AS reversals
     FROM public.ledger_entry e
     CROSS JOIN LATERAL (SELECT o.reference, o.enrolment_no, n.personal_id
       FROM public.ledger_entry a LEFT JOIN public.payment_order o USING (order_no)
       LEFT JOIN public.pupil_enrolment n USING (enrolment_no)
       WHERE a.payment_no = e.entry_no AND a.kind IN ('PAYMENT', 'ASSIGNMENT', 'UNASSIGNMENT')
       ORDER BY a.entry_no DESC LIMIT 1) w
     WHERE e.kind = 'PAYMENT'`,
  `CREATE VIEW lienthong.booked_allocation AS
     SELECT e.payment_no, p.fee_no AS fee_id, sum(p.credit - p.debit)::bigint AS amount
     FROM public.ledger_entry e JOIN public.ledger_posting p USING (entry_no)
     WHERE p.account = 'FEE' GROUP BY e.payment_no, p.fee_no HAVING sum(p.credit - p.debit) > 0`,
  `CREATE VIEW lienthong.receipt AS
     SELECT ${receiptNo} AS receipt_no, r.school_code, s.school_name, r.payment_no::text AS payment_id,
            o.enrolment_no AS enrolment_id, n.personal_id, n.full_name AS pupil_name, n.class_name, n.school_year,
            o.reference AS order_reference, e.bank_reference, e.method, a.amount, e.occurred_at AS paid_at, r.issued_at,
            r.voided_at, r.void_reason,
            (SELECT coalesce(sum(x.amount), 0)::bigint FROM public.ledger_entry x
             WHERE x.payment_no = r.payment_no AND x.kind IN ('REFUND', 'REVERSAL')) AS given_back
     FROM public.receipt r
     JOIN public.ledger_entry a ON a.entry_no = r.entry_no
     JOIN public.ledger_entry e ON e.entry_no = r.payment_no
     JOIN public.payment_order o ON o.order_no = a.order_no
     LEFT JOIN public.pupil_enrolment n ON n.enrolment_no = o.enrolment_no
     LEFT JOIN public.school_unit s ON s.school_code = r.school_code`,
  `CREATE VIEW lienthong.receipt_line AS
     SELECT ${receiptNo} AS receipt_no, r.school_code, p.line::int AS line, f.item_name, f.period, p.credit AS amount
     FROM public.receipt r
     JOIN public.ledger_posting p ON p.entry_no = r.entry_no AND p.credit > 0 AND p.account IN ('FEE', 'CREDIT')
     LEFT JOIN public.fee_charge f ON f.fee_no = p.fee_no`,
];

const NEW_VIEWS = [
  ...['fee_item', 'fee_exemption_change', 'booked_payment', 'booked_allocation', 'receipt', 'receipt_line'],
];

const FUNCTIONS = [
  ...['open_fee_item', 'close_fee_item', 'charge_fee_item', 'uncharge_fee_item', 'make_class_orders'],
  ...['unassign_payment', 'apply_exemptions'],
];

/**
 * Fee items as dated policy data and what is charged of them, exemptions worked out by law on the school's own books
 * with their history, and the undoing of a wrong match. Receipts are for one act and can be void, their numbers stay.
 */
export class FeeItems1764547200007 implements MigrationInterface {
  name = 'FeeItems1764547200007';

  async up(runner: QueryRunner): Promise<void> {
    const changes = [TABLES, KINDS, RECEIPTS, EMPTY_LEDGER];
    for (const text of [...changes, ...changedParts, ...itemParts, ...itemActs, ...correctingActs, ...VIEWS])
      await runner.query(text);
    for (const view of NEW_VIEWS) await runner.query(`GRANT SELECT ON lienthong.${view} TO lienthong_reader`);
    for (const name of FUNCTIONS) {
      await runner.query(`REVOKE ALL ON FUNCTION lienthong.${name}(jsonb) FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION lienthong.${name}(jsonb) TO lienthong_writer`);
    }
  }

  async down(): Promise<void> {
    // What the ledger holds since could not be kept by the tables before it.
    throw new Error('restore a backup from before 0007');
  }
}

import type { Ask } from '../../database/lane.js';
import type { Source, Statement } from '../../database/source.js';
import type { FeeItem } from '../../fees/fee-item.js';
import type { Receipt } from '../../fees/receipt.js';
import { askSector, groupByKey } from '../sector.js';
import type { FeePayment } from './payments/types.js';

/** A payment as the school keeps it, and whose it is. */
export type BookedRecord = Omit<FeePayment, 'status'> & {
  reversals: number;
  enrolmentId: string | null;
  personalId: string | null;
};

/** A receipt, and whom it is about. */
export type ReceiptRecord = Receipt & { enrolmentId: string; personalId: string | null };

/** One change of what the law takes off a fee. */
export interface ExemptionChangeRecord {
  feeId: string;
  changedAt: string;
  asOf: string;
  /** Kinds of facts, `SCHOOL,WELFARE`. */
  restsOn: string;
  rateBefore: number | null;
  groundBefore: string | null;
  exemptBefore: number;
  rateAfter: number | null;
  groundAfter: string | null;
  basisAfter: string | null;
  exemptAfter: number;
  released: number;
}

/** What the hub reads of schools' books besides fees themselves. All @throws HubError SECTOR_UNAVAILABLE */
export interface BooksReading {
  /** By school and year, the earliest due first. */
  readonly findItems: Ask<{ schoolCode: string; schoolYear: string }, FeeItem[]>;
  /** Of a school, newest first, at most `many`, older than the payment `before`. */
  readonly findBooked: Ask<
    { schoolCode: string; withCredit: boolean; before: string | null; many: number },
    BookedRecord[]
  >;
  /** A school's receipt by its number. */
  readonly findReceipts: Ask<{ schoolCode: string; receiptNo: string }, ReceiptRecord | null>;
  /** The codes of all schools, for a run over all of them. */
  readonly findAllSchools: Ask<'all', string[]>;
  /** By fee, newest first. */
  readonly findExemptionChanges: Ask<string, ExemptionChangeRecord[]>;
}

const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

const items: Statement = {
  name: 'find_fee_items',
  text: `select i.item_id as "itemId", i.school_code as "schoolCode", i.school_year as "schoolYear",
      i.item_code as "itemCode", i.item_name as "itemName", i.period, i.amount, i.due_on as "dueOn",
      i.start_on as "startOn", i.end_on as "endOn", i.legal_basis as "legalBasis", i.charged::int as charged
    from unnest($1::text[], $2::text[]) as k(school_code, school_year)
    join lienthong.fee_item i using (school_code, school_year) order by i.due_on, i.item_id`,
};

const allSchools: Statement = {
  name: 'find_all_schools',
  text: 'select s.code from lienthong.school s order by s.code',
};

const booked: Statement = {
  name: 'find_booked_payments',
  text: `select b.payment_id as "paymentId", b.bank_reference as "bankReference", b.amount, b.method,
      ${moment('b.paid_at')} as "paidAt", b.order_reference as "orderReference", b.receipt_no as "receiptNo",
      b.credited, b.unmatched, b.refunded, b.reversals, b.enrolment_id as "enrolmentId", b.personal_id as "personalId",
      (select coalesce(json_agg(json_build_object('feeId', a.fee_id, 'amount', a.amount) order by a.fee_id), '[]')
        from lienthong.booked_allocation a where a.payment_no = b.payment_no) as allocations
    from lienthong.booked_payment b
    where b.school_code = $1 and ($2::bigint is null or b.payment_no < $2) and (not $3 or b.credited > 0)
    order by b.payment_no desc limit $4`,
};

const receipts: Statement = {
  name: 'find_receipts',
  text: `select r.receipt_no as "receiptNo", r.school_code as "schoolCode", coalesce(r.school_name, '') as "schoolName",
      r.payment_id as "paymentId", r.enrolment_id as "enrolmentId", r.personal_id as "personalId",
      coalesce(r.pupil_name, '') as "pupilName", coalesce(r.class_name, '') as "className",
      coalesce(r.school_year, '') as "schoolYear", r.order_reference as "orderReference",
      r.bank_reference as "bankReference", r.method, r.amount, ${moment('r.paid_at')} as "paidAt",
      ${moment('r.issued_at')} as "issuedAt", ${moment('r.voided_at')} as "voidedAt", r.void_reason as "voidReason",
      r.given_back as "givenBack",
      (select json_agg(json_build_object('itemName', l.item_name, 'period', l.period, 'amount', l.amount) order by l.line)
        from lienthong.receipt_line l where l.school_code = r.school_code and l.receipt_no = r.receipt_no) as lines
    from unnest($1::text[], $2::text[]) as k(school_code, receipt_no)
    join lienthong.receipt r using (school_code, receipt_no)`,
};

const changes: Statement = {
  name: 'find_exemption_changes',
  text: `select c.fee_id as "feeId", ${moment('c.changed_at')} as "changedAt", c.as_of as "asOf",
      c.rests_on as "restsOn", c.rate_before as "rateBefore", c.ground_before as "groundBefore",
      c.exempt_before as "exemptBefore", c.rate_after as "rateAfter", c.ground_after as "groundAfter",
      c.basis_after as "basisAfter", c.exempt_after as "exemptAfter", c.released
    from lienthong.fee_exemption_change c where c.fee_id = any($1::text[])
    order by c.fee_id, c.changed_at desc, c.change_id::bigint desc`,
};

export function makeBooksReading(name: string, source: Source): BooksReading {
  return {
    async findItems(keys) {
      const rows = await askSector<FeeItem>(name, source, items, [
        keys.map(({ schoolCode }) => schoolCode),
        keys.map(({ schoolYear }) => schoolYear),
      ]);
      const place = (one: { schoolCode: string; schoolYear: string }) =>
        `${one.schoolCode} ${one.schoolYear}`;
      return groupByKey(keys.map(place), rows, place);
    },
    findBooked: (keys) =>
      Promise.all(
        keys.map(({ schoolCode, before, withCredit, many }) =>
          askSector<BookedRecord>(name, source, booked, [schoolCode, before, withCredit, many]),
        ),
      ),
    async findReceipts(keys) {
      const rows = await askSector<ReceiptRecord>(name, source, receipts, [
        keys.map(({ schoolCode }) => schoolCode),
        keys.map(({ receiptNo }) => receiptNo),
      ]);
      return keys.map(
        (key) =>
          rows.find((row) => row.schoolCode === key.schoolCode && row.receiptNo === key.receiptNo) ?? null,
      );
    },
    async findAllSchools(keys) {
      const rows = await askSector<{ code: string }>(name, source, allSchools, []);
      return keys.map(() => rows.map(({ code }) => code));
    },
    async findExemptionChanges(feeIds) {
      const rows = await askSector<ExemptionChangeRecord>(name, source, changes, [feeIds]);
      return groupByKey(feeIds, rows, ({ feeId }) => feeId);
    },
  };
}

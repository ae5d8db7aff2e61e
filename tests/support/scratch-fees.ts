import { randomBytes } from 'node:crypto';
import pg from 'pg';
import educationFeeMigrations from '../../migrations/education-fee/index.js';
import { migrate } from '../../src/database/migrate.js';
import { type FeeBook, makeFeeBook } from '../../src/fees/fee-book.js';
import type { Cluster } from './cluster.js';

/** Schools' books of a test's own, beside the others on the shared server. */
export interface ScratchFees {
  /** The address of its owner, for processes of their own. */
  url: string;
  owner: pg.Pool;
  /** As the hub's writing login calls it: nothing but the contract functions. */
  book: FeeBook;
  remove(): Promise<void>;
}

export const school = '01000799';
export const otherSchool = '01000798';
export const paidAt = '2026-10-05T03:00:00Z';

/** Two schools with an account each, and no pupils yet. */
export async function makeScratchFees({ superUrl }: Pick<Cluster, 'superUrl'>): Promise<ScratchFees> {
  const name = `fees_${randomBytes(6).toString('hex')}`;
  const url = new URL(superUrl);
  url.pathname = `/${name}`;
  const open = (connectionString: string, options?: string) => {
    const pool = new pg.Pool({ connectionString, max: 6, ...(options && { options }) });
    return pool.on('error', () => undefined);
  };
  const admin = open(superUrl);
  await admin.query(`create database ${name}`);
  await migrate(url.href, educationFeeMigrations);
  const owner = open(url.href);
  const writer = open(url.href, '-c role=lienthong_writer');
  await owner.query(
    `insert into public.school_account values
       ($1, '999901', 'Ngân hàng mẫu', '9901000799', 'TRUONG HU CAU'),
       ($2, '999901', 'Ngân hàng mẫu', '9901000798', 'TRUONG HU CAU KHAC')`,
    [school, otherSchool],
  );
  const book = makeFeeBook(
    async (act, request) =>
      (await writer.query({ ...act, values: [JSON.stringify(request)] })).rows[0].answer,
  );
  return {
    ...{ url: url.href, owner, book },
    async remove() {
      await Promise.all([owner.end(), writer.end()]);
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/** A pupil with fees of these amounts, due one month after the other; answers the fees' numbers. */
export async function addPupil(
  owner: pg.Pool,
  wish: { at?: string; owes: readonly number[]; personalId?: string },
): Promise<{ enrolmentId: string; feeIds: string[] }> {
  const { at = school, owes, personalId = null } = wish;
  const enrolmentId = `T-${randomBytes(6).toString('hex')}`;
  await owner.query(
    `insert into public.pupil_enrolment (enrolment_no, school_code, school_year, class_name, personal_id, full_name,
       birth_date, gender_code, status, start_on)
     values ($1, $2, '2026-2027', '10A1', $3, 'Trần Hư Cấu', '2011-05-17', 1, 'ENROLLED', '2026-09-05')`,
    [enrolmentId, at, personalId],
  );
  const feeIds = owes.map((_, n) => `${enrolmentId}-${n + 1}`);
  await owner.query(
    `insert into public.fee_charge (fee_no, enrolment_no, item_code, item_name, period, amount_due, due_on)
     select $1 || '-' || n, $1, 'HOC_PHI', 'Học phí', '2026-' || lpad((n % 4 + 9)::text, 2, '0'), amount,
            date '2026-09-30' + n::int
     from unnest($2::bigint[]) with ordinality as owed(amount, n)`,
    [enrolmentId, owes],
  );
  return { enrolmentId, feeIds };
}

/** What is wrong with the books as a whole; empty when every rule holds. */
export async function faultsOf(owner: pg.Pool | pg.ClientBase): Promise<unknown[]> {
  const { rows } = await owner.query(`
    select 'unbalanced entry' as fault, e.entry_no::text as what from public.ledger_entry e
      left join public.ledger_posting p using (entry_no)
      group by e.entry_no having count(p.line) < 2 or sum(p.debit) <> sum(p.credit)
    union all
    select 'more taken than held', e.payment_no || ' ' || p.account
      from public.ledger_entry e join public.ledger_posting p using (entry_no)
      group by e.payment_no, p.account, p.fee_no
      having sum(p.credit - p.debit) * case p.account when 'BANK' then -1 else 1 end < 0
    union all
    select 'fee and ledger differ', f.fee_no from public.fee_charge f
      where f.amount_paid <> (select coalesce(sum(p.credit - p.debit), 0) from public.ledger_posting p
        where p.fee_no = f.fee_no)
    union all
    select 'fee overpaid', f.fee_no from public.fee_charge f where f.amount_paid > f.amount_due - f.amount_exempt
    union all
    select 'receipt number left out', r.school_code from public.receipt r
      group by r.school_code, r.year having max(r.serial) <> count(*)
    union all
    select 'matched without a receipt', e.entry_no::text from public.ledger_entry e
      where e.kind = 'PAYMENT' and exists (select from public.ledger_entry x
        where x.payment_no = e.entry_no and x.order_no is not null)
        and not exists (select from public.receipt r where r.payment_no = e.entry_no)
    union all
    select 'receipt in force of what is matched to nothing', r.payment_no::text from public.receipt r
      where r.voided_at is null and (select x.kind = 'UNASSIGNMENT' from public.ledger_entry x
        where x.payment_no = r.payment_no and x.kind in ('PAYMENT', 'ASSIGNMENT', 'UNASSIGNMENT')
        order by x.entry_no desc limit 1)
    union all
    select 'exemption and its history differ', f.fee_no from public.fee_charge f
      where f.exemption_by_law and f.amount_exempt <> (select c.exempt_after from public.fee_exemption_change c
        where c.fee_no = f.fee_no order by c.change_no desc limit 1)`);
  return rows;
}

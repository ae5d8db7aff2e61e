import { HubError } from '../../src/domain/errors.js';
import { importStatement } from '../../src/fees/import-statement.js';
import { isOrderReference } from '../../src/fees/order-reference.js';
import type { PaymentNotice } from '../../src/fees/payment.js';
import { sharedCluster } from '../support/cluster.js';
import {
  addPupil,
  faultsOf,
  makeScratchFees,
  otherSchool,
  paidAt,
  type ScratchFees,
  school,
} from '../support/scratch-fees.js';

let fees: ScratchFees;
let serial = 0;
const by = 'school.demo/001';
const next = (prefix: string) => `${prefix}-${++serial}`;

beforeAll(async () => {
  fees = await makeScratchFees(await sharedCluster());
});
afterAll(() => fees?.remove());
afterEach(async () => expect(await faultsOf(fees.owner)).toEqual([]));

const order = (feeIds: readonly string[], schoolCode = school) =>
  fees.book.makeOrder({ schoolCode, by, key: next('order'), feeIds });

const notice = (wish: Partial<PaymentNotice>): PaymentNotice & { by: string } => ({
  ...{ schoolCode: school, by, bankReference: next('FT'), amount: 1_000, paidAt, method: 'BANK_TRANSFER' },
  ...{ orderReference: null, said: null, ...wish },
});
const pay = async (wish: Partial<PaymentNotice>) => (await fees.book.record(notice(wish))).payment;
const keyed = (paymentId: string, schoolCode = school) => ({ schoolCode, by, key: next('key'), paymentId });
const outgoing = () => ({ bankReference: next('OUT'), reason: 'nộp nhầm (hư cấu)' });
const refund = (paymentId: string, amount: number) =>
  fees.book.refund({ ...keyed(paymentId), ...outgoing(), amount, refundedAt: paidAt });
const reverse = (paymentId: string) =>
  fees.book.reverse({ ...keyed(paymentId), ...outgoing(), reversedAt: paidAt });

/** The code and reason of a refusal. */
async function refusalOf(act: Promise<unknown>): Promise<unknown> {
  const error = await act.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof HubError)) throw error ?? new Error('it was not refused');
  return [error.code, error.details.reason];
}

async function paidOf(feeIds: readonly string[]): Promise<number[]> {
  const { rows } = await fees.owner.query<{ paid: string }>(
    'select amount_paid as paid from public.fee_charge where fee_no = any($1) order by fee_no',
    [feeIds],
  );
  return rows.map(({ paid }) => Number(paid));
}

describe('An order to pay', () => {
  it('asks for what a pupil owes, earliest due first, under a reference of its own', async () => {
    const { enrolmentId, feeIds } = await addPupil(fees.owner, {
      owes: [500, 300],
      personalId: '001211000001',
    });
    const made = await order([...feeIds].reverse());
    expect(made).toMatchObject({ amount: 800, schoolCode: school, accountNo: '9901000799', enrolmentId });
    expect(made.lines.map(({ feeId, amount }) => [feeId, amount])).toEqual([
      [feeIds[0], 500],
      [feeIds[1], 300],
    ]);
    expect(isOrderReference(made.reference)).toBe(true);
  });

  it('is made once for the same fees, and anew when something was paid of them', async () => {
    const { feeIds } = await addPupil(fees.owner, { owes: [500] });
    const first = await order(feeIds);
    expect((await order(feeIds)).reference).toBe(first.reference);
    await pay({ amount: 200, orderReference: first.reference });
    const rest = await order(feeIds);
    expect([rest.reference === first.reference, rest.amount]).toEqual([false, 300]);
  });

  it('is answered again to the same key, and refused to the key with other fees', async () => {
    const one = await addPupil(fees.owner, { owes: [500] });
    const two = await addPupil(fees.owner, { owes: [500] });
    const asked = { schoolCode: school, by, key: next('order'), feeIds: one.feeIds };
    const first = await fees.book.makeOrder(asked);
    expect(await fees.book.makeOrder({ ...asked, by: 'school.demo/002' })).toEqual(first);
    expect(await refusalOf(fees.book.makeOrder({ ...asked, feeIds: two.feeIds }))).toEqual([
      'CONFLICT',
      'CONFLICT',
    ]);
  });

  it('is refused for nothing due, for two pupils, for another school’s pupil and for no fee', async () => {
    const one = await addPupil(fees.owner, { owes: [500] });
    const two = await addPupil(fees.owner, { owes: [500] });
    const foreign = await addPupil(fees.owner, { at: otherSchool, owes: [500] });
    const paid = await addPupil(fees.owner, { owes: [0] });
    const none = ['NOT_FOUND', 'NOT_FOUND'];
    expect(await refusalOf(order(paid.feeIds))).toEqual(['CONFLICT', 'NOTHING_DUE']);
    expect(await refusalOf(order([...one.feeIds, ...two.feeIds]))).toEqual(none);
    expect(await refusalOf(order(foreign.feeIds))).toEqual(none);
    expect(await refusalOf(order([...one.feeIds, ...foreign.feeIds]))).toEqual(none);
    expect(await refusalOf(order(['none']))).toEqual(none);
    expect(await refusalOf(order(one.feeIds, '99999999'))).toEqual(none);
  });
});

describe('A payment', () => {
  it('of the whole pays every fee and gets the next receipt of the year', async () => {
    const { feeIds } = await addPupil(fees.owner, { owes: [500, 300] });
    const { reference } = await order(feeIds);
    const payment = await pay({ amount: 800, orderReference: reference });
    expect(payment).toMatchObject({ credited: 0, unmatched: 0, orderReference: reference });
    expect(payment.receiptNo).toMatch(new RegExp(`^${school}-20\\d\\d-\\d{6}$`));
    expect(await paidOf(feeIds)).toEqual([500, 300]);
  });

  it('of a part pays what is due first', async () => {
    const { feeIds } = await addPupil(fees.owner, { owes: [500, 300] });
    const { reference } = await order(feeIds);
    expect((await pay({ amount: 600, orderReference: reference })).allocations).toEqual([
      { feeId: feeIds[0], amount: 500 },
      { feeId: feeIds[1], amount: 100 },
    ]);
    await pay({ amount: 200, orderReference: reference });
    expect(await paidOf(feeIds)).toEqual([500, 300]);
  });

  it('of too much is held for the pupil, and pays a later order of his, nobody else’s', async () => {
    const { feeIds } = await addPupil(fees.owner, { owes: [500, 300] });
    const other = await addPupil(fees.owner, { owes: [700] });
    const { reference } = await order(feeIds.slice(0, 1));
    const { paymentId, credited } = await pay({ amount: 900, orderReference: reference });
    expect(credited).toBe(400);
    const later = await order(feeIds.slice(1));
    const theirs = await order(other.feeIds);
    const assign = (orderReference: string) => fees.book.assign({ ...keyed(paymentId), orderReference });
    expect(await refusalOf(assign(theirs.reference))).toEqual(['CONFLICT', 'OTHER_PUPIL']);
    expect((await assign(later.reference)).credited).toBe(100);
    expect(await refusalOf(assign(later.reference))).toEqual(['CONFLICT', 'NOTHING_DUE']);
    expect(await paidOf(feeIds)).toEqual([500, 300]);
  });

  it.each([
    ['without a reference', null, 'NO_REFERENCE'],
    ['for an order that is none', 'HP9999999901', 'UNKNOWN_ORDER'],
  ])('%s waits for a person, who finds its order', async (_what, orderReference, reason) => {
    const { feeIds } = await addPupil(fees.owner, { owes: [500] });
    const payment = await pay({ amount: 700, orderReference, said: 'hoc phi be Na' });
    expect(payment).toMatchObject({
      unmatched: 700,
      unmatchedReason: reason,
      receiptNo: null,
      enrolmentId: null,
    });
    const waiting = 'select * from lienthong.unmatched_payment where payment_id = $1';
    expect((await fees.owner.query(waiting, [payment.paymentId])).rows).toMatchObject([
      { school_code: school, unmatched: '700', said: 'hoc phi be Na', reason },
    ]);
    const { reference } = await order(feeIds);
    const assigned = await fees.book.assign({ ...keyed(payment.paymentId), orderReference: reference });
    expect(assigned).toMatchObject({ unmatched: 0, credited: 200, orderReference: reference });
    expect(assigned.receiptNo).not.toBeNull();
    expect((await fees.owner.query(waiting, [payment.paymentId])).rows).toEqual([]);
  });

  it('at one school for an order of another waits at the school that got the money', async () => {
    const { feeIds } = await addPupil(fees.owner, { at: otherSchool, owes: [500] });
    const { reference } = await order(feeIds, otherSchool);
    const payment = await pay({ amount: 500, orderReference: reference });
    expect(payment).toMatchObject({ unmatched: 500, unmatchedReason: 'UNKNOWN_ORDER', enrolmentId: null });
    const foreign = fees.book.assign({ ...keyed(payment.paymentId), orderReference: reference });
    expect(await refusalOf(foreign)).toEqual(['NOT_FOUND', 'UNKNOWN_ORDER']);
    expect(await paidOf(feeIds)).toEqual([0]);
  });

  it('is booked once by the bank’s reference, and refused with another amount', async () => {
    const { feeIds } = await addPupil(fees.owner, { owes: [500] });
    const { reference } = await order(feeIds);
    const told = notice({ amount: 500, orderReference: reference });
    const first = await fees.book.record(told);
    const again = await fees.book.record({ ...told, orderReference: null, said: 'another channel' });
    expect(again).toEqual({ payment: first.payment, repeated: true });
    expect(await refusalOf(fees.book.record({ ...told, amount: 501 }))).toEqual(['CONFLICT', 'CONFLICT']);
  });

  it('is the same in capitals and small letters, and keeps the reference as it was first told', async () => {
    const bankReference = next('ft-a');
    const told = notice({ bankReference });
    const first = await fees.book.record(told);
    const again = await fees.book.record({ ...told, bankReference: bankReference.toUpperCase() });
    expect(again).toEqual({ payment: first.payment, repeated: true });
    expect(first.payment.bankReference).toBe(bankReference);
    const asked = { ...keyed(first.payment.paymentId), reason: 'x', refundedAt: paidAt, amount: 1 };
    const back = fees.book.refund({ ...asked, bankReference: bankReference.toUpperCase() });
    expect(await refusalOf(back)).toEqual(['CONFLICT', 'CONFLICT']);
  });

  it('that names another order than before is refused; the one it named, or was matched to, is not', async () => {
    const [one, two] = [
      await order((await addPupil(fees.owner, { owes: [500] })).feeIds),
      await order((await addPupil(fees.owner, { owes: [500] })).feeIds),
    ];
    const conflict = ['CONFLICT', 'CONFLICT'];
    const told = notice({ amount: 500, orderReference: one.reference });
    const { payment } = await fees.book.record(told);
    const other = { ...told, orderReference: two.reference };
    expect(await refusalOf(fees.book.record(other))).toEqual(conflict);
    expect(await refusalOf(fees.book.record({ ...told, orderReference: 'HP9999999901' }))).toEqual(conflict);
    await fees.book.unassign({ ...keyed(payment.paymentId), reason: 'nhầm' });
    await fees.book.assign({ ...keyed(payment.paymentId), orderReference: two.reference });
    for (const again of [told, other, { ...told, orderReference: null }])
      expect((await fees.book.record(again)).repeated).toBe(true);
    const unknown = notice({ orderReference: 'HP9999999901' });
    await fees.book.record(unknown);
    expect((await fees.book.record(unknown)).repeated).toBe(true);
    const named = { ...unknown, orderReference: one.reference };
    expect(await refusalOf(fees.book.record(named))).toEqual(conflict);
  });

  it('that is told ten times at once is booked once', async () => {
    const { feeIds } = await addPupil(fees.owner, { owes: [500, 300] });
    const { reference } = await order(feeIds);
    const told = notice({ amount: 600, orderReference: reference });
    const answers = await Promise.all(Array.from({ length: 10 }, () => fees.book.record(told)));
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(answers.map(({ payment }) => payment.paymentId)).size).toBe(1);
    expect(await paidOf(feeIds)).toEqual([500, 100]);
  });

  it('beside others for the same pupil never pays a fee twice', async () => {
    const { feeIds } = await addPupil(fees.owner, { owes: [500, 300] });
    const both = await order(feeIds);
    const one = await order(feeIds.slice(1));
    const paid = await Promise.all(
      [both, one, both, one].map(({ reference, amount }) => pay({ amount, orderReference: reference })),
    );
    expect(await paidOf(feeIds)).toEqual([500, 300]);
    expect(paid.reduce((sum, { credited }) => sum + credited, 0)).toBe(2 * (800 + 300) - 800);
  });
});

describe('Money that goes back', () => {
  const paid = async (amount: number) => {
    const { feeIds } = await addPupil(fees.owner, { owes: [500, 300] });
    const { reference } = await order(feeIds);
    return { feeIds, payment: await pay({ amount, orderReference: reference }) };
  };

  it('is taken from what is too much, then from the fee that is due last', async () => {
    const { feeIds, payment } = await paid(900);
    expect(await refund(payment.paymentId, 150)).toMatchObject({ credited: 0, refunded: 150 });
    expect(await paidOf(feeIds)).toEqual([500, 250]);
    await refund(payment.paymentId, 750);
    expect(await paidOf(feeIds)).toEqual([0, 0]);
  });

  it('is never more than is left of the payment', async () => {
    const { payment } = await paid(800);
    expect(await refusalOf(refund(payment.paymentId, 801))).toEqual(['CONFLICT', 'EXCEEDS']);
    await refund(payment.paymentId, 800);
    expect(await refusalOf(refund(payment.paymentId, 1))).toEqual(['CONFLICT', 'EXCEEDS']);
  });

  it('asked for ten times at once is booked as often as there is money', async () => {
    const { payment } = await paid(800);
    const asked = await Promise.allSettled(Array.from({ length: 10 }, () => refund(payment.paymentId, 300)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });

  it('under one key is booked once', async () => {
    const { payment } = await paid(800);
    const asked = { ...keyed(payment.paymentId), ...outgoing(), amount: 100, refundedAt: paidAt };
    const answers = await Promise.all(Array.from({ length: 5 }, () => fees.book.refund(asked)));
    expect(new Set(answers.map(({ refunded }) => refunded))).toEqual(new Set([100]));
    expect(await refusalOf(fees.book.refund({ ...asked, amount: 200 }))).toEqual(['CONFLICT', 'CONFLICT']);
  });

  it('needs a reference of the bank’s that stands for nothing else', async () => {
    const { payment } = await paid(800);
    const asked = { ...keyed(payment.paymentId), ...outgoing(), amount: 100, refundedAt: paidAt };
    const { bankReference } = payment;
    expect(await refusalOf(fees.book.refund({ ...asked, bankReference }))).toEqual(['CONFLICT', 'CONFLICT']);
  });

  it('goes back neither by a refund nor by a reversal before it came', async () => {
    const { payment } = await paid(800);
    const asked = { ...keyed(payment.paymentId), ...outgoing() };
    const early = '2026-10-05T02:59:59Z';
    const bad = ['BAD_USER_INPUT', 'BEFORE_PAYMENT'];
    expect(await refusalOf(fees.book.refund({ ...asked, amount: 1, refundedAt: early }))).toEqual(bad);
    expect(await refusalOf(fees.book.reverse({ ...asked, reversedAt: early }))).toEqual(bad);
    // Of a payment at noon only the day is known.
    const noon = await pay({ paidAt: '2026-10-05T05:00:00Z' });
    const back = { ...keyed(noon.paymentId), ...outgoing(), amount: 1 };
    expect(await refusalOf(fees.book.refund({ ...back, refundedAt: '2026-10-04T16:59:59Z' }))).toEqual(bad);
    expect((await fees.book.refund({ ...back, refundedAt: early })).refunded).toBe(1);
  });

  it('by a reversal leaves every fee as it was, once', async () => {
    const { feeIds, payment } = await paid(900);
    expect(await reverse(payment.paymentId)).toMatchObject({ reversed: true, allocations: [], credited: 0 });
    expect(await paidOf(feeIds)).toEqual([0, 0]);
    expect(await refusalOf(reverse(payment.paymentId))).toEqual(['CONFLICT', 'REVERSED']);
    expect(await refusalOf(refund(payment.paymentId, 1))).toEqual(['CONFLICT', 'REVERSED']);
  });

  it('is not called back after a part was given back', async () => {
    const { payment } = await paid(900);
    await refund(payment.paymentId, 1);
    expect(await refusalOf(reverse(payment.paymentId))).toEqual(['CONFLICT', 'REFUNDED']);
  });

  it.each(['0', 'none', '-1', '9'.repeat(30), "1' or true"])(
    'is not that of the payment %j',
    async (paymentId) => {
      expect(await refusalOf(refund(paymentId, 1))).toEqual(['NOT_FOUND', 'NOT_FOUND']);
      expect(await refusalOf(reverse(paymentId))).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    },
  );

  it('is not another school’s to give', async () => {
    const { payment } = await paid(800);
    const asked = { ...keyed(payment.paymentId, otherSchool), ...outgoing(), amount: 1, refundedAt: paidAt };
    expect(await refusalOf(fees.book.refund(asked))).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });
});

describe('The ledger itself', () => {
  const wrote = (...texts: string[]) =>
    (async () => {
      const client = await fees.owner.connect();
      try {
        await client.query('begin');
        for (const text of texts) await client.query(text);
        await client.query('commit');
        return null;
      } catch (error) {
        await client.query('rollback');
        return (error as { code: string }).code;
      } finally {
        client.release();
      }
    })();
  const entry = `insert into public.ledger_entry (entry_no, payment_no, school_code, kind, amount, bank_bin, account_no,
      bank_reference, method, occurred_at, booked_by)
    values (900001, 900001, '${school}', 'PAYMENT', 5, '999901', '9901000799', 'BY-HAND', 'CASH', now(), 'x')`;
  const post = (account: string, debit: number, credit: number, line = 1) =>
    `insert into public.ledger_posting (entry_no, line, account, debit, credit)
     values (900001, ${line}, '${account}', ${debit}, ${credit})`;

  it('takes no entry without postings, with one side, or that does not balance, not from its owner either', async () => {
    expect(await wrote(entry)).toBe('23000');
    expect(await wrote(entry, post('BANK', 5, 0))).toBe('23000');
    expect(await wrote(entry, post('BANK', 5, 0), post('SUSPENSE', 0, 4, 2))).toBe('23000');
    expect(await wrote(entry, post('BANK', 0, 5), post('SUSPENSE', 5, 0, 2))).toBe('23000');
    expect(await wrote(entry, post('BANK', 5, 5))).toBe('23514');
    expect(await wrote(entry, post('BANK', -5, 0))).toBe('23514');
  });

  it('is not altered afterwards', async () => {
    await pay({ amount: 5 });
    expect(await wrote('update public.ledger_posting set credit = credit + 1 where credit > 0')).toBe(
      '23000',
    );
    expect(await wrote('delete from public.ledger_entry')).toBe('23000');
  });

  it('is written by the hub through its functions alone', async () => {
    const as = (role: string, text: string) => wrote(`set local role ${role}`, text);
    const ask = "select lienthong.record_payment('{}')";
    for (const table of ['ledger_entry', 'ledger_posting', 'payment_order', 'answered_write', 'receipt'])
      for (const role of ['lienthong_reader', 'lienthong_writer'])
        expect(await as(role, `select from public.${table}`)).toBe('42501');
    expect(await as('lienthong_reader', ask)).toBe('42501');
    expect(await as('lienthong_writer', ask)).toBeNull();
    expect(await as('lienthong_writer', 'select * from lienthong.fee')).toBe('42501');
    expect(await as('lienthong_writer', 'select public.payment_state(1)')).toBe('42501');
  });
});

describe('A bank statement', () => {
  const header = 'Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Nội dung\n';

  it('is booked line by line, and again changes nothing', async () => {
    const { feeIds } = await addPupil(fees.owner, { owes: [500_000] });
    const { reference } = await order(feeIds);
    const told = notice({ amount: 1_000 });
    await fees.book.record(told);
    const [one, two, three] = [next('ST'), next('ST'), next('ST')];
    const text = `${header}05/10/2026,${one},,500.000,NGUYEN HU CAU ${reference} hoc phi
05/10/2026,${two},,300.000,chuc mung nam moi
05/10/2026,${three},70.000,,phi
05/10/2026,${told.bankReference},,1.000,x
05/10/2026,,,1.000,x
`;
    const asked = { schoolCode: school, by, text, now: Date.now() };
    const rejected = [{ line: 6, reason: 'NO_BANK_REFERENCE' }];
    const rest = { outgoing: 1, conflicts: [], rejected };
    expect(await importStatement(fees.book, asked)).toEqual({ matched: 1, queued: 1, repeated: 1, ...rest });
    expect(await importStatement(fees.book, asked)).toEqual({ matched: 0, queued: 0, repeated: 3, ...rest });
    expect(await paidOf(feeIds)).toEqual([500_000]);
  });

  it('that contradicts a notice is told by line, and the other lines are booked', async () => {
    const told = notice({ amount: 1_000 });
    await fees.book.record(told);
    const text = `${header}05/10/2026,${told.bankReference},,2.000,x\n05/10/2026,${next('ST')},,3.000,y\n`;
    expect(await importStatement(fees.book, { schoolCode: school, by, text, now: Date.now() })).toMatchObject(
      {
        ...{ queued: 1, conflicts: [{ line: 2, bankReference: told.bankReference }] },
      },
    );
  });
});

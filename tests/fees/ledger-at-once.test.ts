import { randomUUID } from 'node:crypto';
import { HubError } from '../../src/domain/errors.js';
import { sharedCluster } from '../support/cluster.js';
import {
  addPupil,
  faultsOf,
  makeScratchFees,
  paidAt,
  type ScratchFees,
  school,
} from '../support/scratch-fees.js';

let fees: ScratchFees;
beforeAll(async () => {
  fees = await makeScratchFees(await sharedCluster());
});
afterAll(() => fees?.remove());

const by = 'test/001';
const keyed = () => ({ schoolCode: school, by, key: randomUUID() });

/** What an act came to: DONE, or the reason it was refused for; anything else (a deadlock) fails the test. */
async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'DONE';
  } catch (error) {
    if (error instanceof HubError) return String(error.details.reason);
    throw error;
  }
}

describe('Exemptions, payments, matches and their undoing at the same time', () => {
  it('wait for each other without a deadlock, and leave books that balance', async () => {
    const { feeIds } = await addPupil(fees.owner, { owes: [500, 700, 900] });
    const { reference } = await fees.book.makeOrder({ ...keyed(), feeIds });
    const ids: string[] = [];
    for (let n = 0; n < 6; n++) {
      const notice = { bankReference: randomUUID(), amount: 400, paidAt, method: 'BANK_TRANSFER' as const };
      const { payment } = await fees.book.record({
        ...{ schoolCode: school, by, ...notice },
        ...{ orderReference: reference, said: null },
      });
      ids.push(payment.paymentId);
    }
    const any = (n: number) => ids[n % ids.length]!;
    const acts = (n: number): Promise<unknown>[] => [
      fees.book.applyExemptions({
        ...keyed(),
        changes: [...feeIds].reverse().map((feeId) => ({
          ...{ feeId, asOf: '2026-11-01', restsOn: ['WELFARE' as const] },
          ...(n % 2 === 0 && { rate: 100, ground: 'X', legalBasis: 'Y' }),
        })),
      }),
      fees.book.unassign({ ...keyed(), paymentId: any(n), reason: 'x' }),
      fees.book.assign({ ...keyed(), paymentId: any(n + 1), orderReference: reference }),
      fees.book.refund({
        ...{ ...keyed(), paymentId: any(n + 2), amount: 1, bankReference: randomUUID() },
        ...{ refundedAt: paidAt, reason: 'x' },
      }),
      fees.book.record({
        ...{ schoolCode: school, by, bankReference: randomUUID(), amount: 50, paidAt },
        ...{ method: 'BANK_TRANSFER', orderReference: reference, said: null },
      }),
      fees.book.makeOrder({ ...keyed(), feeIds }),
    ];
    const outcomes: string[] = [];
    for (let round = 0; round < 25; round++)
      outcomes.push(...(await Promise.all(acts(round).map(outcomeOf))));
    expect(await faultsOf(fees.owner)).toEqual([]);
    expect(outcomes.filter((one) => one === 'DONE').length).toBeGreaterThan(75);
    expect(new Set(outcomes.filter((one) => one !== 'DONE'))).toEqual(
      new Set(
        [...new Set(outcomes)].filter((one) => ['NOTHING_HELD', 'NOTHING_DUE', 'EXCEEDS'].includes(one)),
      ),
    );
  });

  it('undo a match once, however many undo it', async () => {
    const { feeIds } = await addPupil(fees.owner, { owes: [500] });
    const { reference } = await fees.book.makeOrder({ ...keyed(), feeIds });
    const { payment } = await fees.book.record({
      ...{ schoolCode: school, by, bankReference: randomUUID(), amount: 500, paidAt },
      ...{ method: 'BANK_TRANSFER', orderReference: reference, said: null },
    });
    const undo = { schoolCode: school, by, paymentId: payment.paymentId, reason: 'x' };
    const key = randomUUID();
    const same = await Promise.all(
      Array.from({ length: 5 }, () => outcomeOf(fees.book.unassign({ ...undo, key }))),
    );
    expect(new Set(same)).toEqual(new Set(['DONE']));
    const others = await Promise.all(
      Array.from({ length: 5 }, () => outcomeOf(fees.book.unassign({ ...undo, key: randomUUID() }))),
    );
    expect(new Set(others)).toEqual(new Set(['NOTHING_HELD']));
    const { rows } = await fees.owner.query(
      "select count(*)::int as n from public.ledger_entry where payment_no = $1 and kind = 'UNASSIGNMENT'",
      [payment.paymentId],
    );
    expect(rows).toEqual([{ n: 1 }]);
    expect(await faultsOf(fees.owner)).toEqual([]);
  });
});

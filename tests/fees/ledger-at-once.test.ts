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

/** In a transaction that is open while `meanwhile` waits for it. */
async function whileOpen<T>(
  text: string,
  request: object,
  meanwhile: () => Promise<T>,
): Promise<[{ outcome: string; kept?: number }, T]> {
  const client = await fees.owner.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query(`select lienthong.${text}($1::jsonb) as answer`, [
      JSON.stringify(request),
    ]);
    const waiting = meanwhile();
    const blocked = `select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    const deadline = Date.now() + 5_000;
    // Whoever does not wait is done by then.
    while (Date.now() < deadline && (await fees.owner.query(blocked)).rows[0].n === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await client.query('commit');
    return [rows[0].answer, await waiting];
  } finally {
    client.release();
  }
}

/** Items charged to the class 10A1 of the scratch school, one pupil in it. */
async function chargedPupil(amounts: readonly number[]) {
  await fees.owner.query(
    `update public.pupil_enrolment set class_name = 'gone' where school_code = '${school}'`,
  );
  await fees.owner.query(
    `insert into public.school_unit values ('${school}', 'x', 'UPPER_SECONDARY', 'PRIVATE', '01', '00004')
     on conflict do nothing`,
  );
  const { enrolmentId } = await addPupil(fees.owner, { owes: [] });
  const items: string[] = [];
  for (const amount of amounts) {
    const item = { schoolYear: '2026-2027', itemCode: `X_${++serial}`, itemName: 'x', period: '2026-09' };
    const days = { dueOn: '2026-10-31', startOn: '2026-09-01', legalBasis: null };
    const { itemId } = await fees.book.openItem({ ...keyed(), ...item, ...days, amount });
    await fees.book.chargeItem({ ...keyed(), itemId, className: '10A1' });
    items.push(itemId);
  }
  return { enrolmentId, items, feeIds: items.map((itemId) => `I${itemId}-${enrolmentId}`) };
}

let serial = 0;
const ofClass = { schoolYear: '2026-2027', className: '10A1' };
const orphans = `select l.fee_no from public.payment_order_line l
  where not exists (select from public.fee_charge f where f.fee_no = l.fee_no)`;

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

describe('A charge that is taken back while somebody is asked to pay it', () => {
  afterEach(async () => expect((await fees.owner.query(orphans)).rows).toEqual([]));

  it('is gone for the order that waited for it', async () => {
    const { items, feeIds } = await chargedPupil([500]);
    const back = { ...keyed(), itemId: items[0], className: '10A1' };
    const [, refused] = await whileOpen('uncharge_fee_item', back, () =>
      outcomeOf(fees.book.makeOrder({ ...keyed(), feeIds })),
    );
    expect(refused).toBe('NOT_FOUND');
  });

  it('is kept when the order was first', async () => {
    const { items, feeIds } = await chargedPupil([500]);
    const [, { kept }] = await whileOpen('make_payment_order', { ...keyed(), feeIds }, () =>
      fees.book.unchargeItem({ ...keyed(), itemId: items[0]!, className: '10A1' }),
    );
    expect(kept).toBe(1);
  });

  it('leaves a class its orders of what is still owed, and tells of whoever owes nothing any more', async () => {
    const { items } = await chargedPupil([500, 700]);
    const gone = await addPupil(fees.owner, { owes: [] });
    await fees.book.chargeItem({ ...keyed(), itemId: items[0]!, className: '10A1' });
    const back = { ...keyed(), itemId: items[0], className: '10A1' };
    const [, { orders, leftOut }] = await whileOpen('uncharge_fee_item', back, () =>
      fees.book.makeClassOrders({ ...keyed(), ...ofClass }),
    );
    expect(orders.map(({ amount }) => amount)).toEqual([700]);
    expect(leftOut).toEqual([
      {
        ...{ enrolmentId: gone.enrolmentId, personalId: null, pupilName: 'Trần Hư Cấu' },
        reason: 'NOTHING_DUE',
      },
    ]);
  });

  it('waits for the orders of a class without a deadlock, as exemptions do', async () => {
    const { items, feeIds } = await chargedPupil([500, 700, 900]);
    const mates = [await addPupil(fees.owner, { owes: [300] }), await addPupil(fees.owner, { owes: [300] })];
    for (const itemId of items) await fees.book.chargeItem({ ...keyed(), itemId, className: '10A1' });
    const changed = [...feeIds, ...mates.flatMap((mate) => mate.feeIds)].reverse();
    const outcomes: string[] = [];
    for (let round = 0; round < 10; round++) {
      const itemId = items[round % items.length]!;
      const acts = [
        fees.book.makeClassOrders({ ...keyed(), ...ofClass }),
        fees.book.unchargeItem({ ...keyed(), itemId, className: '10A1' }),
        fees.book.chargeItem({ ...keyed(), itemId, className: '10A1' }),
        fees.book.applyExemptions({
          ...keyed(),
          changes: mates
            .flatMap((mate) => mate.feeIds)
            .map((feeId) => ({
              ...{ feeId, asOf: '2026-11-01', restsOn: [] },
              ...(round % 2 === 0 && { rate: 50, ground: 'X', legalBasis: 'Y' }),
            })),
        }),
        fees.book.makeOrder({ ...keyed(), feeIds: changed.slice(0, 1) }),
      ];
      outcomes.push(...(await Promise.all(acts.map(outcomeOf))));
    }
    expect(new Set(outcomes)).toEqual(new Set(['DONE']));
    expect(await faultsOf(fees.owner)).toEqual([]);
  });

  it('cannot leave an order without its fee by hand either', async () => {
    const { feeIds } = await chargedPupil([500]);
    await fees.book.makeOrder({ ...keyed(), feeIds });
    const drop = fees.owner.query('delete from public.fee_charge where fee_no = $1', [feeIds[0]]);
    await expect(drop).rejects.toMatchObject({ code: '23503' });
    const add = fees.owner.query(
      `insert into public.payment_order_line select order_no, 'none', 1 from public.payment_order limit 1`,
    );
    await expect(add).rejects.toMatchObject({ code: '23503' });
  });
});

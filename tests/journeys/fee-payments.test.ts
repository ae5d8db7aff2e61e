import { randomUUID } from 'node:crypto';
import { withPool } from '../../src/cli/workplace.js';
import { until } from '../faults/until.js';
import { type Answer, type Hub, openHub } from '../support/hub.js';
import { addResident, rowsOf } from '../support/people.js';
import { addSchool, type TestSchool } from '../support/school.js';

const paidAt = '2026-10-05T03:00:00Z';
const payment = `paymentId receiptNo bankReference orderReference amount paidAt method status
  allocations { feeId amount } credited unmatched refunded`;
const request = `mutation($input: RequestFeePaymentInput!) { requestFeePayment(input: $input) {
  reference schoolCode amount bankBin accountNo accountName madeAt qrText qrSvg lines { feeId itemName amount } } }`;
const record = `mutation($input: RecordFeePaymentInput!) { recordFeePayment(input: $input) { ${payment} } }`;
const assign = `mutation($input: AssignFeePaymentInput!) { assignFeePayment(input: $input) { ${payment} } }`;
const refund = `mutation($input: RefundFeePaymentInput!) { refundFeePayment(input: $input) { ${payment} } }`;
const reverse = `mutation($input: ReverseFeePaymentInput!) { reverseFeePayment(input: $input) { ${payment} } }`;

let hub: Hub;
let school: TestSchool;
beforeAll(async () => {
  hub = await openHub();
  school = await addSchool(hub.cluster);
});
afterAll(() => hub?.stop());

const ask = (query: string, input: object, by = school) =>
  hub.ask(by.agency, 'FEE_COLLECTION', query, { input: { idempotencyKey: randomUUID(), ...input } });
const told = (wish: object = {}) => ({ bankReference: `FT-${randomUUID()}`, amount: 1_000, paidAt, ...wish });
const errorOf = (answer: Answer) => answer.body.errors?.[0]?.extensions;

/** A pupil of the registry with these fees, and the order to pay them all. */
async function ordered(owes: readonly number[]) {
  const { personalId } = await addResident(hub.cluster, { dateOfBirth: '2011-05-17' });
  const { feeIds } = await school.addPupil({ owes, personalId });
  const answer = await ask(request, { feeIds });
  return { personalId, feeIds, answer, order: answer.body.data.requestFeePayment };
}

async function changesOf(answer: Answer) {
  return (await hub.auditOf(answer)).find(({ outcome }) => outcome !== 'REQUESTED');
}

describe('A school that asks a family to pay', () => {
  it('gets an order with a VietQR, on record with the pupil', async () => {
    const { personalId, feeIds, answer, order } = await ordered([500_000, 300_000]);
    expect(order).toMatchObject({ schoolCode: school.code, amount: 800_000, accountNo: school.code });
    expect(order.lines.map((line: { feeId: string }) => line.feeId)).toEqual(feeIds);
    expect(order.qrText).toContain(`0208QRIBFTTA5303704540680000058`);
    expect(order.qrText).toContain(order.reference);
    expect(order.qrSvg).toMatch(/^<svg /);
    const event = await changesOf(answer);
    expect(event).toMatchObject({ outcome: 'ANSWERED', subjects: [{ personalId, outcome: 'RELEASED' }] });
  });

  it('is refused fees of another school as if there were none', async () => {
    const other = await addSchool(hub.cluster);
    const { feeIds } = await other.addPupil({ owes: [1_000] });
    const foreign = await ask(request, { feeIds });
    const none = await ask(request, { feeIds: ['none'] });
    expect(errorOf(foreign)).toMatchObject({ code: 'NOT_FOUND', reason: 'NOT_FOUND' });
    const { requestId: _one, ...seen } = errorOf(foreign);
    const { requestId: _two, ...unseen } = errorOf(none);
    expect(seen).toEqual(unseen);
    expect(errorOf(await ask(request, { feeIds, schoolCode: other.code }))).toMatchObject({
      ...{ code: 'NOT_FOUND', field: 'schoolCode' },
    });
  });
});

describe('Money that a bank tells a school of', () => {
  it('pays the order named in the words of the transfer', async () => {
    const { personalId, feeIds, order } = await ordered([500_000, 300_000]);
    const description = `MBVCB.123.${order.reference.toLowerCase()} hoc phi`;
    const answer = await ask(record, told({ amount: 600_000, description }));
    expect(answer.body.data.recordFeePayment).toMatchObject({
      ...{ status: 'MATCHED', orderReference: order.reference, credited: 0, method: 'BANK_TRANSFER', paidAt },
      allocations: [
        { feeId: feeIds[0], amount: 500_000 },
        { feeId: feeIds[1], amount: 100_000 },
      ],
    });
    expect(await changesOf(answer)).toMatchObject({
      ...{ outcome: 'ANSWERED', purpose: 'FEE_COLLECTION' },
      subjects: [{ personalId, outcome: 'RELEASED' }],
    });
    const query = `query($id: PersonalId!) { resident(personalId: $id) { fees { amountPaid amountOutstanding } } }`;
    const seen = await hub.ask(school.agency, 'FEE_COLLECTION', query, { id: personalId });
    expect(seen.body.data.resident.fees).toEqual([
      { amountPaid: 500_000, amountOutstanding: 0 },
      { amountPaid: 100_000, amountOutstanding: 200_000 },
    ]);
  });

  it('is booked once by its key and by the bank’s reference, and refused when it contradicts itself', async () => {
    const { order, feeIds } = await ordered([500_000]);
    const input = {
      ...told({ amount: 500_000, orderReference: order.reference }),
      idempotencyKey: randomUUID(),
    };
    const first = await ask(record, input);
    expect((await ask(record, input)).body).toEqual(first.body);
    expect((await ask(record, { ...input, idempotencyKey: randomUUID() })).body).toEqual(first.body);
    expect(errorOf(await ask(record, { ...input, amount: 1 }))).toMatchObject({ code: 'CONFLICT' });
    const other = await ask(record, { ...input, amount: 1, idempotencyKey: randomUUID() });
    expect(errorOf(other)).toMatchObject({ code: 'CONFLICT', reason: 'CONFLICT' });
    const paid = 'select amount_paid::int as paid from public.fee_charge where fee_no = $1';
    expect(await rowsOf(hub.cluster, 'educationFee', paid, [feeIds[0]])).toEqual([{ paid: 500_000 }]);
  });

  it('waits in the school’s queue while nobody knows what it is for', async () => {
    const { personalId, order } = await ordered([1_000]);
    const unknown = await ask(record, told({ description: 'chuc mung nam moi' }));
    const { paymentId, status, receiptNo } = unknown.body.data.recordFeePayment;
    expect({ status, receiptNo }).toEqual({ status: 'UNMATCHED', receiptNo: null });
    expect((await changesOf(unknown))!.subjects).toEqual([]);
    const queue = `query($code: String!) { school(code: $code) { unmatchedPayments {
      nodes { paymentId unmatched said reason paidAt } pageInfo { hasNextPage } } } }`;
    const read = async (by: TestSchool) =>
      (await hub.ask(by.agency, 'FEE_COLLECTION', queue, { code: by.code })).body.data.school
        .unmatchedPayments;
    expect((await read(school)).nodes).toEqual([
      { paymentId, unmatched: 1_000, said: 'chuc mung nam moi', reason: 'NO_REFERENCE', paidAt },
    ]);
    const other = await addSchool(hub.cluster);
    expect((await read(other)).nodes).toEqual([]);
    expect(errorOf(await ask(assign, { paymentId, orderReference: order.reference }, other))).toMatchObject({
      code: 'NOT_FOUND',
    });
    const assigned = await ask(assign, { paymentId, orderReference: order.reference });
    expect(assigned.body.data.assignFeePayment).toMatchObject({ status: 'MATCHED', unmatched: 0 });
    expect((await changesOf(assigned))!.subjects).toMatchObject([{ personalId }]);
    expect((await read(school)).nodes).toEqual([]);
  });

  it('goes back by a refund of a part and of the rest, or by a reversal of all', async () => {
    const { order } = await ordered([500_000]);
    const pay = async () =>
      (await ask(record, told({ amount: 500_000, orderReference: order.reference }))).body.data
        .recordFeePayment;
    const { paymentId } = await pay();
    const back = (wish: object) => ({
      paymentId,
      bankReference: `O-${randomUUID()}`,
      reason: 'x',
      at: paidAt,
      ...wish,
    });
    for (const at of ['2026-10-05T02:00:00Z', '2999-01-01T00:00:00Z', '1990-01-01T00:00:00Z'])
      for (const act of [refund, reverse])
        expect(errorOf(await ask(act, back({ at, ...(act === refund && { amount: 1 }) })))).toMatchObject({
          ...{ code: 'BAD_USER_INPUT', field: 'at' },
        });
    const part = await ask(refund, back({ amount: 200_000 }));
    expect(part.body.data.refundFeePayment).toMatchObject({ status: 'MATCHED', refunded: 200_000 });
    expect(errorOf(await ask(reverse, back({})))).toMatchObject({ code: 'CONFLICT', reason: 'REFUNDED' });
    expect(errorOf(await ask(refund, back({ amount: 300_001 })))).toMatchObject({ reason: 'EXCEEDS' });
    const rest = await ask(refund, back({ amount: 300_000 }));
    expect(rest.body.data.refundFeePayment.status).toBe('REFUNDED');
    const again = await pay();
    const reversed = await ask(reverse, back({ paymentId: again.paymentId }));
    expect(reversed.body.data.reverseFeePayment).toMatchObject({ status: 'REVERSED', allocations: [] });
  });

  it.each([
    ['amount', { amount: 0 }],
    ['amount', { amount: -5 }],
    ['amount', { amount: 1_000_000_000_000 }],
    ['paidAt', { paidAt: '2999-01-01T00:00:00Z' }],
    ['paidAt', { paidAt: '1999-12-31T23:59:59Z' }],
    ['paidAt', { paidAt: '2026-02-31T00:00:00Z' }],
    ['bankReference', { bankReference: '' }],
    ['bankReference', { bankReference: "x' or 1=1" }],
    ['bankReference', { bankReference: 'x'.repeat(101) }],
    ['description', { description: 'x'.repeat(501) }],
    ['idempotencyKey', { idempotencyKey: 'short' }],
  ])('is refused with a %s of %j, and nothing is booked', async (field, wrong) => {
    const answer = await ask(record, told(wrong));
    expect(errorOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is not booked under another purpose', async () => {
    const answer = await hub.ask(school.agency, 'ENROLMENT', record, {
      input: { idempotencyKey: randomUUID(), ...told() },
    });
    expect(errorOf(answer).code).toBe('PURPOSE_NOT_ALLOWED');
  });
});

describe('A caller that hangs up while a payment is booked', () => {
  it('leaves no booked payment without its change on record, and none that was not asked on record', async () => {
    const own = await addSchool(hub.cluster);
    const authorization = `Bearer ${await hub.token(own.agency)}`;
    for (let ms = 1; ms <= 24; ms += 1) {
      const input = { idempotencyKey: randomUUID(), ...told() };
      await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-purpose': 'FEE_COLLECTION', authorization },
        body: JSON.stringify({ query: record, variables: { input } }),
        signal: AbortSignal.timeout(ms),
      }).catch(() => undefined);
    }
    const booked = () => count('educationFee', 'public.ledger_entry where school_code = $1', own.code);
    const onRecord = () =>
      count('hub', 'audit.event where agency_code = $1 and change is not null', own.agency);
    await until('every booked payment is on record', async () => (await booked()) === (await onRecord()));
    expect(await booked()).toBeGreaterThan(0);
    const asked = await count(
      'hub',
      "audit.event where agency_code = $1 and outcome = 'REQUESTED'",
      own.agency,
    );
    expect(asked).toBeGreaterThanOrEqual(await booked());
  });
});

async function count(database: 'hub' | 'educationFee', what: string, of: string): Promise<number> {
  const { urls, owners } = hub.cluster.databases;
  return withPool(database === 'hub' ? urls.hubOwner! : owners.educationFee, async (pool) => {
    const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from ${what}`, [of]);
    return rows[0]!.n;
  });
}

describe('A hub without a login for the school’s books', () => {
  it('reads them and refuses to book', async () => {
    const { databases } = hub.cluster;
    const urls = { ...databases.urls, hubOwner: null, educationFeeWrite: null };
    const reading = await openHub({ config: { urls } });
    try {
      const input = { idempotencyKey: randomUUID(), ...told() };
      const answer = await reading.ask(school.agency, 'FEE_COLLECTION', record, { input });
      expect(errorOf(answer)).toMatchObject({ code: 'SECTOR_UNAVAILABLE', sector: 'education-fee' });
    } finally {
      await reading.stop();
    }
  });
});

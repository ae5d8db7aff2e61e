import { randomUUID } from 'node:crypto';
import { askSchool, dataOf, errorOf, makeFeeOffice } from '../support/fee-office.js';
import { type Hub, openHub } from '../support/hub.js';
import { addResident } from '../support/people.js';
import { addSchool, type TestSchool } from '../support/school.js';

let hub: Hub;
let school: TestSchool;
let other: TestSchool;
beforeAll(async () => {
  hub = await openHub();
  [school, other] = [await addSchool(hub.cluster), await addSchool(hub.cluster)];
});
afterAll(() => hub?.stop());

const office = makeFeeOffice(() => hub);
const payment =
  'paymentId receiptNo status orderReference unmatched credited refunded allocations { amount }';
const request = office.act('requestFeePayment', 'reference');
const record = office.act('recordFeePayment', payment);
const assign = office.act('assignFeePayment', payment);
const unassign = office.act('unassignFeePayment', payment);

async function ordered(owes: readonly number[], at = school) {
  const { personalId } = await addResident(hub.cluster, { dateOfBirth: '2011-05-17' });
  const { feeIds } = await at.addPupil({ owes, personalId });
  return { personalId, reference: dataOf(await request(at, { feeIds })).reference as string };
}

const pay = async (amount: number, orderReference: string, by = school) =>
  dataOf(
    await record(by, {
      ...{ bankReference: `FT-${randomUUID()}`, amount, orderReference },
      paidAt: '2026-10-05T03:00:00Z',
    }),
  );

const receiptOf = (receiptNo: string, by = school, code = by.code) =>
  askSchool(
    hub,
    by,
    `receipt(receiptNo: "${receiptNo}") { receiptNo amount amountInWords issuedAt voidedAt html }`,
    code,
  );

describe('A receipt', () => {
  it('is printed with what was paid, in words too, and without a number of a person', async () => {
    const { personalId, reference } = await ordered([500_000, 300_000]);
    const { receiptNo } = await pay(850_000, reference);
    const answer = await receiptOf(receiptNo);
    const { receipt } = dataOf(answer);
    expect(receipt).toMatchObject({ receiptNo, amount: 850_000, voidedAt: null });
    expect(receipt.amountInWords).toBe('Tám trăm năm mươi nghìn đồng');
    expect(receipt.html).toContain('Trần Hư Cấu');
    expect(receipt.html).toContain('Nộp thừa, nhà trường còn giữ');
    expect(receipt.html).not.toContain(personalId);
    expect(receipt.html).not.toMatch(/\b\d{12}\b/);
    const [event] = await hub.auditOf(answer);
    expect(event!.subjects).toMatchObject([{ personalId, outcome: 'RELEASED' }]);
  });

  it('of another school is none, by whatever way', async () => {
    const { reference } = await ordered([1_000]);
    const { receiptNo } = await pay(1_000, reference);
    expect(dataOf(await receiptOf(receiptNo, other)).receipt).toBeNull();
    expect((await receiptOf(receiptNo, other, school.code)).body.data.school).toBeNull();
    expect(errorOf(await receiptOf("x' or 1=1"))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'receiptNo',
    });
  });
});

describe('A wrong match', () => {
  it('is undone: the money waits again, the receipt is void, and the right order gets one of its own', async () => {
    const [wrong, right] = [await ordered([700_000]), await ordered([700_000])];
    const paid = await pay(700_000, wrong.reference);
    const undone = dataOf(await unassign(school, { paymentId: paid.paymentId, reason: 'nhầm học sinh' }));
    expect(undone).toMatchObject({
      ...{ status: 'UNMATCHED', unmatched: 700_000, receiptNo: null, orderReference: null, allocations: [] },
    });
    const queue = await askSchool(
      hub,
      school,
      'unmatchedPayments(first: 200) { nodes { paymentId reason } }',
    );
    expect(dataOf(queue).unmatchedPayments.nodes).toContainEqual({
      paymentId: paid.paymentId,
      reason: 'UNASSIGNED',
    });
    const { receipt } = dataOf(await receiptOf(paid.receiptNo));
    expect(receipt.voidedAt).not.toBeNull();
    expect(receipt.html).toContain('ĐÃ HỦY');
    const assigned = dataOf(
      await assign(school, { paymentId: paid.paymentId, orderReference: right.reference }),
    );
    expect(assigned).toMatchObject({ status: 'MATCHED', orderReference: right.reference });
    expect(assigned.receiptNo).not.toBe(paid.receiptNo);
    const numbers = [paid.receiptNo, assigned.receiptNo].map((no: string) => Number(no.slice(-6)));
    expect(numbers[1]).toBe(numbers[0]! + 1);
    const query = 'query($id: PersonalId!) { resident(personalId: $id) { fees { amountPaid } } }';
    for (const [{ personalId }, amountPaid] of [
      [wrong, 0],
      [right, 700_000],
    ] as const) {
      const seen = await hub.ask(school.agency, 'FEE_COLLECTION', query, { id: personalId });
      expect(seen.body.data.resident.fees).toEqual([{ amountPaid }]);
    }
  });

  it('is undone once, and by no other school', async () => {
    const { reference } = await ordered([1_000]);
    const { paymentId } = await pay(1_000, reference);
    expect(errorOf(await unassign(other, { paymentId, reason: 'x' }))).toMatchObject({ code: 'NOT_FOUND' });
    dataOf(await unassign(school, { paymentId, reason: 'x' }));
    expect(errorOf(await unassign(school, { paymentId, reason: 'x' }))).toMatchObject({
      ...{ code: 'CONFLICT', reason: 'NOTHING_HELD' },
    });
  });
});

describe('The payments of a school', () => {
  it('are listed newest first, page by page, and to no other school', async () => {
    const own = await addSchool(hub.cluster);
    const { reference, personalId } = await ordered([1_000], own);
    const ids: string[] = [];
    for (const amount of [400, 500, 600]) ids.push((await pay(amount, reference, own)).paymentId);
    const list = (arguments_: string) =>
      askSchool(
        hub,
        own,
        `feePayments(${arguments_}) { nodes { ${payment} amount } pageInfo { hasNextPage endCursor } }`,
      );
    const first = await list('first: 2');
    const { nodes, pageInfo } = dataOf(first).feePayments;
    expect(nodes.map(({ paymentId }: { paymentId: string }) => paymentId)).toEqual([ids[2], ids[1]]);
    expect(pageInfo.hasNextPage).toBe(true);
    expect((await hub.auditOf(first))[0]!.subjects).toMatchObject([{ personalId, outcome: 'VERIFIED_ONLY' }]);
    const rest = dataOf(await list(`first: 2, after: "${pageInfo.endCursor}"`)).feePayments;
    expect(rest.nodes.map(({ paymentId }: { paymentId: string }) => paymentId)).toEqual([ids[0]]);
    const credit = dataOf(await list('withCredit: true')).feePayments.nodes;
    expect(credit).toMatchObject([{ paymentId: ids[2], credited: 500, allocations: [{ amount: 100 }] }]);
    const foreign = await askSchool(hub, other, 'feePayments { nodes { paymentId } }', own.code);
    expect(foreign.body.data.school).toBeNull();
    expect(
      dataOf(await askSchool(hub, other, 'feePayments { nodes { paymentId } }')).feePayments.nodes,
    ).toEqual([]);
  });
});

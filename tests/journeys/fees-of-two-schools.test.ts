import { addTuition, dataOf, errorOf, makeFeeOffice } from '../support/fee-office.js';
import { type Hub, openHub } from '../support/hub.js';
import { addResident, type Person } from '../support/people.js';
import { addSchool, type TestSchool } from '../support/school.js';

let hub: Hub;
let [mine, theirs] = [] as unknown as [TestSchool, TestSchool];
let person: Person;
let fees: { mine: string; theirs: string };
beforeAll(async () => {
  hub = await openHub();
  const kind = { kind: 'VOCATIONAL', ownership: 'PUBLIC' };
  [mine, theirs] = [await addSchool(hub.cluster, kind), await addSchool(hub.cluster, kind)];
  person = await addResident(hub.cluster, { dateOfBirth: '2007-05-17' });
  fees = {
    mine: (await addTuition(hub, mine, person, { amount: 1_111_000 })).feeId,
    theirs: (await addTuition(hub, theirs, person, { amount: 2_222_000 })).feeId,
  };
});
afterAll(() => hub?.stop());

const office = makeFeeOffice(() => hub);
const query = `query($id: PersonalId!) { resident(personalId: $id) {
  enrolments { schoolCode fees { feeId amountDue exemptionChanges { asOf } } exemption { rate } }
  fees { feeId amountDue } } }`;

describe('A pupil of two schools', () => {
  it('owes each what neither reads of the other, by his enrolments or by his fees', async () => {
    for (const [by, own, amount] of [
      [mine, fees.mine, 1_111_000],
      [theirs, fees.theirs, 2_222_000],
    ] as const) {
      const answer = await hub.ask(by.agency, 'FEE_COLLECTION', query, { id: person.personalId });
      expect(answer.body.errors).toBeUndefined();
      const { enrolments, fees: all } = answer.body.data.resident;
      expect(all).toEqual([{ feeId: own, amountDue: amount }]);
      const of = (code: string) => enrolments.find((one: { schoolCode: string }) => one.schoolCode === code);
      expect(of(by.code).fees).toMatchObject([{ feeId: own, amountDue: amount }]);
      const other = by === mine ? theirs : mine;
      expect(of(other.code)).toBeUndefined();
      expect(answer.text).not.toContain(by === mine ? fees.theirs : fees.mine);
    }
  });

  it('reads both himself', async () => {
    const authorization = `Bearer ${await hub.token('resident.demo', { resident: person.personalId })}`;
    const answer = await hub.post({ query: '{ me { fees { feeId } } }' }, { authorization });
    const ids = answer.body.data.me.fees.map(({ feeId }: { feeId: string }) => feeId);
    expect(ids.sort()).toEqual([fees.mine, fees.theirs].sort());
  });

  it('is asked by neither to pay the other, alone or beside its own fees', async () => {
    const request = office.act('requestFeePayment', 'reference');
    for (const feeIds of [[fees.theirs], [fees.mine, fees.theirs]])
      expect(errorOf(await request(mine, { feeIds }))).toMatchObject({
        code: 'NOT_FOUND',
        reason: 'NOT_FOUND',
      });
    const order = dataOf(await request(theirs, { feeIds: [fees.theirs] }));
    const record = office.act('recordFeePayment', 'paymentId status orderReference');
    const notice = { bankReference: `FT-${order.reference}`, amount: 1_000, paidAt: '2026-10-05T03:00:00Z' };
    const paid = dataOf(await record(mine, { ...notice, orderReference: order.reference }));
    expect(paid).toMatchObject({ status: 'UNMATCHED', orderReference: null });
    const assign = office.act('assignFeePayment', 'status');
    const wrong = await assign(mine, { paymentId: paid.paymentId, orderReference: order.reference });
    expect(errorOf(wrong)).toMatchObject({ code: 'NOT_FOUND', reason: 'UNKNOWN_ORDER' });
  });
});

import { randomUUID } from 'node:crypto';
import { askSchool, dataOf, errorOf, makeFeeOffice } from '../support/fee-office.js';
import { type Hub, openHub } from '../support/hub.js';
import { addResident, rowsOf } from '../support/people.js';
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
const item = 'itemId schoolYear itemCode itemName period amount dueOn startOn endOn legalBasis charged';
const open = office.act('openFeeItem', item);
const close = office.act('closeFeeItem', item);
const charge = office.act('chargeFeeItem', 'item { charged } charged before kept');
const uncharge = office.act('unchargeFeeItem', 'item { charged } charged before kept');
const orders = office.act(
  'requestClassPayments',
  'orders { reference amount pupilName qrText lines { itemName period amount } } leftOut { pupilName reason }',
);

const byWho = (one: { who: string }, other: { who: string }) => (one.who < other.who ? -1 : 1);

const boarding = (period: string, wish: object = {}) => ({
  ...{ schoolYear: '2026-2027', itemCode: 'BAN_TRU', itemName: 'Tiền ăn bán trú', period, amount: 680_000 },
  ...{ dueOn: '2026-10-31', startOn: '2026-09-01', legalBasis: 'Nghị quyết hư cấu 1/NQ', ...wish },
});

describe('A fee item', () => {
  it('has its days: another price of the same period waits until the first is closed', async () => {
    const first = dataOf(await open(school, boarding('2026-09')));
    expect(first).toMatchObject({ ...boarding('2026-09'), endOn: null, charged: 0 });
    const dearer = boarding('2026-09', { amount: 700_000, startOn: '2026-11-01', dueOn: '2026-11-30' });
    expect(errorOf(await open(school, dearer))).toMatchObject({ code: 'CONFLICT', reason: 'OVERLAPS' });
    const closing = { itemId: first.itemId, endOn: '2026-10-31', reason: 'giá mới' };
    expect(dataOf(await close(school, closing)).endOn).toBe('2026-10-31');
    expect(errorOf(await close(school, closing))).toMatchObject({ reason: 'CLOSED' });
    expect(dataOf(await open(school, dearer)).amount).toBe(700_000);
    const list = await askSchool(hub, school, 'feeItems(schoolYear: "2026-2027") { itemId amount endOn }');
    expect(dataOf(list).feeItems).toHaveLength(2);
    expect(errorOf(await charge(school, { itemId: first.itemId, className: '10A1' })).reason).toBe('CLOSED');
  });

  it.each([
    ['amount', { amount: 0 }],
    ['itemCode', { itemCode: "x'; drop" }],
    ['period', { period: '2026-13' }],
    ['period', { period: '1910-01' }],
    ['period', { period: '2026-06' }],
    ['period', { period: '2027-09' }],
    ['schoolYear', { schoolYear: '2026-2028' }],
    ['schoolYear', { schoolYear: '2020-2021', period: 'HK1', startOn: '2020-09-01', dueOn: '2020-10-15' }],
    ['dueOn', { dueOn: '2030-01-01' }],
    ['dueOn', { dueOn: '2027-10-15' }],
    ['dueOn', { dueOn: '2026-08-31' }],
    ['startOn', { startOn: '2020-01-01' }],
    ['startOn', { startOn: '2026-05-01' }],
    ['itemName', { itemName: '' }],
  ])('is refused with a wrong %s', async (field, wrong) => {
    expect(errorOf(await open(school, boarding('HK1', wrong)))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field,
    });
  });

  it('is charged to a class once, however often and from however many at once', async () => {
    const own = await addSchool(hub.cluster);
    for (let n = 0; n < 3; n++) await own.addPupil({ owes: [] });
    const { itemId } = dataOf(await open(own, boarding('2026-10')));
    const asked = { itemId, className: '10A1' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => charge(own, asked)));
    const charged = answers.map((answer) => dataOf(answer).charged);
    expect(charged.sort()).toEqual([0, 0, 0, 0, 0, 3]);
    await own.addPupil({ owes: [] });
    expect(dataOf(await charge(own, asked))).toEqual({
      item: { charged: 4 },
      charged: 1,
      before: 3,
      kept: 0,
    });
    const fees = `select count(*)::int as n, count(distinct enrolment_no)::int as pupils, min(amount_due)::int as amount
      from public.fee_charge where item_no = $1`;
    expect(await rowsOf(hub.cluster, 'educationFee', fees, [itemId])).toEqual([
      { n: 4, pupils: 4, amount: 680_000 },
    ]);
  });

  it('is charged to nobody a second time at a new price, in whichever class he sits, until it was taken back', async () => {
    const own = await addSchool(hub.cluster);
    const { personalId } = await addResident(hub.cluster, { dateOfBirth: '2011-05-17' });
    const pupils = [await own.addPupil({ owes: [] }), await own.addPupil({ owes: [], personalId })];
    const first = dataOf(await open(own, boarding('2026-12'))).itemId;
    expect(dataOf(await charge(own, { itemId: first, className: '10A1' })).charged).toBe(2);
    dataOf(await close(own, { itemId: first, endOn: '2026-10-31', reason: 'giá mới' }));
    const dearer = boarding('2026-12', { amount: 700_000, startOn: '2026-11-01', dueOn: '2026-12-31' });
    const { itemId } = dataOf(await open(own, dearer));
    await rowsOf(
      hub.cluster,
      'educationFee',
      "update public.pupil_enrolment set status = 'TRANSFERRED', end_on = '2026-11-02' where enrolment_no = $1",
      [pupils[1]!.enrolmentId],
    );
    await own.addPupil({ owes: [], personalId });
    const late = await own.addPupil({ owes: [] });
    const asked = { itemId, className: '10A1' };
    const answers = await Promise.all(Array.from({ length: 4 }, () => charge(own, asked)));
    expect(answers.map((answer) => dataOf(answer).charged).sort()).toEqual([0, 0, 0, 1]);
    expect(dataOf(await charge(own, asked))).toMatchObject({ charged: 0, before: 3 });
    const fees = `select enrolment_no as who, amount_due::int as amount from public.fee_charge
      join public.pupil_enrolment using (enrolment_no) where school_code = $1 order by amount_due, enrolment_no`;
    expect(await rowsOf(hub.cluster, 'educationFee', fees, [own.code])).toEqual([
      ...pupils.map(({ enrolmentId }) => ({ who: enrolmentId, amount: 680_000 })).sort(byWho),
      { who: late.enrolmentId, amount: 700_000 },
    ]);
    expect(dataOf(await uncharge(own, { itemId: first, className: '10A1' })).charged).toBe(-2);
    expect(dataOf(await charge(own, asked))).toMatchObject({ charged: 2, before: 1 });
  });

  it('is taken back from a class but for those who were asked to pay', async () => {
    const own = await addSchool(hub.cluster);
    const pupils = [await own.addPupil({ owes: [] }), await own.addPupil({ owes: [] })];
    const { itemId } = dataOf(await open(own, boarding('2026-11')));
    await charge(own, { itemId, className: '10A1' });
    const request = office.act('requestFeePayment', 'reference');
    dataOf(await request(own, { feeIds: [`I${itemId}-${pupils[0]!.enrolmentId}`] }));
    expect(dataOf(await uncharge(own, { itemId, className: '10A1' }))).toEqual({
      ...{ item: { charged: 1 }, charged: -1, before: 0, kept: 1 },
    });
  });

  it('takes back no charge that was paid before there was a ledger', async () => {
    const own = await addSchool(hub.cluster);
    for (let n = 0; n < 2; n++) await own.addPupil({ owes: [] });
    const { itemId } = dataOf(await open(own, boarding('HK1')));
    await charge(own, { itemId, className: '10A1' });
    await rowsOf(
      hub.cluster,
      'educationFee',
      `update public.fee_charge set amount_paid = 1000
       where fee_no = (select min(fee_no) from public.fee_charge where item_no = $1)`,
      [itemId],
    );
    expect(dataOf(await uncharge(own, { itemId, className: '10A1' }))).toEqual({
      ...{ item: { charged: 1 }, charged: -1, before: 0, kept: 1 },
    });
  });
});

describe('The school of the demo', () => {
  it('has items, as its pupils are charged them, and an item opened later has another number', async () => {
    const query =
      '{ school(code: "01000701") { feeItems(schoolYear: "2026-2027") { itemId itemCode period charged } } }';
    const items = dataOf(await hub.ask('school.demo', 'FEE_COLLECTION', query)).feeItems;
    expect(items.map((one: { itemCode: string; period: string }) => `${one.itemCode} ${one.period}`)).toEqual(
      [
        ...['HOC_PHI 2026-09', 'BAN_TRU 2026-09', 'BHYT_HS HK1', 'HOC_PHI 2026-10', 'BAN_TRU 2026-10'],
        ...['HOC_PHI 2026-11', 'DICH_VU HK2'],
      ],
    );
    expect(items.every(({ charged }: { charged: number }) => charged >= 40)).toBe(true);
    expect(Number(dataOf(await open(await addSchool(hub.cluster), boarding('HK2'))).itemId)).toBeGreaterThan(
      1000,
    );
  });
});

describe('The orders of a class', () => {
  it('are one of each pupil who owes, with a VietQR, on record with all of them', async () => {
    const own = await addSchool(hub.cluster);
    const paid = await own.addPupil({ owes: [] });
    const owing = [await own.addPupil({ owes: [500_000, 300_000] }), await own.addPupil({ owes: [100_000] })];
    const answer = await orders(own, { schoolYear: '2026-2027', className: '10A1' });
    const made = dataOf(answer).orders;
    expect(made.map(({ amount }: { amount: number }) => amount).sort()).toEqual([100_000, 800_000]);
    for (const one of made) {
      expect(one.pupilName).toBe('Trần Hư Cấu');
      expect(one.qrText).toContain(one.reference);
    }
    const event = (await hub.auditOf(answer)).find(({ outcome }) => outcome === 'ANSWERED')!;
    const noted = event.subjects.map(({ personalId }) => personalId).sort();
    expect(noted).toEqual(owing.map(({ enrolmentId }) => `enrolment:${enrolmentId}`).sort());
    expect(noted).not.toContain(`enrolment:${paid.enrolmentId}`);
    const again = dataOf(await orders(own, { schoolYear: '2026-2027', className: '10A1' })).orders;
    const references = (all: { reference: string }[]) => all.map(({ reference }) => reference).sort();
    expect(references(again)).toEqual(references(made));
  });
});

describe('A pupil who owed something and got no order', () => {
  it('is told with the reason, on record with those who got one', async () => {
    const own = await addSchool(hub.cluster);
    const [one, two] = [await own.addPupil({ owes: [700] }), await own.addPupil({ owes: [900] })];
    const other = await own.addPupil({ owes: [1] });
    const idempotencyKey = randomUUID();
    // A key of the school's own that the class would use for him stands for other fees.
    const taken = `${idempotencyKey}/${two.enrolmentId}`;
    await rowsOf(
      hub.cluster,
      'educationFee',
      `select lienthong.make_payment_order(jsonb_build_object('schoolCode', $1::text, 'key', $2::text,
         'feeIds', $3::jsonb, 'by', 'a/b'))`,
      [own.code, taken, JSON.stringify(other.feeIds)],
    );
    const asked = { idempotencyKey, schoolYear: '2026-2027', className: '10A1' };
    const answer = await orders(own, asked);
    expect(dataOf(answer).leftOut).toEqual([{ pupilName: 'Trần Hư Cấu', reason: 'CONFLICT' }]);
    expect(
      dataOf(answer)
        .orders.map(({ amount }: { amount: number }) => amount)
        .sort(),
    ).toEqual([1, 700]);
    const event = (await hub.auditOf(answer)).find(({ outcome }) => outcome === 'ANSWERED')!;
    expect(event.subjects.map(({ personalId }) => personalId).sort()).toEqual(
      [one, two, other].map(({ enrolmentId }) => `enrolment:${enrolmentId}`).sort(),
    );
    expect(dataOf(await orders(own, asked)).leftOut).toHaveLength(1);
  });
});

describe('A text that no database keeps', () => {
  const nul = 'a\u0000';
  it.each([
    ['feeIds', 'requestFeePayment', { feeIds: ['a\u0000b'] }],
    ['feeIds', 'requestFeePayment', { feeIds: ['\ud800'] }],
    ['itemId', 'chargeFeeItem', { itemId: nul, className: '10A1' }],
    ['itemId', 'closeFeeItem', { itemId: nul, endOn: '2026-12-31', reason: 'x' }],
    ['paymentId', 'unassignFeePayment', { paymentId: nul, reason: 'x' }],
    ['paymentId', 'assignFeePayment', { paymentId: nul, orderReference: 'HP0000000195' }],
  ])('is refused as %s of %s', async (field, name, input) => {
    const act = office.act(name, '__typename');
    expect(errorOf(await act(school, input))).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is refused as a school year', async () => {
    const field = `feeItems(schoolYear: "a\\u0000") { itemId }`;
    expect(errorOf(await askSchool(hub, school, field))).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: 'schoolYear' },
    });
  });
});

describe('Another school', () => {
  it('reaches no item and no class of this one, by no act', async () => {
    await school.addPupil({ owes: [1_000] });
    const { itemId } = dataOf(await open(school, boarding('2026-12')));
    const asked = { itemId, className: '10A1' };
    for (const act of [charge, uncharge])
      expect(errorOf(await act(other, asked))).toMatchObject({ code: 'NOT_FOUND', reason: 'NOT_FOUND' });
    const closing = { itemId, endOn: '2026-12-31', reason: 'x' };
    expect(errorOf(await close(other, closing))).toMatchObject({ code: 'NOT_FOUND' });
    const stated = { schoolCode: school.code, schoolYear: '2026-2027', className: '10A1' };
    expect(errorOf(await orders(other, stated))).toMatchObject({ code: 'NOT_FOUND', field: 'schoolCode' });
    expect(errorOf(await open(other, { ...boarding('HK2'), schoolCode: school.code }))).toMatchObject({
      field: 'schoolCode',
    });
    const list = await askSchool(hub, other, 'feeItems(schoolYear: "2026-2027") { itemId }', school.code);
    expect(list.body.data.school).toBeNull();
  });
});

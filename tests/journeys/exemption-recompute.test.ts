import { randomUUID } from 'node:crypto';
import { dayIn, systemClock } from '../../src/process/clock.js';
import { addAgency } from '../support/agencies.js';
import { addTuition, dataOf, errorOf, makeFeeOffice } from '../support/fee-office.js';
import { type Hub, openHub, statementsDuring } from '../support/hub.js';
import { addResident, type Person, rowsOf } from '../support/people.js';
import { addSchool, type TestSchool } from '../support/school.js';

let hub: Hub;
let college: TestSchool;
beforeAll(async () => {
  hub = await openHub();
});
beforeEach(async () => {
  college = await addSchool(hub.cluster, { kind: 'VOCATIONAL', ownership: 'PUBLIC' });
});
afterAll(() => hub?.stop());

const office = makeFeeOffice(() => hub);
const recompute = office.act(
  'recomputeExemptions',
  'changed { feeId exemptBefore exemptAfter released } right byHand unknown',
);
const request = office.act('requestFeePayment', 'reference amount');
const record = office.act('recordFeePayment', 'paymentId credited');
const assign = office.act('assignFeePayment', 'credited allocations { amount }');
const refund = office.act('refundFeePayment', 'credited refunded');
const asked = { schoolYear: '2026-2027', className: '10A1' };
const today = dayIn(systemClock);

const student = () => addResident(hub.cluster, { dateOfBirth: '2007-05-17' });
const certify = ({ personalId }: Person, from: string, until: string | null = null) =>
  rowsOf(
    hub.cluster,
    'socialSecurity',
    `insert into public.disability_certificate values ('T' || $1::text, $1, 'SEVERE', $2, $3)
     on conflict (certificate_no) do update set issued_on = excluded.issued_on, valid_until = excluded.valid_until`,
    [personalId, from, until],
  );

async function feeOf({ personalId }: Person) {
  const query = `query($id: PersonalId!) { resident(personalId: $id) { fees { amountDue amountExempt amountPaid
    amountOutstanding amountOverpaid exemption { rate ground legalBasis }
    exemptionChanges { asOf restsOn rateBefore rateAfter groundAfter exemptBefore exemptAfter released } } } }`;
  const answer = await hub.ask(college.agency, 'FEE_COLLECTION', query, { id: personalId });
  expect(answer.body.errors).toBeUndefined();
  return answer.body.data.resident.fees[0];
}

async function paid(feeId: string, amount: number): Promise<string> {
  const { reference } = dataOf(await request(college, { feeIds: [feeId] }));
  const notice = { bankReference: `FT-${randomUUID()}`, amount, orderReference: reference };
  return dataOf(await record(college, { ...notice, paidAt: '2026-10-05T03:00:00Z' })).paymentId;
}

describe('An exemption that appears after a fee was paid', () => {
  it('leaves what was paid as the pupil’s credit, with the facts it rests on and the day', async () => {
    const person = await student();
    const { feeId } = await addTuition(hub, college, person, { amount: 2_000_000, dueOn: '2026-10-15' });
    const paymentId = await paid(feeId, 2_000_000);
    expect(dataOf(await recompute(college, asked))).toEqual({ changed: [], right: 1, byHand: 0, unknown: 0 });
    await certify(person, '2026-01-01');
    const answer = await recompute(college, asked);
    expect(dataOf(answer)).toEqual({
      changed: [{ feeId, exemptBefore: 0, exemptAfter: 2_000_000, released: 2_000_000 }],
      ...{ right: 0, byHand: 0, unknown: 0 },
    });
    expect(answer.text).not.toMatch(/SEVERE|DISABILITY|2026-01-01/);
    expect(await feeOf(person)).toMatchObject({
      ...{ amountExempt: 2_000_000, amountPaid: 0, amountOutstanding: 0, amountOverpaid: 0 },
      exemption: { rate: 100, ground: 'ND238_D15_KHUYET_TAT', legalBasis: 'Nghị định 238/2025/NĐ-CP Đ15' },
      exemptionChanges: [
        {
          ...{ asOf: '2026-10-15', restsOn: ['SCHOOL', 'WELFARE'], rateBefore: null, rateAfter: 100 },
          ...{ groundAfter: 'ND238_D15_KHUYET_TAT', exemptBefore: 0, exemptAfter: 2_000_000 },
          released: 2_000_000,
        },
      ],
    });
    const event = (await hub.auditOf(answer)).find(({ outcome }) => outcome === 'ANSWERED')!;
    expect(event.subjects).toMatchObject([{ personalId: person.personalId, outcome: 'RELEASED' }]);
    expect(event.fields_released.every((field) => /^(Mutation|Recomputed)/.test(field))).toBe(true);
    const back = { paymentId, amount: 2_000_000, bankReference: `O-${randomUUID()}`, reason: 'miễn học phí' };
    expect(dataOf(await refund(college, { ...back, at: '2026-11-20T03:00:00Z' }))).toEqual({
      ...{ credited: 0, refunded: 2_000_000 },
    });
  });

  it('may pay another order of the same pupil with it', async () => {
    const person = await student();
    const { feeId } = await addTuition(hub, college, person, { amount: 1_000_000 });
    const paymentId = await paid(feeId, 1_000_000);
    await certify(person, '2026-01-01');
    await recompute(college, asked);
    await rowsOf(
      hub.cluster,
      'educationFee',
      `insert into public.fee_charge (fee_no, enrolment_no, item_code, item_name, period, amount_due, due_on)
       select fee_no || 'b', enrolment_no, 'BAN_TRU', 'Bán trú', period, 300000, due_on from public.fee_charge
       where fee_no = $1`,
      [feeId],
    );
    const { reference } = dataOf(await request(college, { feeIds: [`${feeId}b`] }));
    expect(dataOf(await assign(college, { paymentId, orderReference: reference }))).toEqual({
      ...{ credited: 700_000, allocations: [{ amount: 300_000 }] },
    });
  });

  it('is shown as overpaid where the money came before there was a ledger', async () => {
    const person = await student();
    const { feeId } = await addTuition(hub, college, person, { amount: 1_000_000 });
    await rowsOf(
      hub.cluster,
      'educationFee',
      'update public.fee_charge set amount_paid = 400000 where fee_no = $1',
      [feeId],
    );
    await certify(person, '2026-01-01');
    await recompute(college, asked);
    expect(await feeOf(person)).toMatchObject({
      amountOverpaid: 400_000,
      exemptionChanges: [{ released: 0 }],
    });
  });
});

describe('An exemption worked out anew', () => {
  it('follows the facts of the fee’s own due day, and every change stays on record', async () => {
    const person = await student();
    await addTuition(hub, college, person, { amount: 900_000, dueOn: '2026-10-15' });
    await certify(person, '2026-01-01');
    expect(dataOf(await recompute(college, asked)).changed).toHaveLength(1);
    // Valid on the due day, and no more since: what was due then stays exempt.
    await certify(person, '2026-01-01', '2026-10-31');
    expect(dataOf(await recompute(college, asked))).toMatchObject({ changed: [], right: 1 });
    await certify(person, '2026-01-01', '2026-09-30');
    expect(dataOf(await recompute(college, asked)).changed).toMatchObject([
      { exemptBefore: 900_000, exemptAfter: 0 },
    ]);
    const { exemption, amountOutstanding, exemptionChanges } = await feeOf(person);
    expect({ exemption, amountOutstanding }).toEqual({ exemption: null, amountOutstanding: 900_000 });
    expect(exemptionChanges.map(({ rateAfter }: { rateAfter: number }) => rateAfter)).toEqual([null, 100]);
    expect(exemptionChanges[0].restsOn).toEqual(['SCHOOL', 'RESIDENCE', 'WELFARE']);
  });

  it('counts the facts of today for what is due later', async () => {
    const person = await student();
    await addTuition(hub, college, person, { dueOn: '2027-10-15' });
    await certify(person, '2026-01-01', '2027-01-31');
    expect(dataOf(await recompute(college, asked)).changed).toHaveLength(1);
    expect((await feeOf(person)).exemptionChanges).toMatchObject([{ asOf: today }]);
  });

  it('leaves alone what the school decided itself, other items, and whom the registry does not know so', async () => {
    const [byHand, stranger] = [await student(), await student()];
    const { feeId } = await addTuition(hub, college, byHand);
    await rowsOf(
      hub.cluster,
      'educationFee',
      `update public.fee_charge set exemption_rate = 50, exemption_ground = 'TAI_NAN_LAO_DONG', amount_exempt = 500000
       where fee_no = $1`,
      [feeId],
    );
    await certify(byHand, '2026-01-01');
    await certify(stranger, '2026-01-01');
    await addTuition(hub, college, { ...stranger, fullName: 'Lê Thị Ví Dụ', dateOfBirth: '2007-12-30' });
    const boarder = await student();
    const other = await addTuition(hub, college, boarder);
    await rowsOf(
      hub.cluster,
      'educationFee',
      `update public.fee_charge set item_code = 'BAN_TRU' where fee_no = $1`,
      [other.feeId],
    );
    await certify(boarder, '2026-01-01');
    expect(dataOf(await recompute(college, asked))).toEqual({ changed: [], right: 0, byHand: 1, unknown: 1 });
    expect((await feeOf(byHand)).exemption).toMatchObject({ rate: 50, ground: 'TAI_NAN_LAO_DONG' });
    expect((await feeOf(boarder)).exemption).toBeNull();
  });

  it('is one act by its key, and a second one by another key finds all right', async () => {
    const person = await student();
    await addTuition(hub, college, person);
    await certify(person, '2026-01-01');
    const keyed = { ...asked, idempotencyKey: randomUUID() };
    const first = await recompute(college, keyed);
    expect((await recompute(college, keyed)).body).toEqual(first.body);
    expect(dataOf(await recompute(college, asked))).toMatchObject({ changed: [], right: 1 });
    expect((await feeOf(person)).exemptionChanges).toHaveLength(1);
  });

  it('of a class costs a constant number of statements', async () => {
    for (let n = 0; n < 10; n++) await addTuition(hub, college, await student());
    const sent = await statementsDuring(hub, async () => dataOf(await recompute(college, asked)));
    expect(sent).toEqual({ population: 1, 'education-fee': 1, 'social-security': 2 });
  });

  it.each(['changed { feeId }', 'right', '__typename'])(
    'needs exemption:read as well as fee:write, whatever is selected: %s',
    async (fields) => {
      const person = await student();
      const { feeId } = await addTuition(hub, college, person);
      await certify(person, '2026-01-01');
      const scopes = ['fee:read', 'fee:write', 'identity:read', 'enrolment:read'];
      const agency = await addAgency(hub.cluster, { kind: 'SCHOOL', units: [college.code], scopes });
      const refused = errorOf(await office.act('recomputeExemptions', fields)({ agency }, asked));
      expect(refused).toMatchObject({ code: 'FORBIDDEN' });
      expect(refused.missing.every(({ scope }: { scope: string }) => scope === 'exemption:read')).toBe(true);
      const [fee] = await rowsOf(
        hub.cluster,
        'educationFee',
        'select exemption_ground from public.fee_charge where fee_no = $1',
        [feeId],
      );
      expect(fee).toEqual({ exemption_ground: null });
    },
  );

  it('of another school’s class is refused as of a school that is none', async () => {
    const other = await addSchool(hub.cluster, { kind: 'VOCATIONAL' });
    const answer = await recompute(other, { ...asked, schoolCode: college.code });
    expect(errorOf(answer)).toMatchObject({ code: 'NOT_FOUND', field: 'schoolCode' });
  });
});

import { randomUUID } from 'node:crypto';
import { askSchool, dataOf, errorOf, makeFeeOffice } from '../support/fee-office.js';
import { type Hub, openHub } from '../support/hub.js';
import { addResident } from '../support/people.js';
import { addSchool, type TestSchool } from '../support/school.js';

let hub: Hub;
let school: TestSchool;
beforeAll(async () => {
  hub = await openHub();
  school = await addSchool(hub.cluster);
});
afterAll(() => hub?.stop());

const office = makeFeeOffice(() => hub);
const request = office.act('requestFeePayment', 'reference');
const record = office.act('recordFeePayment', 'status');
const importCsv = office.act(
  'importBankStatement',
  'matched queued repeated outgoing problems { line reason bankReference }',
);
const header = 'SAO KÊ;;;;\nNgày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Nội dung\n';

describe('A school that sends its bank’s statement', () => {
  it('has each line booked once, matched or queued, on record with the pupils, and told what could not be', async () => {
    const { personalId } = await addResident(hub.cluster, { dateOfBirth: '2011-05-17' });
    const { feeIds } = await school.addPupil({ owes: [500_000], personalId });
    const { reference } = dataOf(await request(school, { feeIds }));
    const [own, other, known] = [randomUUID(), randomUUID(), randomUUID()];
    const notice = { bankReference: known, amount: 7_000, paidAt: '2026-10-05T03:00:00Z' };
    dataOf(await record(school, notice));
    const csv = `${header}05/10/2026;${own};;500.000;${reference} hoc phi\n05/10/2026;${other};;9.000;chuc mung
05/10/2026;OUT;1.000;;phi\n05/10/2026;;;1.000;x\n05/10/2026;${known};;8.000;y\n`;
    const answer = await importCsv(school, { csv });
    const problems = [
      { line: 6, reason: 'NO_BANK_REFERENCE', bankReference: null },
      { line: 7, reason: 'CONFLICT', bankReference: known },
    ];
    expect(dataOf(answer)).toEqual({ matched: 1, queued: 1, repeated: 0, outgoing: 1, problems });
    const events = await hub.auditOf(answer);
    expect(events.map(({ outcome, subjects }) => [outcome, subjects.map((one) => one.personalId)])).toEqual([
      ['REQUESTED', []],
      ['ANSWERED', [personalId]],
    ]);
    expect(dataOf(await importCsv(school, { csv }))).toMatchObject({ matched: 0, queued: 0, repeated: 2 });
    const queue = await askSchool(hub, school, 'unmatchedPayments { nodes { bankReference said } }');
    expect(dataOf(queue).unmatchedPayments.nodes).toContainEqual({ bankReference: other, said: 'chuc mung' });
  });

  it.each(['', 'a,b\n1,2\n', `${header}"05/10/2026`])(
    'is refused what is no statement, and not told why in its words: %j',
    async (csv) => {
      const answer = await importCsv(school, { csv });
      expect(errorOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'csv', reason: 'NO_STATEMENT' });
    },
  );

  it('is booked whole with characters that no database keeps, and with a day and an amount out of bounds', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const csv = `${header}05/10/2026;${one};;500.000;${'x'.repeat(499)}😀\n05/10/2026;${two};;9.000;a\u0000b\ud800
31/12/9999;${randomUUID()};;1.000;x\n05/10/2026;${randomUUID()};;1.000.000.000.000;x\n`;
    const problems = [
      { line: 5, reason: 'BAD_DATE', bankReference: null },
      { line: 6, reason: 'BAD_AMOUNT', bankReference: null },
    ];
    expect(dataOf(await importCsv(school, { csv }))).toMatchObject({ queued: 2, problems });
    const queue = await askSchool(hub, school, 'unmatchedPayments { nodes { bankReference said } }');
    expect(dataOf(queue).unmatchedPayments.nodes).toContainEqual({ bankReference: two, said: 'a b' });
  });

  it('cannot book at another school', async () => {
    const other = await addSchool(hub.cluster);
    const csv = `${header}05/10/2026;${randomUUID()};;9.000;x\n`;
    const answer = await importCsv(other, { csv, schoolCode: school.code });
    expect(errorOf(answer)).toMatchObject({ code: 'NOT_FOUND', field: 'schoolCode' });
  });
});

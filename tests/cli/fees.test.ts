import { writeFileSync } from 'node:fs';
import { loadSample } from '../../src/sample/load-sample.js';
import { settingsOf } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { addResident, rowsOf } from '../support/people.js';
import { addSchool, type TestSchool } from '../support/school.js';
import { runCommand } from './run-command.js';

let cluster: PrivateCluster;
let school: TestSchool;
let file: string;

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  school = await addSchool(cluster);
  file = cluster.state.file('statement.csv');
  writeFileSync(
    file,
    `Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Nội dung
05/10/2026,FT1,,500.000,chuc mung nam moi
05/10/2026,FT2,70.000,,phi
05/10/2026,,,1.000,x
`,
  );
});
afterAll(() => cluster?.remove());

const run = (...args: string[]) => runCommand(['fees', 'import', ...args], settingsOf(cluster));

describe('lienthong fees import', () => {
  it('books a statement, and the same again changes nothing', async () => {
    const asked = ['--school', school.code, '--file', file, '--json'];
    const rest = { outgoing: 1, conflicts: [], rejected: [{ line: 4, reason: 'NO_BANK_REFERENCE' }] };
    const first = await run(...asked);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toEqual({ matched: 0, queued: 1, repeated: 0, ...rest });
    expect(JSON.parse((await run(...asked)).stdout)).toEqual({ matched: 0, queued: 0, repeated: 1, ...rest });
    const entries = await rowsOf(cluster, 'educationFee', 'select booked_by from public.ledger_entry');
    expect(entries).toEqual([{ booked_by: expect.stringMatching(/^operator\.demo\/./) }]);
    const events = await cluster.sql(
      'hub',
      "select outcome from audit.event where operation_name = 'cli fees.import'",
    );
    expect(events.map(({ outcome }) => outcome).sort()).toEqual([
      'ANSWERED',
      'ANSWERED',
      'REQUESTED',
      'REQUESTED',
    ]);
  });

  it('ends with 1 for another amount under a known reference, a school without an account and a file that is none', async () => {
    writeFileSync(file, 'Ngày,Số tham chiếu,Số tiền,Nội dung\n05/10/2026,FT1,600.000,x\n');
    const conflict = await run('--school', school.code, '--file', file);
    expect(conflict).toMatchObject({ code: 1, stdout: expect.stringMatching(/line 2: FT1 is in the books/) });
    expect((await run('--school', 'none', '--file', file)).code).toBe(1);
    writeFileSync(file, 'a,b\n1,2\n');
    expect(await run('--school', school.code, '--file', file)).toMatchObject({
      ...{ code: 1, stderr: expect.stringMatching(/no header with a reference/) },
    });
    expect((await run('--school', school.code, '--file', `${file}.none`)).code).toBe(1);
    expect((await run('--file', file)).code).toBe(2);
  }, 120_000);
});

describe('A new sample', () => {
  it('comes with other fees: the ledger of the former ones goes, and its accounts are there to be paid to', async () => {
    await loadSample({ urls: cluster.databases.owners, residents: 500, seed: 7 });
    const [left] = await rowsOf<{ entries: number; accounts: number }>(
      cluster,
      'educationFee',
      `select (select count(*)::int from public.ledger_entry) as entries,
         (select count(*)::int from public.school_account where school_code = '01000701') as accounts`,
    );
    expect(left).toEqual({ entries: 0, accounts: 1 });
  });
});

describe('lienthong sectors check', () => {
  it('names a contract function that is missing or may not be called', async () => {
    const check = async () => {
      const { stdout } = await runCommand(['sectors', 'check', '--json'], settingsOf(cluster));
      const all = JSON.parse(stdout) as { source: string; problems: { view: string; problem: string }[] }[];
      return all.find(({ source }) => source === 'education-fee writes')!.problems;
    };
    expect(await check()).toEqual([]);
    const revoke = 'revoke execute on function lienthong.refund_payment(jsonb) from lienthong_writer';
    await cluster.sql(
      'education_fee',
      `${revoke}; alter function lienthong.record_payment(jsonb) rename to off`,
    );
    expect(await check()).toMatchObject([
      { view: 'record_payment', problem: 'MISSING_FUNCTION' },
      { view: 'refund_payment', problem: 'NOT_GRANTED' },
    ]);
  });
});

describe('lienthong fees recompute', () => {
  const recompute = (...args: string[]) => runCommand(['fees', 'recompute', ...args], settingsOf(cluster));

  it('puts on the books of every school what the law takes off, and finds it right the next time', async () => {
    const college = await addSchool(cluster, { kind: 'VOCATIONAL', ownership: 'PUBLIC' });
    const person = await addResident(cluster, { dateOfBirth: '2007-05-17' });
    const { feeIds } = await college.addPupil({ owes: [1_000_000], personalId: person.personalId });
    await rowsOf(
      cluster,
      'educationFee',
      `update public.pupil_enrolment set full_name = $2, birth_date = $3 where personal_id = $1`,
      [person.personalId, person.fullName, person.dateOfBirth],
    );
    await rowsOf(
      cluster,
      'socialSecurity',
      `insert into public.disability_certificate values ('T1', $1, 'SEVERE', '2020-01-01', null)`,
      [person.personalId],
    );
    const first = await recompute('--year', '2026-2027', '--json');
    expect(first).toMatchObject({ code: 0 });
    const of = (stdout: string) =>
      JSON.parse(stdout).find(({ schoolCode }: { schoolCode: string }) => schoolCode === college.code);
    expect(of(first.stdout)).toEqual({
      ...{ schoolCode: college.code, changed: 1, released: 0, right: 0, byHand: 0, unknown: 0 },
    });
    expect(first.stdout).not.toContain(person.personalId);
    const [fee] = await rowsOf<{ exempt: number; ground: string }>(
      cluster,
      'educationFee',
      'select amount_exempt::int as exempt, exemption_ground as ground from public.fee_charge where fee_no = $1',
      [feeIds[0]],
    );
    expect(fee).toEqual({ exempt: 1_000_000, ground: 'ND238_D15_KHUYET_TAT' });
    const again = await recompute('--year', '2026-2027', '--school', college.code, '--json');
    expect(of(again.stdout)).toMatchObject({ changed: 0, right: 1 });
    const subjects = await cluster.sql(
      'hub',
      `select s.outcome from audit.event e join audit.event_subject s on s.event_id = e.id
       where e.operation_name = 'cli fees.recompute' and e.outcome = 'ANSWERED'`,
    );
    expect(subjects).toEqual([{ outcome: 'VERIFIED_ONLY' }]);
  });

  it('ends with 1 for a school or a year that is none', async () => {
    expect((await recompute('--school', 'none')).code).toBe(1);
    expect((await recompute('--year', 'none')).code).toBe(1);
  });
});

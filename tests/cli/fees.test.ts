import { writeFileSync } from 'node:fs';
import { loadSample } from '../../src/sample/load-sample.js';
import { settingsOf } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { rowsOf } from '../support/people.js';
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

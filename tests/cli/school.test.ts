import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { readWorkbook } from '../../src/students/workbook.js';
import { cleanEnvironment, mainJs, settingsOf } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { until } from '../faults/until.js';
import { type Ran, runCommand } from './run-command.js';

const school = '01000701';
const pupils = 2_000;
let cluster: PrivateCluster;
let roster: string;

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 20_000 });
  roster = cluster.state.file('roster.xlsx');
  const made = await runCommand(
    ['sample', 'roster', '--school', school, '--rows', String(pupils), '--out', roster],
    settingsOf(cluster, cluster.databases.owners),
  );
  expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining(`${pupils} rows`) });
}, 180_000);
afterAll(() => cluster?.remove());

const asked = (...more: string[]) => ['school', 'import', '--school', school, '--year', '2026-2027', ...more];
const run = (...more: string[]): Promise<Ran> => runCommand(asked(...more), settingsOf(cluster));

/** The same as a process to be killed. */
function begin(...more: string[]): { child: ChildProcess; stderr(): string; ended: Promise<unknown> } {
  const child = spawn(process.execPath, [mainJs, ...asked(...more)], {
    env: cleanEnvironment(settingsOf(cluster)),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text) => (said += text));
  return { child, stderr: () => said, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

const one = async <Row extends pg.QueryResultRow>(
  database: 'hub' | 'education_fee',
  text: string,
): Promise<Row> => (await cluster.sql<Row>(database, text))[0]!;
const enrolled = () =>
  one<{ acts: number; pupils: number }>(
    'education_fee',
    `select (select count(*)::int from public.enrolment_change where act = 'ENROL') as acts,
       (select count(distinct personal_id)::int from public.pupil_enrolment where enrolment_no like 'R%') as pupils`,
  );

describe('lienthong school import --preview', () => {
  it('says which column is which and what was set right by cell, and keeps and looks up nothing', async () => {
    const { code, stdout } = await run('--file', roster, '--preview', '--json');
    expect(code).toBe(0);
    const preview = JSON.parse(stdout);
    expect(preview).toMatchObject({ kind: 'XLSX', sheet: 'Danh sách', rows: pupils });
    expect(preview.columns.map(({ field }: { field: string }) => field)).toEqual([
      ...['school', 'className', 'moetCode', 'personalId', 'fullName', 'dateOfBirth', 'sex', 'status'],
    ]);
    expect(preview.counts).toMatchObject({
      PERSONAL_ID_IN_MOET_COLUMN: expect.any(Number),
      MOET_CODE_IN_PERSONAL_ID_COLUMN: expect.any(Number),
      PERSONAL_ID_ZEROS_RESTORED: expect.any(Number),
    });
    expect(await one('hub', 'select count(*)::int as runs from roster.run')).toEqual({ runs: 0 });
    const shown = await run('--file', roster, '--preview');
    expect(shown.stdout).toMatch(/F {3}Số định danh cá nhân → personalId/);
    expect(shown.stdout).toMatch(/[EF]\d+ +PERSONAL_ID_IN_MOET_COLUMN: Số định danh cá nhân nằm ở cột/);
  });

  it('ends with 1 for a file that is none or a school nobody acts for, and with 2 for wrong use', async () => {
    const text = cluster.state.file('none.csv');
    writeFileSync(text, 'a,b\n1,2\n');
    expect(await run('--file', text, '--preview')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/NO_HEADER/),
    });
    const nobody = ['school', 'import', '--school', '99999999', '--year', '2026-2027', '--file', roster];
    expect(await runCommand(nobody, settingsOf(cluster))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/No agency/),
    });
    const foreign = await run('--file', roster, '--agency', 'hospital.demo');
    expect(foreign).toMatchObject({ code: 1, stderr: expect.stringMatching(/FORBIDDEN|missing/) });
    expect((await run('--file', roster, '--mapping', 'nope=x')).code).toBe(2);
    expect((await run()).code).toBe(2);
  });
});

describe('A school of two thousand', () => {
  it('is checked from its workbook in one run, killed twice in the middle, without a double', async () => {
    // Killed between the school's commit and the hub's: the pupils of a chunk are enrolled, and the hub does not know.
    const client = new pg.Client({ connectionString: cluster.server.superUrl('hub') });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('begin; lock table roster.chunk in exclusive mode');
    const first = begin('--file', roster, '--enrol');
    await until('pupils are enrolled', async () => (await enrolled()).acts > 0, 60_000);
    first.child.kill('SIGKILL');
    await first.ended;
    await client.query('rollback');
    await client.end();
    const half = await enrolled();
    expect(half.acts).toBe(half.pupils);
    expect(await one('hub', 'select checked_count from roster.run')).toEqual({ checked_count: 0 });

    const second = begin('--file', roster, '--enrol');
    await until(
      'a part is checked',
      async () => /read and compared: [2-9]0 %/.test(second.stderr()),
      120_000,
    );
    second.child.kill('SIGKILL');
    await second.ended;
    const { checked_count: checked } = await one<{ checked_count: number }>(
      'hub',
      'select checked_count from roster.run',
    );
    expect(checked).toBeGreaterThanOrEqual(400);
    expect(checked).toBeLessThan(pupils);

    const out = cluster.state.file('results.xlsx');
    const last = await run('--file', roster, '--enrol', '--out', out, '--json');
    expect(last).toMatchObject({ code: 0, stderr: expect.stringMatching(/read and compared: 100 %/) });
    const summary = JSON.parse(last.stdout) as {
      counts: { outcome: string; register: string; count: number }[];
    };
    expect(summary).toMatchObject({ state: 'FINISHED', rowCount: pupils, checkedCount: pupils });
    const count = (register: string) =>
      summary.counts.filter((it) => it.register === register).reduce((sum, it) => sum + it.count, 0);
    expect(summary.counts.reduce((sum, it) => sum + it.count, 0)).toBe(pupils);
    expect(
      summary.counts.filter(({ outcome }) => outcome === 'MATCHED').reduce((sum, it) => sum + it.count, 0),
    ).toBeGreaterThan(pupils * 0.9);

    expect(await one('hub', 'select count(*)::int as runs, min(state) as state from roster.run')).toEqual({
      runs: 1,
      state: 'FINISHED',
    });
    const chunks = await cluster.sql<{ first_seq: number; last_seq: number }>(
      'hub',
      'select first_seq, last_seq from roster.chunk order by first_seq',
    );
    expect(chunks.map(({ first_seq }) => first_seq)).toEqual([
      1,
      ...chunks.slice(0, -1).map(({ last_seq }) => last_seq + 1),
    ]);
    expect(chunks.at(-1)!.last_seq).toBe(pupils);
    const { acts, pupils: inRegister } = await enrolled();
    expect(acts).toBe(inRegister);
    // Who was enrolled by a chunk that was killed stands in the register when his row comes again.
    expect(acts - count('ENROLLED_NOW')).toBeGreaterThanOrEqual(half.acts);
    expect(summary.counts.filter((it) => it.outcome === 'MATCHED' && it.register === 'NEW')).toEqual([]);
    const twice = `select personal_id from public.pupil_enrolment where school_code = '${school}' and school_year = '2026-2027'
      and status = 'ENROLLED' and personal_id is not null group by personal_id having count(*) > 1`;
    expect(await cluster.sql('education_fee', twice)).toEqual([]);

    const looks = await one<{ people: number; unsaid: number }>(
      'hub',
      `select (select count(distinct s.subject_mac)::int from audit.event e join audit.event_subject s on s.event_id = e.id
         where e.operation_name = 'cli school.import check' and e.agency_code = 'school.demo') as people,
       (select count(*)::int from roster.chunk c where not exists
         (select from audit.event e where e.request_id = c.request_id)) as unsaid`,
    );
    expect(looks.unsaid).toBe(0);
    const blocked = summary.counts
      .filter(({ outcome }) => outcome === 'UNREADABLE')
      .reduce((sum, it) => sum + it.count, 0);
    expect(looks.people).toBe(pupils - blocked);

    const { rows } = await readWorkbook(readFileSync(out));
    expect(rows).toHaveLength(pupils + 1);
    expect(rows[1]!.cells[5]).toMatch(/^0\d{11}$/);
  }, 300_000);
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { settingsOf } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { runCommand } from './run-command.js';

let cluster: PrivateCluster;
beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 1_000 });
}, 120_000);
afterAll(() => cluster?.remove());

const run = (...args: string[]) =>
  runCommand(['reconcile', ...args], {
    ...settingsOf(cluster),
    LIENTHONG_HUB_MATCHER_URL: cluster.databases.urls.hubMatcher!,
  });

const members = async (province: string | null) =>
  (
    await cluster.sql<{ count: number }>(
      'social_security',
      'select count(*)::int as count from public.insured_person where $1::text is null or province_code = $1',
      [province],
    )
  )[0]!.count;

const whose = async () =>
  (
    await cluster.sql<{ agency_code: string | null }>(
      'hub',
      'select agency_code from reconciliation.run order by run_id desc limit 1',
    )
  )[0]!.agency_code;

describe('lienthong reconcile', () => {
  it('without a file takes the members of the one agency that may reconcile, for it to see', async () => {
    const done = await run('social-security', '--json');
    expect(done.code).toBe(0);
    const summary = JSON.parse(done.stdout);
    expect(summary).toMatchObject({ rows: await members('01'), agency: 'insurance.demo', state: 'FINISHED' });
    expect(summary.source).toMatchObject({ kind: 'VIEW', file: 'lienthong.member', units: ['01'] });
    expect(await whose()).toBe('insurance.demo');
  });

  it('takes everybody’s for no agency to see, and those of any sector', async () => {
    const all = await run('social-security', '--everyone', '--no-sync', '--json');
    expect(JSON.parse(all.stdout)).toMatchObject({ rows: await members(null), agency: null });
    expect(await whose()).toBeNull();
    const pupils = await run('education-fee', '--no-sync', '--json');
    expect(JSON.parse(pupils.stdout)).toMatchObject({
      state: 'FINISHED',
      source: { file: 'lienthong.enrolment' },
    });
  });

  it('signs its summary, which a command checks anywhere, and finds changed', async () => {
    const out = cluster.state.file('out');
    const file = cluster.state.file('members.csv');
    writeFileSync(file, 'sector_no,full_name,dob\n1,Không Ai Cả,1980\n');
    const done = await run(
      'social-security',
      '--file',
      file,
      '--out',
      out,
      '--excel',
      '--jsonl',
      '--no-sync',
    );
    expect(done.code).toBe(0);
    expect(
      ['results.csv', 'findings.xlsx', 'results.jsonl'].every((name) => existsSync(`${out}/${name}`)),
    ).toBe(true);
    const note = `${out}/summary.note`;
    const good = await run('verify', note, '--file', file);
    expect(good).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Good: run \d+ of social-security, 1 rows/),
    });
    expect((await run('verify', note, '--file', `${out}/results.csv`)).code).toBe(1);
    writeFileSync(note, readFileSync(note, 'utf8').replace('"rows":1', '"rows":2'));
    expect(await run('verify', note)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('was changed'),
    });
  });

  it('says how a file would be read, and reads nothing into the database', async () => {
    const file = cluster.state.file('office.csv');
    writeFileSync(file, 'Mã số;Họ và tên;Ngày sinh;Đơn vị\n1;Trần Thị Bích Hạnh;17/05/1980;DV\n');
    const unknown = await run('social-security', '--file', file, '--preview', '--json');
    expect(unknown.code).toBe(1);
    expect(JSON.parse(unknown.stdout)).toMatchObject({
      ...{ charset: 'utf-8', delimiter: ';', rows: [] },
      suggested: { sector_no: 'Mã số', full_name: 'Họ và tên', dob: 'Ngày sinh', employer: 'Đơn vị' },
      refusal: expect.stringContaining('--map'),
    });
    const map = 'sector_no="Mã số",full_name="Họ và tên",dob="Ngày sinh",employer="Đơn vị"';
    const known = await run('social-security', '--file', file, '--map', map, '--preview', '--json');
    expect(known.code).toBe(0);
    expect(JSON.parse(known.stdout)).toMatchObject({
      ...{ kept: ['employer'], refusal: null },
      rows: [{ sector_no: '1', full_name: 'Trần Thị Bích Hạnh', dob: '1980-05-17', personal_id: null }],
    });
  });

  it.each([
    [['social-security', '--preview'], 2],
    [['social-security', '--everyone', '--for', 'insurance.demo'], 2],
    [['social-security', '--for', 'hospital.demo'], 1],
    [['nothing'], 2],
  ])('refuses %j', async (args, code) => {
    expect((await run(...args)).code).toBe(code);
  });
});

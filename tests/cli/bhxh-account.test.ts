import { settingsOf } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { runCommand } from './run-command.js';

let cluster: PrivateCluster;
beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
});
afterAll(() => cluster?.remove());

const password = 'mật khẩu hư cấu 7';
const number = '001090000017';
const run = (args: string[], input = '') => runCommand(args, settingsOf(cluster), input);
const agency = (args: string[], input = '') => run(['agency', ...args, '--officer', 'tester'], input);
const account = ['key', 'hospital.demo', '--bhxh-account', '01001_BV'];
const events = () =>
  cluster.sql<{ operation_name: string; outcome: string; change: string | null }>(
    'hub',
    "select operation_name, outcome, change from audit.event where officer = 'tester' order by occurred_at",
  );
const ofGateway = async () => {
  const { stdout } = await run(['doctor', '--json']);
  return JSON.parse(stdout).filter((finding: { about: string }) => finding.about === 'BHXH gateway');
};

describe('lienthong agency key --bhxh-account', () => {
  it('enables an account by a password on standard input, which is in no output and no record', async () => {
    expect(await ofGateway()).toEqual([]);
    const { code, stdout } = await agency([...account, '--json'], `${password}\n`);
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        ...{ what: 'ENABLE_BHXH_ACCOUNT', target: 'hospital.demo', before: null },
        after: { username: '01001_BV', enabled: true },
      },
    ]);
    const recorded = await events();
    expect(recorded.map(({ operation_name, outcome }) => [operation_name, outcome])).toEqual([
      ['cli agency.key.bhxh-account', 'REQUESTED'],
      ['cli agency.key.bhxh-account', 'ANSWERED'],
    ]);
    expect(recorded[1]!.change).toContain('ENABLE_BHXH_ACCOUNT');
    expect(JSON.stringify(recorded) + stdout).not.toMatch(/mật khẩu|scrypt/);
  });

  it('makes doctor warn, without being a fault', async () => {
    const [finding] = await ofGateway();
    expect(finding).toMatchObject({ ok: true, warning: true });
    expect(finding.says).toContain('hospital.demo 01001_BV');
    expect((await run(['doctor'])).stdout).toMatch(/^warn BHXH gateway: .*hospital\.demo 01001_BV/m);
  });

  it('knows a registered officer by a number from standard input, which is in no output and no record', async () => {
    expect((await agency(['officer', 'add', 'hospital.demo', 'bs.le', '--name', 'Lê Thị Hư Cấu'])).code).toBe(
      0,
    );
    const { code, stdout } = await agency(
      ['officer', 'number', 'hospital.demo', 'bs.le', '-'],
      `${number}\n`,
    );
    expect(code).toBe(0);
    expect(stdout + JSON.stringify(await events())).not.toContain(number);
    expect((await events()).at(-1)!.change).toContain('SET_OFFICER_NUMBER');
  });

  it('ends it with --disable, once', async () => {
    expect((await agency([...account, '--disable'])).code).toBe(0);
    expect(await ofGateway()).toEqual([]);
    expect((await agency([...account, '--disable'])).code).toBe(1);
  });

  it('is refused with another option beside it, for a place that is not the agency’s, and without a password', async () => {
    expect((await agency([...account, '--revoke', 'x'])).code).toBe(2);
    const foreign = ['key', 'hospital.demo', '--bhxh-account', '01002_BV'];
    expect((await agency(foreign, `${password}\n`)).code).toBe(1);
    expect((await agency(account)).code).toBe(1);
    expect(await ofGateway()).toEqual([]);
  });
});

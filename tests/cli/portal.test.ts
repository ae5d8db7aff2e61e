import { settingsOf } from '../faults/child-hub.js';
import {
  account,
  type ScriptedGateway,
  startScriptedGateway,
} from '../sectors/health-insurance/gateway/scripted-gateway.js';
import { type Cluster, sharedCluster } from '../support/cluster.js';
import { runCommand } from './run-command.js';

let cluster: Cluster;
let gateway: ScriptedGateway;
beforeAll(async () => {
  cluster = await sharedCluster();
  gateway = await startScriptedGateway();
});
afterAll(() => gateway?.close());

const run = (args: string[], accounts: object[] = [account]) =>
  runCommand(args, {
    ...settingsOf(cluster, { healthInsurance: gateway.url }),
    LIENTHONG_HEALTH_INSURANCE_ACCOUNTS: JSON.stringify(accounts),
  });
async function ofPortal(accounts?: object[]) {
  const { code, stdout } = await run(['doctor', '--json'], accounts);
  const found = JSON.parse(stdout).filter(({ about }: { about: string }) => about.startsWith('portal '));
  expect(stdout).not.toContain(account.password);
  return { code, found };
}

describe('lienthong beside a portal', () => {
  it('doctor signs in with each account, and warns of one whose officers have no numbers', async () => {
    const { officers: _none, ...bare } = { ...account, agency: 'other.demo', username: '01002_BV' };
    const { code, found } = await ofPortal([account, bare]);
    expect([code, found]).toMatchObject([
      0,
      [
        { about: `portal ${new URL(gateway.url).host}`, ok: true, warning: false },
        {
          ok: true,
          warning: true,
          says: expect.stringContaining('01002_BV'),
          remedy: expect.stringContaining('054'),
        },
      ],
    ]);
    expect(gateway.looks()).toEqual([]);
  });

  it('doctor names the account that is refused, with the code and what to do', async () => {
    gateway.nextTokens({ maKetQua: '401', APIKey: null });
    const { code, found } = await ofPortal();
    expect([code, found]).toMatchObject([
      1,
      [{ ok: false, says: expect.stringMatching(/01001_BV of hospital\.demo \(maKetQua 401\)/) }],
    ]);
  });

  it('doctor and sectors check say when it does not answer', async () => {
    await gateway.unplug();
    try {
      const { code, found } = await ofPortal();
      expect([code, found]).toMatchObject([
        1,
        [{ ok: false, says: expect.stringMatching(/UNREACHABLE, ECONNREFUSED/), remedy: expect.any(String) }],
      ]);
      const checked = await run(['sectors', 'check']);
      expect(checked.code).toBe(1);
      expect(checked.stdout).toMatch(/^health-insurance \(127\.0\.0\.1:\d+\/\): does not answer$/m);
    } finally {
      await gateway.plugIn();
    }
  });

  it('sectors check asks it for no views', async () => {
    const { code, stdout } = await run(['sectors', 'check']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^health-insurance \(127\.0\.0\.1:\d+\/\): answers; a portal has no contract views/m,
    );
    const { stdout: json } = await run(['sectors', 'check', '--json']);
    expect(JSON.parse(json)).toContainEqual({
      ...{ source: 'health-insurance', at: expect.any(String), answers: true, portal: true, problems: [] },
    });
  });

  it('sample people are not loaded into it', async () => {
    const calls = gateway.calls.length;
    const { code, stderr } = await run(['sample', 'load', '--residents', '500']);
    expect(code).toBe(1);
    expect(stderr).toContain('LIENTHONG_HEALTH_INSURANCE_URL');
    expect(gateway.calls.length).toBe(calls);
  });
});

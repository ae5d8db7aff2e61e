import { settingsOf } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { runCommand } from './run-command.js';

let cluster: PrivateCluster;
beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  await cluster.sql('hub', 'delete from access.quota');
});
afterAll(() => cluster?.remove());

const quota = (...args: string[]) =>
  runCommand(['agency', 'quota', 'hospital.demo', ...args, '--officer', 'an'], settingsOf(cluster));
const listed = async () => JSON.parse((await quota('--json')).stdout);

describe('agency quota', () => {
  it('lists nothing where the limits of the kind count', async () => {
    const { code, stdout } = await quota();
    expect([code, stdout]).toEqual([0, 'hospital.demo has the limits of its kind.\n']);
  });

  it('agrees limits for all, one officer and one purpose, on record with what was before and after', async () => {
    const { code, stdout, stderr } = await quota('--per-minute', '90', '--per-day', '4000');
    expect([code, stdout, stderr]).toEqual([
      0,
      'hospital.demo: each officer  every purpose but EMERGENCY  90 people a minute, 4000 a day\n',
      '',
    ]);
    await quota('--for', '007', '--per-minute', '5', '--per-day', '50');
    await quota('--purpose', 'EMERGENCY', '--per-minute', '40', '--per-day', '200');
    expect(await listed()).toMatchObject([
      { officer: null, purpose: null, perMinute: 90, perDay: 4000, agencyPerMinute: null },
      { officer: null, purpose: 'EMERGENCY', perMinute: 40, perDay: 200 },
      { officer: '007', purpose: null, perMinute: 5, perDay: 50 },
    ]);
    const [first] = await cluster.sql<{ change: string }>(
      'hub',
      "select change from audit.event where officer = 'an' and change is not null order by occurred_at limit 1",
    );
    expect(JSON.parse(first!.change)).toEqual({
      ...{ what: 'SET_QUOTA', target: 'hospital.demo', before: null },
      after: { officer: null, purpose: null, perMinute: 90, perDay: 4000, agencyPerMinute: null },
    });
  });

  it('takes limits back, and says when there are none', async () => {
    expect((await quota('--for', '007', '--clear')).stdout).toBe(
      'hospital.demo: back to the limits of its kind\n',
    );
    expect(await listed()).toHaveLength(2);
    expect((await quota('--for', '007', '--clear')).code).toBe(1);
  });

  it.each([
    ['limits and --clear', ['--clear', '--per-minute', '5']],
    ['a limit that is no number', ['--per-minute', 'many']],
    ['a purpose nobody has', ['--purpose', 'CURIOSITY']],
  ])('is wrong usage with %s', async (_what, args) => {
    expect((await quota(...args)).code).toBe(2);
  });

  it('fails with a minute and no day', async () => {
    expect((await quota('--per-minute', '5')).code).toBe(1);
  });
});

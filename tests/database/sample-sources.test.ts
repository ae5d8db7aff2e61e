import { withPool } from '../../src/cli/workplace.js';
import { makeSampleSources } from '../../src/database/sample-sources.js';
import { sharedCluster } from '../support/cluster.js';

describe('The sample databases of a demonstration', () => {
  it('are asked for what is stopped once, however many ask at a time', async () => {
    const { superUrl } = await sharedCluster();
    const url = new URL(superUrl);
    url.searchParams.set('application_name', 'sample sources');
    const samples = makeSampleSources(url.href, { 'health-insurance': 'no_such_database' });
    const all = Promise.all(Array.from({ length: 300 }, () => samples.stopped()));
    const most = await withPool(superUrl, async (pool) => {
      let most = 0;
      for (let looks = 0; looks < 20; looks += 1) {
        const { rows } = await pool.query<{ count: number }>(
          `select count(*)::int as count from pg_stat_activity where application_name = 'sample sources'`,
        );
        most = Math.max(most, rows[0]!.count);
      }
      return most;
    });
    expect(await all).toEqual(Array(300).fill([]));
    expect(most).toBeLessThanOrEqual(1);
  });
});

import pg from 'pg';
import { askForNight, timeOfDay } from '../../../src/reconciliation/runs/nightly.js';
import { reconcilers } from '../../../src/reconciliation/runs/reconciler-store.js';
import { cluster, useGateway } from './gateway.js';

useGateway();

describe('the nightly runs', () => {
  it('are asked for once a night for each agency, from their hour on and not by day', async () => {
    const pool = new pg.Pool({ connectionString: cluster.databases.urls.hub });
    const sectors = [
      {
        name: 'social-security',
        url: '',
        view: { name: 'lienthong.member', query: '', others: ['province'], unit: 'province' },
      },
      {
        name: 'education-fee',
        url: '',
        view: { name: 'lienthong.enrolment', query: '', others: [], unit: null },
      },
    ];
    const nightly = () =>
      cluster.sql<{ agency_code: string; nightly_on: string; sector: string }>(
        'hub',
        `select agency_code, nightly_on::text, sector from reconciliation.run where nightly_on is not null order by run_id`,
      );
    const at = (time: string) => ({ now: () => Date.parse(`2026-03-04T${time}:00+07:00`) });
    const ask = (time: string) => askForNight({ hub: pool, sectors, clock: at(time) }, timeOfDay('23:30'));
    try {
      await ask('22:00');
      expect(await nightly()).toEqual([]);
      for (let agency = 0; agency < 60; agency += 1) {
        await Promise.all([ask('23:31'), ask('23:45')]);
        await new Promise((resolve) => setTimeout(resolve, 500));
        const all = await reconcilers(pool);
        if ((await nightly()).length === all.length) break;
      }
      const all = await reconcilers(pool);
      const asked = await nightly();
      expect(asked.map((one) => one.agency_code).sort()).toEqual(all.map(({ code }) => code));
      expect(new Set(asked.map((one) => `${one.nightly_on} ${one.sector}`))).toEqual(
        new Set(['2026-03-04 social-security']),
      );
      // After midnight it is still the night that began the day before; in the morning it is over.
      const early = { now: () => Date.parse('2026-03-05T02:00:00+07:00') };
      await askForNight({ hub: pool, sectors, clock: early }, timeOfDay('23:30'));
      expect(await nightly()).toHaveLength(asked.length);
      const noon = { now: () => Date.parse('2026-03-05T12:00:00+07:00') };
      await askForNight({ hub: pool, sectors, clock: noon }, timeOfDay('23:30'));
      expect(await nightly()).toHaveLength(asked.length);
    } finally {
      await pool.end();
    }
  }, 60_000);
});

import { startApp } from '../../src/app.js';
import { parseConfig } from '../../src/config/config.js';
import { makeLogger } from '../../src/process/logger.js';
import { sourcesIn } from '../architecture/sources.js';
import { readAudit } from '../support/audit-record.js';
import { sharedCluster } from '../support/cluster.js';
import { withHub } from '../support/hub.js';
import { Tokens } from '../support/tokens.js';
import { keepsNothing } from './keeps-nothing.js';

const query = '{ hub { version } }';

describe('a hub with an audit log that keeps nothing', () => {
  it('answers as another hub does and leaves no event, also to a token of the other', async () => {
    const cluster = await sharedCluster();
    await withHub({ cluster }, async (hub) => {
      const recorded = await hub.ask('hospital.demo', 'TREATMENT', query);
      const urls = { ...cluster.databases.urls, hubOwner: null };
      const { publicUrl } = parseConfig({}, { port: 0 });
      const config = parseConfig({}, { port: 0, urls, stateDir: cluster.state.path, publicUrl, poolSize: 3 });
      const app = await startApp({
        ...{ config, state: cluster.state, logger: makeLogger('silent'), recorder: keepsNothing },
      });
      try {
        const token = await new Tokens(cluster, hub.url, publicUrl).of('hospital.demo');
        const response = await fetch(`${app.url}/graphql`, {
          method: 'POST',
          headers: {
            ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
            'x-purpose': 'TREATMENT',
          },
          body: JSON.stringify({ query }),
        });
        expect([response.status, await response.json()]).toEqual([200, recorded.body]);
        const requestId = response.headers.get('x-request-id')!;
        expect(await readAudit(cluster, requestId)).toEqual([]);
        expect(await hub.auditOf(recorded)).toMatchObject([{ outcome: 'ANSWERED' }]);
      } finally {
        await app.stop();
      }
    });
  });

  it('is started by no program of the product', () => {
    const starts = sourcesIn('src').flatMap(({ path, text }) =>
      [...text.matchAll(/startApp\((\{[^;]*\})\);/g)].map(([, given]) => ({ path, given })),
    );
    expect(new Set(starts.map(({ path }) => path)).size).toBeGreaterThanOrEqual(3);
    expect(starts.filter(({ given }) => /audit/i.test(given!))).toEqual([]);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import hubMigrations from '../../../migrations/hub/index.js';
import { openSealKeys } from '../../../src/audit/seal-keys.js';
import { makeSealer } from '../../../src/audit/sealer.js';
import { verifyRecord } from '../../../src/audit/verify.js';
import { migrate } from '../../../src/database/migrate.js';
import { startJob } from '../../../src/process/job.js';
import { makeLogger } from '../../../src/process/logger.js';
import { makeMetrics } from '../../../src/process/metrics.js';
import { writeSideBySide } from '../../support/writers.js';
import type { Proof } from '../proof.js';
import { withTemporaryCluster } from '../temporary-cluster.js';

const writers = 32;
const secondsLong = 60;

/** What the record says of itself after the run. */
const counts = `
  select (select count(*) from audit.event)::int as events,
    (select count(*) from audit.event e
     where not exists (select from audit.leaf l where l.event_id = e.id))::int as unsealed,
    (select count(*) - count(distinct event_id) from audit.leaf)::int as twice,
    (select count(*) from audit.seal)::int as seals,
    (select max(extract(epoch from s.sealed_at - l.occurred_at)) from audit.leaf l
     join audit.seal s on l.seq between s.first_seq and s.last_seq)::float8 as longest,
    (select percentile_disc(0.5) within group (order by extract(epoch from s.sealed_at - l.occurred_at))
     from audit.leaf l join audit.seal s on l.seq between s.first_seq and s.last_seq)::float8 as median`;

/** Writers without a pause against one sealer; then everything is derived anew. */
export const sealing: Proof = {
  name: 'sealing',
  title: 'Sealing the record of looks',
  about: `${writers} writers, each with a connection of its own, put one event a transaction on record without a pause
for ${secondsLong} seconds (a full run), while a sealer runs every half second as in a hub. Then every leaf, root and
signature is derived anew from the events.`,
  run: (size) =>
    withTemporaryCluster(async (server) => {
      const url = server.superUrl('postgres');
      await migrate(url, hubMigrations);
      const folder = mkdtempSync(join(tmpdir(), 'lienthong-proof-keys-'));
      const keys = openSealKeys(join(folder, 'keys.json'), 'proof.example/lienthong/audit', null);
      const logger = makeLogger('silent');
      const sealer = makeSealer({
        ...{ url, keys: () => keys, onSealed: () => undefined, logger, metrics: makeMetrics() },
      });
      const job = startJob('sealer', 500, (signal) => sealer.run(signal), logger);
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        const seconds = size(secondsLong);
        const committed = await writeSideBySide(url, writers, seconds * 1_000);
        await job.now();
        const { rows } = await client.query<Record<string, number>>(counts);
        const { events, unsealed, twice, seals, longest, median } = rows[0]! as Record<string, number>;
        const verified = await verifyRecord(client, { trusted: keys.trusted });
        return {
          figures: [
            { name: 'Events put on record in a second', value: events! / seconds, unit: '/s' },
            {
              ...{ name: 'Events whose commit was answered and that are not there', unit: '' },
              ...{ value: committed.length - events!, limit: { atMost: 0, origin: 'demanded' } },
            },
            {
              ...{ name: 'Events without a seal at the end', value: unsealed!, unit: '' },
              limit: { atMost: 0, origin: 'demanded' },
            },
            {
              ...{ name: 'Events sealed more than once', value: twice!, unit: '' },
              limit: { atMost: 0, origin: 'demanded' },
            },
            {
              ...{ name: 'Longest time from an event to its seal', value: longest!, unit: 's' },
              limit: { atMost: 2, origin: 'demanded' },
            },
            { name: 'Median time from an event to its seal', value: median!, unit: 's' },
            { name: 'Seals', value: seals!, unit: '' },
            { name: 'Entries verified in a second', value: verified.entries / verified.seconds, unit: '/s' },
            {
              ...{ name: 'What verification found', value: verified.found.length, unit: '' },
              limit: { atMost: 0, origin: 'demanded' },
            },
          ],
        };
      } finally {
        job.stop();
        await sealer.close();
        await client.end();
        rmSync(folder, { recursive: true, force: true });
      }
    }),
};

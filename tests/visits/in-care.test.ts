import pg from 'pg';
import { Keyring } from '../../src/access/keys.js';
import { makeEventId } from '../../src/audit/event-id.js';
import { withPool } from '../../src/cli/workplace.js';
import { inTransaction } from '../../src/database/transaction.js';
import { systemClock } from '../../src/process/clock.js';
import { askInCare } from '../../src/visits/in-care-store.js';
import { newEntry } from '../../src/visits/look.js';
import { openVisit } from '../../src/visits/visit-store.js';
import { addAgency } from '../support/agencies.js';
import { type Cluster, sharedCluster } from '../support/cluster.js';

let cluster: Cluster;
let keys: Keyring;
beforeAll(async () => {
  cluster = await sharedCluster();
  keys = new Keyring(cluster.state.masterKey(null));
});

/** A visit that began now, written as the hub itself writes it. */
async function visitOf(agency: string, personalId: string): Promise<void> {
  const openedAt = new Date().toISOString();
  const place = { facility: '01001', care: 'OUTPATIENT' as const, openedOn: openedAt.slice(0, 10) };
  const visit = { id: makeEventId(Date.now()), ...place, openedAt, personalId };
  const by = { now: Date.now(), caller: { officer: '001' }, requestId: 'in-care-test' };
  const entry = newEntry(by, 'ARRIVAL', openedAt);
  await withPool(cluster.databases.urls.hub, (pool) =>
    inTransaction(
      pool,
      (client) => openVisit(client, { keys, agency }, visit, entry, { clientId: 'test', owed: null }),
      agency,
    ),
  );
}

describe('askInCare', () => {
  it('answers for several agencies and persons at once, aligned, in one statement', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => addAgency(cluster, { kind: 'HOSPITAL', units: ['01001'] })),
    );
    await visitOf(one!, '001000000011');
    await visitOf(two!, '001000000012');
    const pool = new pg.Pool({ connectionString: cluster.databases.urls.hub, max: 1 });
    let statements = 0;
    const counting = Object.assign(Object.create(pool) as pg.Pool, {
      query: (...asked: Parameters<pg.Pool['query']>) => {
        statements += 1;
        return pool.query(...asked);
      },
    });
    try {
      const ask = askInCare(counting, keys, systemClock);
      const asked = [one!, two!].flatMap((agency) =>
        ['001000000011', '001000000012', '001000000013'].map((personalId) => ({ agency, personalId })),
      );
      expect(await ask([...asked, asked[0]!])).toEqual([true, false, false, false, true, false, true]);
      expect(statements).toBe(1);
    } finally {
      await pool.end();
    }
  });
});

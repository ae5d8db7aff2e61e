import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Keyring } from '../../src/access/keys.js';
import { Trail } from '../../src/audit/trail.js';
import { makeWrite } from '../../src/graphql/write.js';
import { systemClock } from '../../src/process/clock.js';
import { sharedCluster } from '../support/cluster.js';

describe('A write that finds no connection in time', () => {
  it.each([false, true])(
    'is told that the hub is overloaded, and was not begun (elsewhere: %s)',
    async (elsewhere) => {
      const { databases, state } = await sharedCluster();
      const keys = new Keyring(state.masterKey(null));
      const pool = new pg.Pool({
        ...{ connectionString: databases.urls.hub, max: 1, connectionTimeoutMillis: 2_000 },
      });
      const held = await pool.connect();
      try {
        const trail = new Trail(randomUUID(), systemClock.now());
        const caller = { agency: { code: 'school.demo' } } as never;
        const asked = { caller, trail, isGone: () => false };
        const write = makeWrite({ pool, keys, clock: systemClock }, asked, 'Mutation.some', new Set());
        let begun = false;
        const work = async () => {
          begun = true;
          return { value: null };
        };
        await expect(write(randomUUID(), {}, work, { elsewhere })).rejects.toMatchObject({
          code: 'OVERLOADED',
        });
        expect(begun).toBe(false);
      } finally {
        held.release();
        await pool.end();
      }
    },
  );
});

import { withPool } from '../../src/cli/workplace.js';
import { makeSource, SourceError } from '../../src/database/source.js';
import { makeLogger } from '../../src/process/logger.js';
import { makeMetrics } from '../../src/process/metrics.js';
import { type Cluster, sharedCluster } from '../support/cluster.js';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await sharedCluster();
});

const parts = () => ({ logger: makeLogger('silent'), metrics: makeMetrics(), poolSize: 2, timeoutMs: 400 });
const sleep = { name: 'sleep', text: 'select pg_sleep($1)' };
const one = { name: 'one', text: 'select $1::int as n' };

/** Opens a source on the population database under a name of its own. */
async function withSource<T>(name: string, use: (source: ReturnType<typeof makeSource>) => Promise<T>) {
  const source = makeSource({ ...parts(), name, url: cluster.databases.urls.population, restMs: 100 });
  try {
    return await use(source);
  } finally {
    await source.close();
  }
}

const failureOf = (asked: Promise<unknown>) => asked.then(() => null).catch((error: unknown) => error);

describe('a source', () => {
  it('ends a statement that takes too long and can be asked again at once', () =>
    withSource('too-long', async (source) => {
      expect(await failureOf(source.query(sleep, [5]))).toMatchObject({
        reason: 'TIMEOUT',
        retryAfterMs: 100,
      });
      expect(await source.query(one, [1])).toEqual([{ n: 1 }]);
      expect(source.state).toBe('UP');
    }));

  it('survives a connection that is cut in the middle of a statement', () =>
    withSource('cut', async (source) => {
      const asked = failureOf(source.query(sleep, [5]));
      await new Promise((resolve) => setTimeout(resolve, 100));
      await withPool(cluster.superUrl, (pool) =>
        pool.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lienthong cut'",
        ),
      );
      expect(await asked).toMatchObject({ reason: 'UNREACHABLE' });
      expect(await source.query(one, [2])).toEqual([{ n: 2 }]);
    }));

  it('tells a statement that PostgreSQL rejects from a database that is not to be had', () =>
    withSource('rejects', async (source) => {
      for (let time = 0; time < 5; time += 1) {
        const error = await failureOf(source.query({ name: 'wrong', text: 'select no_such_column' }, []));
        expect(error).toBeInstanceOf(SourceError);
        expect(error).toMatchObject({ reason: 'REJECTED' });
      }
      expect(source.state).toBe('UP');
      expect(await source.query(one, [3])).toEqual([{ n: 3 }]);
    }));

  it('goes on when a view it reads is replaced by one of another type', async () => {
    const database = cluster.superUrl.replace(/\/postgres$/, '/population');
    const view = `lienthong.test_view_${process.pid}`;
    const replace = (type: string) =>
      withPool(database, (pool) =>
        pool.query(`drop view if exists ${view}; create view ${view} as select '7'::${type} as n;
                    grant select on ${view} to lienthong_reader`),
      );
    const read = { name: 'read_view', text: `select n from ${view}` };
    await replace('integer');
    try {
      await withSource('view', async (source) => {
        const warm = await Promise.all(Array.from({ length: 10 }, () => source.query(read, [])));
        expect(warm[9]).toEqual([{ n: 7 }]);
        await replace('text');
        const after = await Promise.all(Array.from({ length: 10 }, () => source.query(read, [])));
        expect(after).toEqual(Array.from({ length: 10 }, () => [{ n: '7' }]));
      });
    } finally {
      await withPool(database, (pool) => pool.query(`drop view ${view}`));
    }
  });

  it('is left alone after three failures in a row and asked again after its rest', () =>
    withSource('rests', async (source) => {
      for (let time = 0; time < 3; time += 1) await failureOf(source.query(sleep, [5]));
      const start = performance.now();
      expect(await failureOf(source.query(one, [1]))).toMatchObject({ reason: 'OPEN' });
      expect(performance.now() - start).toBeLessThan(100);
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(await source.query(one, [4])).toEqual([{ n: 4 }]);
    }));

  it('answers more statements at once than it has connections', () =>
    withSource('many', async (source) => {
      const asked = Array.from({ length: 50 }, (_, n) => source.query(one, [n]));
      expect(await Promise.all(asked)).toEqual(Array.from({ length: 50 }, (_, n) => [{ n }]));
    }));

  it('plans a statement once a connection, however few keys come', () =>
    withSource('plans', async (source) => {
      const read = {
        name: 'of_some',
        text: 'select full_name from lienthong.resident where personal_id = any($1::text[])',
      };
      for (let time = 0; time < 12; time += 1) await source.query(read, [['001090000001']]);
      const plans = "select custom_plans::int as anew from pg_prepared_statements where name = 'of_some'";
      const seen = await Promise.all(
        [1, 2].map(() => source.query<{ anew: number }>({ name: 'plans', text: plans }, [])),
      );
      expect(seen.flat().length).toBeGreaterThan(0);
      for (const { anew } of seen.flat()) expect(anew).toBe(0);
    }));

  it('refuses to write', () =>
    withSource('read-only', async (source) => {
      const write = { name: 'write', text: 'create temporary table mine (n int)' };
      expect(await failureOf(source.query(write, []))).toMatchObject({ reason: 'REJECTED' });
    }));

  it('never says in its message what PostgreSQL said', () =>
    withSource('quiet', async (source) => {
      const cast = { name: 'cast', text: 'select $1::text::date' };
      const error = await failureOf(source.query(cast, ['001200000001']));
      expect(String(error)).not.toContain('001200000001');
    }));
});

import pg from 'pg';
import { CommitInTurn } from '../../../src/reconciliation/stages/commit-in-turn.js';
import { makePrivateCluster, type PrivateCluster } from '../../faults/private-cluster.js';

let cluster: PrivateCluster;
let pool: pg.Pool;
let runId: number;

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  pool = new pg.Pool({ connectionString: cluster.databases.urls.hubMatcher!, max: 4 });
  pool.on('error', () => undefined);
}, 120_000);
afterAll(async () => {
  await pool?.end();
  await cluster?.remove();
});
beforeEach(async () => {
  await cluster.sql('hub', 'delete from reconciliation.run');
  const [run] = await cluster.sql<{ id: number }>(
    'hub',
    `insert into reconciliation.run (sector, source, engine_version) values ('x', '{}', 0) returning run_id as id`,
  );
  runId = run!.id;
});

/** A chunk of one row that is written when `ready`. */
const chunk = (line: number, ready: Promise<unknown>) => async (client: pg.ClientBase) => {
  await ready;
  await client.query(
    `insert into reconciliation.rejected (run_id, line, reason, text) values ($1, $2, 'NO_NAME', '')`,
    [runId, line],
  );
  return { lastSeq: line };
};

const kept = async () =>
  (
    await cluster.sql<{ line: number }>(
      'hub',
      `select line from reconciliation.rejected where run_id = ${runId}`,
    )
  ).map(({ line }) => line);

describe('chunks side by side', () => {
  it('are committed in the order they came, whichever is written first', async () => {
    const turns = new CommitInTurn(pool, runId);
    const committed: number[] = [];
    let release: (value?: unknown) => void = () => undefined;
    const late = new Promise((resolve) => {
      release = resolve;
    });
    await turns.add(chunk(1, late), () => committed.push(1));
    await turns.add(chunk(2, Promise.resolve()), () => committed.push(2));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await kept()).toEqual([]);
    release();
    await turns.finish();
    expect(committed).toEqual([1, 2]);
    expect((await kept()).sort()).toEqual([1, 2]);
  });

  it('are not kept behind one that failed', async () => {
    const turns = new CommitInTurn(pool, runId);
    await turns.add(chunk(1, Promise.resolve()));
    await turns.add(() => Promise.reject(new Error('broken')));
    await expect(turns.add(chunk(3, Promise.resolve())).then(() => turns.finish())).rejects.toThrow('broken');
    await turns.rest();
    expect(await kept()).toEqual([1]);
  });

  it('are not kept behind one at which the run was asked to stop', async () => {
    const turns = new CommitInTurn(pool, runId);
    await turns.add(chunk(1, Promise.resolve()));
    await turns.finish();
    await cluster.sql('hub', `update reconciliation.run set state = 'PAUSING' where run_id = ${runId}`);
    await turns.add(chunk(2, Promise.resolve()));
    await expect(turns.add(chunk(3, Promise.resolve())).then(() => turns.finish())).rejects.toMatchObject({
      state: 'PAUSED',
    });
    await turns.rest();
    expect(await kept()).toEqual([1]);
  });
});

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { recordEvents } from '../../src/audit/record.js';
import { rotateSealKey } from '../../src/audit/seal-keys.js';
import { withPool } from '../../src/cli/workplace.js';
import { startJob } from '../../src/process/job.js';
import { makeLogger } from '../../src/process/logger.js';
import { auditEvent } from '../support/audit-event.js';
import { sharedCluster } from '../support/cluster.js';
import { makeSealedRecord, type SealedRecord } from '../support/sealed-record.js';
import { writeSideBySide } from '../support/writers.js';

let record: SealedRecord;
const { signal } = new AbortController();

beforeEach(async () => {
  record = await makeSealedRecord(await sharedCluster());
});
afterEach(() => record.remove());

const sealsOf = () =>
  record.sql<{ n: string; first_seq: string; last_seq: string; key_id: string }>(
    'select n, first_seq, last_seq, key_id from audit.seal order by n',
  );
const unsealed = async () =>
  (
    await record.sql<{ id: string }>(
      'select id from audit.event e where not exists (select from audit.leaf l where l.event_id = e.id)',
    )
  ).map((row) => row.id);

async function sealOnce(): Promise<void> {
  const sealer = record.makeSealer();
  await sealer.run(signal);
  await sealer.close();
}

describe('a sealer', () => {
  it('gives every event one leaf, in the order of transactions, without a gap', async () => {
    const ids = [...(await record.write(5)), ...(await record.write(3))];
    await record.seal();
    ids.push(...(await record.write(2)));
    await record.seal();
    const leaves = await record.sql<{ seq: string; event_id: string }>(
      'select seq, event_id from audit.leaf order by seq',
    );
    expect(leaves.map((leaf) => leaf.event_id)).toEqual(ids);
    expect(leaves.map((leaf) => Number(leaf.seq))).toEqual(ids.map((_, at) => at));
    expect((await sealsOf()).map((seal) => [seal.first_seq, seal.last_seq])).toEqual([
      ['0', '7'],
      ['8', '9'],
    ]);
    expect(
      await record.verify({ checkpointFiles: [record.files.history, record.files.latest] }),
    ).toMatchObject({
      ...{ found: [], seals: 2, entries: 10, waiting: 0 },
      checkpoints: { compared: 3, foreign: 0 },
    });
  });

  it('leaves out what is behind an open transaction, and takes it once that has ended', async () => {
    await withPool(record.url('audit_writer'), async (pool) => {
      const open = await pool.connect();
      await open.query('begin');
      const held = auditEvent();
      await recordEvents(open, [held]);
      const [after] = await record.write(1);
      await sealOnce();
      expect(await sealsOf()).toEqual([]);
      expect((await record.verify()).waiting).toBe(1);
      await open.query('commit');
      open.release();
      await record.seal();
      const order = await record.sql<{ event_id: string }>('select event_id from audit.leaf order by seq');
      expect(order.map((row) => row.event_id)).toEqual([held.id, after]);
    });
  });

  it('writes no seal where nothing happened', async () => {
    await record.seal();
    await record.write(1);
    await record.seal();
    await record.seal();
    expect(await sealsOf()).toHaveLength(1);
  });

  it('seals at most 4,096 events at once, and the rest of their last transaction', async () => {
    await withPool(record.url('audit_writer'), async (pool) => {
      const client = await pool.connect();
      for (const size of [4_000, 200, 10]) {
        await recordEvents(
          client,
          Array.from({ length: size }, () => auditEvent({ subjects: [] })),
        );
      }
      client.release();
    });
    await record.seal();
    expect((await sealsOf()).map((seal) => seal.last_seq)).toEqual(['4199', '4209']);
    expect(await record.verify()).toMatchObject({ found: [], entries: 4_210 });
  });

  it('seals every event of 32 writers side by side exactly once, while they write', async () => {
    const sealer = record.makeSealer();
    const job = startJob('sealer', 200, (stopping) => sealer.run(stopping), makeLogger('silent'));
    const committed = await writeSideBySide(record.url('audit_writer'), 32, 3_000);
    await record.settle();
    await job.now();
    job.stop();
    await sealer.close();
    expect(committed.length).toBeGreaterThan(100);
    const [counts] = await record.sql<{ leaves: number; events: number }>(
      `select count(*)::int as leaves, count(distinct event_id)::int as events from audit.leaf`,
    );
    expect(counts).toEqual({ leaves: committed.length, events: committed.length });
    expect(await unsealed()).toEqual([]);
    expect((await sealsOf()).length).toBeGreaterThan(1);
    expect(await record.verify()).toMatchObject({ found: [], entries: committed.length });
  });

  it('works alone: a second one seals nothing until the first is gone', async () => {
    const [first, second] = [record.makeSealer(), record.makeSealer()];
    await record.settle();
    await first.run(signal);
    await record.write(2);
    await record.settle();
    await second.run(signal);
    expect(await sealsOf()).toEqual([]);
    // As when its process is killed: the server ends the session.
    await record.sql(
      "select pg_terminate_backend(pid, 5000) from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and granted and application_name = 'lienthong sealer'",
    );
    await record.settle();
    await second.run(signal);
    expect(await sealsOf()).toHaveLength(1);
    await record.settle();
    await first.run(signal);
    await record.write(1);
    await record.settle();
    await first.run(signal);
    expect(await unsealed()).toHaveLength(1);
    await Promise.all([first.close(), second.close()]);
  });

  it('goes on with a new key that the old one introduced, in the running process too', async () => {
    const sealer = record.makeSealer();
    await record.write(1);
    await record.settle();
    await sealer.run(signal);
    rotateSealKey(record.keyFile);
    await record.write(1);
    await record.settle();
    await sealer.run(signal);
    await sealer.close();
    const seals = await sealsOf();
    expect(new Set(seals.map((seal) => seal.key_id)).size).toBe(2);
    expect(await record.verify()).toMatchObject({ found: [], seals: 2 });
    expect(JSON.parse(readFileSync(record.keyFile, 'utf8')).former).toHaveLength(1);
  });

  it('counts what waits and for how long, and what it sealed', async () => {
    await record.write(3);
    await record.seal();
    const text = await record.metrics.registry.metrics();
    expect(text).toMatch(/^lienthong_audit_seals_total 1$/m);
    expect(text).toMatch(/^lienthong_audit_sealed_events_total 3$/m);
    expect(text).toMatch(/^lienthong_audit_seal_lag_seconds 0$/m);
  });

  it('fails without harm while the database is away, and goes on after', async () => {
    const sealer = record.makeSealer();
    await record.settle();
    await sealer.run(signal);
    const name = new URL(record.url('sealer')).pathname.slice(1);
    const cluster = await sharedCluster();
    const admin = new pg.Client({ connectionString: cluster.superUrl });
    await admin.connect();
    await admin.query(`alter database ${name} with allow_connections false`);
    await admin.query(
      'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1 and application_name = $2',
      [name, 'lienthong sealer'],
    );
    await sealer.run(signal);
    expect((await record.metrics.sealFailures.get()).values[0]!.value).toBeGreaterThan(0);
    await admin.query(`alter database ${name} with allow_connections true`);
    await admin.end();
    await record.write(1);
    await record.settle();
    await sealer.run(signal);
    expect(await unsealed()).toEqual([]);
    await sealer.close();
  });
});

describe('a sealer that knows the end of the record', () => {
  /** Takes the seals from number 2 on away, and rewrites an event of them so that a sealer would take it as new. */
  const rewrite = async (id: string) => {
    await record.tamper('delete from audit.seal where n >= 2');
    await record.tamper('delete from audit.leaf where seq >= 1');
    await record.tamper(
      "update audit.event set officer = 'innocent', txid = pg_current_xact_id() where id = $1",
      [id],
    );
    await record.settle();
  };
  const failures = async () => (await record.metrics.sealFailures.get()).values[0]!.value;

  it.each(['in the running process', 'in a new process, from the checkpoint file'])(
    'signs nothing behind it: %s',
    async (where) => {
      const sealer = record.makeSealer();
      const ids: string[] = [];
      for (let seal = 0; seal < 2; seal += 1) {
        ids.push(...(await record.write(1)));
        await record.settle();
        await sealer.run(signal);
      }
      const latest = readFileSync(record.files.latest, 'utf8');
      const goesOn = where.startsWith('in the running') ? sealer : record.makeSealer();
      if (goesOn === sealer) rmSync(record.files.latest);
      else await sealer.close();
      await rewrite(ids[1]!);
      await goesOn.run(signal);
      await goesOn.run(signal);
      await goesOn.close();
      expect(await sealsOf()).toHaveLength(1);
      expect(await failures()).toBe(2);
      if (goesOn === sealer) writeFileSync(record.files.latest, latest);
      expect(readFileSync(record.files.latest, 'utf8')).toBe(latest);
      expect((await record.verify({ checkpointFiles: [record.files.latest] })).kinds).toMatchObject({
        TRUNCATED: 1,
      });
    },
  );

  it('signs nothing beside it, when somebody else with the key went on from there', async () => {
    const sealer = record.makeSealer();
    const [, id = ''] = [...(await record.write(1)), ...(await record.write(1))];
    await record.settle();
    await sealer.run(signal);
    await sealer.close();
    const latest = readFileSync(record.files.latest, 'utf8');
    await record.tamper('truncate audit.seal, audit.leaf');
    await record.tamper("update audit.event set officer = 'innocent' where id = $1", [id]);
    await record.sealAnyway();
    await record.write(1);
    await record.sealAnyway();
    writeFileSync(record.files.latest, latest);
    await record.write(1);
    await record.seal();
    expect(await sealsOf()).toHaveLength(2);
    expect(readFileSync(record.files.latest, 'utf8')).toBe(latest);
  });

  it('goes on behind seals of another process', async () => {
    const sealer = record.makeSealer();
    await record.write(1);
    await record.settle();
    await sealer.run(signal);
    const latest = readFileSync(record.files.latest, 'utf8');
    await sealer.close();
    for (let seal = 0; seal < 2; seal += 1) {
      await record.write(1);
      await record.seal();
    }
    writeFileSync(record.files.latest, latest);
    await record.write(1);
    await record.settle();
    await sealer.run(signal);
    await sealer.close();
    expect(await sealsOf()).toHaveLength(4);
    expect((await record.verify()).found).toEqual([]);
  });

  it('signs nothing over a tree that is not the one of the newest seal', async () => {
    await record.write(1);
    await record.seal();
    await record.tamper("update audit.seal set frontier = sha256('x')");
    await record.write(1);
    await record.seal();
    expect(await sealsOf()).toHaveLength(1);
  });
});

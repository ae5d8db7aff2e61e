import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { leafOf } from '../../src/audit/canonical.js';
import { shortForm } from '../../src/audit/checkpoint.js';
import { readCheckpoints } from '../../src/audit/checkpoint-file.js';
import { readEvents } from '../../src/audit/event-store.js';
import { openSealKeys, rotateSealKey } from '../../src/audit/seal-keys.js';
import type { VerifyReport } from '../../src/audit/verify.js';
import { withPool } from '../../src/cli/workplace.js';
import { sharedCluster } from '../support/cluster.js';
import { makeSealedRecord, type SealedRecord } from '../support/sealed-record.js';

let record: SealedRecord;
/** Ids of the nine events: three seals of three. */
let ids: string[];

beforeEach(async () => {
  record = await makeSealedRecord(await sharedCluster());
  ids = [];
  for (let seal = 0; seal < 3; seal += 1) {
    ids.push(...(await record.write(3)));
    await record.seal();
  }
});
afterEach(() => record.remove());

const verify = () => record.verify({ checkpointFiles: [record.files.history, record.files.latest] });
const first = ({ found: [one] }: VerifyReport) => one && [one.kind, one.seal, one.entry, one.eventId];

describe('a record that nobody touched', () => {
  it('is what was sealed, whole and by days', async () => {
    expect(await verify()).toMatchObject({ found: [], seals: 3, entries: 9, waiting: 0, archived: 0 });
    const today = { from: '2020-01-01T00:00:00.000000Z', to: '2100-01-01T00:00:00.000000Z' };
    expect(await record.verify({ span: today })).toMatchObject({ found: [], seals: 3, entries: 9 });
    const past = { from: '2020-01-01T00:00:00.000000Z', to: '2020-01-02T00:00:00.000000Z' };
    expect(await record.verify({ span: past })).toMatchObject({ found: [], seals: 0, entries: 0 });
  });

  it('is sound from any of its seals on', async () => {
    const [row] = await record.sql<{ at: string }>(
      `select to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from audit.leaf where seq = 7`,
    );
    const span = { from: row!.at, to: '2100-01-01T00:00:00.000000Z' };
    expect(await record.verify({ span })).toMatchObject({ found: [], seals: 1, entries: 3 });
  });

  it('says what waits for a seal and takes no offence', async () => {
    await record.write(2);
    const report = await verify();
    expect(report).toMatchObject({ found: [], waiting: 2 });
    expect(report.oldestWaiting).toBeGreaterThan(0);
  });
});

describe('verification names', () => {
  it.each([
    'officer = $$other$$',
    'fields_released = $${}$$',
    "occurred_at = occurred_at - interval '1 second'",
    'change = $${}$$',
    'salt = sha256(salt)',
    'duration_ms = 0',
  ])('an edited event: %s', async (change) => {
    await record.tamper(`update audit.event set ${change} where id = $1`, [ids[4]]);
    expect(first(await verify())).toEqual(['EDITED', 2, 4, ids[4]]);
  });

  it.each([
    "update audit.event_subject set subject_mac = 'x' where event_id = $1",
    "update audit.event_subject set relation = 'RELATED' where event_id = $1",
    'delete from audit.event_subject where event_id = $1',
    "insert into audit.event_subject select event_id, occurred_at, 'x', 'y', outcome from audit.event_subject where event_id = $1",
  ])('an event whose people were changed: %s', async (statement) => {
    await record.tamper(statement, [ids[4]]);
    expect(first(await verify())).toEqual(['EDITED', 2, 4, ids[4]]);
  });

  it('every one of several edits, the first of them first', async () => {
    await record.tamper('update audit.event set officer = $1 where id = any($2)', [
      'x',
      [ids[7], ids[1], ids[0]],
    ]);
    const { found, kinds } = await verify();
    expect(found.map((one) => one.entry)).toEqual([0, 1, 7]);
    expect(kinds).toEqual({ EDITED: 3 });
  });

  it('an edited leaf', async () => {
    await record.tamper("update audit.leaf set leaf = sha256('x') where seq = 4");
    const report = await verify();
    expect(first(report)).toEqual(['LEAF_EDITED', 2, 4, ids[4]]);
    expect(report.found).toHaveLength(1);
  });

  it('an event and its leaf edited together, by their seal', async () => {
    await record.tamper("update audit.event set salt = '\\x00' where id = $1", [ids[4]]);
    const events = await withPool(record.url('auditor'), (pool) => readEvents(pool, [ids[4]!]));
    await record.tamper('update audit.leaf set leaf = $1 where seq = 4', [leafOf(events.get(ids[4]!)!)]);
    const report = await verify();
    expect(first(report)).toEqual(['EDITED', 2, null, null]);
    expect(report.found).toHaveLength(1);
  });

  it('a deleted event', async () => {
    await record.tamper('delete from audit.event where id = $1', [ids[4]]);
    expect(first(await verify())).toEqual(['DELETED', 2, 4, ids[4]]);
  });

  it('an event deleted with its leaf', async () => {
    await record.tamper('delete from audit.event where id = $1', [ids[4]]);
    await record.tamper('delete from audit.leaf where seq = 4');
    const report = await verify();
    expect(first(report)).toEqual(['DELETED', 2, 4, null]);
    expect(report.found).toHaveLength(1);
  });

  it('an event put into the past, before what is sealed', async () => {
    await record.tamper(
      `insert into audit.event (id, request_id, outcome, duration_ms, txid, occurred_at)
      select gen_random_uuid(), 'x', 'ANSWERED', 1, txid, occurred_at from audit.event where id = $1`,
      [ids[4]],
    );
    await record.seal();
    const { found, kinds } = await verify();
    expect(kinds).toEqual({ INSERTED_IN_THE_PAST: 1 });
    expect(found[0]).toMatchObject({ seal: null, entry: null });
  });

  it('an event put into the past with a transaction number of today, which then was sealed', async () => {
    await record.tamper(`insert into audit.event (id, request_id, outcome, duration_ms, occurred_at)
      values ('00000000-0000-7000-8000-000000000001', 'x', 'ANSWERED', 1, now() - interval '1 day')`);
    await record.seal();
    expect(first(await verify())).toEqual([
      ...['INSERTED_IN_THE_PAST', 4, 9, '00000000-0000-7000-8000-000000000001'],
    ]);
  });

  const exchanges: [string, string][] = [
    [
      'the contents of two events',
      `update audit.event e set officer = o.officer, request_id = o.request_id, salt = o.salt, txid = o.txid
         from audit.event o where e.id in ($1, $2) and o.id in ($1, $2) and o.id <> e.id`,
    ],
    [
      'the people of two events',
      `update audit.event_subject set event_id = case when event_id = $1 then $2 else $1 end where event_id in ($1, $2)`,
    ],
    [
      'two leaves',
      'update audit.leaf l set leaf = o.leaf from audit.leaf o where l.event_id in ($1, $2) and o.event_id in ($1, $2) and o.seq <> l.seq',
    ],
    [
      'the places of two entries',
      'update audit.leaf set seq = case when event_id = $1 then 104 else 103 end where event_id in ($1, $2)',
    ],
  ];
  it.each(exchanges)('an exchange of %s', async (what, statement) => {
    await record.tamper(statement.replaceAll('$1', '$1::uuid').replaceAll('$2', '$2::uuid'), [
      ids[3],
      ids[4],
    ]);
    if (what.startsWith('the places'))
      await record.tamper('update audit.leaf set seq = seq - 100 where seq > 100');
    const report = await verify();
    expect(report.kinds).toEqual({ SWAPPED: 2 });
    expect(report.found.map((one) => one.entry)).toEqual([3, 4]);
  });

  it('an end that was cut off, seals and all, by the checkpoint that left the database', async () => {
    await record.tamper('delete from audit.seal where n = 3');
    await record.tamper('delete from audit.leaf where seq >= 6');
    await record.tamper('delete from audit.event where id = any($1)', [ids.slice(6)]);
    expect(first(await verify())).toEqual(['TRUNCATED', 3, 6, null]);
    expect((await record.verify()).found).toEqual([]);
  });

  it('an end that was cut off by halves, without any checkpoint', async () => {
    await record.tamper('delete from audit.leaf where seq >= 5');
    expect(first(await record.verify())).toEqual(['TRUNCATED', 2, 5, null]);
  });

  it('seals that are gone while their leaves stayed', async () => {
    await record.tamper('delete from audit.seal where n = 3');
    expect(first(await record.verify())).toEqual(['TRUNCATED', null, 6, null]);
  });

  it('a seal taken out of the middle', async () => {
    await record.tamper('delete from audit.seal where n = 2');
    expect(first(await record.verify())).toEqual(['BROKEN_CHAIN', 3, null, null]);
  });

  it.each([
    "checkpoint = replace(checkpoint, 'seal 2', 'seal 7')",
    "root = sha256('x')",
    "head = sha256('x')",
    "prev_head = sha256('x')",
    "sealed_at = sealed_at + interval '1 hour'",
    'horizon = $$9$$',
    "checkpoint = 'gone'",
  ])('an edited seal: %s', async (change) => {
    await record.tamper(`update audit.seal set ${change} where n = 2`);
    expect(first(await record.verify())).toEqual(['SEAL_EDITED', 2, null, null]);
  });

  it('an edited frontier', async () => {
    await record.tamper("update audit.seal set frontier = sha256('x') || sha256('y') where n = 2");
    expect(first(await record.verify())).toEqual(['BROKEN_CHAIN', 2, null, null]);
  });

  it('a record rewritten from its start with another key', async () => {
    const own = openSealKeys(record.keyFile, 'x', null).trusted;
    copyFileSync(record.keyFile, join(record.folder, 'own-keys.json'));
    await record.tamper('truncate audit.leaf, audit.seal, audit.seal_key');
    await record.tamper("update audit.event set officer = 'nobody'");
    rmSync(record.keyFile);
    openSealKeys(record.keyFile, 'hub.example/lienthong/audit', null);
    await record.sealAnyway();
    expect(first(await record.verify({ trusted: own }))).toEqual(['FOREIGN_KEY', 1, null, null]);
  });

  it('a record rewritten with the right key, by the checkpoint that left the database', async () => {
    copyFileSync(record.files.latest, join(record.folder, 'kept'));
    await record.tamper('delete from audit.seal where n >= 2');
    await record.tamper('delete from audit.leaf where seq >= 3');
    await record.tamper("update audit.event set officer = 'nobody' where id = $1", [ids[4]]);
    await record.sealAnyway();
    expect((await record.verify()).found).toEqual([]);
    const report = await record.verify({ checkpointFiles: [join(record.folder, 'kept')] });
    expect(first(report)).toEqual(['FORKED', 3, 8, null]);
  });

  it('the same by what an agency noted from the header of its answers', async () => {
    const noted = join(record.folder, 'noted');
    for await (const { full } of readCheckpoints(record.files.latest, []))
      writeFileSync(noted, `${shortForm(full!)}\n`);
    expect(readFileSync(noted, 'utf8')).toMatch(/^9 \S{44}\n$/);
    expect(await record.verify({ checkpointFiles: [noted] })).toMatchObject({
      ...{ found: [], checkpoints: { compared: 1, foreign: 0 } },
    });
    await record.tamper('delete from audit.seal where n >= 2');
    await record.tamper('delete from audit.leaf where seq >= 3');
    await record.tamper("update audit.event set officer = 'nobody' where id = $1", [ids[4]]);
    await record.sealAnyway();
    expect(first(await record.verify({ checkpointFiles: [noted] }))).toEqual(['FORKED', null, 8, null]);
  });
});

describe('a checkpoint that no trusted key signed', () => {
  it('proves nothing against the record', async () => {
    const forged = join(record.folder, 'forged');
    writeFileSync(forged, readFileSync(record.files.latest, 'utf8').replace(/^9$/m, '12'));
    expect(await record.verify({ checkpointFiles: [forged] })).toMatchObject({
      ...{ found: [], checkpoints: { compared: 0, foreign: 1 } },
    });
  });
});

describe('verification finds behind the back of the seals', () => {
  const month = (months: number) => `occurred_at + interval '${months} months'`;
  const columns = async () => {
    const rows = await record.sql<{ name: string }>(
      "select attname as name from pg_attribute where attrelid = 'audit.event'::regclass and attnum > 0",
    );
    return rows.map((row) => row.name);
  };
  /** A second event under the id of a sealed one. */
  const twin = async (id: string, changes: Record<string, string>) => {
    const names = await columns();
    const values = names.map((name) => changes[name] ?? name);
    await record.tamper(
      `insert into audit.event (${names.join()}) select ${values.join()} from audit.event where id = $1`,
      [id],
    );
  };

  it.each(['1 microsecond', '2 months'])('somebody moved away from an event by %s', async (by) => {
    await record.tamper(
      `update audit.event_subject set occurred_at = occurred_at + interval '${by}' where event_id = $1`,
      [ids[4]],
    );
    const report = await verify();
    expect([first(report), report.found.length]).toEqual([['EDITED', 2, 4, ids[4]], 1]);
  });

  it('somebody added to an event in another month', async () => {
    await record.tamper(
      `insert into audit.event_subject select event_id, ${month(2)}, 'x', 'y', outcome
       from audit.event_subject where event_id = $1`,
      [ids[4]],
    );
    const report = await verify();
    expect([first(report), report.found.length]).toEqual([['EDITED', null, null, ids[4]], 1]);
  });

  it('a second event under the id of a sealed one, to which its people were moved', async () => {
    await twin(ids[4]!, {
      occurred_at: "occurred_at - interval '1 microsecond'",
      officer: "'framed'",
      txid: "'999999999999'::xid8",
    });
    await record.tamper(
      "update audit.event_subject set occurred_at = occurred_at - interval '1 microsecond' where event_id = $1",
      [ids[4]],
    );
    expect((await verify()).kinds).toEqual({ EDITED: 1, INSERTED_IN_THE_PAST: 1 });
    const read = await withPool(record.url('auditor'), (pool) => readEvents(pool, [ids[4]!]));
    expect(read.get(ids[4]!)).toMatchObject({ officer: '001', subjects: [] });
  });

  it('the same once a sealer took it for a new event', async () => {
    await twin(ids[4]!, { occurred_at: 'clock_timestamp()', txid: 'pg_current_xact_id()' });
    await record.seal();
    const report = await verify();
    expect([first(report), report.found.length]).toEqual([['INSERTED_IN_THE_PAST', null, 9, ids[4]], 1]);
  });

  it.each([undefined, { from: '2000-01-01T00:00:00.000000Z', to: '2100-01-01T00:00:00.000000Z' }])(
    'an event of a transaction that no server gave out, in the whole and in a span: %j',
    async (span) => {
      await record.tamper(
        `insert into audit.event (id, request_id, outcome, duration_ms, occurred_at, txid) values
         ('00000000-0000-7000-8000-000000000001', 'x', 'ANSWERED', 1, clock_timestamp(), '999999999999')`,
      );
      expect((await record.verify({ ...(span && { span }) })).found).toMatchObject([
        { kind: 'INSERTED_IN_THE_PAST', eventId: '00000000-0000-7000-8000-000000000001' },
      ]);
    },
  );

  it.each([
    ['NOT_SEALED', '2 minutes'],
    ['INSERTED_IN_THE_PAST', '6 minutes'],
  ])('an event without a seal behind sealed ones: %s after %s', async (kind, age) => {
    await record.tamper(
      `insert into audit.event (id, request_id, outcome, duration_ms, occurred_at)
       values ('00000000-0000-7000-8000-000000000001', 'x', 'ANSWERED', 1, clock_timestamp() - interval '${age}')`,
    );
    expect((await verify()).kinds).toEqual({ [kind]: 1 });
  });

  it.each([
    "update audit.seal_key set public_key = sha256('x')",
    "update audit.seal_key set endorsement = 'x'",
    'update audit.seal_key set introduced_after_seal = 2',
    'delete from audit.seal_key',
  ])('an edited row of the keys: %s', async (statement) => {
    await record.tamper(statement);
    expect((await verify()).kinds).toEqual({ KEY_EDITED: 1 });
  });

  it('a later key whose introduction was taken out', async () => {
    rotateSealKey(record.keyFile);
    await record.write(1);
    await record.seal();
    const trusted = openSealKeys(record.keyFile, '', null).trusted;
    expect((await record.verify({ trusted })).kinds).toEqual({});
    await record.tamper('update audit.seal_key set endorsement = null where introduced_after_seal > 0');
    expect((await record.verify({ trusted })).kinds).toEqual({ KEY_EDITED: 1 });
  });

  it('no fault with what came after one event dated far ahead', async () => {
    const [ahead] = await record.write(1);
    for (const [table, key] of [
      ['event', 'id'],
      ['event_subject', 'event_id'],
    ])
      await record.tamper(`update audit.${table} set occurred_at = ${month(1)} where ${key} = $1`, [ahead]);
    await record.seal();
    await record.write(1);
    await record.seal();
    await record.write(1);
    expect(await verify()).toMatchObject({ found: [], waiting: 1 });
  });
});

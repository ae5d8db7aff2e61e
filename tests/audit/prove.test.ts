import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ArchiveError, archiveMonth } from '../../src/audit/archive.js';
import { NotAsSealedError, writeBundle } from '../../src/audit/bundle.js';
import { monthSpan } from '../../src/audit/event-store.js';
import { toVkey } from '../../src/audit/note.js';
import { type Proof, proveEvent } from '../../src/audit/prove.js';
import { openSealKeys, rotateSealKey } from '../../src/audit/seal-keys.js';
import { monthsOnRecord } from '../../src/audit/seal-store.js';
import { withPool } from '../../src/cli/workplace.js';
import { packageRoot } from '../../src/config/package-root.js';
import { sharedCluster } from '../support/cluster.js';
import { makeSealedRecord, type SealedRecord } from '../support/sealed-record.js';

let record: SealedRecord;

beforeEach(async () => {
  record = await makeSealedRecord(await sharedCluster());
});
afterEach(() => record.remove());

const vkeys = () => openSealKeys(record.keyFile, '', null).trusted.map(toVkey);
const prove = (id: string) => withPool(record.url('auditor'), (pool) => proveEvent(pool, id));

/** Runs the verifier that auditors are given. */
function check(content: unknown, keys = vkeys()) {
  const file = join(record.folder, 'given.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  const args = [...keys.flatMap((key) => ['--key', key]), file];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(packageRoot, 'docs/audit-verifier.mjs'), ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: record.url('owner') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('a proof', () => {
  it('of every event convinces who has nothing but the public key', async () => {
    const ids = await record.write(5);
    await record.seal();
    ids.push(...(await record.write(1)));
    await record.seal();
    for (const [seq, id] of ids.entries()) {
      const proof = (await prove(id)) as Proof;
      expect(proof).toMatchObject({ format: 'lienthong-audit-proof/1', seq });
      const { status, stdout } = check(proof);
      expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining(id) });
    }
  });

  it('says why there is none', async () => {
    expect(await prove('00000000-0000-7000-8000-000000000000')).toBe('UNKNOWN');
    const [id = ''] = await record.write(2);
    expect(await prove(id)).toBe('NOT_SEALED_YET');
    await record.seal();
    await record.tamper("update audit.event set officer = 'x' where id = $1", [id]);
    expect(await prove(id)).toBe('NOT_AS_SEALED');
  });

  it('convinces nobody once a byte of it is another', async () => {
    const [, id = ''] = await record.write(3);
    await record.seal();
    const proof = (await prove(id)) as Proof;
    const [other = ''] = proof.path;
    const changed: [string, unknown][] = [
      ['the event', { ...proof, event: proof.event.replace('"001"', '"002"') }],
      ['a space', { ...proof, event: `${proof.event} ` }],
      ['the salt', { ...proof, salt: Buffer.alloc(16).toString('base64') }],
      ['the place', { ...proof, seq: 0 }],
      ['a place outside', { ...proof, seq: 7 }],
      ['the path', { ...proof, path: [...proof.path].reverse() }],
      ['a path too short', { ...proof, path: [other] }],
      ['a path too long', { ...proof, path: [...proof.path, other] }],
      ['the checkpoint', { ...proof, checkpoint: proof.checkpoint.replace('batch 0', 'batch 1') }],
      ['no checkpoint', { ...proof, checkpoint: '' }],
      ['no proof at all', {}],
    ];
    for (const [what, wrong] of changed) {
      const { status, stderr } = check(wrong);
      expect({ what, status, stderr }).toEqual({
        what,
        status: 1,
        stderr: expect.stringMatching(/^REFUSED: /),
      });
    }
  });

  it('convinces nobody with another key, and asks for one', async () => {
    const [id = ''] = await record.write(1);
    await record.seal();
    const proof = await prove(id);
    const stranger = openSealKeys(join(record.folder, 'other.json'), 'hub.example/lienthong/audit', null);
    expect(check(proof, [toVkey(stranger.current)]).status).toBe(1);
    expect(check(proof, ['nonsense']).status).toBe(1);
    expect(check(proof, []).status).toBe(2);
  });

  it('stays good after the key was changed', async () => {
    const [id = ''] = await record.write(1);
    await record.seal();
    const before = vkeys();
    rotateSealKey(record.keyFile);
    await record.write(1);
    await record.seal();
    expect(check(await prove(id), before).status).toBe(0);
    expect(vkeys()).toHaveLength(2);
    expect(check(await prove(id)).status).toBe(0);
  });

  it('is checked with all lines of the keys in one argument, and one line alone says to give all', async () => {
    await record.write(1);
    await record.seal();
    rotateSealKey(record.keyFile);
    const [id = ''] = await record.write(1);
    await record.seal();
    const [former = '', ...rest] = vkeys();
    const proof = await prove(id);
    expect(check(proof, [[former, ...rest].join('\n')]).status).toBe(0);
    expect(check(proof, [former])).toMatchObject({
      ...{ status: 1, stderr: expect.stringContaining('give every line of `lienthong audit key`') },
    });
  });

  it('comes with a verifier that explains itself and names a file that is not there', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [join(packageRoot, 'docs/audit-verifier.mjs'), ...args], {
        encoding: 'utf8',
      });
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Usage: /), stderr: '' });
    expect(run('--wrong')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^Usage: /) });
    const file = join(record.folder, 'none.json');
    expect(run('--key', 'x', file)).toMatchObject({ status: 2, stderr: `There is no file ${file}.\n` });
  });
});

describe('a bundle', () => {
  const always = { from: '2000-01-01T00:00:00.000000Z', to: '2100-01-01T00:00:00.000000Z' };
  const bundle = (file: string, span = always) =>
    withPool(record.url('auditor'), (pool) => writeBundle(pool, { span, origin: 'hub.example', file }));

  it('holds every event of its span with a proof that the verifier follows', async () => {
    for (const count of [3, 1, 6]) {
      await record.write(count);
      await record.seal();
    }
    const file = join(record.folder, 'bundle.jsonl');
    expect(await bundle(file)).toMatchObject({ entries: 10, archived: 0 });
    const text = readFileSync(file, 'utf8');
    expect(check(text)).toMatchObject({ status: 0, stdout: expect.stringContaining('10 events') });
    const lines = text.split('\n');
    expect(check([...lines.slice(0, 3), ...lines.slice(4)].join('\n')).status).toBe(1);
    expect(check(lines.slice(0, -2).join('\n')).status).toBe(1);
    expect(check(text.replace('"officer\\":\\"001', '"officer\\":\\"002')).status).toBe(1);
  });

  it('holds nothing where nothing happened, and is never written over another file', async () => {
    const file = join(record.folder, 'bundle.jsonl');
    expect(await bundle(file)).toMatchObject({ entries: 0 });
    await expect(bundle(file)).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it('is not made of events that are not what was sealed', async () => {
    const [id] = await record.write(2);
    await record.seal();
    await record.tamper("update audit.event set officer = 'x' where id = $1", [id]);
    await expect(bundle(join(record.folder, 'bundle.jsonl'))).rejects.toThrow(NotAsSealedError);
  });
});

describe('a month that is archived', () => {
  const month = '2026-01';
  const now = Date.UTC(2026, 10, 22);
  const archive = (which = month) =>
    asOwner((client) => {
      const keys = openSealKeys(record.keyFile, '', null);
      const folder = join(record.folder, 'archive');
      mkdirSync(folder, { recursive: true });
      const checkpointFiles = Object.values(record.files);
      return archiveMonth(client, { month: which, folder, keys, checkpointFiles, now });
    });
  /** Moves what was written to another month, before it is sealed: as if it had happened then. */
  const date = async (ids: string[], on: string) => {
    await record.sql(`select audit.make_partition('event', $1), audit.make_partition('event_subject', $1)`, [
      `${on.slice(0, 7)}-01`,
    ]);
    for (const [table, key] of [
      ['event', 'id'],
      ['event_subject', 'event_id'],
    ])
      await record.tamper(`update audit.${table} set occurred_at = $1 where ${key} = any($2)`, [on, ids]);
  };

  it('leaves a bundle that proves itself, drops the contents and keeps the record sound', async () => {
    const old = await record.write(4);
    await date(old, '2026-01-31T23:59:59.999999Z');
    await record.seal();
    const later = await record.write(2);
    await record.seal();
    expect(await asOwner(monthsOnRecord)).toContain(month);
    const { file, events } = await archive();
    expect(events).toBe(4);
    expect(check(readFileSync(file, 'utf8'))).toMatchObject({
      ...{ status: 0, stdout: expect.stringContaining('complete for month 2026-01') },
    });
    expect(await record.sql('select id from audit.event where id = any($1)', [old])).toEqual([]);
    expect(
      await record.sql('select event_id from audit.event_subject where event_id = any($1)', [old]),
    ).toEqual([]);
    expect(await record.verify()).toMatchObject({ found: [], entries: 6, archived: 4, seals: 2 });
    expect(await prove(old[0]!)).toBe('CONTENTS_ARCHIVED');
    expect(check(await prove(later[0]!)).status).toBe(0);
    expect(await asOwner(monthsOnRecord)).not.toContain(month);
  });

  it('excuses no other event: one more that is gone is DELETED, one said to be of that month is found too', async () => {
    const old = await record.write(2);
    await date(old, '2026-01-10T00:00:00Z');
    await record.seal();
    const [id = ''] = await record.write(2);
    await record.seal();
    await archive();
    await record.tamper('delete from audit.event where id = $1', [id]);
    expect((await record.verify()).kinds).toEqual({ DELETED: 1 });
    await record.tamper("update audit.leaf set occurred_at = '2026-01-10T00:00:00Z' where event_id = $1", [
      id,
    ]);
    const { kinds } = await record.verify();
    expect(kinds).toMatchObject({ ARCHIVE_EDITED: 1 });
  });

  it('is not said to be one by a note that no trusted key signed', async () => {
    const old = await record.write(2);
    await date(old, '2026-01-10T00:00:00Z');
    await record.seal();
    await record.tamper(
      "insert into audit.archive (month, events, note) values ('2026-01-01', 2, 'trust me')",
    );
    await record.tamper('delete from audit.event where id = any($1)', [old]);
    expect((await record.verify()).kinds).toEqual({ ARCHIVE_EDITED: 1, DELETED: 2 });
    const { kinds } = await record.verify({ span: monthSpan(month) });
    expect(kinds).toEqual({ DELETED: 2 });
  });

  it.each([
    "update audit.event_subject set occurred_at = occurred_at + interval '1 microsecond' where event_id = $1",
    "update audit.seal set checkpoint = replace(checkpoint, E'\\nseal 1\\n', E'\\nseal 2\\n') where $1::uuid is not null",
    'update audit.seal_key set introduced_after_seal = 7 where $1::uuid is not null',
  ])('is not signed and not dropped once it was tampered with: %s', async (statement) => {
    const old = await record.write(2);
    await date(old, '2026-01-10T00:00:00Z');
    await record.seal();
    await record.tamper(statement, [old[0]]);
    await expect(archive()).rejects.toThrow(NotAsSealedError);
    expect(await record.sql('select id from audit.event where id = any($1)', [old])).toHaveLength(2);
    expect(await record.sql('select month from audit.archive')).toEqual([]);
  });

  it('is not signed against a checkpoint that left the database', async () => {
    const old = await record.write(2);
    await date(old, '2026-01-10T00:00:00Z');
    await record.seal();
    const kept = readFileSync(record.files.latest, 'utf8');
    await record.tamper('truncate audit.seal, audit.leaf');
    await record.tamper("update audit.event set officer = 'innocent' where id = $1", [old[0]]);
    await record.sealAnyway();
    writeFileSync(record.files.latest, kept);
    await expect(archive()).rejects.toThrow(NotAsSealedError);
  });

  it('is over, whole and sealed, or it is refused', async () => {
    const old = await record.write(1);
    await date(old, '2026-01-10T00:00:00Z');
    await expect(archive()).rejects.toThrow(ArchiveError);
    await expect(archive('2026-11')).rejects.toThrow(ArchiveError);
    await record.seal();
    await archive();
    expect(monthSpan('2026-02')).toEqual({
      ...{ from: '2026-02-01T00:00:00.000000Z', to: '2026-02-28T23:59:59.999999Z' },
    });
  });
});

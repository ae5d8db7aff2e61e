import type pg from 'pg';
import type { StoredEvent } from './canonical.js';
import { eventColumns, spanOf, type TimeSpan, timeText, withSubjects } from './event-store.js';

type Client = Pick<pg.ClientBase, 'query'>;

/** One seal as it is kept. */
export interface Seal {
  n: number;
  firstSeq: number;
  lastSeq: number;
  root: Buffer;
  prevHead: Buffer;
  head: Buffer;
  /** Of the tree with this seal's leaves in it. */
  frontier: Buffer;
  horizon: string;
  cluster: string;
  keyId: string;
  /** The signed note. */
  checkpoint: string;
  /** RFC 3339 to the microsecond, UTC. */
  sealedAt: string;
}

export interface Leaf {
  seq: number;
  eventId: string;
  occurredAt: string;
  leaf: Buffer;
}

const sealColumns = `n::float8 as n, first_seq::float8 as "firstSeq", last_seq::float8 as "lastSeq", root,
  prev_head as "prevHead", head, frontier, horizon::text as horizon, cluster::text as cluster, key_id as "keyId",
  checkpoint, ${timeText('sealed_at')} as "sealedAt"`;
const leafColumns = `seq::float8 as seq, event_id as "eventId", ${timeText('occurred_at')} as "occurredAt", leaf`;

export async function newestSeal(client: Client): Promise<Seal | null> {
  const { rows } = await client.query<Seal>(
    `select ${sealColumns} from audit.seal order by audit.seal.n desc limit 1`,
  );
  return rows[0] ?? null;
}

/** What the server says of itself at this snapshot. */
export interface ServerNow {
  /** System identifier. */
  cluster: string;
  /** Every transaction before it has ended. */
  xmin: string;
  /** No transaction from it on has begun. */
  xmax: string;
  time: string;
}

export async function serverNow(client: Client): Promise<ServerNow> {
  const { rows } = await client.query<ServerNow>(
    `select system_identifier::text as cluster, pg_snapshot_xmin(pg_current_snapshot())::text as xmin,
       pg_snapshot_xmax(pg_current_snapshot())::text as xmax, ${timeText('clock_timestamp()')} as time
     from pg_control_system()`,
  );
  return rows[0]!;
}

const hasNoLeaf = `not exists (select from audit.leaf l where l.event_id = e.id and l.occurred_at = e.occurred_at)`;

/**
 * Events to be sealed next, by transaction, then id. `limit` is passed only by the rest of the last transaction.
 * `whole` looks for every event without a leaf, wherever its transaction number stands: after a restore the numbers of
 * the old server mean nothing here.
 */
export async function unsealedEvents(
  client: pg.ClientBase,
  horizon: string,
  now: ServerNow,
  { limit, whole }: { limit: number; whole: boolean },
): Promise<StoredEvent[]> {
  const where = whole
    ? '(e.txid < $1::text::xid8 or e.txid >= $2::text::xid8)'
    : 'e.txid >= $2::text::xid8 and e.txid < $1::text::xid8';
  const { rows } = await client.query<Omit<StoredEvent, 'subjects'>>(
    `select ${eventColumns} from audit.event e
     where ${where} and ${hasNoLeaf} order by e.txid fetch first ${limit} rows with ties`,
    [now.xmin, whole ? now.xmax : horizon],
  );
  return rows.length === 0 ? [] : withSubjects(client, rows.sort(byTransaction), spanOf(rows));
}

/** The order of events within a seal. */
export function byTransaction(a: { txid: string; id: string }, b: { txid: string; id: string }): number {
  const [left, right] = [BigInt(a.txid), BigInt(b.txid)];
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Seconds since the oldest event that the next seal will take, 0 when none waits. */
export async function secondsWaiting(client: Client, horizon: string): Promise<number> {
  const { rows } = await client.query<{ seconds: number }>(
    `select greatest(0, extract(epoch from clock_timestamp() - occurred_at))::float8 as seconds
     from audit.event where txid >= $1::text::xid8 order by txid limit 1`,
    [horizon],
  );
  return rows[0]?.seconds ?? 0;
}

/** Keeps a seal and its leaves; the caller's transaction makes them one. */
export async function keepSeal(client: Client, seal: Seal, leaves: readonly Leaf[]): Promise<void> {
  await client.query(
    `insert into audit.leaf (seq, event_id, occurred_at, leaf)
     select $1::bigint + at - 1, id, time, leaf
     from unnest($2::uuid[], $3::timestamptz[], $4::bytea[]) with ordinality as l(id, time, leaf, at)`,
    [
      seal.firstSeq,
      leaves.map((one) => one.eventId),
      leaves.map((one) => one.occurredAt),
      leaves.map((one) => one.leaf),
    ],
  );
  await client.query(
    `insert into audit.seal (n, first_seq, last_seq, root, prev_head, head, frontier, horizon, cluster, key_id,
       checkpoint, sealed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::text::xid8, $9, $10, $11, $12)`,
    [
      ...[seal.n, seal.firstSeq, seal.lastSeq, seal.root, seal.prevHead, seal.head, seal.frontier],
      ...[seal.horizon, seal.cluster, seal.keyId, seal.checkpoint, seal.sealedAt],
    ],
  );
}

/** A key as the record introduces it. */
export interface SealKeyRow {
  keyId: string;
  publicKey: Buffer;
  introducedAfterSeal: number;
  endorsement: string | null;
}

/** Oldest first. */
export async function sealKeyRows(client: Client): Promise<SealKeyRow[]> {
  const { rows } = await client.query<SealKeyRow>(
    `select key_id as "keyId", public_key as "publicKey", introduced_after_seal::float8 as "introducedAfterSeal",
       endorsement from audit.seal_key order by introduced_after_seal, introduced_at`,
  );
  return rows;
}

export async function keepSealKey(client: Client, key: SealKeyRow): Promise<void> {
  await client.query(
    `insert into audit.seal_key (key_id, public_key, introduced_after_seal, endorsement)
     values ($1, $2, $3, $4)`,
    [key.keyId, key.publicKey, key.introducedAfterSeal, key.endorsement],
  );
}

/** Seals from number `n` on, in order, at most `limit`. */
export async function sealsFrom(client: Client, n: number, limit: number): Promise<Seal[]> {
  const { rows } = await client.query<Seal>(
    `select ${sealColumns} from audit.seal where audit.seal.n >= $1 order by audit.seal.n limit $2`,
    [n, limit],
  );
  return rows;
}

export async function sealOfLeaf(client: Client, seq: number): Promise<Seal | null> {
  const { rows } = await client.query<Seal>(
    `select ${sealColumns} from audit.seal where last_seq >= $1 order by audit.seal.last_seq limit 1`,
    [seq],
  );
  return rows[0] ?? null;
}

/** The signed checkpoints of those sizes that are the end of a seal, by size. */
export async function checkpointsAt(client: Client, sizes: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await client.query<{ size: number; checkpoint: string }>(
    'select (last_seq + 1)::float8 as size, checkpoint from audit.seal where last_seq = any($1::bigint[])',
    [sizes.map((size) => size - 1)],
  );
  return new Map(rows.map(({ size, checkpoint }) => [size, checkpoint]));
}

/** Leaves by index, both ends included. */
export async function leavesBetween(client: Client, first: number, last: number): Promise<Leaf[]> {
  const { rows } = await client.query<Leaf>(
    `select ${leafColumns} from audit.leaf where audit.leaf.seq between $1 and $2 order by audit.leaf.seq`,
    [first, last],
  );
  return rows;
}

/** The leaf of an event, of that time where one is given; else the first under its id. */
export async function leafOfEvent(
  client: Client,
  eventId: string,
  occurredAt: string | null = null,
): Promise<Leaf | null> {
  const { rows } = await client.query<Leaf>(
    `select ${leafColumns} from audit.leaf
     where event_id = $1 and ($2::timestamptz is null or occurred_at = $2::timestamptz)
     order by audit.leaf.seq limit 1`,
    [eventId, occurredAt],
  );
  return rows[0] ?? null;
}

/** Leaves of a span whose event's id an earlier leaf has; the first hundred. */
export async function idsSealedTwice(
  client: Client,
  { from, to }: TimeSpan,
): Promise<{ eventId: string; seq: number }[]> {
  const { rows } = await client.query<{ eventId: string; seq: number }>(
    `select * from (
       select event_id as "eventId", max(seq)::float8 as seq from audit.leaf
       group by event_id having count(*) > 1
         and bool_or(occurred_at between $1::timestamptz and $2::timestamptz)) as twice order by seq limit 100`,
    [from, to],
  );
  return rows;
}

/** First and last index of the leaves of a span of time, and how many there are; null when none. */
export async function leavesWithin(
  client: Client,
  { from, to }: TimeSpan,
): Promise<{ first: number; last: number; count: number } | null> {
  const { rows } = await client.query<{ first: number | null; last: number; count: number }>(
    `select min(seq)::float8 as first, max(seq)::float8 as last, count(*)::float8 as count
     from audit.leaf where occurred_at >= $1::timestamptz and occurred_at <= $2::timestamptz`,
    [from, to],
  );
  const { first, last, count } = rows[0]!;
  return first === null ? null : { first, last, count };
}

/** The last seal and the last leaf of one moment; -1 where there is none. */
export async function lastOfAll(client: Client): Promise<{ sealed: number; leaf: number; n: number }> {
  const { rows } = await client.query<{ sealed: number; leaf: number; n: number }>(
    `select coalesce((select max(last_seq) from audit.seal), -1)::float8 as sealed,
       coalesce((select max(seq) from audit.leaf), -1)::float8 as leaf,
       coalesce((select max(n) from audit.seal), 0)::float8 as n`,
  );
  return rows[0]!;
}

/** Just before the leaf with this index: the latest moment of any event sealed in the `count` leaves before it. */
export async function latestBefore(client: Client, seq: number, count: number): Promise<string | null> {
  const { rows } = await client.query<{ latest: string | null }>(
    `select ${timeText('max(occurred_at)')} as latest from audit.leaf where seq >= $1 and seq < $2`,
    [seq - count, seq],
  );
  return rows[0]!.latest;
}

/** Months whose contents were dropped, `2026-01`, with their signed notes; oldest first. */
export async function archiveRows(client: Client): Promise<{ month: string; note: string }[]> {
  const { rows } = await client.query<{ month: string; note: string }>(
    `select to_char(month, 'YYYY-MM') as month, note from audit.archive order by audit.archive.month`,
  );
  return rows;
}

/** Events of a span that no seal has taken. */
export async function eventsWithoutLeaf(client: Client, { from, to }: TimeSpan): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from audit.event e
     where e.occurred_at between $1::timestamptz and $2::timestamptz and ${hasNoLeaf}`,
    [from, to],
  );
  return rows[0]!.count;
}

/** Months that have events, `2026-01`, oldest first; what lies in the default partition too. */
export async function monthsOnRecord(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ month: string }>(
    `select distinct to_char(occurred_at at time zone 'UTC', 'YYYY-MM') as month from audit.leaf
     where to_char(occurred_at at time zone 'UTC', 'YYYY-MM') not in
       (select to_char(month, 'YYYY-MM') from audit.archive) order by 1`,
  );
  return rows.map((row) => row.month);
}

/**
 * Puts a month on record as archived and drops its partitions, both or nothing. By the owner.
 * @throws what PostgreSQL throws after three seconds behind a long reader (55P03)
 */
export async function dropMonth(
  client: Client,
  { month, events, note }: { month: string; events: number; note: string },
): Promise<void> {
  const suffix = `y${month.replace('-', 'm')}`;
  await client.query('begin; set local lock_timeout = 3000');
  try {
    await client.query('insert into audit.archive (month, events, note) values ($1, $2, $3)', [
      `${month}-01`,
      events,
      note,
    ]);
    for (const table of ['event', 'event_subject']) {
      // What the default partition holds of it gets one of its own first.
      await client.query('select audit.make_partition($1, $2)', [table, `${month}-01`]);
      await client.query(`drop table audit.${table}_${suffix}`);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** The signed note of the newest seal. */
export async function newestCheckpoint(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ checkpoint: string }>(
    'select checkpoint from audit.seal order by n desc limit 1',
  );
  return rows[0]?.checkpoint ?? null;
}

import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
import { makeLockHolder } from '../database/advisory-lock.js';
import type { Logger } from '../process/logger.js';
import { leafOf, type StoredEvent } from './canonical.js';
import { introduceKey } from './introduce-key.js';
import { type KnownHead, knownHeadOf, OtherPastError, requireSamePast } from './known-head.js';
import { makeSeal } from './make-seal.js';
import type { RecordMetrics } from './record-metrics.js';
import { SealKeyError, type SealKeys } from './seal-keys.js';
import {
  keepSeal,
  newestSeal,
  type Seal,
  type ServerNow,
  secondsWaiting,
  serverNow,
  unsealedEvents,
} from './seal-store.js';

/** Of the advisory lock that one sealer holds. */
const lockKey = 4_060_608;
/** Events of one seal; the rest of the last transaction comes on top. */
const maxBatch = 4_096;
/** Events whose leaves are made without a pause. */
const piece = 32;

export interface Sealer {
  /** Seals all that can be sealed now, if this process holds the lock or can have it. Logs what fails. */
  run(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface SealerOptions {
  /** Role `lienthong_sealer`. */
  url: string;
  keys: () => SealKeys;
  /** Told of each new checkpoint, after its commit. */
  onSealed: (checkpoint: string) => void;
  /** The newest checkpoint kept outside the database; what this process sealed itself it remembers in any case. */
  kept?: () => string | null;
  logger: Logger;
  metrics: RecordMetrics;
}

/** Up to which transaction of which server everything is sealed. */
interface Horizon {
  cluster: string;
  horizon: string;
}

/**
 * Puts events into the tree and signs its head. Any number of processes may have one: who holds the lock seals, and when
 * it dies another takes over. Writers never wait for it: it takes only transactions before which none is open.
 */
export function makeSealer(options: SealerOptions): Sealer {
  const { keys, onSealed, logger, metrics } = options;
  const lock = makeLockHolder({ url: options.url, key: lockKey, applicationName: 'lienthong sealer' });
  /** How far was looked since the last seal, and nothing found. */
  let looked: Horizon | null = null;
  /** The newest seal that was found to have the right past. */
  let known: KnownHead | null = null;
  /** The kept checkpoint that the record was last held against. */
  let heldAgainst: string | null = null;
  let partitionsOn = '';
  /** What the last run failed by: the same again half a second later is no news. */
  let failedBy: string | null = null;

  async function ensurePartitions(client: pg.Client): Promise<void> {
    const today = new Date().toISOString().slice(0, 10);
    if (today === partitionsOn) return;
    try {
      await client.query('select audit.ensure_partitions()');
      partitionsOn = today;
    } catch (cause) {
      logger.warn({ cause }, 'no partitions could be made ahead; the default one takes what has none');
    }
  }

  /** Nothing is sealed behind or beside what is known: to sign it would make a record that was rewritten look whole. */
  async function requireKnownPast(client: pg.Client, last: Seal | null): Promise<void> {
    const trusted = () => keys().trusted;
    const kept = options.kept?.() ?? null;
    if (kept !== null && kept !== heldAgainst)
      await requireSamePast(client, last, knownHeadOf(kept), trusted);
    heldAgainst = kept;
    await requireSamePast(client, last, known, trusted);
    known = last && { n: last.n, head: last.head };
  }

  /** One seal in one transaction; answers whether more may wait. */
  async function sealOnce(client: pg.Client): Promise<boolean> {
    await client.query('begin isolation level repeatable read');
    const now = await serverNow(client);
    const last = await newestSeal(client);
    await requireKnownPast(client, last);
    const from = looked ?? last ?? { cluster: now.cluster, horizon: '0' };
    const restored = isRestored(from, now);
    if (restored)
      logger.warn(
        { seal: last?.n },
        'the record lies on another server now: events without a seal are sought',
      );
    const limits = { limit: maxBatch, whole: restored };
    const events = await unsealedEvents(client, from.horizon, now, limits);
    const isFull = events.length >= maxBatch;
    if (events.length === 0) {
      await client.query('rollback');
      looked = { cluster: now.cluster, horizon: now.xmin };
      return false;
    }
    const signing = keys();
    await introduceKey(client, signing, last?.n ?? 0);
    const leaves = await leavesInPieces(events);
    const upTo = (BigInt(events.at(-1)!.txid) + 1n).toString();
    // NOTE: a restored record stays so until all of it is sealed: half of it has no place behind one number.
    const partly = restored ? from : { cluster: now.cluster, horizon: upTo };
    const { cluster, horizon } = isFull ? partly : { cluster: now.cluster, horizon: now.xmin };
    const seal = makeSeal(last, leaves, { signing, server: { cluster, horizon }, time: now.time });
    await keepSeal(client, seal, leavesOf(seal, events, leaves));
    await client.query('commit');
    looked = null;
    known = { n: seal.n, head: seal.head };
    metrics.seals.inc();
    metrics.sealedEvents.inc(leaves.length);
    onSealed(seal.checkpoint);
    return isFull;
  }

  async function endTransaction(): Promise<boolean> {
    try {
      const client = await lock.claim();
      await client?.query('rollback');
      return client !== null;
    } catch {
      return false;
    }
  }

  return {
    async run(signal) {
      try {
        const client = await lock.claim();
        if (!client) {
          metrics.sealLag.set(0);
          return;
        }
        await ensurePartitions(client);
        while (!signal.aborted && (await sealOnce(client)));
        const { horizon } = looked ?? (await newestSeal(client)) ?? { horizon: '0' };
        metrics.sealLag.set(await secondsWaiting(client, horizon));
        if (failedBy !== null) logger.info('events are sealed again');
        failedBy = null;
      } catch (cause) {
        metrics.sealFailures.inc();
        looked = null;
        const isTold = cause instanceof SealKeyError || cause instanceof OtherPastError;
        const why = isTold ? cause.message : 'nothing can be sealed; events wait';
        if (why !== failedBy) logger.error({ cause }, why);
        failedBy = why;
        // NOTE: who knows the right past keeps the lock: another process may not know it, and would seal.
        if (cause instanceof OtherPastError && (await endTransaction())) return;
        // NOTE: ends the transaction too, whatever state it is in.
        await lock.release();
      }
    },
    close: () => lock.release(),
  };
}

/** Whether transaction numbers of the record mean nothing here: it was dumped and restored, or copied. */
function isRestored(from: Horizon, now: ServerNow): boolean {
  return from.cluster !== now.cluster || BigInt(now.xmax) < BigInt(from.horizon);
}

/** Leaves of events in order; between pieces the thread turns to whoever waits for an answer. */
async function leavesInPieces(events: readonly StoredEvent[]): Promise<Buffer[]> {
  const leaves: Buffer[] = [];
  for (const event of events) {
    leaves.push(leafOf(event));
    if (leaves.length % piece === 0) await setImmediate();
  }
  return leaves;
}

function leavesOf(
  seal: Seal,
  events: readonly { id: string; occurredAt: string }[],
  leaves: readonly Buffer[],
) {
  return events.map(({ id, occurredAt }, at) => ({
    ...{ seq: seal.firstSeq + at, eventId: id, occurredAt, leaf: leaves[at]! },
  }));
}

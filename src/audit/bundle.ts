import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { canonicalText, leafOf, type StoredEvent } from './canonical.js';
import { placeOf, readEventsOf, type TimeSpan } from './event-store.js';
import { Frontier, Tree } from './merkle.js';
import { leadsToRoot } from './prove.js';
import { type Leaf, leavesBetween, leavesWithin, type Seal, sealOfLeaf, sealsFrom } from './seal-store.js';

/** What went into a bundle. */
export interface BundleContents {
  entries: number;
  /** Entries whose contents an archive took before: they are left out. */
  archived: number;
  /** Root over the leaves of the span, in the order of the record. */
  root: Buffer;
  /** SHA-256 of the file. */
  hash: Buffer;
}

/** An entry is not what was sealed; nothing is to be built on it. */
export class NotAsSealedError extends Error {}

/**
 * Writes the events of a span with their proofs to a file, JSON lines: a head; for each seal its checkpoint; for each
 * entry `{ seq, event, salt, path }`; an end. Residents' numbers stay encrypted. One seal is in memory at a time.
 * @throws NotAsSealedError naming the first entry that differs from its seal
 */
export async function writeBundle(
  client: pg.ClientBase | pg.Pool,
  { span, origin, file }: { span: TimeSpan; origin: string; file: string },
): Promise<BundleContents> {
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  const done = finished(out);
  // Heard here already: a file that cannot be made fails before anybody awaits the end.
  done.catch(() => undefined);
  const hash = createHash('sha256');
  const tree = new Frontier();
  let archived = 0;
  const line = async (value: object) => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    if (!out.write(text))
      await Promise.race([new Promise<void>((resolve) => void out.once('drain', () => resolve())), done]);
  };
  await line({ format: 'lienthong-audit-bundle/1', origin, from: span.from, to: span.to });
  const within = await leavesWithin(client, span);
  let seal = within && (await sealOfLeaf(client, within.first));
  while (seal && within && seal.firstSeq <= within.last) {
    const leaves = await leavesBetween(client, seal.firstSeq, seal.lastSeq);
    const mine = leaves.filter(isWithin(span));
    const events = await readEventsOf(client, mine);
    if (mine.length > 0) await line({ seal: seal.n, checkpoint: seal.checkpoint });
    const whole = new Tree(leaves.map((leaf) => leaf.leaf));
    for (const leaf of mine) {
      tree.push(leaf.leaf);
      const event = events.get(placeOf(leaf.eventId, leaf.occurredAt));
      if (event) await line(entryOf(leaf, event, whole, seal));
      else archived += 1;
    }
    [seal = null] = await sealsFrom(client, seal.n + 1, 1);
  }
  await line({ end: true, entries: tree.size - archived });
  out.end();
  await done;
  return { entries: tree.size - archived, archived, root: tree.root(), hash: hash.digest() };
}

function entryOf(leaf: Leaf, event: StoredEvent, whole: Tree, seal: Seal) {
  const path = whole.path(leaf.seq - seal.firstSeq);
  if (!leadsToRoot(leafOf(event), leaf.seq, path, seal)) {
    throw new NotAsSealedError(`Entry ${leaf.seq} of seal ${seal.n} is not what was sealed.`);
  }
  return {
    seq: leaf.seq,
    event: canonicalText(event),
    salt: event.salt.toString('base64'),
    path: path.map((node) => node.toString('base64')),
  };
}

/** NOTE: as text, since both are written to the microsecond in UTC. */
const isWithin =
  ({ from, to }: TimeSpan) =>
  (leaf: Leaf) =>
    leaf.occurredAt >= from && leaf.occurredAt <= to;

import type pg from 'pg';
import { canonicalText, leafOf } from './canonical.js';
import { readEvents, spanOf } from './event-store.js';
import { rootFromPath, Tree } from './merkle.js';
import { leafOfEvent, leavesBetween, type Seal, sealOfLeaf } from './seal-store.js';

/** That one event is on record, for somebody who has the log's public key and nothing else. Bytes in base64. */
export interface Proof {
  format: 'lienthong-audit-proof/1';
  /** The canonical text, as it was hashed. */
  event: string;
  salt: string;
  /** Index in the whole tree. */
  seq: number;
  /** Audit path within the batch, nearest sibling first. */
  path: string[];
  /** The signed note of the seal: it names the batch's first index, its root, and by its size the last index. */
  checkpoint: string;
}

/** Why there is no proof. */
export type NoProof = 'UNKNOWN' | 'NOT_SEALED_YET' | 'CONTENTS_ARCHIVED' | 'NOT_AS_SEALED';

/**
 * The proof of an event, or why there is none. Reads events, leaves and seals: a login of the auditor or the sealer.
 * What was changed since it was sealed gets none.
 * @param occurredAt proves the event of that very time and no other under the id
 */
export async function proveEvent(
  client: pg.ClientBase | pg.Pool,
  eventId: string,
  occurredAt: string | null = null,
): Promise<Proof | NoProof> {
  const leaf = await leafOfEvent(client, eventId, occurredAt);
  const event = (await readEvents(client, [eventId], leaf ? spanOf([leaf]) : undefined)).get(eventId);
  if (!leaf) return event ? 'NOT_SEALED_YET' : 'UNKNOWN';
  if (!event) return 'CONTENTS_ARCHIVED';
  const seal = await sealOfLeaf(client, leaf.seq);
  if (!seal || seal.firstSeq > leaf.seq) return 'NOT_SEALED_YET';
  const leaves = await leavesBetween(client, seal.firstSeq, seal.lastSeq);
  const tree = new Tree(leaves.map((one) => one.leaf));
  const path = tree.path(leaf.seq - seal.firstSeq);
  if (!leadsToRoot(leafOf(event), leaf.seq, path, seal)) return 'NOT_AS_SEALED';
  return {
    format: 'lienthong-audit-proof/1',
    event: canonicalText(event),
    salt: event.salt.toString('base64'),
    seq: leaf.seq,
    path: path.map((node) => node.toString('base64')),
    checkpoint: seal.checkpoint,
  };
}

/** Whether a leaf and its path come to the root of its seal. */
export function leadsToRoot(leaf: Buffer, seq: number, path: readonly Buffer[], seal: Seal): boolean {
  const { firstSeq, lastSeq, root } = seal;
  return rootFromPath(leaf, seq - firstSeq, lastSeq - firstSeq + 1, path)?.equals(root) ?? false;
}

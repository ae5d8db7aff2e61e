import { type Checkpoint, openCheckpoint } from './checkpoint.js';
import { type Bytes, fromBase64, isSame, type Signed, sha256, textBytes, toBase64 } from './note.js';

/** An event as it was sealed: the text that its leaf is made of, read. */
export interface SealedEvent {
  id: string;
  occurredAt: string;
  requestId: string;
  agencyCode: string | null;
  officer: string | null;
  purpose: string | null;
  outcome: string;
  fieldsReleased: string[];
  subjects: unknown[];
}

/** Whether a step holds; null where an earlier one left nothing to check, or this browser cannot. */
type Holds = boolean | null;

/** What was derived anew of a proof, each step by itself, so that it can be said which does not fit. */
export interface Verification {
  /** The proof is one, and what it holds can be read. */
  isReadable: boolean;
  /** The sealed text says what the page shows. */
  isAsShown: Holds;
  /** Names of what differs between the two. */
  differs: readonly string[];
  /** Leaf and path lead to the root that the seal names. */
  leadsToRoot: Holds;
  signed: Signed;
  leaf: string | null;
  /** The root that was derived, and the one that the seal names. */
  root: string | null;
  sealedRoot: string | null;
  /** How many nodes of the tree were derived on the way. */
  nodes: number;
  checkpoint: Checkpoint | null;
  event: SealedEvent | null;
  /** Everything holds; a signature that this browser cannot check leaves it open. */
  verdict: 'HOLDS' | 'FAILS' | 'OPEN';
}

/** What the page shows of an event, by the names of its sealed text. */
export type Shown = Omit<SealedEvent, 'subjects'> & { subjects: number };

/**
 * Derives everything anew that a proof claims, in the browser alone: SHA-256(0x00 ‖ salt ‖ text) for the leaf, node by
 * node up the tree (RFC 6962), the root against the seal's, the seal's signature against the keys that are trusted.
 */
export async function verifyProof(
  proof: string,
  shown: Shown,
  vkeys: readonly string[],
): Promise<Verification> {
  const read = await readProof(proof, vkeys).catch(() => null);
  if (!read) return unreadable;
  const { text, salt, index, size, path, checkpoint, event } = read;
  const differs = differencesOf(event, shown);
  const leaf = await sha256(Uint8Array.of(0), salt, textBytes(text));
  const walked = await rootFromPath(leaf, index, size, path);
  const leadsToRoot = walked !== null && isSame(walked.root, checkpoint.root);
  const { signed } = checkpoint;
  const fails = differs.length > 0 || !leadsToRoot || signed === 'BAD' || signed === 'FOREIGN';
  return {
    ...{ isReadable: true, isAsShown: differs.length === 0, differs, leadsToRoot, signed },
    ...{ leaf: toBase64(leaf), root: walked && toBase64(walked.root), sealedRoot: toBase64(checkpoint.root) },
    // The leaf is a node of the tree too.
    ...{ nodes: 1 + (walked?.nodes ?? 0), checkpoint, event },
    verdict: fails ? 'FAILS' : signed === 'GOOD' ? 'HOLDS' : 'OPEN',
  };
}

const unreadable: Verification = {
  ...{ isReadable: false, isAsShown: null, differs: [], leadsToRoot: null, signed: 'UNCHECKED' },
  ...{ leaf: null, root: null, sealedRoot: null, nodes: 0, checkpoint: null, event: null, verdict: 'FAILS' },
};

async function readProof(proof: string, vkeys: readonly string[]) {
  const { format, event: text, salt, seq, path, checkpoint: note } = JSON.parse(proof);
  const checkpoint = await openCheckpoint(note, vkeys);
  if (format !== 'lienthong-audit-proof/1' || !checkpoint || !Number.isSafeInteger(seq)) return null;
  const [index, size] = [seq - checkpoint.first, checkpoint.size - checkpoint.first];
  if (index < 0 || index >= size) return null;
  const siblings: Bytes[] = path.map(fromBase64);
  const event = JSON.parse(text) as SealedEvent;
  return { text: text as string, salt: fromBase64(salt), index, size, path: siblings, checkpoint, event };
}

/** Names of what the sealed text says otherwise than the page. */
function differencesOf(event: SealedEvent, shown: Shown): string[] {
  const sealed = { ...event, subjects: event.subjects?.length };
  return (Object.keys(shown) as (keyof Shown)[]).filter(
    (name) => JSON.stringify(sealed[name]) !== JSON.stringify(shown[name]),
  );
}

/** The root that a leaf and its audit path lead to (RFC 9162, 2.1.3.2); null when the path has a wrong length. */
export async function rootFromPath(
  leaf: Bytes,
  index: number,
  size: number,
  path: readonly Bytes[],
): Promise<{ root: Bytes; nodes: number } | null> {
  let [node, at, last, used] = [leaf, index, size - 1, 0];
  for (; last > 0; at = Math.floor(at / 2), last = Math.floor(last / 2)) {
    if (at % 2 === 0 && at === last) continue;
    const sibling = path[used];
    if (sibling?.length !== 32) return null;
    used += 1;
    node = await sha256(Uint8Array.of(1), ...(at % 2 === 1 ? [sibling, node] : [node, sibling]));
  }
  return used === path.length ? { root: node, nodes: used } : null;
}

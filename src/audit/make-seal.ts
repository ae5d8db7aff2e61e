import { type Checkpoint, checkpointText, headOf } from './checkpoint.js';
import { Frontier, rootOf } from './merkle.js';
import { signNote } from './note.js';
import type { SealKeys } from './seal-keys.js';
import type { Seal } from './seal-store.js';

/** What the first seal names as the one before. */
export const noHead: Buffer = Buffer.alloc(32);

/** The tree as a seal left it; empty before the first. */
export function frontierAfter(seal: Seal | null): Frontier {
  return seal ? Frontier.of(seal.lastSeq + 1, seal.frontier) : new Frontier();
}

/** The next seal over these leaves, signed with the current key. */
export function makeSeal(
  last: Seal | null,
  leaves: readonly Buffer[],
  { signing, server, time }: { signing: SealKeys; server: Checkpoint['server']; time: string },
): Seal {
  const tree = frontierAfter(last);
  const firstSeq = tree.size;
  for (const leaf of leaves) tree.push(leaf);
  const root = rootOf(leaves);
  const prevHead = last?.head ?? noHead;
  const checkpoint: Checkpoint = {
    ...{ origin: signing.origin, size: tree.size, root: tree.root(), seal: (last?.n ?? 0) + 1 },
    ...{ firstSeq, batchRoot: root, prev: prevHead, time, server },
  };
  const text = checkpointText(checkpoint);
  return {
    ...{ n: checkpoint.seal, firstSeq, lastSeq: tree.size - 1, root, prevHead, head: headOf(text) },
    ...{ frontier: tree.toBytes(), horizon: server.horizon, cluster: server.cluster, sealedAt: time },
    ...{ keyId: signing.current.keyId, checkpoint: signNote(text, signing.current) },
  };
}

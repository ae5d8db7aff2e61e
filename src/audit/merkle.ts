import { hash } from 'node:crypto';

const leafPrefix = Buffer.of(0x00);
const nodePrefix = Buffer.of(0x01);

/** The root of no leaves: SHA-256 of nothing (RFC 6962, 2.1). */
export const emptyRoot: Buffer = sha256(Buffer.alloc(0));

export function sha256(bytes: Buffer): Buffer {
  return hash('sha256', bytes, 'buffer');
}

/** SHA-256(0x00 ‖ data), where data may come in parts. */
export function leafHash(...data: Buffer[]): Buffer {
  return sha256(Buffer.concat([leafPrefix, ...data]));
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return sha256(Buffer.concat([nodePrefix, left, right]));
}

/**
 * A Merkle tree (RFC 6962) that only grows, as the roots of its full subtrees: what is needed to add leaves and to tell
 * the root, and no more.
 */
export class Frontier {
  #size = 0;
  /** Roots of the full subtrees, the largest first: one a set bit of the size. */
  #peaks: Buffer[] = [];

  get size(): number {
    return this.#size;
  }

  push(leaf: Buffer): void {
    let node = leaf;
    // NOTE: not `>>=`: a size passes 2^31.
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      node = nodeHash(this.#peaks.pop()!, node);
    }
    this.#peaks.push(node);
    this.#size += 1;
  }

  root(): Buffer {
    if (this.#size === 0) return emptyRoot;
    return this.#peaks.reduceRight((right, left) => nodeHash(left, right));
  }

  /** The subtrees' roots one after the other, 32 bytes each, the largest subtree first. */
  toBytes(): Buffer {
    return Buffer.concat(this.#peaks);
  }

  /** @throws RangeError when the bytes cannot be the frontier of a tree of this size */
  static of(size: number, bytes: Buffer): Frontier {
    const frontier = new Frontier();
    for (let at = 0; at < bytes.length; at += 32) frontier.#peaks.push(bytes.subarray(at, at + 32));
    if (bytes.length !== 32 * onesOf(size)) throw new RangeError('not a frontier of this size');
    frontier.#size = size;
    return frontier;
  }
}

/** The root over leaves in their order. */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  const frontier = new Frontier();
  for (const leaf of leaves) frontier.push(leaf);
  return frontier.root();
}

/** A whole tree in memory, for the proofs of one batch. */
export class Tree {
  /** Level 0 the leaves; a node without a sibling stands a level higher as it is. */
  readonly #levels: Buffer[][];

  constructor(leaves: readonly Buffer[]) {
    this.#levels = [[...leaves]];
    for (let level = this.#levels[0]!; level.length > 1; level = this.#levels.at(-1)!) {
      const above: Buffer[] = [];
      for (let at = 0; at < level.length; at += 2) {
        const right = level[at + 1];
        above.push(right ? nodeHash(level[at]!, right) : level[at]!);
      }
      this.#levels.push(above);
    }
  }

  root(): Buffer {
    return this.#levels.at(-1)![0] ?? emptyRoot;
  }

  /** The audit path of a leaf, nearest sibling first (RFC 6962, 2.1.1). */
  path(index: number): Buffer[] {
    const path: Buffer[] = [];
    let at = index;
    for (const level of this.#levels) {
      const sibling = level[at % 2 === 0 ? at + 1 : at - 1];
      if (sibling) path.push(sibling);
      at = Math.floor(at / 2);
    }
    return path;
  }
}

/** The root that a leaf at `index` of `size` leaves and its audit path lead to; null when the path has a wrong length. */
export function rootFromPath(
  leaf: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
): Buffer | null {
  let [node, at, last, used] = [leaf, index, size - 1, 0];
  for (; last > 0; at = Math.floor(at / 2), last = Math.floor(last / 2)) {
    if (at % 2 === 0 && at === last) continue;
    const sibling = path[used];
    if (!sibling) return null;
    used += 1;
    node = at % 2 === 1 ? nodeHash(sibling, node) : nodeHash(node, sibling);
  }
  return used === path.length ? node : null;
}

function onesOf(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}

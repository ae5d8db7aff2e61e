import { sha256 } from './merkle.js';

/** The head of the record after one seal (c2sp.org/tlog-checkpoint, with extension lines of ours). */
export interface Checkpoint {
  /** The log's name; also that of its keys. */
  origin: string;
  /** Leaves in the whole tree. */
  size: number;
  /** Root of the tree (RFC 6962) over all of them. */
  root: Buffer;
  /** Number of the seal, from 1. */
  seal: number;
  /** Index of the batch's first leaf in the whole tree; its last is `size - 1`. */
  firstSeq: number;
  /** Root of the tree over the batch alone. */
  batchRoot: Buffer;
  /** Head of the seal before; 32 zero bytes for the first. */
  prev: Buffer;
  /** When it was sealed, by the database's clock: RFC 3339 to the microsecond, UTC. */
  time: string;
  /** System identifier of the PostgreSQL cluster, and the transaction number before which all is sealed there. */
  server: { cluster: string; horizon: string };
}

/** Eight lines, each with its line break: the text that is signed. */
export function checkpointText(one: Checkpoint): string {
  return [
    one.origin,
    one.size,
    one.root.toString('base64'),
    `seal ${one.seal}`,
    `batch ${one.firstSeq} ${one.batchRoot.toString('base64')}`,
    `prev ${one.prev.toString('base64')}`,
    `time ${one.time}`,
    `server ${one.server.cluster} ${one.server.horizon}`,
    '',
  ].join('\n');
}

const form =
  /^(\S+)\n(\d{1,16})\n([\w+/]{43}=)\nseal (\d{1,16})\nbatch (\d{1,16}) ([\w+/]{43}=)\nprev ([\w+/]{43}=)\ntime (\S+)\nserver (-?\d+) (\d+)\n$/;

/** The checkpoint that a text says, or null when it is not written exactly so. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const match = form.exec(text);
  if (!match) return null;
  const [, origin, size, root, seal, firstSeq, batchRoot, prev, time, cluster, horizon] = match;
  const checkpoint: Checkpoint = {
    origin: origin!,
    size: Number(size),
    root: Buffer.from(root!, 'base64'),
    seal: Number(seal),
    firstSeq: Number(firstSeq),
    batchRoot: Buffer.from(batchRoot!, 'base64'),
    prev: Buffer.from(prev!, 'base64'),
    time: time!,
    server: { cluster: cluster!, horizon: horizon! },
  };
  return checkpointText(checkpoint) === text ? checkpoint : null;
}

/** What the next seal names as the one before: SHA-256 of the signed text. */
export function headOf(text: string): Buffer {
  return sha256(Buffer.from(text));
}

/** `<size> <base64 root>`: how the header `X-Audit-Checkpoint` tells a checkpoint. */
export function shortForm({ size, root }: Pick<Checkpoint, 'size' | 'root'>): string {
  return `${size} ${root.toString('base64')}`;
}

import { type Bytes, fromBase64, type Note, openNote, sha256, textBytes } from './note.js';

/** What a seal says of itself, as docs/audit.md describes it. */
export interface Checkpoint extends Note {
  /** The log's name. */
  origin: string;
  seal: number;
  /** Leaves in the whole tree, and the index of the batch's first. */
  size: number;
  first: number;
  /** Root over the batch alone. */
  root: Bytes;
  prev: Bytes;
  /** What the next seal names as the one before. */
  head: Bytes;
  time: string;
}

const form =
  /^(\S+)\n(\d{1,16})\n[\w+/]{43}=\nseal (\d{1,16})\nbatch (\d{1,16}) ([\w+/]{43}=)\nprev ([\w+/]{43}=)\ntime (\S+)\nserver -?\d+ \d+\n$/;

/** A seal's signed note, opened and its signature judged; null when it is not written as one. */
export async function openCheckpoint(note: string, vkeys: readonly string[]): Promise<Checkpoint | null> {
  const opened = await openNote(note, vkeys);
  const match = opened && form.exec(opened.text);
  if (!match) return null;
  const [, origin, size, seal, first, root, prev, time] = match;
  return {
    ...opened,
    ...{ origin: origin!, seal: Number(seal), size: Number(size), first: Number(first), time: time! },
    ...{ root: fromBase64(root!), prev: fromBase64(prev!), head: await sha256(textBytes(opened.text)) },
  };
}

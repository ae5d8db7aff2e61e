import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';

/** Bytes that can be read again and from anywhere, wherever they lie. */
export interface StoredBytes {
  /** As whoever gave them calls them; no path. */
  name: string;
  size: number;
  /** From one byte up to another, which is left out; by default all. */
  read(from?: number, to?: number): AsyncIterable<Uint8Array>;
  /** Whether somebody wrote to it since it was opened. Absent: nobody can. */
  isChanged?(): Promise<boolean>;
}

/** A file on this machine. */
export async function fileBytes(path: string): Promise<StoredBytes> {
  const { size, mtimeMs } = await stat(path);
  return {
    ...{ name: basename(path), size },
    read: (from = 0, to = size) =>
      createReadStream(path, { start: from, end: Math.max(from, to) - 1, highWaterMark: 256 * 1024 }),
    async isChanged() {
      const now = await stat(path);
      return now.size !== size || now.mtimeMs !== mtimeMs;
    },
  };
}

export async function beginningOf(bytes: StoredBytes, length: number): Promise<Buffer> {
  const most = Math.min(length, bytes.size);
  if (most === 0) return Buffer.alloc(0);
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes.read(0, most)) pieces.push(piece);
  return Buffer.concat(pieces).subarray(0, most);
}

/** SHA-256, hex; `onPiece` is shown the bytes as they pass. */
export async function digestOf(bytes: StoredBytes, onPiece?: (piece: Uint8Array) => void): Promise<string> {
  const hash = createHash('sha256');
  if (bytes.size > 0) {
    for await (const piece of bytes.read()) {
      hash.update(piece);
      onPiece?.(piece);
    }
  }
  return hash.digest('hex');
}

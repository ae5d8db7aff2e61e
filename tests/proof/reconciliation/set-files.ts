import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';

type Row = Readonly<Record<string, string>>;

/** Where the files of a labelled set were written. */
export interface SetFiles {
  members: string;
  truth: string;
}

/** Where the files of a set in a folder lie. */
export const filesIn = (folder: string): SetFiles => ({
  members: join(folder, 'member.csv'),
  truth: join(folder, 'truth.csv'),
});

/** member.csv and truth.csv of a set in a folder. */
export async function writeSet(
  folder: string,
  set: { members: readonly Row[]; truth: readonly Row[] },
): Promise<SetFiles> {
  const files = filesIn(folder);
  for (const [rows, file] of [
    [set.members, files.members],
    [set.truth, files.truth],
  ] as const) {
    await writeRows(file, rows);
  }
  return files;
}

/** Rows as a CSV with a header. */
export async function writeRows(file: string, rows: readonly Row[]): Promise<void> {
  await pipeline(Readable.from(rows), stringify({ header: true }), createWriteStream(file));
}

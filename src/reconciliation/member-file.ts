import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Columns, columnsOf, type MemberColumn } from './columns.js';
import { type CsvRow, csvRows } from './csv-rows.js';
import type { RunSource } from './run-store.js';
import { recogniseText, type TextForm, WrongFile } from './text-form.js';

const BEGINNING = 1024 * 1024;

/** A file of a sector's records, recognised but not yet read. */
export interface MemberFile {
  source: RunSource;
  /** SHA-256 of its bytes, hex. */
  digest: string;
  columns: Columns;
  /** Cells in the header row. */
  width: number;
  /** Its rows in batches, the header left out. May be asked for again. */
  rows(onBytes?: (done: number) => void): AsyncGenerator<CsvRow[]>;
}

/**
 * Says what a file is: text form, columns, digest.
 * @throws WrongFile with a sentence that says what to do
 */
export async function openMemberFile(
  file: string,
  mapping: Partial<Record<MemberColumn, string>> = {},
): Promise<MemberFile> {
  const beginning = await readBeginning(file);
  const form = recogniseText(beginning);
  const [header, second] = await firstRows(beginning, form);
  if (!header?.cells)
    throw new WrongFile('NO_HEADER', 'The first row cannot be read. Give a CSV with a header row.');
  const columns = columnsOf(header.cells, mapping);
  if (!second) throw new WrongFile('NO_ROWS', 'The file has a header and no rows.');
  const { digest, bytes } = await digestOf(file);
  const { charset, letters, delimiter } = form;
  return {
    source: { file: basename(file), bytes, charset, letters, delimiter, columns: { ...columns } },
    ...{ digest, columns, width: header.cells.length },
    async *rows(onBytes) {
      let isHeader = true;
      const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
      for await (const batch of csvRows(stream, form)) {
        onBytes?.(stream.bytesRead);
        yield isHeader ? batch.slice(1) : batch;
        isHeader = false;
      }
    },
  };
}

async function readBeginning(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(BEGINNING);
    const { bytesRead } = await handle.read(buffer, 0, BEGINNING, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function firstRows(beginning: Buffer, form: TextForm): Promise<CsvRow[]> {
  async function* once() {
    yield beginning;
  }
  for await (const rows of csvRows(once(), form)) return rows;
  return [];
}

async function digestOf(file: string): Promise<{ digest: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { digest: hash.digest('hex'), bytes };
}

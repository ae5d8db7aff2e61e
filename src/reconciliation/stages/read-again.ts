import pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { withCopyIn } from '../copy-in.js';
import { copyOut } from '../copy-out.js';
import type { RecordInput } from '../record-input.js';
import { RECORD_COLUMNS, type RecordRows } from '../record-row.js';
import { checkpoint, type Run } from '../run-store.js';
import { WrongFile } from '../text-form.js';
import type { Shared } from './find-shared.js';

const CHUNK = 10_000;

/** Records that were settled as they stand and are not kept, but share their resident or their number with another. */
const missing = (runId: number, { numbers, residents }: Shared) => `
  select x.seq from reconciliation.result x
  where x.run_id = ${runId} and x.candidates is null and (
      x.claims and x.resident_id = any(${pg.escapeLiteral(residents ?? '{}')}::bigint[])
      or x.sector_no = any(${pg.escapeLiteral(numbers?.sectorNos ?? '{}')}::text[]))
    and not exists (select from matching.record m
      where m.run_id = x.run_id and m.sector_no = x.sector_no and m.seq = x.seq)`;

/** A record that has another sector's number than the result in its place. */
const foreign = (runId: number) => `
  select m.seq from matching.record m
  where m.run_id = ${runId} and not exists (select from reconciliation.result x
    where x.run_id = m.run_id and x.sector_no = m.sector_no and x.seq = m.seq)
  limit 1`;

const asideLines = (runId: number) => `
  select line from reconciliation.rejected where run_id = ${runId} and reason <> 'SECTOR_NO_REPEATED'`;

/**
 * Brings the records back whose evidence is wanted after all, from the file that they were read from. Chunk by chunk;
 * what is there already is not read again.
 * @throws WrongFile where the file is another one by now; RunStopped
 */
export async function readAgain(
  pool: pg.Pool,
  { runId, lastSeq }: Run,
  rows: RecordRows,
  input: RecordInput,
  shared: Shared,
): Promise<void> {
  if (shared.numbers === null && shared.residents === null) return;
  let left = 0;
  const wanted = new Uint8Array(lastSeq + 1);
  for await (const seq of numbersOf(pool, missing(runId, shared))) {
    wanted[seq] = 1;
    left += 1;
  }
  if (left === 0) return;
  const aside = new Set<number>();
  for await (const line of numbersOf(pool, asideLines(runId))) aside.add(line);
  let seq = 0;
  let found: Buffer[] = [];
  const keep = async () => {
    const lines = found;
    found = [];
    await inTransaction(pool, async (client) => {
      await withCopyIn(client, `matching.record (${RECORD_COLUMNS})`, async (copy) => {
        for (const line of lines) copy.add(line.toString());
      });
      await checkpoint(client, runId, { lastSeq });
    });
  };
  for await (const batch of input.rows()) {
    for (const row of batch) {
      if (aside.has(row.line)) continue;
      seq += 1;
      if (wanted[seq] !== 1) continue;
      const read = rows.read(row);
      if ('reason' in read) throw fileChanged();
      // NOTE: as bytes: a text that is put together of cells keeps the whole piece of the file they were cut from.
      found.push(Buffer.from(`${runId}\t${seq}\t${rows.copied(read)}`));
      left -= 1;
    }
    if (found.length >= CHUNK) await keep();
    if (left === 0) break;
  }
  if (found.length > 0) await keep();
  if (left > 0) throw fileChanged();
  for await (const _ of numbersOf(pool, foreign(runId))) throw fileChanged();
}

const fileChanged = () =>
  new WrongFile('FILE_CHANGED', 'The file was changed while it was reconciled. Give the same command again.');

async function* numbersOf(pool: pg.Pool, query: string): AsyncGenerator<number> {
  const client = await pool.connect();
  let isWhole = false;
  try {
    for await (const cells of copyOut(client, query)) for (const [cell] of cells) yield Number(cell);
    isWhole = true;
  } finally {
    // NOTE: a connection that still sends rows to nobody is closed.
    client.release(!isWhole);
  }
}

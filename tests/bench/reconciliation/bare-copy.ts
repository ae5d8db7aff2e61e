import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { AdminUnits } from '../../../src/domain/admin-unit.js';
import { openMemberFile } from '../../../src/reconciliation/member-file.js';
import { RECORD_COLUMNS, RecordRows } from '../../../src/reconciliation/record-row.js';

/** The rows of a file with their keys, as COPY takes them, written to a file. */
export async function prepareRows(members: string, units: AdminUnits, to: string): Promise<void> {
  const input = await openMemberFile(members);
  const rows = new RecordRows(input.columns, input.width, units, input.extras);
  async function* lines() {
    let seq = 0;
    for await (const batch of input.rows()) {
      let text = '';
      for (const row of batch) {
        const read = rows.read(row);
        if ('reason' in read) continue;
        seq += 1;
        text += `0\t${seq}\t${rows.copied(read)}\n`;
      }
      yield Buffer.from(text);
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(to));
}

/** Seconds of a bare COPY of such a file into a table without index or log, by the superuser of the hub's database. */
export async function bareCopy(url: string, prepared: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('create unlogged table matching.bare_copy (like matching.record)');
    const startedAt = performance.now();
    await pipeline(
      createReadStream(prepared, { highWaterMark: 1024 * 1024 }),
      client.query(copyFrom(`copy matching.bare_copy (${RECORD_COLUMNS}) from stdin`)),
    );
    return (performance.now() - startedAt) / 1000;
  } finally {
    await client.query('drop table if exists matching.bare_copy');
    await client.end();
  }
}

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/**
 * Writes lines of COPY's text format, a number and two texts each, into an empty table with a primary key.
 * @returns seconds, until the rows are committed
 */
export async function copyRows(client: pg.Client, lines: readonly string[]): Promise<number> {
  await client.query('drop table if exists judged');
  await client.query('create table judged (no int primary key, text text not null, answer text not null)');
  const bytes = Buffer.from(lines.join(''));
  const startedAt = performance.now();
  await pipeline(Readable.from([bytes]), client.query(copyFrom('copy judged from stdin')));
  return (performance.now() - startedAt) / 1e3;
}

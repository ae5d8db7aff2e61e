import { appendFileSync, closeSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { archiveText } from './archive-note.js';
import { NotAsSealedError, writeBundle } from './bundle.js';
import { monthSpan } from './event-store.js';
import { signNote } from './note.js';
import type { SealKeys } from './seal-keys.js';
import { dropMonth, eventsWithoutLeaf } from './seal-store.js';
import { verifyRecord } from './verify.js';

/** A month cannot be archived; the message says why. */
export class ArchiveError extends Error {}

export interface ArchivedMonth {
  month: string;
  events: number;
  file: string;
}

export interface ArchiveOptions {
  /** `2026-01`, UTC. */
  month: string;
  folder: string;
  keys: SealKeys;
  /** Files of checkpoints kept outside the database; the record must agree with them. */
  checkpointFiles: readonly string[];
  now: number;
}

/**
 * Verifies a month and writes it as a signed bundle, both of one snapshot, then drops its contents; leaves and seals
 * stay. The owner's connection. The last line of the bundle is its note, signed over all lines before.
 * @throws ArchiveError when the month is not over or not all of it is sealed; NotAsSealedError when it was tampered with
 */
export async function archiveMonth(client: pg.ClientBase, options: ArchiveOptions): Promise<ArchivedMonth> {
  const { month, folder, keys, now } = options;
  if (month >= new Date(now).toISOString().slice(0, 7)) throw new ArchiveError(`${month} is not over.`);
  const file = join(folder, `audit-${month}.jsonl`);
  await client.query('begin isolation level repeatable read read only');
  const contents = await verifiedBundle(client, file, options).finally(() => client.query('rollback'));
  const { root, hash: bundle } = contents;
  const text = archiveText({ origin: keys.origin, month, events: contents.entries, root, bundle });
  const note = signNote(text, keys.current);
  appendFileSync(file, `${JSON.stringify({ archive: note })}\n`);
  const descriptor = openSync(file, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
  await dropMonth(client, { month, events: contents.entries, note });
  return { month, events: contents.entries, file };
}

async function verifiedBundle(
  client: pg.ClientBase,
  file: string,
  { month, keys, checkpointFiles }: ArchiveOptions,
) {
  const span = monthSpan(month);
  const unsealed = await eventsWithoutLeaf(client, span);
  if (unsealed > 0) throw new ArchiveError(`${unsealed} events of ${month} have no seal yet.`);
  const { kinds } = await verifyRecord(client, { trusted: keys.trusted, span, checkpointFiles });
  if (Object.keys(kinds).length > 0) {
    const what = Object.entries(kinds).map(([kind, count]) => `${kind} ${count}`);
    throw new NotAsSealedError(
      `${month} was tampered with (${what.join(', ')}); nothing is signed. Run: lienthong audit verify`,
    );
  }
  const contents = await writeBundle(client, { span, origin: keys.origin, file });
  if (contents.archived > 0) {
    throw new ArchiveError(`${contents.archived} events of ${month} are gone. Run: lienthong audit verify`);
  }
  return contents;
}

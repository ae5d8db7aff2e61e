import type pg from 'pg';
import { judgeNote, makeVerifier, type NoteVerifier, parseNote, toVkey } from './note.js';
import { endorsementText, SealKeyError, type SealKeys } from './seal-keys.js';
import { keepSealKey, type SealKeyRow, sealKeyRows } from './seal-store.js';

/**
 * Puts the current key on record before its first seal.
 * @throws SealKeyError when the record knows other keys and none of them introduced this one: two processes would seal
 *   with keys of their own, or the key file was lost
 */
export async function introduceKey(client: pg.ClientBase, keys: SealKeys, afterSeal: number): Promise<void> {
  const rows = await sealKeyRows(client);
  if (rows.some((row) => row.keyId === keys.current.keyId)) return;
  const known = rows.map((row) => makeVerifier(keys.origin, row.publicKey));
  if (rows.length > 0 && !isEndorsed(keys.current, keys.endorsement, known)) {
    throw new SealKeyError(
      'The record was sealed with other keys. Put their file back, or let LIENTHONG_SEAL_KEYS_FILE name one file for all.',
    );
  }
  await keepSealKey(client, {
    keyId: keys.current.keyId,
    publicKey: keys.current.publicKey,
    introducedAfterSeal: afterSeal,
    endorsement: keys.endorsement,
  });
}

/** Those of the record's keys that a trusted key introduced, by itself or through others, besides the trusted ones. */
export function withEndorsed(
  trusted: readonly NoteVerifier[],
  rows: readonly SealKeyRow[],
  origin: string,
): NoteVerifier[] {
  const all = [...trusted];
  for (const row of rows) {
    const key = makeVerifier(origin, row.publicKey);
    if (!all.some((one) => one.keyId === key.keyId) && isEndorsed(key, row.endorsement, all)) all.push(key);
  }
  return all;
}

function isEndorsed(key: NoteVerifier, endorsement: string | null, by: readonly NoteVerifier[]): boolean {
  const note = endorsement === null ? null : parseNote(endorsement);
  return note?.text === endorsementText(key.name, toVkey(key)) && judgeNote(note, by) === 'GOOD';
}

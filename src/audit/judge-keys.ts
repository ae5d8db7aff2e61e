import type pg from 'pg';
import { parseCheckpoint } from './checkpoint.js';
import { judgeNote, makeVerifier, type NoteVerifier, parseNote, toVkey } from './note.js';
import { endorsementText } from './seal-keys.js';
import { type Seal, type SealKeyRow, sealsFrom } from './seal-store.js';
import type { Tampering } from './tampering.js';

/**
 * Checks the rows of the seal keys: each names its key by its hash, was introduced with the first seal it signed, and
 * every one but the first by a key before it. Rows of keys that nobody trusts are left to the seals they signed.
 */
export async function judgeKeys(
  client: pg.ClientBase,
  rows: readonly SealKeyRow[],
  trusted: readonly NoteVerifier[],
): Promise<Tampering[]> {
  const found: Tampering[] = [];
  for (const row of rows) {
    const seals = await sealsFrom(client, row.introducedAfterSeal, 2);
    const wrong = whatIsWrong(row, seals, trusted);
    const seal = row.introducedAfterSeal + 1;
    if (wrong) found.push({ kind: 'KEY_EDITED', seal, entry: null, eventId: null, says: wrong });
  }
  return found;
}

/** A seal whose key has no row. */
export function keyWithoutRow(seal: Seal): Tampering {
  const says = 'The row of the key that signed first here is gone.';
  return { kind: 'KEY_EDITED', seal: seal.n, entry: null, eventId: null, says };
}

/** @param seals the seal after which the key was introduced, if it is one, and the next */
function whatIsWrong(
  { keyId, publicKey, introducedAfterSeal: after, endorsement }: SealKeyRow,
  seals: readonly Seal[],
  trusted: readonly NoteVerifier[],
): string | null {
  const first = seals.find((seal) => seal.n === after + 1);
  const before = seals.find((seal) => seal.n === after);
  if (first?.keyId !== keyId || before?.keyId === keyId) {
    return `The key ${keyId} did not sign its first seal where its row says.`;
  }
  // NOTE: the name is part of a key's hash, so it is taken from what the key signed and not from who verifies.
  const note = parseNote(first.checkpoint);
  const origin = note && parseCheckpoint(note.text)?.origin;
  if (!origin) return null;
  const key = makeVerifier(origin, publicKey);
  if (key.keyId !== keyId) return `The row of the key ${keyId} has another key.`;
  const known = trusted.find((one) => one.keyId === keyId && one.name === origin);
  if (known && !known.publicKey.equals(publicKey)) return `The row of the key ${keyId} has another key.`;
  if (!known) return null;
  if (endorsement === null) {
    return after === 0 ? null : `The row of the key ${keyId} does not say who introduced it.`;
  }
  const introduced = parseNote(endorsement);
  const others = trusted.filter((one) => one !== known);
  const verdict =
    introduced?.text === endorsementText(origin, toVkey(key)) ? judgeNote(introduced, others) : 'BAD';
  if (verdict === 'GOOD' || (verdict === 'FOREIGN' && after === 0)) return null;
  return `What introduced the key ${keyId} is not what a key before it signed.`;
}

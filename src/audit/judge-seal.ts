import { type Checkpoint, headOf, parseCheckpoint } from './checkpoint.js';
import { noHead } from './make-seal.js';
import { judgeNote, type NoteVerifier, parseNote } from './note.js';
import type { Seal } from './seal-store.js';
import type { Tampering, TamperingKind } from './tampering.js';

/** What was found in a seal's own row, and what it says where it can be believed to say anything. */
export interface SealVerdict {
  found: Tampering[];
  /** As signed; null when the text is none. */
  checkpoint: Checkpoint | null;
}

/** Checks a seal by itself and against the one before (null for the first of all). */
export function judgeSeal(seal: Seal, before: Seal | null, trusted: readonly NoteVerifier[]): SealVerdict {
  const found: Tampering[] = [];
  const name = (kind: TamperingKind, says: string) =>
    found.push({ kind, seal: seal.n, entry: null, eventId: null, says });
  const note = parseNote(seal.checkpoint);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!note || !checkpoint) {
    name('SEAL_EDITED', 'The checkpoint is not written as one.');
    return { found, checkpoint: null };
  }
  const verdict = judgeNote(note, trusted);
  if (verdict === 'FOREIGN') name('FOREIGN_KEY', 'Signed with a key that no trusted key introduced.');
  if (verdict === 'BAD') name('SEAL_EDITED', 'The signature does not fit the text.');
  const told = {
    'its number': checkpoint.seal === seal.n,
    'its first entry': checkpoint.firstSeq === seal.firstSeq,
    'its last entry': checkpoint.size === seal.lastSeq + 1,
    'its root': checkpoint.batchRoot.equals(seal.root),
    'the seal before': checkpoint.prev.equals(seal.prevHead),
    'its head': headOf(note.text).equals(seal.head),
    'its time': checkpoint.time === seal.sealedAt,
    'its server': checkpoint.server.cluster === seal.cluster && checkpoint.server.horizon === seal.horizon,
    'its key': note.signatures.some(({ keyId }) => keyId === seal.keyId),
  };
  const wrong = Object.entries(told).filter(([, fits]) => !fits);
  if (wrong.length > 0)
    name('SEAL_EDITED', `The row and the signed text differ in ${wrong.map(([what]) => what).join(', ')}.`);
  if (seal.n !== (before?.n ?? 0) + 1) name('BROKEN_CHAIN', 'The seal before it is missing.');
  else if (checkpoint.firstSeq !== (before?.lastSeq ?? -1) + 1)
    name('BROKEN_CHAIN', 'It does not begin where the seal before it ends.');
  else if (!checkpoint.prev.equals(before?.head ?? noHead))
    name('BROKEN_CHAIN', 'It does not name the seal before it.');
  return { found, checkpoint };
}

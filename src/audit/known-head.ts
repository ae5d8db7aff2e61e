import type pg from 'pg';
import { headOf, parseCheckpoint } from './checkpoint.js';
import { judgeSeal } from './judge-seal.js';
import { frontierAfter } from './make-seal.js';
import { type NoteVerifier, parseNote } from './note.js';
import { type Seal, sealsFrom } from './seal-store.js';

/** A seal that somebody outside the database knows was made. */
export interface KnownHead {
  n: number;
  head: Buffer;
}

/** The record has another past than the head that is known; nothing may be sealed on it. */
export class OtherPastError extends Error {}

const atOnce = 256;

/** What a kept checkpoint says; null when it is none. */
export function knownHeadOf(note: string | null): KnownHead | null {
  const text = note === null ? null : (parseNote(note)?.text ?? null);
  const checkpoint = text === null ? null : parseCheckpoint(text);
  return checkpoint && { n: checkpoint.seal, head: headOf(text!) };
}

/** Whether the record has this seal, as it was. */
export async function hasHead(client: Pick<pg.ClientBase, 'query'>, known: KnownHead): Promise<boolean> {
  const [seal] = await sealsFrom(client, known.n, 1);
  return seal?.n === known.n && knownHeadOf(seal.checkpoint)?.head.equals(known.head) === true;
}

/**
 * Checks that the newest seal comes after the known one through seals that trusted keys signed, and that the tree kept
 * with it is the one it signs. Reads nothing when it is the known one itself.
 * @param known null: only the tree of the newest is checked
 * @throws OtherPastError
 */
export async function requireSamePast(
  client: pg.ClientBase,
  newest: Seal | null,
  known: KnownHead | null,
  trusted: () => readonly NoteVerifier[],
): Promise<void> {
  if (!newest && !known) return;
  if (!newest || (known && (newest.n < known.n || !(await isHeadOrHas(client, newest, known)))))
    throw new OtherPastError(
      'The record does not have a seal that is known here: it was put back or rewritten. Nothing is sealed. Run: lienthong audit verify',
    );
  if (known && newest.n > known.n) await requireChain(client, known.n, newest, trusted());
  const signed = parseCheckpoint(parseNote(newest.checkpoint)?.text ?? '');
  if (!signed?.root.equals(rootAfter(newest)))
    throw new OtherPastError(
      'The tree of the newest seal is not the one it signs. Nothing is sealed. Run: lienthong audit verify',
    );
}

async function isHeadOrHas(client: pg.ClientBase, newest: Seal, known: KnownHead): Promise<boolean> {
  if (newest.n > known.n) return hasHead(client, known);
  return newest.head.equals(known.head) && knownHeadOf(newest.checkpoint)?.head.equals(known.head) === true;
}

async function requireChain(
  client: pg.ClientBase,
  after: number,
  newest: Seal,
  trusted: readonly NoteVerifier[],
): Promise<void> {
  let [before = null] = await sealsFrom(client, after, 1);
  for (let n = after + 1; n <= newest.n; n += atOnce) {
    for (const seal of await sealsFrom(client, n, Math.min(atOnce, newest.n - n + 1))) {
      const [wrong] = judgeSeal(seal, before, trusted).found;
      if (wrong)
        throw new OtherPastError(
          `Seal ${seal.n}: ${wrong.says} Nothing is sealed. Run: lienthong audit verify`,
        );
      before = seal;
    }
  }
}

function rootAfter(seal: Seal): Buffer {
  try {
    return frontierAfter(seal).root();
  } catch {
    return Buffer.alloc(0);
  }
}

import { type Checkpoint, openCheckpoint } from './checkpoint.js';
import { isSame } from './note.js';

/** One seal and what became of checking it. */
export interface JudgedSeal extends Checkpoint {
  /** It follows on the one before: number, index, head; null for the oldest that was given. */
  follows: boolean | null;
}

/** What the last seals are worth, derived anew from their signed notes. */
export interface SealsVerdict {
  /** Newest first. */
  seals: readonly JudgedSeal[];
  /** How many notes were given that are none. */
  unreadable: number;
  /** Every signature good and every seal following on the one before. */
  verdict: 'HOLDS' | 'FAILS' | 'OPEN' | 'NONE';
  /** The first seal that does not fit, from the oldest on. */
  firstWrong: JudgedSeal | null;
  outside: Outside;
}

/**
 * What is kept outside the database against what stands in it: SAME; OTHER, when the record has another seal of that
 * number; AHEAD, when the record ends before it; OLDER than the seals given; UNREADABLE, when it is no checkpoint; NONE.
 */
export interface Outside {
  state: 'SAME' | 'OTHER' | 'AHEAD' | 'OLDER' | 'UNREADABLE' | 'NONE';
  checkpoint: Checkpoint | null;
}

export interface Sealing {
  checkpoints: readonly string[];
  keptOutside: string | null;
  keys: readonly string[];
}

/** Checks the chain of the last seals in the browser: signatures, numbers, indexes, heads, and the one kept outside. */
export async function verifySeals({ checkpoints, keptOutside, keys }: Sealing): Promise<SealsVerdict> {
  const opened = await Promise.all(checkpoints.map((note) => openCheckpoint(note, keys).catch(() => null)));
  const seals = opened
    .filter((one) => one !== null)
    .map((one, at, all): JudgedSeal => {
      const before = all[at + 1];
      return { ...one, follows: before ? followsOn(one, before) : null };
    });
  const wrong = seals.filter(
    ({ follows, signed }) => follows === false || signed === 'BAD' || signed === 'FOREIGN',
  );
  const unreadable = opened.length - seals.length;
  const outside = await outsideOf(seals, keptOutside, keys);
  const fails = wrong.length > 0 || unreadable > 0 || contradicts(outside);
  const isOpen = seals.some(({ signed }) => signed === 'UNCHECKED');
  return {
    ...{ seals, unreadable, outside, firstWrong: wrong.at(-1) ?? null },
    verdict: fails ? 'FAILS' : seals.length === 0 ? 'NONE' : isOpen ? 'OPEN' : 'HOLDS',
  };
}

/** What is kept outside does not allow what the record holds. */
export function contradicts({ state }: Outside): boolean {
  return state === 'OTHER' || state === 'AHEAD' || state === 'UNREADABLE';
}

function followsOn(one: Checkpoint, before: Checkpoint): boolean {
  return (
    one.origin === before.origin &&
    one.seal === before.seal + 1 &&
    one.first === before.size &&
    isSame(one.prev, before.head)
  );
}

async function outsideOf(
  seals: readonly Checkpoint[],
  note: string | null,
  keys: readonly string[],
): Promise<Outside> {
  if (note === null) return { state: 'NONE', checkpoint: null };
  const kept = await openCheckpoint(note, keys).catch(() => null);
  // NOTE: a note that somebody spoiled is not the same as none.
  if (!kept) return { state: 'UNREADABLE', checkpoint: null };
  const newest = seals[0];
  if (!newest || kept.seal > newest.seal) return { state: 'AHEAD', checkpoint: kept };
  const there = seals.find(({ seal }) => seal === kept.seal);
  const state = !there ? 'OLDER' : isSame(there.head, kept.head) ? 'SAME' : 'OTHER';
  return { state, checkpoint: kept };
}

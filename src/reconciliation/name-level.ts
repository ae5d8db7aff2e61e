import { isOneEdit } from '../domain/one-edit.js';
import type { NameKey } from './name-key.js';

/** How like two names look, surest first. For ranking; `compareNames` decides what is one name. */
export type NameLevel = 'EQUAL' | 'BARE' | 'TONES' | 'SOUNDS' | 'NEAR' | 'SURNAME' | 'OTHER';

/**
 * BARE: a word has lost its marks on one side. TONES: marked otherwise. SOUNDS: spelt otherwise as heard, or in another
 * order. NEAR: words left out between, or one letter. Symmetric.
 */
export function nameLevel(a: NameKey, b: NameKey): NameLevel {
  if (a.whole === '' || b.whole === '') return 'OTHER';
  if (a.whole === b.whole) return a.words.length === b.words.length ? markedLevel(a, b) : 'BARE';
  if (isSame(a.sounds, b.sounds) || isSame([...a.bare].sort(), [...b.bare].sort())) return 'SOUNDS';
  const hasEnds = a.sounds[0] === b.sounds[0] && a.sounds.at(-1) === b.sounds.at(-1);
  const isShorter = a.words.length !== b.words.length && Math.min(a.words.length, b.words.length) > 1;
  if (
    (hasEnds && isShorter) ||
    isOneEdit(a.whole, b.whole) ||
    isOneEdit(a.sounds.join(''), b.sounds.join(''))
  )
    return 'NEAR';
  return a.sounds[0] === b.sounds[0] ? 'SURNAME' : 'OTHER';
}

function markedLevel(a: NameKey, b: NameKey): NameLevel {
  let level: NameLevel = 'EQUAL';
  for (const [at, word] of a.words.entries()) {
    const other = b.words[at]!;
    if (word === other) continue;
    if (word !== a.bare[at] && other !== b.bare[at]) return 'TONES';
    level = 'BARE';
  }
  return level;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word, at) => word === b[at]);

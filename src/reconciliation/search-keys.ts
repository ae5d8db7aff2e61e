import { type Birth, isWholeDate, swapped, yearOf } from './birth.js';
import { type Hash, hashOf } from './hash.js';
import type { NameKey } from './name-key.js';

/** What the keys of a person are made of; commune codes as numbers. */
export interface Searched {
  name: NameKey;
  birth: Birth;
  communes: readonly number[];
}

/**
 * The columns of `matching.resident_key` by which like records meet. STRICT ones bring a handful of people; LOOSE ones
 * bring many, and are asked only for records that no strict one explained.
 */
export const STRICT = ['by_name_birth', 'by_ends_birth', 'by_words_birth'] as const;
export const LOOSE = ['by_place_birth', 'by_place_name', 'by_name_year'] as const;

export type SearchColumn = (typeof STRICT)[number] | (typeof LOOSE)[number];

/** Raised whenever stored keys would come out otherwise: the registry's keys are then made anew. */
export const KEY_VERSION = 1;

/** The count of people by name is kept by this one. */
export const nameOnly = (name: NameKey): Hash => hashOf(name.whole);

/** The keys of a resident; null where his record says too little for one. His first commune is the permanent one. */
export function residentKeys({ name, birth, communes }: Searched): Record<SearchColumn, Hash | null> {
  const place = communes[0] ?? null;
  const isNamed = name.whole !== '';
  return {
    by_name_birth: isNamed && birth ? nameBirth(name, birth) : null,
    by_ends_birth: isNamed && isWholeDate(birth) ? endsBirth(name, birth) : null,
    by_words_birth: isNamed && isWholeDate(birth) ? wordsBirth(name, birth) : null,
    by_place_birth: place !== null && birth ? placeBirth(name, place, birth) : null,
    by_place_name: place !== null && isNamed ? placeName(name, place) : null,
    by_name_year: isNamed && birth ? nameYear(name, birth) : null,
  };
}

/** A place that is divided into more than these says too little to search by. */
const MOST_PLACES = 6;

/** Every key a record may share with its resident, by column: the other order of day and month, each place it may mean. */
export function recordKeys({ name, birth, communes }: Searched): [SearchColumn, Hash][] {
  const keys: [SearchColumn, Hash][] = [];
  const places = communes.length <= MOST_PLACES ? communes : [];
  const other = swapped(birth);
  if (name.whole !== '' && birth) {
    keys.push(['by_name_birth', nameBirth(name, birth)]);
    if (other) keys.push(['by_name_birth', nameBirth(name, other)]);
    keys.push(['by_name_year', nameYear(name, birth)]);
  }
  if (name.whole !== '' && isWholeDate(birth)) {
    keys.push(['by_ends_birth', endsBirth(name, birth)], ['by_words_birth', wordsBirth(name, birth)]);
  }
  for (const place of places) {
    if (birth) keys.push(['by_place_birth', placeBirth(name, place, birth)]);
    if (name.whole !== '') keys.push(['by_place_name', placeName(name, place)]);
  }
  return keys;
}

const nameBirth = (name: NameKey, birth: Birth) => hashOf(`1 ${name.whole} ${birth}`);
const endsBirth = (name: NameKey, birth: Birth) =>
  hashOf(`2 ${name.sounds[0]} ${name.sounds.at(-1)} ${birth}`);
const wordsBirth = (name: NameKey, birth: Birth) => hashOf(`3 ${[...name.bare].sort().join(' ')} ${birth}`);
const placeName = (name: NameKey, place: number) => hashOf(`5 ${name.sounds.join(' ')} ${place}`);
const nameYear = (name: NameKey, birth: Birth) => hashOf(`6 ${name.whole} ${yearOf(birth)}`);

/** Where the day is not known, the last word of the name stands in: too many are born in one place in one year. */
function placeBirth(name: NameKey, place: number, birth: Birth): Hash {
  return hashOf(`4 ${isWholeDate(birth) ? '' : name.sounds.at(-1)} ${place} ${birth}`);
}

import { type AddressBook, addressBookOf } from './address-book.js';
import { type MatchOptions, matchPart, type NameMatch, type PartMatches } from './address-match.js';
import { AddressMemory } from './address-memory.js';
import { readPart } from './address-part.js';
import { type Reading, readingsOf } from './address-reading.js';
import { addressChunks, chunkParts } from './address-text.js';
import { waysToPart } from './address-unbroken.js';
import { isOneLetterApart } from './address-words.js';
import type { AdminDistrict, AdminUnit, AdminUnits } from './admin-unit.js';

export interface ResolvedAddress {
  /** The communes in force that the address may lie in, by code: several when the one it names was divided. */
  units: readonly AdminUnit[];
  /** The one unit that was named, of whichever table; null when it could be one of several. */
  recorded: AdminUnit | null;
  /** Every unit that may have been named: one, unless AMBIGUOUS. */
  readings: readonly AdminUnit[];
  /** Units of that name that a person may mean who left the district out, or who used an older name of theirs. */
  lessLikely: readonly AdminUnit[];
  /** SPLIT: the unit named was divided. PROVINCE_ONLY: no commune is named; `units` is empty then. */
  how: NameMatch | 'SPLIT' | 'PROVINCE_ONLY' | 'NONE';
  problem: 'AMBIGUOUS' | 'UNKNOWN' | null;
}

/** A reading within this much of the cheapest is as good as it. */
const MARGIN = 2;
/** Within this much it is less likely, but not excluded: a district left out, an older name. */
const WIDE_MARGIN = 4;
/** Below it nothing better can come of guessing letters. */
const GOOD = 4;
/** Above it a reading is no more than a coincidence. */
const ACCEPTED = 23;
const MOST_PARTS = 12;
/** Any letter that is not ASCII. */
const MARKED = /[^\p{ASCII}]/u;

/**
 * The communes in force that a written address (nơi cư trú, địa chỉ) may lie in: three tiers of the old table or two
 * of the new one, in either order, type words and tones whole, shortened or missing, a hamlet before it, older names,
 * one letter wrong.
 *
 * Nothing is chosen among equals: a divided commune answers all it went into, two equally good readings answer both,
 * with `AMBIGUOUS`; so does a unit whose successors public lists disagree on. Two tiers are read as the new table
 * where it has that name; an address with a district of the old table is never read as another district's.
 */
export function resolveAddress(text: string, units: AdminUnits): ResolvedAddress {
  const book = addressBookOf(units);
  const memory = memoryOf(book);
  const toParts = (chunk: string) => chunkParts(chunk, (part) => isDashedName(part, book));
  const options = { guess: false, marked: MARKED.test(text) };
  const [first = '', ...rest] = addressChunks(text);
  const front = toParts(first);
  const hamlets = matchParts(front, book, options).filter(isHamletOnly).length;
  const tail = `#${options.marked} ${hamlets === front.length ? '' : first},${rest.join(',')}`;
  const known = memory.find<ResolvedAddress>(tail);
  if (known) return known;
  const parts = [...front, ...rest.flatMap(toParts)].slice(-MOST_PARTS);
  const exact = matchParts(parts, book, options);
  const readings = readingsOf(exact, GOOD);
  if (lowest(readings) <= GOOD) {
    const found = answer(readings, exact, units);
    return hamlets === 0 || hamlets === front.length ? memory.keep(tail, found) : found;
  }
  const guessed = [parts, ...waysToPart(parts, book)].map((it) =>
    matchParts(it, book, { ...options, guess: true }),
  );
  return answer(
    guessed.flatMap((it) => readingsOf(it, GOOD)),
    exact,
    units,
  );
}

/** Nothing in it can be a unit: whatever hamlet stands there, what follows reads the same. */
const isHamletOnly = (part: PartMatches) =>
  part.belowCommune &&
  !part.callsItselfCommune &&
  part.communes.length + part.districts.length + part.provinces.length === 0;

/** Whether a part with a dash is one name, though a letter of it be wrong. */
const isDashedName = (part: string, book: AddressBook) =>
  readPart(part, false).some(({ key }) => book.dashed.some((it) => it === key || isOneLetterApart(it, key)));

const lowest = (readings: readonly Reading[]) => Math.min(...readings.map((it) => it.cost));

const memories = new WeakMap<AddressBook, AddressMemory>();

function memoryOf(book: AddressBook): AddressMemory {
  const memory = memories.get(book) ?? new AddressMemory();
  memories.set(book, memory);
  return memory;
}

function matchParts(parts: readonly string[], book: AddressBook, options: MatchOptions): PartMatches[] {
  const memory = memoryOf(book);
  const kind = `${options.guess ? '~' : '='}${options.marked ? '^' : '_'}`;
  return parts.map((part) => {
    const known = memory.find<PartMatches>(kind + part);
    if (known) return known;
    const match = matchPart(part, book, options);
    return isHamletOnly(match) ? match : memory.keep(kind + part, match);
  });
}

function answer(
  readings: readonly Reading[],
  parts: readonly PartMatches[],
  units: AdminUnits,
): ResolvedAddress {
  const least = lowest(readings);
  if (least > ACCEPTED) return unresolved(parts);
  const equals = readings.filter((it) => it.cost <= least + MARGIN).sort((a, b) => a.cost - b.cost);
  const named = [...new Set(equals.map((it) => it.named))];
  const sets = named.map((it) => equals.find((reading) => reading.named === it)!.current);
  const all = [...new Set(sets.flat())].sort((a, b) => (a.code < b.code ? -1 : 1));
  const isUnit = (it: AdminUnit | AdminDistrict): it is AdminUnit => 'level' in it;
  const known = named.filter(isUnit);
  const others = readings.filter((it) => it.cost <= least + WIDE_MARGIN && !named.includes(it.named));
  const agreed = sets.every((set) => set.length === all.length);
  const disputed = named.some((it) => units.isOld(it) && units.isDisputed(it.code));
  return {
    units: all,
    recorded: named.length === 1 ? (known[0] ?? null) : null,
    readings: known,
    lessLikely: [...new Set(others.map((it) => it.named))].filter(isUnit),
    how: agreed && all.length > 1 ? 'SPLIT' : equals[0]!.how,
    problem: agreed && !disputed ? null : 'AMBIGUOUS',
  };
}

/** No commune was understood; a province may still be. */
function unresolved(parts: readonly PartMatches[]): ResolvedAddress {
  const ends = [parts.at(-1), parts[0]].flatMap((part) => part?.provinces ?? []);
  const provinces = [...new Set(ends.map((it) => it.place))];
  return {
    ...{
      units: [],
      recorded: provinces.length === 1 ? provinces[0]! : null,
      readings: provinces,
      lessLikely: [],
    },
    ...{ how: provinces.length > 0 ? 'PROVINCE_ONLY' : 'NONE', problem: 'UNKNOWN' },
  };
}

import type { AddressBook, CommunePlace, DistrictPlace } from './address-book.js';
import type { NamedPlace, NameIndex } from './address-name-index.js';
import { type PartReading, readPart, type UnitType } from './address-part.js';
import { isBelowCommune } from './address-text.js';
import { isBare, isOneLetterApart, looseKeyOf } from './address-words.js';
import type { AdminUnit } from './admin-unit.js';

/** How a name was recognised, lightest first. */
export const NAME_MATCHES = ['EXACT', 'FOLDED', 'ALIAS', 'ONE_LETTER'] as const;

export type NameMatch = (typeof NAME_MATCHES)[number];

/** A place that a part of an address may name, and what has to be forgiven for it: 0 nothing, 9 a letter. */
export interface PlaceMatch<Place> {
  place: Place;
  cost: number;
  how: NameMatch;
  type: UnitType | null;
}

/** Everything a part of an address may name. */
export interface PartMatches {
  provinces: PlaceMatch<AdminUnit>[];
  districts: PlaceMatch<DistrictPlace>[];
  communes: PlaceMatch<CommunePlace>[];
  belowCommune: boolean;
  /** The part begins with the type word of a commune (xã, phường). */
  callsItselfCommune: boolean;
}

interface Level {
  types: readonly UnitType[];
  /** What another type word, a name without its tones in a text that has some, and other tones cost. */
  otherType: number;
  tonesGone: number;
  tonesWrong: number;
}

const PROVINCE: Level = { types: ['PROVINCE', 'CITY'], otherType: 1, tonesGone: 1, tonesWrong: 1 };
const DISTRICT: Level = {
  types: ['DISTRICT', 'QUARTER', 'TOWN', 'CITY'],
  ...{ otherType: 2, tonesGone: 2, tonesWrong: 2 },
};
const COMMUNE: Level = {
  types: ['WARD', 'COMMUNE', 'TOWNSHIP', 'ISLAND'],
  ...{ otherType: 3, tonesGone: 3, tonesWrong: 4 },
};
/** An older name costs more than the margin within which two readings count as equal, so that today's name wins. */
/** A name without its tones in a text that has none. */
const BARE_TEXT = 1;
const ALIAS_COST = 3;
const LETTER_COST = 9;
const REQUIRED_TYPE_COST = 6;

export interface MatchOptions {
  /** Also what is one letter away. */
  guess: boolean;
  /** The address has marks somewhere, so a word without any is less likely to have lost them. */
  marked: boolean;
}

/** What one part may name. */
export function matchPart(part: string, book: AddressBook, options: MatchOptions): PartMatches {
  const readings = readPart(part, options.guess);
  return {
    provinces: matchesAt(PROVINCE, readings, book.provinces, options),
    districts: matchesAt(DISTRICT, readings, book.districts, options),
    communes: matchesAt(COMMUNE, readings, book.communes, options),
    belowCommune: isBelowCommune(part),
    callsItselfCommune: readings.some((it) => it.type !== null && COMMUNE.types.includes(it.type)),
  };
}

function matchesAt<Place>(
  level: Level,
  readings: readonly PartReading[],
  index: NameIndex<Place>,
  { guess, marked }: MatchOptions,
): PlaceMatch<Place>[] {
  const best = new Map<Place, PlaceMatch<Place>>();
  const consider = (reading: PartReading, named: NamedPlace<Place>) => {
    const match = matchName(level, reading, named, marked);
    const known = best.get(named.place);
    if (!known || match.cost < known.cost) best.set(named.place, match);
  };
  for (const reading of readings) {
    if (reading.type !== null && !level.types.includes(reading.type)) continue;
    for (const named of index.at(reading.key)) consider(reading, named);
    if (!guess || reading.typeGuessed || reading.whole) continue;
    for (const key of index.near(reading.key)) {
      if (!isOneLetterApart(key, reading.key) || digitsOf(key) !== digitsOf(reading.key)) continue;
      for (const named of index.at(key)) consider(reading, named);
    }
  }
  return [...best.values()];
}

/** A digit is never a slip of the pen: Phường 1 is not Phường 11. */
const digitsOf = (key: string) => key.replace(/\D/g, '');

function matchName<Place>(
  level: Level,
  reading: PartReading,
  named: NamedPlace<Place>,
  marked: boolean,
): PlaceMatch<Place> {
  const isGuess = looseKeyOf(reading.key) !== looseKeyOf(named.key);
  const tones = named.alias
    ? 0
    : tonesBetween(
        reading.words,
        named.words,
        isGuess,
        marked ? level.tonesGone : BARE_TEXT,
        level.tonesWrong,
      );
  const type =
    reading.type === named.type
      ? 0
      : named.typeRequired
        ? REQUIRED_TYPE_COST
        : reading.type === null
          ? 0
          : level.otherType;
  const letter = isGuess || reading.typeGuessed ? LETTER_COST : 0;
  const how = letter > 0 ? 'ONE_LETTER' : named.alias ? 'ALIAS' : tones > 0 ? 'FOLDED' : 'EXACT';
  return {
    ...{ place: named.place, how, type: reading.type },
    cost: letter + tones + type + (named.alias ? ALIAS_COST : 0),
  };
}

/** A word written without any mark has lost its tones; a word marked otherwise contradicts them. */
function tonesBetween(
  stated: readonly string[],
  named: readonly string[],
  isGuess: boolean,
  missing: number,
  wrong: number,
): number {
  const [a, b] = [stated.join(''), named.join('')];
  if (a === b || (isGuess && isOneLetterApart(a, b))) return 0;
  if (stated.length !== named.length || isGuess) return stated.every(isBare) ? missing : wrong;
  const contradicts = stated.some((word, at) => word !== named[at] && !isBare(word));
  return contradicts ? wrong : missing;
}

import { resolveAddress } from '../../../src/domain/address.js';
import { readCardText } from '../../../src/domain/card-text.js';
import { canonicalName, compareNames } from '../../../src/domain/person-name.js';
import { copyLine } from '../../../src/sample/copy-text.js';
import { asTcvn3 } from '../../../src/sample/legacy-encodings.js';
import { withoutMarks } from '../../../src/sample/record-errors.js';
import type { Size } from '../proof.js';
import { makeRandom } from './address-maker.js';
import { readUnits } from './address-units.js';
import { readPublicAddresses } from './addresses-public.js';
import { GOOD } from './card-texts-material.js';
import { cardOf } from './card-texts-spoilt.js';
import { names } from './names-material.js';

const SEED = 1;
const ROWS = 50_000;

/** Rows that are judged, and how. */
export interface RatedWork {
  name: string;
  /** The same rows with their answers, in the text format of COPY. */
  lines: readonly string[];
  /** Makes ready what is not counted, and returns what is: judging all rows once. */
  prepare(): () => void;
}

/** What is judged in every kind of run. */
export function ratedWorks(size: Size): RatedWork[] {
  const people = [...names(SEED, size(ROWS), 'life')];
  return [normalising(people), comparing(people), readingCards(people), ...resolving(size)];
}

function normalising(people: readonly string[]): RatedWork {
  return {
    name: 'names brought to their canonical form',
    lines: linesOf(people, canonicalName),
    prepare: () => () => {
      for (const name of people) canonicalName(name);
    },
  };
}

/** A fifth each: the same text, capitals decomposed, marks lost, TCVN3, somebody else. */
function comparing(people: readonly string[]): RatedWork {
  const writings: ((name: string, at: number) => string)[] = [
    (name) => name,
    (name) => name.toUpperCase().normalize('NFD'),
    (name) => withoutMarks(name),
    (name) => asTcvn3(name),
    (_, at) => people[(at + 1) % people.length]!,
  ];
  const pairs = people.map((name, at) => [writings[at % writings.length]!(name, at), name] as const);
  return {
    name: 'names compared, a fifth each the same, in capitals, without marks, in TCVN3, another',
    lines: pairs.map(([one, other], at) => copyLine([at, one, other])),
    prepare: () => () => {
      for (const [one, other] of pairs) compareNames(one, other);
    },
  };
}

/** Four texts in five are chip cards, each of another person; the rest one good text of each other kind in turn. */
function readingCards(people: readonly string[]): RatedWork {
  const others = Object.values(GOOD);
  const texts = people.map((name, at) =>
    at % 5 === 0 ? others[(at / 5) % others.length]! : cardOf(name, at),
  );
  return {
    name: 'card texts read',
    lines: linesOf(texts, (text) => readCardText(text).kind ?? ''),
    prepare: () => () => {
      for (const text of texts) readCardText(text);
    },
  };
}

/** What was found once is remembered, so that each round begins with units that remember nothing. */
function resolving(size: Size): RatedWork[] {
  const once = readPublicAddresses().map((it) => it.text);
  const random = makeRandom(SEED);
  const members = Array.from({ length: size(ROWS) }, () => {
    const at = Math.floor(random() ** 2 * once.length);
    return `Thôn ${Math.floor(random() * 5000)}, ${once[at]}`;
  });
  const units = readUnits();
  const work = (name: string, addresses: readonly string[]): RatedWork => ({
    name,
    lines: linesOf(addresses, (text) =>
      resolveAddress(text, units)
        .units.map((it) => it.code)
        .join(' '),
    ),
    prepare() {
      const fresh = readUnits();
      resolveAddress('', fresh);
      return () => {
        for (const text of addresses) resolveAddress(text, fresh);
      };
    },
  });
  return [
    work('addresses resolved, each for the first time', once.slice(0, size(once.length))),
    work('addresses resolved, as in a file of members, where communes come again', members),
  ];
}

function linesOf(texts: readonly string[], answer: (text: string) => string): string[] {
  return texts.map((text, at) => copyLine([at, text, answer(text)]));
}

import { readCardText } from '../../../src/domain/card-text.js';
import { writeCccdQr } from '../../../src/domain/card-text-write.js';
import { compareNames } from '../../../src/domain/person-name.js';
import { Dice, STREAM } from '../../../src/sample/dice.js';
import { projectCsv } from '../../../src/sample/project-file.js';
import { type Proof, shown } from '../proof.js';
import { names, WRITINGS } from './names-material.js';
import { asKeys, TELEX_KEYS, VNI_KEYS } from './typed-keys.js';

const SEED = 1;
const CARDS = 20_000;
const BORN = '1990-07-15';

const SPOILERS: Record<string, (text: string) => string | null> = {
  'as it is': (text) => text,
  decomposed: (text) => text.normalize('NFD'),
  ...WRITINGS,
  'Telex keys, tone last': (text) => asKeys(text, TELEX_KEYS, true),
  'Telex keys, letter by letter': (text) => asKeys(text, TELEX_KEYS, false),
  'VNI keys, tone last': (text) => asKeys(text, VNI_KEYS, true),
  'VNI keys, letter by letter': (text) => asKeys(text, VNI_KEYS, false),
  'letters lost': (text) => text.replace(/[^\p{ASCII}]/gu, '?'),
};

interface Row extends Record<string, string | number> {
  'what the device did': string;
  cards: number;
  'digits whole': number;
  'said to be repaired': number;
  'same name': number;
  'name left out': number;
  'name called different': number;
}

/** What becomes of whole cards that a device spoils. */
export const cardTextsSpoilt: Proof = {
  name: 'card-texts-spoilt',
  title: 'Cards that a scanner spoils',
  about:
    'Scanners set to another code page, or that type as a keyboard does, spoil the letters of a card and leave its ' +
    'digits whole. Twenty thousand texts of invented chip cards are spoilt in each way, name and address at once, and ' +
    'read again. The twelve digits and the birth date must always come through. The name must be the same again or be left ' +
    'out with a word that it was spoilt; a person must never be called another because of the scanner. A way of ' +
    'writing that lacks a letter of the card is not asked for it: no key of Telex or VNI makes ŭ, so no device types it.',
  run(size) {
    const different: string[] = [];
    const rows = Object.entries(SPOILERS).map(([spoiler, spoil]) =>
      measure(spoiler, spoil, size(CARDS), different),
    );
    const sum = (key: keyof Row) => rows.reduce((total, row) => total + Number(row[key]), 0);
    return {
      figures: [
        {
          name: `number or birth date lost, of ${shown(sum('cards'))} cards`,
          ...{ value: sum('cards') - sum('digits whole'), unit: '', limit: { atMost: 0, origin: 'ours' } },
        },
        {
          name: 'called another person because of the scanner',
          ...{ value: sum('name called different'), unit: '', limit: { atMost: 0, origin: 'ours' } },
        },
      ],
      tables: [{ title: 'By what the device did', rows }],
      notes: different.slice(0, 20),
    };
  },
};

function measure(
  spoiler: string,
  spoil: (text: string) => string | null,
  count: number,
  different: string[],
): Row {
  const row: Row = {
    ...{ 'what the device did': spoiler, cards: 0, 'digits whole': 0, 'said to be repaired': 0 },
    ...{ 'same name': 0, 'name left out': 0, 'name called different': 0 },
  };
  for (const fullName of names(SEED, count * 2, 'life')) {
    if (row.cards === count) break;
    const text = spoil(cardOf(fullName, row.cards));
    if (text === null) continue;
    row.cards += 1;
    const reading = readCardText(text);
    if (reading.kind === null) continue;
    if (reading.personalId === text.slice(0, 12) && reading.dateOfBirth === BORN) row['digits whole'] += 1;
    if (reading.repairs) row['said to be repaired'] += 1;
    if (reading.fullName === undefined) row['name left out'] += 1;
    else if (compareNames(reading.fullName, fullName).verdict !== 'DIFFERENT') row['same name'] += 1;
    else {
      row['name called different'] += 1;
      different.push(
        `Called different, ${spoiler}: ${text.split('|')[2]}, read ${reading.fullName}, is ${fullName}`,
      );
    }
  }
  return row;
}

const communes = projectCsv<'name' | 'level'>('migrations/hub/data/admin-units.csv').filter(
  (row) => row.level === 'COMMUNE',
);

/** The text of an invented chip card. */
export function cardOf(fullName: string, index: number): string {
  const dice = new Dice(SEED).at(STREAM.registry, index);
  return writeCccdQr({
    ...{ personalId: `0011${90 + dice.below(10)}${100000 + dice.below(900000)}`, oldIdNumber: null },
    ...{ fullName, dateOfBirth: BORN, sex: dice.chance(0.5) ? 'MALE' : 'FEMALE' },
    ...{ address: `Thôn 1, ${dice.pick(communes).name}, Hà Nội`, issuedOn: '2021-05-10' },
  });
}

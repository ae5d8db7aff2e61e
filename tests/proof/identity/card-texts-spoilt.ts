import { readCardText } from '../../../src/domain/card-text.js';
import { writeCccdQr } from '../../../src/domain/card-text-write.js';
import { compareNames } from '../../../src/domain/person-name.js';
import { Dice, STREAM } from '../../../src/sample/dice.js';
import { projectCsv } from '../../../src/sample/project-file.js';
import { type Mix, names, WRITINGS } from './names-material.js';

/**
 * What becomes of whole cards that a device spoils: whether the digits come through, and whether the name is the
 * same, left out, or called different because of it. Usage, from the project root: card-texts-spoilt.js [count] [seed] [life|wide].
 */
const COUNT = Number(process.argv[2] ?? 20_000);
const SEED = Number(process.argv[3] ?? 1);
const MIX = (process.argv[4] ?? 'life') as Mix;

const TELEX: Record<string, string> = {
  ...{ '\u0302': '', '\u0306': 'w', '\u031b': 'w' },
  ...{ '\u0300': 'f', '\u0301': 's', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j' },
};
const VNI: Record<string, string> = {
  ...{ '\u0302': '6', '\u0306': '8', '\u031b': '7' },
  ...{ '\u0301': '1', '\u0300': '2', '\u0309': '3', '\u0303': '4', '\u0323': '5' },
};

/** The keys of an input method, the tone after its vowel or at the end of its word. */
function asKeys(text: string, keys: Record<string, string>, isToneLast: boolean): string {
  const crossed = keys === TELEX ? ['dd', 'Dd'] : ['d9', 'D9'];
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    let tone = '';
    const typed = word
      .replaceAll('đ', crossed[0]!)
      .replaceAll('Đ', crossed[1]!)
      .normalize('NFD')
      .replace(/(\p{L})(\p{M}*)/gu, (_, letter: string, marks: string) => {
        const own = [...marks].filter((it) => /[\u0302\u0306\u031b]/.test(it));
        const toned = [...marks].filter((it) => !own.includes(it)).map((it) => keys[it] ?? it);
        const doubled = keys === TELEX && own.includes('\u0302') ? letter.toLowerCase() : '';
        if (isToneLast) tone += toned.join('');
        return letter + doubled + own.map((it) => keys[it]).join('') + (isToneLast ? '' : toned.join(''));
      });
    return typed + tone;
  });
}

const SPOILERS: Record<string, (text: string) => string | null> = {
  'as it is': (text) => text,
  NFD: (text) => text.normalize('NFD'),
  ...WRITINGS,
  'Telex keys, tone last': (text) => asKeys(text, TELEX, true),
  'Telex keys, letter by letter': (text) => asKeys(text, TELEX, false),
  'VNI keys, tone last': (text) => asKeys(text, VNI, true),
  'VNI keys, letter by letter': (text) => asKeys(text, VNI, false),
  'letters lost': (text) => text.replace(/[^\p{ASCII}]/gu, '?'),
};

const communes = projectCsv<'name' | 'level'>('migrations/hub/data/admin-units.csv').filter(
  (row) => row.level === 'COMMUNE',
);
const rows = Object.entries(SPOILERS).map(([spoiler, spoil]) => {
  const row = { spoiler, cards: 0, digits: 0, repaired: 0, same: 0, leftOut: 0, different: 0, unreadable: 0 };
  const examples: string[] = [];
  const leftOut: string[] = [];
  for (const fullName of names(SEED, COUNT * 2, MIX)) {
    if (row.cards === COUNT) break;
    const dice = new Dice(SEED).at(STREAM.registry, row.cards);
    const text = spoil(
      writeCccdQr({
        ...{ personalId: `0011${90 + dice.below(10)}${100000 + dice.below(900000)}`, oldIdNumber: null },
        ...{ fullName, dateOfBirth: '1990-07-15', sex: dice.chance(0.5) ? 'MALE' : 'FEMALE' },
        ...{ address: `Thôn 1, ${dice.pick(communes).name}, Hà Nội`, issuedOn: '2021-05-10' },
      }),
    );
    if (text === null) continue;
    row.cards += 1;
    const reading = readCardText(text);
    if (reading.kind === null) {
      row.unreadable += 1;
      examples.push(`${reading.problem}: ${text}`);
      continue;
    }
    if (reading.personalId === text.slice(0, 12) && reading.dateOfBirth === '1990-07-15') row.digits += 1;
    if (reading.repairs) row.repaired += 1;
    if (reading.fullName === undefined) {
      row.leftOut += 1;
      leftOut.push(text.split('|')[2]!);
    } else if (compareNames(reading.fullName, fullName).verdict !== 'DIFFERENT') row.same += 1;
    else {
      row.different += 1;
      examples.push(`${reading.fullName} ~ ${fullName}`);
    }
  }
  return { row, examples: [...examples.slice(0, 8), ...leftOut.slice(0, 8).map((it) => `left out: ${it}`)] };
});
console.table(rows.map(({ row }) => row));
for (const { row, examples } of rows) {
  if (examples.length > 0) console.log(`${row.spoiler}\n  ${examples.join('\n  ')}`);
}
console.log(JSON.stringify({ seed: SEED, rows: rows.map(({ row }) => row) }));

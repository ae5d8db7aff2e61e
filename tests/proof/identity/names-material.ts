import { Dice, STREAM } from '../../../src/sample/dice.js';
import { asTcvn3, asVni } from '../../../src/sample/legacy-encodings.js';
import {
  drawClan,
  drawMinorityName,
  type People,
  wholeMinorityName,
} from '../../../src/sample/minority-names.js';
import { PersonNames, wholeName } from '../../../src/sample/person-names.js';
import { projectCsv, projectNames } from '../../../src/sample/project-file.js';

const PEOPLES: People[] = ['EDE', 'JARAI', 'KHMU', 'THAI', 'HMONG', 'TAY', 'KHMER'];
const RARE_SURNAMES =
  'Khuất Ngụy Bành Ma Giả Quàng Lèng Âu Ứng Biện Nhữ Tiêu Khổng Đới Lạc Khúc Uông Thân Chử Cấn Vi Lò Mùa Xa Tòng'.split(
    ' ',
  );
const FORMS = [
  'Lê Nguyễn Hoàng Bảo Ngọc Quỳnh Như',
  'Công Huyền Tôn Nữ Hoàng Thị Nguyễn Phước Bảo Ngọc',
  'Tôn Thất Nguyễn Phước Vĩnh Thụy',
  'Y',
  'Ý',
  'A',
  'Thạch',
  "H'Hen",
  "K'Brêo",
  'Y-Blŏ Niê',
  "Ksơr H'Lan",
  'Đinh A Thút',
  'Y Hla',
  'Điểu K’Rang',
];

/** Where a draw stops being: the sample's way of making names, all listed given names, minorities, rare surnames, odd forms. */
const MIXES = { life: [0.96, 0.96, 1, 1], wide: [0.62, 0.8, 0.9, 0.99] } as const;
export type Mix = keyof typeof MIXES;

/** Invented names: `life` in the sample's shares, `wide` with what is rare far more often than in life. */
export function* names(seed: number, count: number, mix: Mix = 'wide'): Generator<string> {
  const [made, listed, minority, rare] = MIXES[mix];
  const dice = new Dice(seed);
  const kinh = new PersonNames();
  const given = (['boy', 'girl'] as const).flatMap((file) => [
    ...projectNames(`src/sample/data/given_names_${file}.duyet.txt`, 2),
    ...projectNames(`src/sample/data/given_names_${file}_one_word.duyet.txt`, 1),
  ]);
  for (let index = 0; index < count; index += 1) {
    dice.at(STREAM.household, index);
    const sex = dice.chance(0.5) ? 'MALE' : 'FEMALE';
    const at = dice.next();
    if (at < made) {
      const surname = kinh.surname(dice, dice.chance(0.5));
      yield wholeName(kinh.draw(dice, surname, sex, dice.between(1930, 2024)));
    } else if (at < listed) {
      const middle = dice.pick(['', '', 'Văn ', 'Thị ', 'Hữu ', 'Ngọc ']);
      yield `${kinh.surname(dice, dice.chance(0.5))} ${middle}${dice.pick(given)}`;
    } else if (at < minority) {
      const people = dice.pick(PEOPLES);
      yield wholeMinorityName(drawMinorityName(dice, people, drawClan(dice, people), sex), people);
    } else if (at < rare) {
      yield `${dice.pick(RARE_SURNAMES)} ${dice.pick(['', 'Thị ', 'Văn '])}${dice.pick(given)}`;
    } else {
      yield dice.pick(FORMS);
    }
  }
}

/** Words of place names, many of them of the highlands: spellings that no list of ours was made from. */
export function placeWords(): string[] {
  const words = projectCsv<'name'>('migrations/hub/data/admin-units.csv').flatMap(
    (row) => row.name.match(/[\p{L}'’]+/gu) ?? [],
  );
  return [...new Set(words)].sort();
}

const VIQR_MARKS: Record<string, string> = {
  '\u0302': '^',
  '\u0306': '(',
  '\u031b': '+',
  '\u0300': '`',
  '\u0309': '?',
  '\u0303': '~',
  '\u0301': "'",
  '\u0323': '.',
};

/** RFC 1456: the mark of the vowel, then the tone. */
export function asViqr(text: string): string {
  const lettered = text.replaceAll('đ', 'dd').replaceAll('Đ', 'DD').normalize('NFD');
  return lettered
    .replace(/(\u0323)([\u0302\u0306])/g, '$2$1')
    .replace(/\p{M}/gu, (mark) => VIQR_MARKS[mark] ?? mark);
}

const LATIN_1 = new TextDecoder('latin1');
const BYTES_1258 = new Map<string, number>();
for (let byte = 0x80; byte < 0x100; byte += 1) {
  BYTES_1258.set(new TextDecoder('windows-1258').decode(new Uint8Array([byte])), byte);
}

/** Bytes as Windows-1252, which is what every decoder called Latin-1 on the web does. */
export function asUtf8Misread(text: string): string {
  return LATIN_1.decode(Buffer.from(text, 'utf8'));
}

/** By the platform's own table of Windows-1258; each vowel is written whole where the code page has it, its tone apart. */
export function asWindows1258Misread(text: string): string {
  const bytes: number[] = [];
  for (const letter of text.normalize('NFC')) {
    const open = letter.normalize('NFD').replace(/(\u0323)([\u0302\u0306])/g, '$2$1');
    const whole = BYTES_1258.get(letter) ?? (letter.charCodeAt(0) < 0x80 ? letter.charCodeAt(0) : undefined);
    const spelled = whole === undefined ? spell(open) : [whole];
    bytes.push(...(spelled ?? Buffer.from('?')));
  }
  return LATIN_1.decode(new Uint8Array(bytes));
}

function spell(open: string): number[] | undefined {
  const tone = open.at(-1)!;
  const letter = open.slice(0, -1).normalize('NFC');
  const byte = BYTES_1258.get(letter) ?? (letter.charCodeAt(0) < 0x80 ? letter.charCodeAt(0) : undefined);
  const toneByte = BYTES_1258.get(tone);
  return byte === undefined || toneByte === undefined ? undefined : [byte, toneByte];
}

/** How each encoding writes a name; null where it has no such letter, since then no such text can exist. */
export const WRITINGS: Record<string, (name: string) => string | null> = {
  TCVN3: (name) => (hasOwnLetters(name) ? null : asTcvn3(name)),
  'TCVN3, font of capitals': (name) => (hasOwnLetters(name) ? null : asTcvn3(name.toLowerCase())),
  'TCVN3, all capitals': (name) => (hasOwnLetters(name) ? null : asTcvn3(name.toUpperCase())),
  VNI: (name) => (hasOwnLetters(name) ? null : asVni(name)),
  'VNI, all capitals': (name) => (hasOwnLetters(name) ? null : asVni(name).toUpperCase()),
  VIQR: (name) => (/[čñ]/i.test(name) ? null : asViqr(name)),
  'UTF-8 as Latin-1': (name) => asUtf8Misread(name),
  'UTF-8 as Latin-1, NFD': (name) => asUtf8Misread(name.normalize('NFD')),
  'UTF-8 as Latin-1, all capitals': (name) => asUtf8Misread(name.toUpperCase()),
  'UTF-8 as Latin-1, twice': (name) => asUtf8Misread(asUtf8Misread(name)),
  'Windows-1258': (name) => (hasOwnLetters(name) ? null : asWindows1258Misread(name)),
  'Windows-1258, all capitals': (name) =>
    hasOwnLetters(name) ? null : asWindows1258Misread(name.toUpperCase()),
};

function hasOwnLetters(name: string): boolean {
  return /[ŏŭĕĭčñ’]/i.test(name);
}

import fc from 'fast-check';

/** Writings of a name that change no letter of it, and syllables to build invented names from. */

const KINH = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Huỳnh',
  'Hoàng',
  'Phan',
  'Vũ',
  'Võ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Lý',
  'Văn',
  'Thị',
  'Hữu',
  'Đức',
  'Quý',
  'Quốc',
  'Thủy',
  'Hòa',
  'Hùng',
  'Hưng',
  'Khuyên',
  'Mỹ',
  'Ái',
  'Uyên',
  'Giang',
  'Gia',
  'Kỳ',
  'Thúy',
  'Khuê',
  'Tuấn',
  'Tường',
  'Loan',
  'Khoa',
  'Toàn',
  'Nghĩa',
  'Vy',
  'Y',
  'Ý',
  'An',
  'Ân',
  'Bảo',
  'Diễm',
  'Hoài',
];
const MINORITY = [
  "H'Hen",
  'Niê',
  'Bhăm',
  'Ksơr',
  "H'Lan",
  'Rơ',
  'Châm',
  'Blŏ',
  'Êban',
  'Mlô',
  'Kpă',
  'Siu',
  'Đinh',
  'Yŭn',
  'Čư',
  'Ayŭ',
  'Kñao',
];

export const name = fc
  .array(fc.constantFrom(...KINH, ...MINORITY), { minLength: 1, maxLength: 9 })
  .map((syllables) => syllables.join(' '));

const TONE = /[\u0300\u0301\u0303\u0309\u0323]/u;

/** The tone of each syllable moved to another vowel of the same run, chosen by `pick`. */
export function moveTones(text: string, pick: number): string {
  return text
    .normalize('NFD')
    .replace(/(?:[aeiouy][\u0300-\u036f]*)+/gi, (run) => {
      const tone = TONE.exec(run)?.[0];
      if (!tone) return run;
      const vowels = run.replace(TONE, '').match(/[aeiouy][\u0300-\u036f]*/gi)!;
      vowels[pick % vowels.length] += tone;
      return vowels.join('');
    })
    .normalize('NFC');
}

/** One syllable without any mark, đ as d. */
export function bare(syllable: string): string {
  return syllable.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}

const eachWord = (text: string, change: (word: string, at: number) => string) =>
  text.split(' ').map(change).join(' ');

/** A change that never makes it another person's name; `pick` varies what it does. */
const CHANGES: ((text: string, pick: number) => string)[] = [
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.normalize('NFD'),
  (text) => text.normalize('NFC'),
  (text, pick) => `  ${text.replaceAll(' ', pick % 2 ? '   ' : '\u00a0')}\t`,
  (text, pick) => moveTones(text, pick),
  (text, pick) =>
    text.replaceAll('Đ', pick % 2 ? '\u00d0' : '\u0189').replaceAll('đ', pick % 2 ? '\u00f0' : '\u0256'),
  (text, pick) => eachWord(text, (word, at) => ((pick >> at) % 2 ? bare(word) : word)),
  (text) => bare(text),
  (text, pick) => text.replaceAll("'", ['\u2019', '\u02bc', '`', '\u2018'][pick % 4]!),
  (text, pick) => `${text.slice(0, pick % text.length)}\u200b${text.slice(pick % text.length)}`,
];

const step = fc.tuple(fc.nat({ max: CHANGES.length - 1 }), fc.nat({ max: 1023 }));

/** A name and another writing of it: any composition of the changes above, at the end perhaps some words joined; what is too long to be compared left out. */
export const nameAndVariant = fc
  .tuple(name, fc.array(step, { maxLength: 6 }), fc.option(fc.nat({ max: 1023 })))
  .map(([original, steps, join]) => {
    const written = steps.reduce((text, [change, pick]) => CHANGES[change]!(text, pick), original);
    if (join === null) return { original, variant: written };
    let at = 0;
    const joined = written.trim().replace(/\s+/g, () => ((join >> at++) % 2 ? '' : ' '));
    return { original, variant: joined };
  })
  .filter(({ variant }) => variant.length <= 200);

/** Every small letter of Vietnamese, tones and all. */
export const VIETNAMESE_LETTERS: readonly string[] = [...'aăâeêioôơuưy']
  .flatMap((vowel) => ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => vowel + tone))
  .map((letter) => letter.normalize('NFC'))
  .concat([...'bcdđghklmnpqrstvx']);

/** A name as people bear them, many of plain letters only: the ones a slip could make look like an older encoding. */
export const realName = fc
  .tuple(
    fc.constantFrom(
      'Phan',
      'Mai',
      'Cao',
      'Võ',
      'Lê',
      'Hà',
      'Tô',
      'Nguyễn',
      'Đặng',
      'Lý',
      'Huỳnh',
      'Kim',
      'Siu',
    ),
    fc.constantFrom('', ' Anh', ' Văn', ' Thị', ' Minh', ' Ngọc', ' Ân'),
    fc.constantFrom(
      ' Lan',
      ' Hà',
      ' Tú',
      ' Nam',
      ' Lân',
      ' Thế',
      ' Sơn',
      ' Đan',
      ' Uyên',
      ' Huy',
      ' Lĩnh',
      ' Y',
    ),
  )
  .map((parts) => parts.join(''));

/** A form that a program gives a whole name. */
export const nameForm = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.normalize('NFD'),
  (text) => ` ${text.replaceAll(' ', '  ')}`,
);

/** Whether two names differ by nothing but y for i as a whole rhyme, where the tone stands, or syllables one side left bare. */
export function isForgiven(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => text.toLowerCase().normalize('NFD').split(' ')) as [
    string[],
    string[],
  ];
  return (
    left.length === right.length &&
    left.every((word, at) => {
      const other = right[at]!;
      const [x, y] = [word, other].map((it) =>
        it.replace(/(?<![aeou]\p{M}*)y(?=\p{M}*$)|(?<=^qu)y/u, 'i'),
      ) as [string, string];
      return sorted(x) === sorted(y) ? bare(x) === bare(y) : bare(x) === bare(y) && isBareOf(x, y);
    })
  );
}

const sorted = (text: string): string => [...text].sort().join('');
const isBareOf = (x: string, y: string): boolean => [x, y].some((it) => bare(it) === it.replaceAll('đ', 'd'));

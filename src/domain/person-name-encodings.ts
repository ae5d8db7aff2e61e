/**
 * What Vietnamese text of the years before Unicode looks like when its font or code page is not known, and the way back.
 *
 * Each decoder takes NFC text and answers lower case NFC, or null when the text holds a sign the encoding does not
 * have. Letters of minorities that none of them has (ŏ ŭ č ĕ ĭ) pass. None judges whether the answer is a name.
 */
export type TextDecoder = (text: string) => string | null;

/** Vowels in the order of both tables; each row is: no tone, huyền, hỏi, ngã, sắc, nặng; `.` has no code of its own. */
const VOWELS = [...'aăâeêioôơuưy'];
const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];

/** TCVN 5712:1993 (ABC, .VnTime): one byte a letter, here as Latin-1 shows it. */
const TCVN3_LOWER = [
  '.µ¶·¸¹',
  '¨»¼½¾Æ',
  '©ÇÈÉÊË',
  '.ÌÎÏÐÑ',
  'ªÒÓÔÕÖ',
  '.×ØÜÝÞ',
  '.ßáâãä',
  '«åæçèé',
  '¬êëìíî',
  '.ïñòóô',
  '\u00adõö÷øù',
  '.úûüýþ',
];
/** Capitals that have a byte of their own; all others share the small letter's (.VnTimeH draws it as a capital). */
const TCVN3_CAPITALS = { '¡': 'ă', '¢': 'â', '£': 'ê', '¤': 'ô', '¥': 'ơ', '¦': 'ư', '§': 'đ', '®': 'đ' };

/** VNI: the sign that follows a vowel, on plain letters and, where the row names one, by itself. */
const VNI_AFTER = {
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ù: '\u0301',
  ï: '\u0323',
  â: '\u0302',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  á: '\u0302\u0301',
  ä: '\u0302\u0323',
  ê: '\u0306',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  é: '\u0306\u0301',
  ë: '\u0306\u0323',
} as Readonly<Record<string, string>>;
const VNI_ALONE = { ô: 'ơ', ö: 'ư', ñ: 'đ', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ', ì: 'ì', í: 'í' } as Readonly<
  Record<string, string>
>;

/** VIQR (RFC 1456): signs after the letter, the mark of the vowel before its tone, dd for đ. */
const VIQR_AFTER = {
  '^': '\u0302',
  '(': '\u0306',
  '+': '\u031b',
  '*': '\u031b',
  '`': '\u0300',
  '?': '\u0309',
  '~': '\u0303',
  "'": '\u0301',
  '’': '\u0301',
  '.': '\u0323',
} as Readonly<Record<string, string>>;

/** Windows-1258 where it differs from Latin-1; the five tones are signs of their own that follow the vowel. */
const WINDOWS_1258 = {
  Ã: 'Ă',
  ã: 'ă',
  Ð: 'Đ',
  ð: 'đ',
  Õ: 'Ơ',
  õ: 'ơ',
  Ý: 'Ư',
  ý: 'ư',
  Ì: '\u0300',
  Ò: '\u0309',
  Þ: '\u0303',
  ì: '\u0301',
  ò: '\u0323',
} as Readonly<Record<string, string>>;

const tcvn3 = new Map<string, string>(Object.entries(TCVN3_CAPITALS));
TCVN3_LOWER.forEach((row, vowel) => {
  [...row].forEach((code, tone) => {
    if (code !== '.') tcvn3.set(code, (VOWELS[vowel]! + TONES[tone]!).normalize('NFC'));
  });
});

const PLAIN = /^[a-z0-9 '’.,\-ŏŭčĕĭ]$/;
const LATIN_1 = /^[\u00a0-\u00ff]$/;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/;

/**
 * TCVN3. Capital vowels with a tone come either as the small letter's byte or, from some converters, as the plain
 * capital before that byte (`Aµ`); both are one letter, since no Vietnamese word doubles a vowel under a tone.
 */
export const fromTcvn3: TextDecoder = (text) => {
  let read = '';
  let capital = '';
  for (const sign of text) {
    const letter = tcvn3.get(sign) ?? plain(sign);
    if (letter === null) return null;
    if (capital !== '' && letter !== capital && withoutTone(letter) === capital) read = read.slice(0, -1);
    read += letter;
    capital = /[A-Z¡-¦]/.test(sign) ? letter : '';
  }
  return read;
};

/** TCVN3 whose small letters a program has made capitals as if they were Latin-1 (`hïng` → `HÏNG`). */
export const fromTcvn3Capitals: TextDecoder = (text) =>
  text === text.toUpperCase() ? fromTcvn3(text.toLowerCase()) : null;

export const fromVni: TextDecoder = (text) => {
  let read = '';
  let vowel = '';
  for (const sign of text.toLowerCase()) {
    const mark: string | undefined = vowel === '' ? undefined : VNI_AFTER[sign];
    const isMark = mark !== undefined && canBear(vowel, mark) && (mark[0] !== '\u0306' || vowel === 'a');
    const letter = isMark ? mark : (VNI_ALONE[sign] ?? plain(sign));
    if (letter === null) return null;
    read += letter;
    vowel = !isMark && 'aeouyơư'.includes(letter) ? letter : '';
  }
  return read.normalize('NFC');
};

/** A sign that its vowel cannot bear, such as an apostrophe after a consonant, stays as it is. */
export const fromViqr: TextDecoder = (text) => {
  let read = '';
  let vowel = '';
  for (const sign of text.toLowerCase()) {
    const mark = VIQR_AFTER[sign];
    if (vowel !== '' && mark !== undefined && canBear(vowel, mark)) {
      read += mark;
      vowel += mark;
    } else if (sign === 'd' && read.endsWith('d')) {
      read = `${read.slice(0, -1)}đ`;
    } else {
      if (plain(sign) === null) return null;
      read += sign;
      vowel = 'aeiouy'.includes(sign) ? sign : '';
    }
  }
  return read.normalize('NFC');
};

/** Windows-1258 shown as Latin-1. */
export const fromWindows1258: TextDecoder = (text) => {
  let read = '';
  for (const sign of text) {
    const letter = WINDOWS_1258[sign] ?? sign;
    if (TONE.test(letter) && !/[aeiouyăâêôơư]$/i.test(read)) return null;
    if (plain(letter.toLowerCase()) === null && !LATIN_1.test(sign)) return null;
    read += letter;
  }
  return read.normalize('NFC').toLowerCase();
};

function plain(sign: string): string | null {
  const lower = sign.toLowerCase();
  return PLAIN.test(lower) ? lower : null;
}

/** Whether the vowel, with the marks it has, takes this one: one tone, and only the signs that make a letter of it. */
function canBear(vowel: string, mark: string): boolean {
  const base = vowel[0]!;
  if (mark.startsWith('\u0302')) return vowel.length === 1 && 'aeo'.includes(base);
  if (mark.startsWith('\u0306')) return vowel.length === 1 && 'aeiou'.includes(base);
  if (mark === '\u031b') return vowel.length === 1 && 'ou'.includes(base);
  return !TONE.test(vowel);
}

function withoutTone(letter: string): string {
  return letter.normalize('NFD').replace(TONE, '').normalize('NFC');
}

const TONES = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const PLAIN = [...'aăâeêioôơuưy'];

/** For each vowel: its own byte, then with huyền, hỏi, ngã, sắc, nặng; TCVN 5712:1993 (ABC), read as Latin-1. */
const TCVN3 = [
  'aµ¶·¸¹',
  '¨»¼½¾Æ',
  '©ÇÈÉÊË',
  'eÌÎÏÐÑ',
  'ªÒÓÔÕÖ',
  'i×ØÜÝÞ',
  'oßáâãä',
  '«åæçèé',
  '¬êëìíî',
  'uïñòóô',
  '\u00adõö÷øù',
  'yúûüýþ',
];

/** The same in VNI: a letter and one for the tone, parted by spaces here. */
const VNI = [
  'a aø aû aõ aù aï',
  'aê aè aú aü aé aë',
  'aâ aà aå aã aá aä',
  'e eø eû eõ eù eï',
  'eâ eà eå eã eá eä',
  'i ì æ ó í ò',
  'o oø oû oõ où oï',
  'oâ oà oå oã oá oä',
  'ô ôø ôû ôõ ôù ôï',
  'u uø uû uõ uù uï',
  'ö öø öû öõ öù öï',
  'y yø yû yõ yù î',
];

const tcvn3 = table((vowel) => [...TCVN3[vowel]!], '®', '§');
const vni = table((vowel) => VNI[vowel]!.split(' '), 'ñ', 'Ñ');

/** How a name typed in the TCVN3 font looks where the font is missing: `Nguyễn Văn` → `NguyÔn V¨n`. */
export function asTcvn3(text: string): string {
  return replaced(text, tcvn3);
}

/** How a name typed in a VNI font looks where the font is missing: `Nguyễn Văn` → `Nguyeãn Vaên`. */
export function asVni(text: string): string {
  return replaced(text, vni);
}

/** Capitals of TCVN3 lie in a font of their own, so a capital vowel with a tone takes the byte of the small one. */
function table(codes: (vowel: number) => string[], đ: string, Đ: string): Map<string, string> {
  const map = new Map([
    ['đ', đ],
    ['Đ', Đ],
  ]);
  PLAIN.forEach((letter, vowel) => {
    const cells = codes(vowel);
    ['', ...TONES].forEach((tone, i) => {
      const lower = (letter + tone).normalize('NFC');
      map.set(lower, cells[i]!);
      if (lower !== letter || vowel > 0) map.set(lower.toUpperCase(), upper(letter, cells[i]!));
    });
  });
  return map;
}

function upper(letter: string, code: string): string {
  return code.startsWith(letter) ? letter.toUpperCase() + code.slice(1).toUpperCase() : code;
}

function replaced(text: string, map: Map<string, string>): string {
  return Array.from(text.normalize('NFC'), (character) => map.get(character) ?? character).join('');
}

import { isCrossedD, isLoneVowel, isVowel, lettersOf, syllables } from './name-letters.js';

/**
 * One writing for all that are certainly the same name (họ, chữ đệm và tên): a key to compare, not to show.
 * Lower case NFC, one space between words, the tone on the last vowel it can stand on (`hòa` → `hoà`), lone y as i
 * (`lý` → `lí`), one glyph for đ, apostrophes left out. Tones stay: `hùng` and `hưng` are two people.
 */
export function canonicalName(text: string): string {
  const { letters, breaks } = lettersOf(text);
  const wordBreaks = new Map([...breaks].filter(([, kind]) => kind !== "'"));
  return syllables(letters.length, wordBreaks)
    .map(([from, to]) => {
      let written = '';
      let tones = '';
      for (let at = from; at < to; at += 1) {
        const letter = letters[at]!;
        tones += letter.tones;
        const base = letter.base === 'y' && isLoneVowel(letters, from, to, at) ? 'i' : letter.base;
        written += isCrossedD(letter) ? 'đ' : base + letter.marks;
        if (tones !== '' && (at + 1 === to || !isVowel(letters[at + 1]!.base))) {
          written += tones;
          tones = '';
        }
      }
      return written;
    })
    .join(' ')
    .normalize('NFC');
}

import type { Dice } from '../../../src/sample/dice.js';
import { asTcvn3 } from '../../../src/sample/legacy-encodings.js';
import { withoutMarks } from '../../../src/sample/record-errors.js';

/** A text in another writing that means the same, and the codes of what was done to it. */
interface Written {
  text: string;
  codes: string[];
}

const TONE_PLACES = pairsOf('òa>oà óa>oá ỏa>oả õa>oã ọa>oạ òe>oè óe>oé ùy>uỳ úy>uý ủy>uỷ ũy>uỹ ụy>uỵ');
const I_AND_Y = pairsOf('Lý>Lí Mỹ>Mĩ Kỳ>Kì Quý>Quí Vy>Vi Vĩ>Vỹ Ly>Li My>Mi');

/** A name as somebody else types it. One that has an error in it keeps its marks, so that the error stays one. */
export function writeName(name: string, hasError: boolean, dice: Dice): Written {
  const written: Written = { text: name, codes: [] };
  if (dice.chance(0.15))
    change(written, 'rep:tone_place', (text) => firstOf(TONE_PLACES, text, '(?<!q)', 'i'));
  if (dice.chance(0.06)) change(written, 'rep:iy', (text) => firstOf(I_AND_Y, text, '', ''));
  const [form, casing] = [dice.next(), dice.next()];
  // NOTE: TCVN3 keeps the case of a name: in capitals its `NGUYÔN` is also what one wrong key makes of NGUYỄN.
  if (form < 0.002 && !hasError) {
    change(written, 'rep:tcvn3', asTcvn3);
    return written;
  }
  if (casing < 0.2) written.text = written.text.toUpperCase();
  else if (casing < 0.22) written.text = written.text.toLowerCase();
  if (form < 0.032 && !hasError) change(written, 'rep:no_diacritics', withoutMarks);
  else if (form < 0.072) change(written, 'rep:nfd', (text) => text.normalize('NFD'));
  else if (form < 0.09) change(written, 'rep:eth', (text) => text.replaceAll('Đ', '\u00d0'));
  const space = dice.next();
  if (space < 0.01) change(written, 'rep:space', (text) => text.replace(' ', '  '));
  else if (space < 0.015) change(written, 'rep:space', (text) => ` ${text} `);
  else if (space < 0.018) change(written, 'rep:space', (text) => text.replace(' ', '\u00a0'));
  return written;
}

/** An address with its type words left out or short, or without marks. */
export function writeAddress(address: string, dice: Dice): Written {
  const written: Written = { text: address, codes: [] };
  const form = dice.next();
  if (form < 0.1) {
    change(written, 'rep:addr_short', (text) =>
      text.replace('Tỉnh ', '').replace('Huyện ', '').replace('Thành phố ', '').replace('Thị xã ', ''),
    );
  } else if (form < 0.18) {
    change(written, 'rep:addr_abbr', (text) =>
      text
        .replace('Thị trấn ', 'TT ')
        .replace('Phường ', 'P. ')
        .replace('Xã ', 'X. ')
        .replace('Huyện ', 'H. ')
        .replace('Tỉnh ', 'T. '),
    );
  } else if (form < 0.23) change(written, 'rep:addr_nodia', withoutMarks);
  return written;
}

function change(written: Written, code: string, how: (text: string) => string): void {
  const text = how(written.text);
  if (text === written.text) return;
  written.text = text;
  written.codes.push(code);
}

/** The first of the spellings that ends a word of the text, in its other form. */
function firstOf(pairs: readonly [string, string][], text: string, before: string, flags: string): string {
  for (const [from, to] of pairs) {
    const there = new RegExp(`${before}${from}(?= |$)`, flags);
    if (there.test(text)) return text.replace(there, to);
  }
  return text;
}

function pairsOf(list: string): [string, string][] {
  return list.split(' ').map((pair) => pair.split('>') as [string, string]);
}

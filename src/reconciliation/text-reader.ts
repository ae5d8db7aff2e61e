import { isVietnameseSyllable } from '../domain/vietnamese-syllable.js';

/** How the bytes of a file are text: a label that TextDecoder takes. */
export type Charset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258' | 'windows-1252';

/** Letters of a line that is read at all. */
export const LONGEST_LINE = 1024 * 1024;
const LINE_BEYOND_ASCII = /[^\r\n]*[\u0080-\u00ff][^\r\n]*/g;
const WORD = /\p{L}[\p{L}\p{M}]*/gu;
/** A vowel and the tone behind it, by the bytes of Windows-1258; in other encodings they are letters. */
const TONE_BEHIND = /[aeiouyâêôãõý][ÌÒÞìò]/i;
/** Bytes that Windows-1258 has for no Vietnamese letter, and fonts have for many. */
const NOT_1258 = /[¡-®µ-¿ÄÅÆÇËÎÏÑÖ×ØÛÜßäåæçëîïñö÷øûüþÿ]/;

const windows1258 = new TextDecoder('windows-1258');
const windows1252 = new TextDecoder('windows-1252');
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads the bytes of a text as they come; `isMore`: others follow. Of a file of one byte a letter each line is looked at
 * by itself, since such files are put together of others: what is UTF-8 is read so, and Windows-1258 is told from the
 * letters of old fonts by its syllables.
 */
export function textReader(charset: Charset): (bytes: Uint8Array, isMore: boolean) => string {
  if (charset !== 'windows-1258' && charset !== 'windows-1252') {
    const decoder = new TextDecoder(charset);
    return (bytes, isMore) => decoder.decode(bytes, { stream: isMore });
  }
  let rest: Buffer = Buffer.alloc(0);
  return (bytes, isMore) => {
    const all = Buffer.concat([rest, bytes]);
    const cut = isMore ? Math.max(all.lastIndexOf('\n'), all.lastIndexOf('\r')) + 1 : all.length;
    // NOTE: of a line without an end no more is held back than a line may have.
    const end = cut === 0 && all.length > LONGEST_LINE ? all.length : cut;
    rest = all.subarray(end);
    return all.toString('latin1', 0, end).replace(LINE_BEYOND_ASCII, (line) => lineOf(line, charset));
  };
}

/** What a line says, given as Latin-1 shows its bytes, in a file that is mostly of that charset. */
function lineOf(latin1: string, charset: 'windows-1258' | 'windows-1252'): string {
  const bytes = Buffer.from(latin1, 'latin1');
  // NOTE: letters of one byte each make no UTF-8 by chance.
  if (isUtf8(latin1)) return utf8.decode(bytes);
  if (NOT_1258.test(latin1) || (charset === 'windows-1252' && !TONE_BEHIND.test(latin1)))
    return windows1252.decode(bytes);
  const text = windows1258.decode(bytes);
  const { right, marked } = syllablesIn(text);
  const is1258 = charset === 'windows-1258' ? right * 2 > marked || marked === 0 : right === marked;
  return is1258 ? text : windows1252.decode(bytes);
}

export function isUtf8(latin1: string): boolean {
  try {
    utf8.decode(Buffer.from(latin1, 'latin1'));
    return true;
  } catch {
    return false;
  }
}

/** How many words have marks, and of how many that is a Vietnamese syllable. */
export function syllablesIn(text: string): { right: number; marked: number } {
  const words = (text.normalize('NFC').match(WORD) ?? []).filter((word) => /[^\p{ASCII}]/u.test(word));
  return {
    right: words.filter((word) => isVietnameseSyllable(word.toLowerCase())).length,
    marked: words.length,
  };
}

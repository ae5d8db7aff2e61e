/** Characters that stand for the bytes 0x80 to 0x9f in Windows-1252 and 1258; a gap is a byte with no character. */
const FROM_0X80 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** Where Windows-1258, the code page of Vietnam, differs from 1252 above that. */
const OF_1258: readonly (readonly [string, number])[] = [
  ['Ă', 0xc3],
  ['\u0300', 0xcc],
  ['Đ', 0xd0],
  ['\u0309', 0xd2],
  ['Ơ', 0xd5],
  ['Ư', 0xdd],
  ['\u0303', 0xde],
  ['ă', 0xe3],
  ['\u0301', 0xec],
  ['đ', 0xf0],
  ['\u0323', 0xf2],
  ['ơ', 0xf5],
  ['ư', 0xfd],
  ['₫', 0xfe],
];

/** NOTE: no character stands for two bytes in these code pages, so one table undoes Latin-1, 1252 and 1258. */
const BYTES: ReadonlyMap<string, number> = new Map([
  ...[...FROM_0X80].flatMap((character, at): [string, number][] =>
    character === ' ' ? [] : [[character, 0x80 + at]],
  ),
  ...OF_1258,
]);

/** What a card may hold: letters of Vietnamese and of the minorities, their marks, and what stands between words. */
const EXPECTED = /^[\p{ASCII}\p{Script=Latin}\p{M}\p{P}\p{Zs}\p{Cf}]*$/u;

const TIMES = 2;

/**
 * The text that was meant when UTF-8 was read as Latin-1, Windows-1252 or 1258, once or twice over (`Tráº§n` for
 * Trần); null when it was not. Every byte must belong to good UTF-8, so no text that was read right is changed.
 */
export function undoUtf8Misread(text: string): string | null {
  const undone: string[] = [];
  while (undone.length < TIMES) {
    const next = undoOnce(undone.at(-1) ?? text);
    if (next === null) break;
    undone.push(next);
  }
  return undone.findLast((it) => EXPECTED.test(it)) ?? null;
}

function undoOnce(text: string): string | null {
  const bytes = new Uint8Array(text.length);
  let isAscii = true;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const byte = code <= 0xff ? code : BYTES.get(text[at]!);
    if (byte === undefined) return null;
    if (byte > 0x7f) isAscii = false;
    bytes[at] = byte;
  }
  if (isAscii) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

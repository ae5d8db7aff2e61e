/** A hash as decimal digits, at most sixteen: a bigint of PostgreSQL, or the text of one. */
export type Hash = string;

/**
 * A hash of 53 bits (after cyrb53, public domain, by bryc). Equal texts meet by it; it hides nothing and is not for
 * secrets. Stored keys depend on it.
 *
 * NOTE: put together of two small numbers: the digits of one beyond 32 bits cost several times the hash itself.
 */
export function hashOf(text: string): Hash {
  let one = ONE;
  let two = TWO;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  return digitsOf(one, two);
}

/** The hash of a text with each letter put in another's place, `letters[code]`; null where a letter is not to be replaced (0). */
export function hashThrough(text: string, letters: Uint16Array): Hash | null {
  let one = ONE;
  let two = TWO;
  for (let at = 0; at < text.length; at += 1) {
    const code = letters[text.charCodeAt(at)];
    if (!code) return null;
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  return digitsOf(one, two);
}

const [ONE, TWO] = [0xdeadbeef, 0x41c6ce57];

function digitsOf(first: number, second: number): Hash {
  let [one, two] = [first, second];
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return `${1 + ((two >>> 0) % 89_999_999)}${String(100_000_000 + ((one >>> 0) % 100_000_000)).slice(1)}`;
}

/**
 * The check digit of a machine readable zone over some of its characters (ICAO Doc 9303-3 §4.9): digits count as
 * themselves, A to Z as 10 to 35, `<` as 0, weighted 7-3-1 in turn, modulo 10.
 */
export function checkDigit(characters: string): string {
  let sum = 0;
  for (let at = 0; at < characters.length; at += 1) {
    const value = characters[at] === '<' ? 0 : Number.parseInt(characters[at]!, 36);
    sum += value * [7, 3, 1][at % 3]!;
  }
  return String(sum % 10);
}

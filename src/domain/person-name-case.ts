/** A recovered name in the case of the text it came from, whose plain letters tell: all capitals, none, or each word's first. */
export function inCaseOf(raw: string, lower: string): string {
  const letters = raw.replace(/[^A-Za-z]/g, '');
  if (letters === letters.toUpperCase() && letters.length > 1) return lower.toUpperCase();
  if (letters === letters.toLowerCase()) return lower;
  return lower.replace(/(?<=^|[ '’-])\p{L}/gu, (letter) => letter.toUpperCase());
}

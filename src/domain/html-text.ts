const escapes: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

/** A text as it stands in HTML, in an element or between quotes: nothing of it is markup. */
export function htmlText(value: string): string {
  return value.replace(/[&<>"']/g, (character) => escapes[character]!);
}

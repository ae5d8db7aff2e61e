/** A cell that a spreadsheet keeps as it stands: no formula, and no number that loses its zeros. */
export function csvCell(value: string, { isNumber = false } = {}): string {
  const safe =
    isNumber && value !== ''
      ? `="${value.replaceAll('"', '""')}"`
      : /^[=+@\t\r-]/.test(value)
        ? `'${value}`
        : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A row as it stands in a file. */
export const csvRow = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;

/** By which spreadsheets know that it is UTF-8. */
export const byteOrderMark = '\ufeff';

/** Hands a file to the browser, as a download of this page. */
export function download(name: string, parts: readonly string[], type: string): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

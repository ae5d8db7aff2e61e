/** A cell: text, an amount, or digits that a spreadsheet must keep with their zeros. */
export type Cell = string | number | { digits: string } | null;

/** A table for a spreadsheet: with a byte order mark, numbers of persons as text, and no cell taken for a formula. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${rows.map((row) => row.map(written).join(',')).join('\r\n')}\r\n`;
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return /^\d+$/.test(cell.digits) ? quoted(`="${cell.digits}"`) : '';
  return quoted(/^[=+@\t\r-]/.test(cell) ? `'${cell}` : cell);
}

const quoted = (text: string) => (/[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Gives the officer a file that was made in this page; nothing of it goes over the network. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

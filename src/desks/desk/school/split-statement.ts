import { folded } from './pupils.js';

/** What the hub takes of a statement at once, with some room. */
const mostLetters = 9_500;

/** Words of which a bank's header row has at least two. */
const headings =
  /so tham chieu|ma giao dich|so but toan|so ct|reference|ghi co|ghi no|so tien|phat sinh|amount|credit|noi dung|dien giai|description/g;

/** A part of a statement, and which line of the file each of its lines is, both from 1. */
export interface StatementPart {
  csv: string;
  lineOf(line: number): number;
}

/**
 * A bank's statement in parts that the hub takes, each with the header row; null where there is none.
 * @param text as it was chosen or pasted
 */
export function splitStatement(text: string, most = mostLetters): StatementPart[] | null {
  const rows = rowsOf(text.replace(/^\ufeff/, ''));
  const at = rows.slice(0, 40).findIndex((row) => new Set(folded(row.text).match(headings)).size >= 2);
  if (at < 0) return null;
  const header = rows[at]!;
  const parts: Row[][] = [];
  let length = most;
  for (const row of rows.slice(at + 1)) {
    if (row.text.trim() === '') continue;
    if (length + row.text.length + 1 > most) {
      parts.push([header]);
      length = header.text.length;
    }
    parts.at(-1)!.push(row);
    length += row.text.length + 1;
  }
  return parts.length === 0 ? null : parts.map(partOf);
}

function partOf(rows: readonly Row[]): StatementPart {
  const from = rows.flatMap(({ text, line }) => text.split('\n').map((_, below) => line + below));
  return { csv: rows.map(({ text }) => text).join('\n'), lineOf: (line) => from[line - 1] ?? line };
}

interface Row {
  text: string;
  /** Of the file, where it begins. */
  line: number;
}

/** Rows of a CSV: a line end within quotes is none. */
function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    const last = rows.at(-1);
    const isOpen = last !== undefined && (last.text.match(/"/g)?.length ?? 0) % 2 === 1;
    if (isOpen) last.text += `\n${line}`;
    else rows.push({ text: line, line: at + 1 });
  }
  return rows;
}

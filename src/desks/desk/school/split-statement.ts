import { folded } from './pupils.js';

/** What the hub takes of a statement at once, with some room. */
const mostLetters = 9_500;

/** Words of which a bank's header row has at least two. */
const headings =
  /so tham chieu|ma giao dich|so but toan|so ct|reference|ghi co|ghi no|so tien|phat sinh|amount|credit|noi dung|dien giai|description/g;

/**
 * A bank's statement in parts that the hub takes, each with the header row; null where there is none.
 * @param text as it was chosen or pasted
 */
export function splitStatement(text: string, most = mostLetters): string[] | null {
  const lines = linesOf(text.replace(/^\ufeff/, ''));
  const at = lines.slice(0, 40).findIndex((line) => new Set(folded(line).match(headings)).size >= 2);
  if (at < 0) return null;
  const header = lines[at]!;
  const parts: string[] = [];
  let part = header;
  for (const line of lines.slice(at + 1)) {
    if (line.trim() === '') continue;
    if (part !== header && part.length + line.length + 1 > most) {
      parts.push(part);
      part = header;
    }
    part += `\n${line}`;
  }
  if (part !== header) parts.push(part);
  return parts.length > 0 ? parts : null;
}

/** Lines of a CSV: a line end within quotes is none. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const last = lines.at(-1);
    const isOpen = last !== undefined && (last.match(/"/g)?.length ?? 0) % 2 === 1;
    if (isOpen) lines[lines.length - 1] = `${last}\n${line}`;
    else lines.push(line);
  }
  return lines;
}

import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

const UNESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/**
 * Rows of a query in batches, as cells of text, null for null; streamed, so memory stays flat however many there are. `query` is
 * our own text: COPY takes no parameters.
 */
export async function* copyOut(client: pg.ClientBase, query: string): AsyncGenerator<(string | null)[][]> {
  const stream = client.query(copyTo(`copy (${query}) to stdout`));
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of stream) {
    const lines = (rest + decoder.decode(bytes as Buffer, { stream: true })).split('\n');
    rest = lines.pop()!;
    if (lines.length > 0) yield lines.map(cellsOf);
  }
}

const cellsOf = (line: string) => (line.includes('\\') ? line.split('\t').map(cellOf) : line.split('\t'));

/** A cell of COPY's text format as the text it stands for. */
export function cellOf(cell: string): string | null {
  if (!cell.includes('\\')) return cell;
  if (cell === '\\N') return null;
  return cell.replace(/\\(.)/gs, (_, letter: string) => UNESCAPED[letter] ?? letter);
}

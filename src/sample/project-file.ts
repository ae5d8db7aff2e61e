import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

/** Text of a data file that lies in the project, from wherever the running code was built to. */
export function projectText(path: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, path))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`the project has no file ${path}`);
    folder = parent;
  }
  return readFileSync(join(folder, path), 'utf8').normalize('NFC');
}

export function projectCsv<Column extends string>(path: string): Record<Column, string>[] {
  return parse(projectText(path), { columns: true, bom: true, skip_empty_lines: true });
}

/** Lines that hold `words` words, each once; Icelandic Ð, common in such files, becomes the Vietnamese Đ. */
export function projectNames(path: string, words: 1 | 2): string[] {
  const pattern = words === 1 ? /^\p{Lu}\p{Ll}*$/u : /^\p{Lu}\p{Ll}* \p{Lu}\p{Ll}*$/u;
  const lines = projectText(path).replaceAll('Ð', 'Đ').split(/\r?\n/);
  return [...new Set(lines.map((line) => line.trim()).filter((line) => pattern.test(line)))].sort();
}

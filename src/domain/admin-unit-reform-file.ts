import type { ReformedUnit, ReformProblem } from './admin-unit-reform.js';
import { isLocalDate } from './local-date.js';

const HEADER = ['level', 'code', 'name', 'province_code', 'valid_from', 'from'];

/**
 * The rows of a reform file: CSV with the header `level,code,name,province_code,valid_from,from`, no cell quoted.
 * `from` holds the codes of the units it comes from, a space between; `00013:PARTIAL` for a part of one. All lines
 * that cannot be read are named.
 */
export function parseReform(text: string): { rows: ReformedUnit[] } | { problems: ReformProblem[] } {
  const [header = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r?\n/);
  if (header.trim() !== HEADER.join(',')) {
    return { problems: [{ line: 1, problem: `the header must be ${HEADER.join(',')}` }] };
  }
  const rows: ReformedUnit[] = [];
  const problems: ReformProblem[] = [];
  for (const [at, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const line = at + 2;
    const read = parseLine(line, text);
    if (typeof read === 'string') problems.push({ line, problem: read });
    else rows.push(read);
  }
  return problems.length > 0 ? { problems } : { rows };
}

function parseLine(line: number, text: string): ReformedUnit | string {
  const cells = text.split(',').map((cell) => cell.trim());
  if (cells.length !== HEADER.length) return `${cells.length} cells instead of ${HEADER.length}`;
  const [level, code, name, provinceCode, validFrom, from] = cells as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if (level !== 'PROVINCE' && level !== 'COMMUNE') return 'level must be PROVINCE or COMMUNE';
  if (!isLocalDate(validFrom)) return 'valid_from must be a day (2027-07-01)';
  const sources = from.split(' ').filter(Boolean);
  const wrong = sources.find((it) => !/^\d+(:(FULL|PARTIAL))?$/.test(it));
  if (wrong !== undefined) return 'from must hold codes, each alone or with :PARTIAL';
  return {
    ...{ line, level, code, name: name.normalize('NFC').replace(/\s+/g, ' '), validFrom },
    provinceCode: provinceCode || null,
    from: sources.map((it) => {
      const [source, extent] = it.split(':') as [string, 'FULL' | 'PARTIAL' | undefined];
      return { code: source, extent: extent ?? 'FULL' };
    }),
  };
}

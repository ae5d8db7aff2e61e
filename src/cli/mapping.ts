import { InvalidArgumentError } from 'commander';
import { EXTRA_COLUMNS, type MappedColumn, type Mapping, MEMBER_COLUMNS } from '../reconciliation/columns.js';

const COLUMNS: readonly string[] = [...MEMBER_COLUMNS, ...EXTRA_COLUMNS];

/** `full_name=Họ và tên,dob=Ngày sinh` → which column of a file is which; for a command option. */
export function parseMapping(text: string): Mapping {
  const pairs = text.split(/,(?=\s*\w+\s*=)/).map((part) => {
    const at = part.indexOf('=');
    const column = part.slice(0, Math.max(0, at)).trim();
    const name = part
      .slice(at + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1');
    if (!COLUMNS.includes(column) || name === '') {
      throw new InvalidArgumentError(`Give COLUMN=NAME, comma separated, of ${COLUMNS.join(', ')}.`);
    }
    return [column as MappedColumn, name] as const;
  });
  return Object.fromEntries(pairs);
}

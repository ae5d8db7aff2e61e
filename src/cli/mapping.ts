import { InvalidArgumentError } from 'commander';
import { MEMBER_COLUMNS, type MemberColumn } from '../reconciliation/columns.js';

/** `full_name=Họ và tên,dob=Ngày sinh` → which column of a file is which; for a command option. */
export function parseMapping(text: string): Partial<Record<MemberColumn, string>> {
  const pairs = text.split(/,(?=\s*\w+\s*=)/).map((part) => {
    const at = part.indexOf('=');
    const column = part.slice(0, Math.max(0, at)).trim();
    const name = part
      .slice(at + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1');
    if (!MEMBER_COLUMNS.includes(column as MemberColumn) || name === '') {
      throw new InvalidArgumentError(`Give COLUMN=NAME, comma separated, of ${MEMBER_COLUMNS.join(', ')}.`);
    }
    return [column, name] as const;
  });
  return Object.fromEntries(pairs);
}

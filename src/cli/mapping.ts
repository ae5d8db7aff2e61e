import { InvalidArgumentError } from 'commander';

/** `full_name=Họ và tên,dob=Ngày sinh` → which column of a file is which, of these columns; for a command option. */
export function mappingOf<Column extends string>(
  columns: readonly Column[],
): (text: string) => Partial<Record<Column, string>> {
  return (text) => {
    const pairs = text.split(/,(?=\s*\w+\s*=)/).map((part) => {
      const at = part.indexOf('=');
      const column = part.slice(0, Math.max(0, at)).trim();
      const name = part
        .slice(at + 1)
        .trim()
        .replace(/^"(.*)"$/, '$1');
      if (!columns.includes(column as Column) || name === '') {
        throw new InvalidArgumentError(`Give COLUMN=NAME, comma separated, of ${columns.join(', ')}.`);
      }
      return [column, name] as const;
    });
    return Object.fromEntries(pairs) as Partial<Record<Column, string>>;
  };
}

import { WrongFile } from './text-form.js';

/** Columns of a file of members, as the contract names them. */
export const MEMBER_COLUMNS = [
  ...(['sector_no', 'personal_id', 'old_cmnd', 'full_name', 'dob', 'gender', 'address'] as const),
] as const;

export type MemberColumn = (typeof MEMBER_COLUMNS)[number];

/** Where each column stands; -1 for one the file does not have. */
export type Columns = Readonly<Record<MemberColumn, number>>;

const NEEDED: readonly MemberColumn[] = ['sector_no', 'full_name', 'dob'];

/**
 * Where the columns stand, by the header row: under their own names, or under those that `mapping` gives
 * (`{ full_name: 'Họ và tên' }`), capitals and white space aside. Other columns are left alone.
 * @throws WrongFile naming what is missing and what was found
 */
export function columnsOf(
  header: readonly string[],
  mapping: Partial<Record<MemberColumn, string>> = {},
): Columns {
  const names = header.map(plain);
  const at = (column: MemberColumn) => names.indexOf(plain(mapping[column] ?? column));
  const columns = Object.fromEntries(MEMBER_COLUMNS.map((it) => [it, at(it)])) as Record<
    MemberColumn,
    number
  >;
  const mapped = Object.keys(mapping) as MemberColumn[];
  const missing = [...new Set([...NEEDED, ...mapped])].filter((it) => columns[it] < 0);
  const twice = MEMBER_COLUMNS.filter(
    (it) => columns[it] >= 0 && names.lastIndexOf(names[columns[it]]!) !== columns[it],
  );
  if (twice.length > 0) {
    throw new WrongFile(
      'COLUMN_TWICE',
      `Two columns are named ${twice.join(', ')}. Rename or remove one of each.`,
    );
  }
  if (missing.length === 0) return columns;
  // A first row of data is somebody's record: it is not repeated in a sentence.
  const isHeader = header.every((cell) => !/\d{4}/.test(cell)) && header.length <= 100;
  const found = isHeader
    ? ` The header has: ${header.map((cell) => cell.trim().slice(0, 40)).join(', ')}.`
    : '';
  throw new WrongFile(
    isHeader ? 'COLUMNS_MISSING' : 'NO_HEADER',
    `${isHeader ? '' : 'The first row is no header row. '}The file lacks the columns ${missing.join(', ')}.${found} ` +
      'Give a header row, or say which column is which: --map full_name="Họ và tên",dob="Ngày sinh".',
  );
}

const plain = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase();

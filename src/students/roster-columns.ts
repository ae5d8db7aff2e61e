import type { NameEncoding } from '../domain/person-name.js';
import { wordIn } from './older-letters.js';
import { lettersOfColumn } from './workbook.js';
import { wrongRoster } from './wrong-roster.js';

/** What is read of a roster. `familyName` and `givenName` are a name in two columns (họ và tên đệm, tên). */
export const rosterFields = [
  ...(['school', 'className', 'moetCode', 'personalId', 'fullName', 'familyName', 'givenName'] as const),
  ...(['dateOfBirth', 'sex', 'status'] as const),
] as const;

export type RosterField = (typeof rosterFields)[number];

/** Which column is which, by the names of the header row. */
export type RosterMapping = Partial<Record<RosterField, string>>;

/** A column that was recognised: where it stands, and what it is called there. */
export interface RosterColumn {
  field: RosterField;
  at: number;
  letter: string;
  header: string;
}

/** Names that schools' own software gives its columns, without marks. */
const known: Readonly<Record<RosterField, readonly string[]>> = {
  school: ['truong', 'ma truong', 'ten truong', 'school'],
  className: ['lop', 'lop hoc', 'ten lop', 'class', 'class name'],
  moetCode: [
    ...[
      'ma dinh danh bo gd dt',
      'ma dinh danh bo gddt',
      'ma dinh danh bo giao duc va dao tao',
      'ma dinh danh bo',
    ],
    ...['ma dinh danh', 'ma dinh danh hoc sinh', 'ma hoc sinh', 'moet code'],
  ],
  personalId: [
    ...['so dinh danh ca nhan', 'so dinh danh', 'sddcn', 'so cccd', 'cccd', 'so can cuoc', 'can cuoc'],
    ...[
      'can cuoc cong dan',
      'so can cuoc cong dan',
      'so dinh danh ca nhan cccd',
      'so cccd so dinh danh',
      'personal id',
    ],
  ],
  fullName: ['ho ten', 'ho va ten', 'ho ten hoc sinh', 'ho va ten hoc sinh', 'ten hoc sinh', 'full name'],
  familyName: ['ho dem', 'ho va dem', 'ho va ten dem', 'ho ten dem', 'ho lot', 'ho va chu dem'],
  givenName: ['ten'],
  dateOfBirth: ['ngay sinh', 'ngay thang nam sinh', 'nam sinh', 'sinh ngay', 'date of birth', 'dob'],
  sex: ['gioi tinh', 'nam nu', 'phai', 'gender', 'sex'],
  status: ['trang thai', 'trang thai hoc', 'tinh trang', 'trang thai hoc sinh', 'status'],
};

const needed = ['className', 'dateOfBirth'] as const;

/**
 * The columns of a header row, by their usual names or those of `mapping`; null where it is no header row. Columns of
 * other names (dân tộc, nơi sinh, chỗ ở) are left alone, and nothing of them is kept.
 * @throws HubError `wrongRoster` COLUMN_TWICE; COLUMNS_MISSING for a header that lacks something, with what
 */
export function columnsOf(
  header: readonly string[],
  mapping: RosterMapping = {},
  letters: NameEncoding | null = null,
): RosterColumn[] | null {
  const names = header.map((text) => folded(text, letters));
  const columns: RosterColumn[] = [];
  const missing: string[] = [];
  for (const field of rosterFields) {
    const wanted = mapping[field];
    const called = wanted === undefined ? known[field] : [folded(wanted, null)];
    const places = names.flatMap((name, at) => (name !== '' && called.includes(name) ? [at] : []));
    if (places.length > 1)
      throw wrongRoster('COLUMN_TWICE', { column: field, letters: places.map(lettersOfColumn) });
    if (places.length === 1) columns.push(columnAt(field, places[0]!, header));
    else if (wanted !== undefined) missing.push(field);
  }
  const taken = new Set(columns.map(({ at }) => at));
  if (taken.size < columns.length) throw wrongRoster('COLUMN_TWICE');
  if (columns.length < 3 && missing.length === 0) return null;
  const has = (field: RosterField) => columns.some((one) => one.field === field);
  missing.push(...needed.filter((field) => !has(field) && !missing.includes(field)));
  if (!has('fullName') && !(has('familyName') && has('givenName'))) missing.push('fullName');
  if (!has('personalId') && !has('moetCode')) missing.push('personalId');
  if (missing.length > 0) throw wrongRoster('COLUMNS_MISSING', { missing: [...new Set(missing)] });
  return columns;
}

const columnAt = (field: RosterField, at: number, header: readonly string[]): RosterColumn => ({
  ...{ field, at },
  letter: lettersOfColumn(at),
  header: shown(header[at]!),
});

/** Without control characters and half surrogates, which cannot be kept; sixty letters, none of them cut in half. */
function shown(text: string): string {
  return [...text.replace(/\p{C}+/gu, ' ').trim()].slice(0, 60).join('');
}

/** `Mã định danh Bộ GD&ĐT` → `ma dinh danh bo gd dt`; written in an older font encoding too. */
function folded(text: string, letters: NameEncoding | null): string {
  const plain = foldedAsIs(text);
  if (letters === null || Object.values(known).some((names) => names.includes(plain))) return plain;
  return foldedAsIs(wordIn(text.slice(0, 60), letters));
}

function foldedAsIs(text: string): string {
  return text
    .slice(0, 60)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

import { suggestedMapping } from './column-names.js';
import { WrongFile } from './text-form.js';

/** Columns of a file of members, as the contract names them. */
export const MEMBER_COLUMNS = [
  ...(['sector_no', 'personal_id', 'old_cmnd', 'full_name', 'dob', 'gender', 'address'] as const),
] as const;

/** Columns that are kept beside them under these names, where mismatches are grouped by who wrote the record. */
export const EXTRA_COLUMNS = ['employer', 'issuing_office', 'commune'] as const;

export type MemberColumn = (typeof MEMBER_COLUMNS)[number];
export type MappedColumn = MemberColumn | (typeof EXTRA_COLUMNS)[number];
/** Which header stands for which column: `{ full_name: 'Họ và tên' }`. */
export type Mapping = Partial<Record<MappedColumn, string>>;

/** Where each column stands; -1 for one the file does not have. */
export type Columns = Readonly<Record<MemberColumn, number>>;

/** A column that is kept with a record and not compared. */
export interface ExtraColumn {
  name: string;
  at: number;
}

const NEEDED: readonly MemberColumn[] = ['sector_no', 'full_name', 'dob'];
const MOST_COLUMNS = 100;
const MOST_EXTRAS = 20;
const LONGEST_NAME = 60;

export interface FoundColumns {
  columns: Columns;
  extras: ExtraColumn[];
}

/**
 * Where the columns stand, by the header row: under their own names, or under those that `mapping` gives, capitals and
 * white space aside. Up to twenty others are kept under their own names.
 * @throws WrongFile naming what is missing, and what may be meant
 */
export function columnsOf(header: readonly string[], mapping: Mapping = {}): FoundColumns {
  if (header.length > MOST_COLUMNS) {
    throw new WrongFile(
      'TOO_MANY_COLUMNS',
      `The file has ${header.length} columns, ${MOST_COLUMNS} at most. Is this the right file? Else leave out what is not needed.`,
    );
  }
  const names = header.map(plain);
  const at = (column: MappedColumn) => names.indexOf(plain(mapping[column] ?? column));
  const columns = Object.fromEntries(MEMBER_COLUMNS.map((it) => [it, at(it)])) as Record<
    MemberColumn,
    number
  >;
  const kept = EXTRA_COLUMNS.map((name) => ({ name, at: at(name) })).filter((it) => it.at >= 0);
  const mapped = Object.keys(mapping) as MappedColumn[];
  const missing = [...new Set([...NEEDED, ...mapped])].filter((it) => at(it) < 0);
  requireOnce(
    names,
    [...MEMBER_COLUMNS.filter((it) => columns[it] >= 0), ...kept.map(({ name }) => name)],
    at,
  );
  if (missing.length > 0) throw columnsMissing(header, missing);
  const taken = new Set([...Object.values(columns), ...kept.map((it) => it.at)]);
  const others = header.flatMap((cell, place) => {
    const name = cell.normalize('NFC').replace(/\p{C}/gu, '').trim();
    const isFree = !taken.has(place) && name !== '' && name.length <= LONGEST_NAME;
    return isFree && names.indexOf(names[place]!) === place ? [{ name, at: place }] : [];
  });
  return { columns, extras: [...kept, ...others].slice(0, MOST_EXTRAS) };
}

function requireOnce(
  names: readonly string[],
  columns: readonly MappedColumn[],
  at: (column: MappedColumn) => number,
): void {
  const twice = columns.filter((it) => names.lastIndexOf(names[at(it)]!) !== at(it));
  if (twice.length === 0) return;
  throw new WrongFile(
    'COLUMN_TWICE',
    `Two columns are named ${twice.join(', ')}. Rename or remove one of each.`,
  );
}

const SEPARATORS = /[^\p{L}\p{N}]/gu;

/** Whether a first row names columns: no cell has digits as a number or a date has, however they are set apart. */
export const isHeader = (row: readonly string[]): boolean =>
  row.every((cell) => !/\p{Nd}{4}/u.test(cell.replace(SEPARATORS, '')));

/** NOTE: what is no known name of a column may be somebody's record: no sentence repeats it, and sentences are kept. */
function columnsMissing(header: readonly string[], missing: readonly MappedColumn[]): WrongFile {
  if (!isHeader(header)) {
    return new WrongFile(
      'NO_HEADER',
      `The first row is no header row. The file lacks the columns ${missing.join(', ')}. ` +
        `Put a first row above it that names the columns: ${MEMBER_COLUMNS.join(',')}.`,
    );
  }
  const meant = Object.entries(suggestedMapping(header)).map(([column, name]) => `${column}="${name}"`);
  const map = meant.length > 0 ? meant : ['full_name="Họ và tên"', 'dob="Ngày sinh"'];
  return new WrongFile(
    'COLUMNS_MISSING',
    `The file lacks the columns ${missing.join(', ')}; its first row has ${header.length} cells. ` +
      `Give a header row, or say which column is which${meant.length > 0 ? ', perhaps' : ''}: --map '${map.join(',')}'.`,
  );
}

export const plain = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

import type { AdminUnits } from '../../domain/admin-unit.js';
import { dateOf } from '../birth.js';
import { suggestedMapping } from '../column-names.js';
import {
  columnsOf,
  type ExtraColumn,
  type FoundColumns,
  isHeader,
  type MappedColumn,
  type Mapping,
  MEMBER_COLUMNS,
} from '../columns.js';
import type { CsvRow } from '../csv-rows.js';
import { type RecognisedFile, recogniseFile } from '../member-file.js';
import { type ReadRow, RecordRows, type RejectReason } from '../record-row.js';
import { statedName } from '../stated-name.js';
import type { StoredBytes } from '../stored-bytes.js';
import { WrongFile } from '../text-form.js';

/** Rows that are tried, and of those that are shown. */
const TRIED = 1_000;
const SHOWN = 5;

/** A row as it would be compared: numbers restored, the name as it was meant, the date as a date. */
export interface UnderstoodRow {
  line: number;
  sectorNo: string;
  personalId: string | null;
  oldIdNumber: string | null;
  fullName: string;
  dateOfBirth: string | null;
  sex: string;
  address: string;
}

/** How a file that was sent in would be read. Everything in it came with the file; nobody was looked up. */
export interface FilePreview extends Pick<RecognisedFile, 'sheet'> {
  charset: string | null;
  delimiter: string | null;
  letters: string | null;
  /** Names of its columns; none where the first row names none. */
  header: readonly string[];
  columns: { column: MappedColumn; header: string | null; suggested: string | null }[];
  tried: number;
  readable: number;
  rejected: { reason: RejectReason; rows: number }[];
  first: UnderstoodRow[];
  refusal: WrongFile | null;
}

/** Tries the first thousand rows of a file, read by these names of columns. */
export async function previewOf(
  bytes: StoredBytes,
  mapping: Mapping,
  units: AdminUnits,
): Promise<FilePreview> {
  try {
    const file = await recogniseFile(bytes);
    const { form, sheet, letters, header } = file;
    const named = isHeader(header) ? header : [];
    const recognised = {
      ...{ sheet, letters, header: named },
      ...{ charset: form?.charset ?? null, delimiter: form?.delimiter ?? null },
    };
    const found = tryColumns(header, mapping);
    const suggested = suggestedMapping(named);
    const all = [...MEMBER_COLUMNS, 'employer', 'issuing_office', 'commune'] as const;
    const columns = all.map((column) => {
      const at = found instanceof WrongFile ? -1 : placeOf(column, found);
      return { column, header: at < 0 ? null : (named[at] ?? null), suggested: suggested[column] ?? null };
    });
    if (found instanceof WrongFile) return { ...recognised, columns, ...nothingTried, refusal: found };
    return { ...recognised, columns, ...tryRows(file, found, units), refusal: null };
  } catch (error) {
    if (!(error instanceof WrongFile)) throw error;
    return { ...unrecognised, refusal: error };
  }
}

const nothingTried = { tried: 0, readable: 0, rejected: [], first: [] };
const unrecognised = {
  ...{ sheet: null, charset: null, delimiter: null, letters: null, header: [], columns: [] },
  ...nothingTried,
};

function tryColumns(header: readonly string[], mapping: Mapping): FoundColumns | WrongFile {
  try {
    return columnsOf(header, mapping);
  } catch (error) {
    if (error instanceof WrongFile) return error;
    throw error;
  }
}

const placeOf = (column: MappedColumn, { columns, extras }: FoundColumns): number =>
  column in columns
    ? columns[column as keyof typeof columns]
    : (extras.find(({ name }: ExtraColumn) => name === column)?.at ?? -1);

function tryRows(
  { header, first: rows, letters }: RecognisedFile,
  { columns, extras }: FoundColumns,
  units: AdminUnits,
): Pick<FilePreview, 'tried' | 'readable' | 'rejected' | 'first'> {
  const reader = new RecordRows(columns, header.length, units, extras);
  const reasons = new Map<RejectReason, number>();
  const first: UnderstoodRow[] = [];
  const seen = new Set<string>();
  let readable = 0;
  const tried = rows.slice(0, TRIED);
  for (const row of tried) {
    const one = reader.read(row);
    const reason = 'reason' in one ? one.reason : seen.has(one.stated.sectorNo) ? 'SECTOR_NO_REPEATED' : null;
    if ('reason' in one || reason !== null) {
      reasons.set(reason!, (reasons.get(reason!) ?? 0) + 1);
      continue;
    }
    seen.add(one.stated.sectorNo);
    readable += 1;
    if (first.length < SHOWN) first.push(understood(row, one, columns, letters));
  }
  const rejected = [...reasons].map(([reason, count]) => ({ reason, rows: count }));
  return { tried: tried.length, readable, rejected: rejected.sort((a, b) => b.rows - a.rows), first };
}

function understood(
  { line, cells }: CsvRow,
  { stated }: ReadRow,
  { gender, address }: FoundColumns['columns'],
  letters: RecognisedFile['letters'],
): UnderstoodRow {
  const { sectorNo, claimed, old, name, birth } = stated;
  return {
    ...{ line, sectorNo, personalId: claimed, oldIdNumber: old },
    ...{ fullName: statedName(name, letters ?? undefined), dateOfBirth: dateOf(birth) },
    ...{ sex: gender < 0 ? '' : cells![gender]!, address: address < 0 ? '' : cells![address]! },
  };
}

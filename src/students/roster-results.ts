import type { RosterColumn } from './roster-columns.js';
import { noteOf } from './roster-preview.js';
import type { StoredRow } from './roster-store.js';
import type { TableCell } from './table-file.js';

const header = [
  ...['Dòng', 'Lớp', 'Họ và tên', 'Ngày sinh', 'Mã định danh Bộ GD&ĐT', 'Số định danh cá nhân'],
  ...['Kết quả', 'Khác biệt', 'Sổ đăng bộ', 'Ghi chú'],
];

/** What came of a roster as a table, one row a pupil in the order of the file, under Vietnamese headings. */
export function resultTable(rows: readonly StoredRow[], columns: readonly RosterColumn[]): TableCell[][] {
  return [
    header,
    ...rows.map(({ sheetRow, pupil, notes, result }): TableCell[] => [
      ...[sheetRow, pupil.className, pupil.fullName, pupil.dateOfBirth],
      ...[digits(pupil.moetCode), digits(pupil.personalId), result?.outcome ?? ''],
      (result?.verdicts ?? [])
        .filter(({ verdict }) => verdict !== 'SAME')
        .map(({ field, verdict, reason }) => `${field}: ${verdict}${reason ? ` (${reason})` : ''}`)
        .join('; '),
      [result?.register, result?.refused].filter(Boolean).join(': '),
      [...notes, ...(result?.notes ?? [])]
        .map((note) => noteOf(note, columns, sheetRow, 'vi'))
        .map(({ cell, message }) => (cell ? `${cell}: ${message}` : message))
        .join(' '),
    ]),
  ];
}

const digits = (text: string | null): TableCell => (text === null ? null : { digits: text });

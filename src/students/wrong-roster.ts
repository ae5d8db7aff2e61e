import { HubError } from '../domain/errors.js';
import type { Sentence } from '../domain/language.js';

/** Why a file is no roster at all, and what to do. */
const sentences = {
  EMPTY: ['Tệp trống.', 'The file is empty.'],
  BINARY: ['Tệp không phải bảng tính .xlsx hay CSV.', 'The file is neither an .xlsx workbook nor a CSV.'],
  NO_LINES: ['Tệp không phải CSV: có dòng quá dài.', 'This is no CSV: a line of it is too long.'],
  OLD_EXCEL: [
    'Tệp Excel đời cũ hoặc có mật khẩu. Hãy lưu lại thành .xlsx không mật khẩu.',
    'This is an old or encrypted Excel file. Save it as .xlsx without a password.',
  ],
  NOT_A_WORKBOOK: [
    'Không đọc được bảng tính này. Hãy mở bằng Excel và lưu lại thành .xlsx.',
    'This workbook cannot be read. Open it in Excel and save it as .xlsx again.',
  ],
  MACROS: [
    'Bảng tính có macro nên không nhận. Hãy lưu lại thành .xlsx.',
    'A workbook with macros is not taken. Save it as .xlsx.',
  ],
  TOO_LARGE: [
    'Bảng tính quá lớn sau khi giải nén, hoặc có quá nhiều dòng, cột.',
    'The workbook is too large when unpacked, or has too many rows or columns.',
  ],
  NO_SHEET: ['Bảng tính không có trang này.', 'The workbook has no such sheet.'],
  NO_HEADER: [
    'Không thấy dòng tiêu đề trong 20 dòng đầu.',
    'No header row was found within the first twenty rows.',
  ],
  COLUMNS_MISSING: [
    'Thiếu cột bắt buộc. Hãy cho biết cột nào là cột nào.',
    'A column that is needed is missing. Say which column is which.',
  ],
  COLUMN_TWICE: ['Hai cột cùng được hiểu là một.', 'Two columns are taken for one.'],
  NO_ROWS: ['Tệp chỉ có tiêu đề, không có học sinh.', 'The file has a header and no pupils.'],
} as const satisfies Record<string, readonly [string, string]>;

export type WrongRosterCode = keyof typeof sentences;

/** The refusal of a file: BAD_USER_INPUT with `reason`, and what helps to mend it; never a value of a cell. */
export function wrongRoster(reason: WrongRosterCode, details: object = {}, cause?: unknown): HubError {
  const [vi, en] = sentences[reason];
  const sentence: Sentence = { vi, en };
  return new HubError('BAD_USER_INPUT', { field: 'file', reason, ...details }, sentence, { cause });
}

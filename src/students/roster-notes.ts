import type { Sentence } from '../domain/language.js';
import type { StudentNumberNote } from '../domain/student-numbers.js';
import type { RosterField } from './roster-columns.js';

/** What is wrong with a cell, or had to be set right. */
export type RosterNoteCode =
  | StudentNumberNote
  | 'NAME_MISSING'
  | 'NAME_UNREADABLE'
  | 'NAME_ENCODING'
  | 'BIRTH_MISSING'
  | 'BIRTH_UNREADABLE'
  | 'BIRTH_IMPOSSIBLE'
  | 'BIRTH_DAY_COUNT'
  | 'CLASS_MISSING'
  | 'CLASS_UNREADABLE'
  | 'SEX_UNREADABLE'
  | 'STATUS_UNREADABLE'
  | 'NOT_STUDYING'
  | 'OTHER_SCHOOL'
  | 'NO_NUMBER'
  | 'NUMBER_REPEATED'
  | 'MOET_CODE_REPEATED';

export interface RosterNote {
  field: RosterField;
  code: RosterNoteCode;
}

/** Whether nobody is looked up for such a row, and what it means; never a value of the cell. */
const notes: Readonly<Record<RosterNoteCode, { blocks: boolean; vi: string; en: string }>> = {
  PERSONAL_ID_IN_MOET_COLUMN: {
    blocks: false,
    vi: 'Số định danh cá nhân nằm ở cột mã định danh Bộ GD&ĐT; đã chuyển về đúng cột.',
    en: 'A personal ID stood in the column of the ministry’s code; it was put in its own.',
  },
  MOET_CODE_IN_PERSONAL_ID_COLUMN: {
    blocks: false,
    vi: 'Mã định danh Bộ GD&ĐT nằm ở cột số định danh cá nhân; đã chuyển về đúng cột.',
    en: 'A code of the ministry stood in the column of the personal ID; it was put in its own.',
  },
  PERSONAL_ID_ZEROS_RESTORED: {
    blocks: false,
    vi: 'Số định danh cá nhân mất số 0 ở đầu; đã thêm lại.',
    en: 'The personal ID had lost its leading zeros; they were put back.',
  },
  MOET_CODE_ZEROS_RESTORED: {
    blocks: false,
    vi: 'Mã định danh Bộ GD&ĐT mất số 0 ở đầu; đã thêm lại.',
    en: 'The ministry’s code had lost its leading zero; it was put back.',
  },
  PERSONAL_ID_UNREADABLE: {
    blocks: true,
    vi: 'Đây không phải số định danh cá nhân 12 chữ số.',
    en: 'This is no personal ID of 12 digits.',
  },
  MOET_CODE_UNREADABLE: {
    blocks: false,
    vi: 'Đây không phải mã định danh Bộ GD&ĐT 10 chữ số; không dùng.',
    en: 'This is no code of the ministry of 10 digits; it is not used.',
  },
  NUMBERS_CONTRADICT: {
    blocks: true,
    vi: 'Hai cột có hai số khác nhau cùng loại.',
    en: 'The two columns hold two different numbers of one kind.',
  },
  NAME_MISSING: { blocks: true, vi: 'Thiếu họ tên.', en: 'The name is missing.' },
  NAME_UNREADABLE: { blocks: true, vi: 'Đây không phải họ tên.', en: 'This is no name.' },
  NAME_ENCODING: {
    blocks: false,
    vi: 'Họ tên viết bằng bảng mã cũ (TCVN3, VNI…); đã chuyển sang Unicode.',
    en: 'The name was in an older encoding (TCVN3, VNI …); it was turned into Unicode.',
  },
  BIRTH_MISSING: { blocks: true, vi: 'Thiếu ngày sinh.', en: 'The birth date is missing.' },
  BIRTH_UNREADABLE: { blocks: true, vi: 'Không đọc được ngày sinh.', en: 'The birth date cannot be read.' },
  BIRTH_IMPOSSIBLE: { blocks: true, vi: 'Không có ngày này trong lịch.', en: 'There is no such day.' },
  BIRTH_DAY_COUNT: {
    blocks: false,
    vi: 'Ngày sinh là số ngày của Excel; đã đổi thành ngày.',
    en: 'The birth date was a day count of Excel; it was turned into a date.',
  },
  CLASS_MISSING: { blocks: true, vi: 'Thiếu lớp.', en: 'The class is missing.' },
  CLASS_UNREADABLE: { blocks: true, vi: 'Đây không phải tên lớp.', en: 'This is no name of a class.' },
  SEX_UNREADABLE: {
    blocks: false,
    vi: 'Không đọc được giới tính; không so.',
    en: 'The sex cannot be read; it is not compared.',
  },
  STATUS_UNREADABLE: {
    blocks: false,
    vi: 'Không đọc được trạng thái; coi là đang học.',
    en: 'The state cannot be read; the pupil is taken to study here.',
  },
  NOT_STUDYING: {
    blocks: true,
    vi: 'Học sinh không còn học ở trường nên không tra cứu.',
    en: 'The pupil is no longer here, so nobody is looked up.',
  },
  OTHER_SCHOOL: {
    blocks: true,
    vi: 'Dòng này là của trường khác nên không tra cứu.',
    en: 'This row is another school’s, so nobody is looked up.',
  },
  NO_NUMBER: {
    blocks: true,
    vi: 'Không có số định danh cá nhân, và sổ của trường không có mã định danh Bộ GD&ĐT này.',
    en: 'There is no personal ID, and the school’s register does not know the ministry’s code.',
  },
  NUMBER_REPEATED: {
    blocks: true,
    vi: 'Số định danh cá nhân này đã có ở một dòng phía trên.',
    en: 'A row above has this personal ID.',
  },
  MOET_CODE_REPEATED: {
    blocks: true,
    vi: 'Mã định danh Bộ GD&ĐT này đã có ở một dòng phía trên.',
    en: 'A row above has this code of the ministry.',
  },
};

export const isBlocking = ({ code }: RosterNote): boolean => notes[code].blocks;

export function sentenceOf(code: RosterNoteCode): Sentence {
  const { vi, en } = notes[code];
  return { vi, en };
}

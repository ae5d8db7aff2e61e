import { parsePartialDate } from '../domain/partial-date.js';
import { recoverName } from '../domain/person-name.js';
import { parseSex, type Sex } from '../domain/sex.js';
import { tellNumbersApart } from '../domain/student-numbers.js';
import { wordIn } from './older-letters.js';
import type { RosterField } from './roster-columns.js';
import type { RosterFile } from './roster-file.js';
import { isBlocking, type RosterNote } from './roster-notes.js';
import type { SheetRow } from './workbook.js';

/** What a row states of a pupil, set right where it could be. */
export interface StatedPupil {
  fullName: string;
  /** As exact as it is known; empty where it cannot be read. */
  dateOfBirth: string;
  sex: Sex | null;
  className: string;
  moetCode: string | null;
  personalId: string | null;
}

export interface RosterRow {
  /** As Excel counts. */
  sheetRow: number;
  pupil: StatedPupil;
  notes: RosterNote[];
}

/** How many days the calendar of old Macs is behind. */
const daysTo1904 = 1_462;
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are refused
const unfit = /[\u0000-\u001f\u007f]|\d{3}/;
const states: readonly [RegExp, boolean][] = [
  [/^(|dang hoc|hoc|chuyen den|moi den|enrolled|studying|1)$/, true],
  [
    /^(chuyen di|da chuyen|chuyen truong|thoi hoc|bo hoc|nghi hoc|tot nghiep|transferred|left|graduated)$/,
    false,
  ],
];

/** Reads every row, each once: a number that comes again is a note of the later row. Pure. */
export function readRosterRows(file: RosterFile, schoolCode: string): RosterRow[] {
  const places = new Map(file.columns.map(({ field, at }) => [field, at]));
  const numbers = new Set<string>();
  const codes = new Set<string>();
  return file.rows.map((row) => {
    const read = readRow(row, file, (field) => row.cells[places.get(field) ?? -1] ?? '', schoolCode);
    const { personalId, moetCode } = read.pupil;
    if (personalId && numbers.size === numbers.add(personalId).size)
      read.notes.push({ field: 'personalId', code: 'NUMBER_REPEATED' });
    if (moetCode && codes.size === codes.add(moetCode).size)
      read.notes.push({ field: 'moetCode', code: 'MOET_CODE_REPEATED' });
    return read;
  });
}

/** Whether somebody can be looked up for it. */
export const isReadable = (row: Pick<RosterRow, 'notes'>): boolean => !row.notes.some(isBlocking);

function readRow(
  { row: sheetRow }: SheetRow,
  file: RosterFile,
  cell: (field: RosterField) => string,
  schoolCode: string,
): RosterRow {
  const notes: RosterNote[] = [];
  const note = (field: RosterField, code: RosterNote['code']) => notes.push({ field, code });
  const school = cell('school').replace(/[\s="']/g, '');
  if (/^\d{6,12}$/.test(school) && Number(school) !== Number(schoolCode)) note('school', 'OTHER_SCHOOL');
  const fullName = readName(cell, file, note);
  const dateOfBirth = readBirth(cell('dateOfBirth'), file, note);
  const sex = parseSex(wordIn(cell('sex'), file.letters));
  if (sex === null) note('sex', 'SEX_UNREADABLE');
  const className = cell('className').normalize('NFC').replace(/\s+/g, ' ');
  if (className === '') note('className', 'CLASS_MISSING');
  else if (className.length > 50 || /\p{Cc}/u.test(className) || !className.isWellFormed())
    note('className', 'CLASS_UNREADABLE');
  readState(wordIn(cell('status'), file.letters), note);
  const told = tellNumbersApart(
    { moetCode: cell('moetCode'), personalId: cell('personalId') },
    { dateOfBirth: dateOfBirth || null, sex },
  );
  for (const { column, note: code } of told.notes) note(column, code);
  const { moetCode, personalId } = told;
  return {
    sheetRow,
    pupil: {
      fullName,
      dateOfBirth,
      sex: sex === 'UNKNOWN' ? null : sex,
      className: className.slice(0, 50),
      moetCode,
      personalId,
    },
    notes,
  };
}

type Note = (field: RosterField, code: RosterNote['code']) => void;

function readName(cell: (field: RosterField) => string, { letters }: RosterFile, note: Note): string {
  const inTwo = `${cell('familyName')} ${cell('givenName')}`.trim();
  const field = cell('fullName') === '' && inTwo !== '' ? 'givenName' : 'fullName';
  const written = (cell('fullName') || inTwo).normalize('NFC').replace(/\s+/g, ' ').trim();
  if (written === '') {
    note('fullName', 'NAME_MISSING');
    return '';
  }
  if (written.length > 200 || unfit.test(written) || !written.isWellFormed()) {
    note(field, 'NAME_UNREADABLE');
    return '';
  }
  const recovered = recoverName(written, letters ?? undefined);
  if (recovered && recovered.name !== written) note(field, 'NAME_ENCODING');
  return recovered?.name ?? written;
}

function readBirth(text: string, { kind, from1904 }: RosterFile, note: Note): string {
  // A count may have a time of day behind it.
  const serial = /^([1-9]\d{4})(\.\d+)?$/.exec(text)?.[1];
  const counted = serial && from1904 ? String(Number(serial) + daysTo1904) : serial;
  const read = parsePartialDate(counted ?? text, { excelSerial: true });
  if ('problem' in read) {
    note('dateOfBirth', `BIRTH_${read.problem === 'EMPTY' ? 'MISSING' : read.problem}`);
    return '';
  }
  if (serial && kind === 'CSV') note('dateOfBirth', 'BIRTH_DAY_COUNT');
  return read.value;
}

function readState(text: string, note: Note): void {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim();
  const found = states.find(([form]) => form.test(bare));
  if (!found) note('status', 'STATUS_UNREADABLE');
  else if (!found[1]) note('status', 'NOT_STUDYING');
}

import type { Language } from '../domain/language.js';
import type { RosterColumn } from './roster-columns.js';
import { isBlocking, type RosterNote, sentenceOf } from './roster-notes.js';
import type { ReadRoster } from './start-import.js';

/** How many rows are shown, and of those with notes. */
const shown = { first: 10, noted: 200 };

/**
 * A roster as it was understood, for a person to agree with: columns, what was set right or cannot be read, by cell, and
 * the first rows. Everything in it came with the file; the registry was not asked.
 */
export function previewOf(read: ReadRoster, language: Language) {
  const { kind, sheet, letters, schoolCode, schoolYear, columns, rows, readable, mapping } = read;
  const noted = rows.filter(({ notes }) => notes.length > 0);
  const lineOf = (row: (typeof rows)[number]) => ({
    row: row.sheetRow,
    ...row.pupil,
    notes: row.notes.map((note) => noteOf(note, columns, row.sheetRow, language)),
  });
  return {
    ...{ kind, sheet, letters, schoolCode, schoolYear, mapping },
    columns: columns.map(({ field, letter, header }) => ({ field, letter, header })),
    ...{ rows: rows.length, readable },
    counts: countsOf(noted.flatMap(({ notes }) => notes)),
    firstRows: rows.slice(0, shown.first).map(lineOf),
    notedRows: noted.slice(0, shown.noted).map(lineOf),
  };
}

/** A note as people read it: `C12`, and one sentence. */
export function noteOf(
  note: RosterNote,
  columns: readonly RosterColumn[],
  sheetRow: number,
  language: Language,
) {
  const letter = columns.find(({ field }) => field === note.field)?.letter;
  return {
    cell: letter ? `${letter}${sheetRow}` : null,
    ...{ field: note.field as string, code: note.code as string, blocks: isBlocking(note) },
    message: sentenceOf(note.code)[language],
  };
}

function countsOf(notes: readonly RosterNote[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of notes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

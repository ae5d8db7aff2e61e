import { previewOf } from '../students/roster-preview.js';
import type { countsOf, RosterRun } from '../students/roster-store.js';
import type { ReadRoster } from '../students/start-import.js';
import { say, sayJson } from './say.js';

type Counts = Awaited<ReturnType<typeof countsOf>>;

/** What was understood of a roster, by column and by cell. */
export function sayPreview(read: ReadRoster, isJson: boolean): void {
  const preview = previewOf(read, 'vi');
  if (isJson) {
    sayJson(preview);
    return;
  }
  const { kind, sheet, letters, columns, rows, readable, notedRows, counts } = preview;
  say(
    `${kind}${sheet ? `, sheet ${sheet}` : ''}${letters ? `, letters of ${letters}` : ''}: ${rows} rows, ${readable} to look up`,
  );
  for (const { letter, header, field } of columns) say(`  ${letter.padEnd(3)} ${header} → ${field}`);
  for (const [code, count] of Object.entries(counts)) say(`  ${code.padEnd(34)} ${count}`);
  for (const { notes } of notedRows)
    for (const { cell, code, message } of notes) say(`  ${(cell ?? '').padEnd(6)} ${code}: ${message}`);
}

/** How many rows came to what, and where the table of them is. */
export function sayResults(
  run: RosterRun,
  counts: Counts,
  { out, json }: { out?: string; json?: boolean },
): void {
  const { id, state, schoolCode, schoolYear, rowCount, checkedCount } = run;
  if (json) {
    sayJson({ id, state, schoolCode, schoolYear, rowCount, checkedCount, counts });
    return;
  }
  say(`${checkedCount} of ${rowCount} rows checked`);
  for (const { outcome, register, count } of counts)
    say(`  ${outcome.padEnd(12)} ${(register ?? '').padEnd(14)} ${count}`);
  if (out) say(`Written: ${out}`);
  if (state !== 'FINISHED') say('The same command goes on.');
}

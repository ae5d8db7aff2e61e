import { dateOf, readBirth } from '../reconciliation/birth.js';
import { claimedDigits } from '../reconciliation/claimed-number.js';
import { suggestedMapping } from '../reconciliation/column-names.js';
import { columnsOf, type FoundColumns, type Mapping, MEMBER_COLUMNS } from '../reconciliation/columns.js';
import { recogniseFile } from '../reconciliation/member-file.js';
import { statedName } from '../reconciliation/stated-name.js';
import { fileBytes } from '../reconciliation/stored-bytes.js';
import { WrongFile } from '../reconciliation/text-form.js';
import { formOf } from './reconcile-report.js';
import { say, sayJson } from './say.js';
import { wordsOf } from './wrong-file.js';

const SHOWN = 5;

/** Says how a file would be read: its form, which column is which, and its first rows as they are understood. */
export async function previewFile(path: string, mapping: Mapping, isForMachines: boolean): Promise<void> {
  const bytes = await fileBytes(path);
  const { form, sheet, letters, header, first } = await recogniseFile(bytes);
  const found = tryColumns(header, mapping);
  const suggested = suggestedMapping(header);
  const columns = MEMBER_COLUMNS.map((column) => ({
    column,
    header: 'columns' in found && found.columns[column] >= 0 ? header[found.columns[column]]! : null,
  }));
  const rows =
    'columns' in found ? first.slice(0, SHOWN).map(({ cells }) => understood(cells, found, letters)) : [];
  const kept = 'extras' in found ? found.extras.map(({ name }) => name) : [];
  const source = { kind: 'FILE', file: bytes.name, bytes: bytes.size, sheet, letters } as const;
  const read = { ...source, charset: form?.charset ?? null, delimiter: form?.delimiter ?? null };
  const refusal = 'refusal' in found ? found.refusal : null;
  if (refusal) process.exitCode = 1;
  if (isForMachines) {
    const why = { refusal: refusal?.message ?? null, refusalCode: refusal?.code ?? null };
    return sayJson({ ...read, columns, kept, suggested, ...why, rows });
  }
  say(`${bytes.name}: ${formOf(read)}`);
  for (const one of columns) say(`  ${one.column.padEnd(12)} ${one.header ?? '(none)'}`);
  if (kept.length > 0) say(`  kept beside  ${kept.join(', ')}`);
  if (refusal) return say(wordsOf(refusal));
  for (const row of rows) say(row ? JSON.stringify(row) : '(a row that cannot be read)');
}

function tryColumns(header: readonly string[], mapping: Mapping): FoundColumns | { refusal: WrongFile } {
  try {
    return columnsOf(header, mapping);
  } catch (error) {
    if (error instanceof WrongFile) return { refusal: error };
    throw error;
  }
}

/** One row as it would be compared: numbers restored, the name as it was meant, the date as a date. */
function understood(
  cells: readonly string[] | null,
  { columns }: FoundColumns,
  letters: Parameters<typeof statedName>[1] | null,
) {
  if (!cells || cells.length <= Math.max(...Object.values(columns))) return null;
  const cell = (at: number) => (at < 0 ? '' : cells[at]!);
  const numbers = claimedDigits(cell(columns.personal_id), cell(columns.old_cmnd));
  return {
    sector_no: cell(columns.sector_no).trim(),
    personal_id: numbers.claimed,
    old_cmnd: numbers.old,
    full_name: statedName(cell(columns.full_name), letters ?? undefined),
    dob: dateOf(readBirth(cell(columns.dob))),
    gender: cell(columns.gender),
    address: cell(columns.address),
  };
}

import { summaryOf } from '../reconciliation/results/summary.js';
import type { Run, RunSource } from '../reconciliation/run-store.js';
import { say } from './say.js';

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
};

/** How an input is read, in a line. */
export function formOf({
  kind,
  charset,
  letters,
  delimiter,
  sheet,
  units,
}: Omit<RunSource, 'columns' | 'extras'>): string {
  const typed = letters ? `, letters of ${letters}` : '';
  if (kind === 'VIEW') return `${units ? `records of units ${units.join(', ')}` : 'all records'}${typed}`;
  if (sheet !== null) return `Excel workbook, sheet "${sheet}"${typed}`;
  return `${charset}${typed}, cells parted by ${DELIMITERS[delimiter ?? ','] ?? delimiter}`;
}

export function sayStart({ runId, source, lastSeq, registry, agency }: Run, resumed: boolean): void {
  say(`Run ${runId}${resumed ? `, resumed after ${lastSeq} records` : ''}: ${source.file}`);
  say(`  ${formOf(source)}`);
  say(`  ${agency ? `for ${agency}` : 'for no agency to see'}`);
  say(`  against ${registry?.residents} residents as of ${registry?.syncedAt}`);
}

export function sayRun(
  run: Run,
  { out, excel, jsonl }: { out?: string; excel?: boolean; jsonl?: boolean },
): void {
  if (run.state !== 'FINISHED') {
    say(
      `Run ${run.runId} is ${run.state.toLowerCase()}.${run.state === 'PAUSED' ? ' The same command goes on.' : ''}`,
    );
    return;
  }
  const { outcomes, rejected, rows, seconds, causes } = summaryOf(run);
  say(`${rows} rows in ${seconds} s, ${rejected} set aside`);
  if (rejected > 0) {
    const where = out ? `${out}/rejected.csv` : 'rejected.csv, with --out';
    say(`  line and reason of each are in ${where}: correct them and give the file again;`);
    say(
      '  NOT_TEXT: the file mixes encodings, save it as "CSV UTF-8"; SECTOR_NO_REPEATED: the first row counts',
    );
  }
  for (const [outcome, count] of Object.entries(outcomes)) say(`  ${outcome.padEnd(20)} ${count}`);
  const most = Object.entries(causes).slice(0, 8);
  if (most.length > 0) say(`Causes: ${most.map(([cause, count]) => `${cause} ${count}`).join(', ')}`);
  const more = [...(excel ? ['findings.xlsx'] : []), ...(jsonl ? ['results.jsonl'] : [])];
  if (out)
    say(
      `Written: ${out}/${['results.csv', 'rejected.csv', 'summary.json', 'summary.note', ...more].join(', ')}`,
    );
}

import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Run } from '../run-store.js';
import { summaryOf } from './summary.js';

export interface ExportOptions {
  /** The hub, the matcher's login. */
  matcherUrl: string;
  run: Run;
  /** A folder; made when there is none. */
  out: string;
  /** For spreadsheets: numbers as text, nothing taken for a formula, a byte order mark. */
  excel?: boolean;
}

const BOM = '\ufeff';

/** A personal id as it is written; null stays null. */
const digits = (column: string) => `lpad((${column})::text, 12, '0')`;
/** As a spreadsheet keeps it: a text, not a number. */
const asText = (value: string) => `'="' || replace(${value}, '"', '""') || '"'`;
/** A cell that begins like a formula is shown as it stands. */
const safe = (value: string) =>
  `case when ${value} ~ '^[=+@\\t\\r-]' then '''' || ${value} else ${value} end`;

function resultsQuery(runId: number, excel: boolean): string {
  const number = (column: string) => (excel ? asText(digits(column)) : digits(column));
  return `select ${excel ? asText('sector_no') : 'sector_no'} as sector_no, outcome,
      ${number('resident_id')} as personal_id, round(score::numeric, 1) as score,
      array_to_string(causes, ';') as causes,
      ${number('coalesce(candidates[1], resident_id)')} as candidate_1,
      ${number('candidates[2]')} as candidate_2, ${number('candidates[3]')} as candidate_3
    from reconciliation.result where run_id = ${runId} order by seq`;
}

function rejectedQuery(runId: number, excel: boolean): string {
  return `select line, ${excel ? safe('reason') : 'reason'} as reason
    from reconciliation.rejected where run_id = ${runId} order by line`;
}

/**
 * Writes results.csv, rejected.csv and summary.json of a finished run, straight from the database: memory stays flat.
 * Files that are there are replaced.
 */
export async function exportRun({ matcherUrl, run, out, excel = false }: ExportOptions): Promise<void> {
  await mkdir(out, { recursive: true });
  const client = new pg.Client({
    connectionString: matcherUrl,
    application_name: 'lienthong reconcile export',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const write = async (name: string, query: string) => {
      const file = createWriteStream(join(out, name));
      if (excel) file.write(BOM);
      await pipeline(client.query(copyTo(`copy (${query}) to stdout (format csv, header)`)), file);
    };
    await write('results.csv', resultsQuery(run.runId, excel));
    await write('rejected.csv', rejectedQuery(run.runId, excel));
    await writeFile(join(out, 'summary.json'), `${JSON.stringify(summaryOf(run), null, 2)}\n`);
  } finally {
    await client.end();
  }
}

import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { NoteSigner } from '../../audit/note.js';
import { types } from '../../database/postgres-types.js';
import { copyOut } from '../copy-out.js';
import type { Run } from '../run-store.js';
import { writeFindings } from './findings-workbook.js';
import { signSummary } from './signed-summary.js';
import { summaryOf } from './summary.js';

export interface ExportOptions {
  /** The hub, the matcher's login. */
  matcherUrl: string;
  run: Run;
  /** A folder; made when there is none. */
  out: string;
  /** For spreadsheets: numbers as text, nothing taken for a formula, a byte order mark. */
  excel?: boolean;
  /** Also results.jsonl: one record a line, with its candidates and each field's share. */
  jsonl?: boolean;
  /** Signs the summary; without it there is no summary.note. */
  signer?: NoteSigner;
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

const jsonQuery = (runId: number) => `
  select json_build_object('sectorNo', x.sector_no, 'outcome', x.outcome, 'personalId', ${digits('x.resident_id')},
    'score', round(x.score::numeric, 1), 'causes', coalesce(x.causes, '{}'),
    'candidates', coalesce((select json_agg(json_build_object('personalId', ${digits('c.resident_id')},
        'score', round(c.score::numeric, 1), 'via', c.via, 'differences', c.classes, 'bits', json_build_object(
          'prior', c.prior_bits, 'id', c.id_bits, 'name', c.name_bits, 'dob', c.birth_bits, 'gender', c.sex_bits,
          'address', c.place_bits)) order by c.rank)
      from reconciliation.candidate c
      where c.run_id = x.run_id and c.sector_no = x.sector_no and c.seq = x.seq), '[]'))
  from reconciliation.result x where x.run_id = ${runId} order by x.seq`;

/**
 * Writes results.csv, rejected.csv and summary.json of a finished run, straight from the database: memory stays flat.
 * Files that are there are replaced.
 */
export async function exportRun(options: ExportOptions): Promise<void> {
  const { matcherUrl, run, out, excel = false, jsonl = false, signer } = options;
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
    if (jsonl) {
      async function* lines() {
        for await (const rows of copyOut(client, jsonQuery(run.runId)))
          yield `${rows.map(([json]) => json).join('\n')}\n`;
      }
      await pipeline(lines, createWriteStream(join(out, 'results.jsonl')));
    }
    const summary = summaryOf(run);
    await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    if (signer) await writeFile(join(out, 'summary.note'), signSummary(summary, signer));
    if (excel) await writeWorkbookOf(options);
  } finally {
    await client.end();
  }
}

async function writeWorkbookOf({ matcherUrl, run, out }: ExportOptions): Promise<void> {
  const pool = new pg.Pool({ connectionString: matcherUrl, max: 1, types });
  pool.on('error', () => undefined);
  try {
    await writeFindings(join(out, 'findings.xlsx'), pool, run);
  } finally {
    await pool.end();
  }
}

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parse } from 'csv-parse';
import pg from 'pg';
import { packagedCommunes } from './import-registry-communes.js';
import { type RegistryRow, readRegistryRow, requiredColumns } from './registry-row.js';

const chunkRows = 2_000;

export interface RegistryImport {
  file: string;
  /** The owner's address of the sample population database. */
  url: string;
  /** Where rows that cannot be read are listed: `line,reason`. Made when there is one. */
  rejectedFile: string;
  /** Whether a `commune_code` is one; by the tables that come with the program unless given. */
  isCommune?: (code: string) => boolean;
  onProgress?: (bytes: number, total: number) => void;
}

export interface RegistryImported {
  rows: number;
  rejected: number;
  /** Rows that an earlier, interrupted run of the same file had already written. */
  skipped: number;
}

/** One chunk of rows into the registry's tables: same number, same resident. */
const writeChunk = `
  with row as (select * from json_populate_recordset(null::pg_temp.import_row, $1)),
  latest as (select distinct on (personal_id) * from row order by personal_id, line desc),
  replaced as (
    insert into public.citizen_number (number, personal_id, kind, valid_until)
    select personal_id, replaced_by, 'FORMER_PERSONAL_ID', valid_from from latest where replaced_by is not null
    on conflict (number, personal_id) do update set valid_until = excluded.valid_until),
  followed as (
    update public.citizen_number n set personal_id = l.replaced_by from latest l
    where n.personal_id = l.personal_id and l.replaced_by is not null),
  gone as (
    delete from public.citizen c using latest l where c.personal_id = l.personal_id and l.replaced_by is not null),
  written as (
    insert into public.citizen (personal_id, full_name, birth_date, gender_code, life_status, deceased_on, updated_at)
    select personal_id, full_name, birth_date, gender_code, life_status, deceased_on, now()
    from latest where replaced_by is null
    on conflict (personal_id) do update set full_name = excluded.full_name, birth_date = excluded.birth_date,
      gender_code = excluded.gender_code, life_status = excluded.life_status, deceased_on = excluded.deceased_on,
      updated_at = excluded.updated_at),
  old_numbers as (
    insert into public.citizen_number (number, personal_id, kind)
    select old_number, personal_id, 'OLD_ID_NUMBER' from latest where old_number is not null and replaced_by is null
    on conflict (number, personal_id) do nothing)
  insert into public.residence_record (personal_id, kind, unit_code, unit_valid_from, address_line)
  select personal_id, residence_kind, unit_code, unit_valid_from, address_line from latest
  where replaced_by is null and unit_code is not null
  on conflict (personal_id, kind) do update set unit_code = excluded.unit_code,
    unit_valid_from = excluded.unit_valid_from, address_line = excluded.address_line`;

/**
 * Residents of a CSV file into the sample registry, streamed: a chunk and its checkpoint are one transaction, so an
 * import that was interrupted goes on where it stopped when the same file is given again. Rows that cannot be read
 * are listed by their first wrong column, and skipped; so are residents of a commune that there is not, as
 * UNKNOWN_COMMUNE: nothing of such a row is written.
 * @throws Error naming the columns the file lacks
 */
export async function importRegistry({
  file,
  url,
  rejectedFile,
  isCommune = packagedCommunes(),
  onProgress,
}: RegistryImport): Promise<RegistryImported> {
  const total = (await stat(file)).size;
  const digest = await digestOf(file);
  const client = new pg.Client({ connectionString: url, application_name: 'lienthong registry import' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', ['registry import']);
    await client.query(`create temporary table import_row (line bigint, old_number text, replaced_by text, valid_from date,
      residence_kind text, unit_code text, unit_valid_from date, address_line text,
      like public.citizen including defaults)`);
    const skipped = await rowsDone(client, digest);
    let rejected = 0;
    let rows = 0;
    let chunk: (RegistryRow & { line: number })[] = [];
    const problems = createWriteStream(rejectedFile, { flags: skipped > 0 ? 'a' : 'w' });
    if (skipped === 0) problems.write('line,reason\n');
    const input = createReadStream(file);
    const records = input.pipe(
      parse({ bom: true, columns: checkedHeader, relax_column_count: true, info: true }),
    );
    input.once('error', (error) => records.destroy(error));
    const flush = async () => {
      await client.query('begin');
      await client.query(writeChunk, [JSON.stringify(chunk)]);
      await client.query(
        `insert into public.import_progress values ($1, $2, $3, null) on conflict (file_digest)
         do update set rows_done = excluded.rows_done, rows_rejected = excluded.rows_rejected`,
        [digest, rows, rejected],
      );
      await client.query('commit');
      chunk = [];
      onProgress?.(input.bytesRead, total);
    };
    for await (const { record, info } of records) {
      rows += 1;
      if (rows <= skipped) continue;
      const read = readKnownRow(record, isCommune);
      if ('row' in read) chunk.push({ ...read.row, line: info.lines });
      else {
        rejected += 1;
        if (!problems.write(`${info.lines},${read.reason}\n`)) await once(problems, 'drain');
      }
      if (chunk.length >= chunkRows) await flush();
    }
    await flush();
    await client.query('update public.import_progress set finished_at = now() where file_digest = $1', [
      digest,
    ]);
    await client.query('analyze public.citizen, public.citizen_number, public.residence_record');
    await new Promise<void>((done) => problems.end(done));
    return { rows, rejected, skipped };
  } finally {
    await client.end();
  }
}

/** NOTE: a former number brings no residence, so its row counts whatever commune it names. */
function readKnownRow(
  record: Parameters<typeof readRegistryRow>[0],
  isCommune: (code: string) => boolean,
): ReturnType<typeof readRegistryRow> {
  const read = readRegistryRow(record);
  if ('reason' in read) return read;
  const { unit_code: code, replaced_by: replacedBy } = read.row;
  return code === null || replacedBy !== null || isCommune(code) ? read : { reason: 'UNKNOWN_COMMUNE' };
}

/** A file that was finished is read again from its start: its rows are updates. */
async function rowsDone(client: pg.Client, digest: string): Promise<number> {
  const { rows } = await client.query<{ done: string }>(
    'select rows_done::text as done from public.import_progress where file_digest = $1 and finished_at is null',
    [digest],
  );
  if (!rows[0]) await client.query('delete from public.import_progress where file_digest = $1', [digest]);
  return Number(rows[0]?.done ?? 0);
}

function checkedHeader(header: string[]): string[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = requiredColumns.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`The file lacks the columns ${missing.join(', ')}.`);
  return names;
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(bytes);
  return hash.digest('hex');
}

import { createHash } from 'node:crypto';
import pg from 'pg';
import { type Columns, MEMBER_COLUMNS } from './columns.js';
import { copyOut } from './copy-out.js';
import { lettersOf } from './letters.js';
import type { RecordInput } from './record-input.js';

/** A sector's records as its contract views show them, one a sector number. */
export interface RecordView {
  /** `lienthong.member`. */
  name: string;
  /** A query over the views: the columns of a file of members by their names, and `others`. */
  query: string;
  /** Columns kept beside them. */
  others: readonly string[];
  /** Which of `others` is the unit that manages a record, which an agency's remit is measured by; null: no agency's. */
  unit: string | null;
}

export interface ViewOptions {
  /** The sector's database, a login that reads its contract views. */
  url: string;
  view: RecordView;
  /** Codes of the units whose records are meant; null for everybody's. */
  units: readonly string[] | null;
}

const SAMPLE = 1_000;

/** The sector's own records as an input; its rows are those of the moment when they are asked for. */
export async function openView({ url, view, units }: ViewOptions): Promise<RecordInput> {
  const names = [...MEMBER_COLUMNS, ...view.others];
  const extras = view.others.map((name, at) => ({ name, at: MEMBER_COLUMNS.length + at }));
  const columns = Object.fromEntries(MEMBER_COLUMNS.map((name, at) => [name, at])) as unknown as Columns;
  const records = `(${view.query}) r where ${conditionOf(view, units)}`;
  const told = await withClient(url, async (client) => {
    const counted = await client.query<{ count: number }>(
      `select count(*)::integer as count from ${records}`,
    );
    const sample = await client.query<{ full_name: string }>(
      `select r.full_name from ${records} order by r.sector_no collate "C" limit ${SAMPLE}`,
    );
    return { count: counted.rows[0]!.count, names: sample.rows.map((row) => row.full_name ?? '') };
  });
  let read = '';
  return {
    source: {
      ...{ kind: 'VIEW', file: view.name, bytes: 0, charset: null, delimiter: null, sheet: null },
      ...{ letters: lettersOf(told.names), columns: { ...columns }, extras, units },
    },
    ...{ digest: null, columns, extras, width: names.length, isFixed: false, rowsExpected: told.count },
    async *rows() {
      const hash = createHash('sha256');
      const client = await connect(url);
      let line = 0;
      try {
        const selected = names.map((name) => `r."${name}"::text`).join(', ');
        for await (const batch of copyOut(
          client,
          `select ${selected} from ${records} order by r.sector_no collate "C"`,
        )) {
          yield batch.map((cells) => {
            const values = cells.map((cell) => cell ?? '');
            const text = values.join('\t');
            hash.update(`${text}\n`);
            line += 1;
            return { line, text, cells: values };
          });
        }
        read = hash.digest('hex');
      } finally {
        // NOTE: who stops in the middle leaves the server sending: the connection is cut, not waited for.
        await client.end().catch(() => undefined);
      }
    },
    digestRead: () => read,
  };
}

/** Records of these numbers that the units manage, their cells in the order of `MEMBER_COLUMNS`. */
export async function heldCells(
  { url, view, units }: ViewOptions,
  sectorNos: readonly string[],
): Promise<string[][]> {
  const columns = MEMBER_COLUMNS.map((name) => `coalesce(r."${name}"::text, '')`).join(', ');
  const text = `select array[${columns}] as cells from (${view.query}) r
    where r.sector_no = any($1::text[]) and ${conditionOf(view, units)}`;
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ cells: string[] }>(text, [sectorNos]);
    return rows.map(({ cells }) => cells);
  });
}

/** NOTE: COPY takes no parameters, so the codes stand in the statement, as literals of a checked form. */
function conditionOf({ unit }: RecordView, units: readonly string[] | null): string {
  if (units === null) return 'true';
  if (unit === null || !units.every((code) => /^[0-9A-Za-z][0-9A-Za-z.-]{0,29}$/.test(code)))
    throw new RangeError('no units that these records can be told by');
  return units.length === 0
    ? 'false'
    : `r."${unit}" in (${units.map((code) => pg.escapeLiteral(code)).join(', ')})`;
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(url);
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url.split(',')[0]!,
    application_name: 'lienthong reconcile view',
    connectionTimeoutMillis: 10_000,
    options: '-c default_transaction_read_only=on',
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

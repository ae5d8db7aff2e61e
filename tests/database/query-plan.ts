import { withPool } from '../../src/cli/workplace.js';
import type { SentStatement } from './sent-statements.js';

/** One way into a table, as PostgreSQL takes it. */
export interface Scan {
  /** `Index Scan`, `Index Only Scan`, `Bitmap Heap Scan`, `Seq Scan` … */
  by: string;
  table: string;
  /** What the index is asked for; null where no index is asked, or the whole of it is read. */
  condition: string | null;
  /** Rows read in all, those thrown away again included; 0 where the statement was planned only. */
  rows: number;
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Node[];
}

/**
 * How PostgreSQL reads each table for a statement, by the plan it keeps for whatever values come (a prepared
 * statement's generic plan). What reads is run with the statement's own values; what writes is planned only.
 */
export function scansOf(url: string, { text, values }: SentStatement): Promise<Scan[]> {
  return withPool(url, async (pool) => {
    const client = await pool.connect();
    try {
      await client.query('set plan_cache_mode = force_generic_plan');
      await client.query(`prepare hot as ${text}`);
      const literals = values.map((value) => client.escapeLiteral(asText(value)));
      const run = /\binsert into\b/.test(text) ? '' : 'analyze, timing off, ';
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
        `explain (${run}format json) execute hot(${literals.join(', ')})`,
      );
      return scansIn(rows[0]!['QUERY PLAN'][0].Plan);
    } finally {
      client.release(true);
    }
  });
}

function scansIn(node: Node): Scan[] {
  const { Plans: inner = [] } = node;
  const table = node['Relation Name'];
  const found = inner.flatMap(scansIn);
  if (table === undefined || !/Scan$/.test(node['Node Type'])) return found;
  const bitmap = inner.find((one) => one['Node Type'].startsWith('Bitmap'));
  const read = ['Actual Rows', 'Rows Removed by Filter', 'Rows Removed by Index Recheck'] as const;
  const rowsALoop = read.reduce((sum, what) => sum + (node[what] ?? 0), 0);
  const scan = {
    ...{ by: node['Node Type'], table },
    condition: node['Index Cond'] ?? bitmap?.['Index Cond'] ?? null,
    rows: Math.round(rowsALoop * (node['Actual Loops'] ?? 0)),
  };
  return [scan, ...found];
}

/** A value as PostgreSQL reads it: arrays of plain texts in braces. */
function asText(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return `{${value.map((one) => JSON.stringify(one)).join(',')}}`;
}

import pg from 'pg';
import type { AdminUnits } from '../../../src/domain/admin-unit.js';
import type { Columns } from '../../../src/reconciliation/columns.js';
import { openMemberFile } from '../../../src/reconciliation/member-file.js';
import type { SexNo } from '../../../src/reconciliation/people.js';
import { type ReadRow, RecordRows } from '../../../src/reconciliation/record-row.js';
import { decideAll, type OpenRow, statedOf } from '../../../src/reconciliation/stages/search.js';

const WARM = 500;
const CHECKED = 5_000;

/** Milliseconds of one record after another by the engine that a run looks closer with: its numbers, then its likeness. */
export async function singleChecks(
  { matcherUrl, units, residents }: { matcherUrl: string; units: AdminUnits; residents: number },
  members: string,
): Promise<{ records: number; p50: number; p99: number }> {
  const input = await openMemberFile(members);
  const { columns } = input;
  const rows = new RecordRows(columns, input.width, units, input.extras);
  const pool = new pg.Pool({ connectionString: matcherUrl, max: 1 });
  pool.on('error', () => undefined);
  const took: number[] = [];
  let seen = 0;
  try {
    for await (const batch of input.rows()) {
      for (const row of batch) {
        if (seen >= WARM + CHECKED) break;
        const startedAt = performance.now();
        const read = rows.read(row);
        if ('reason' in read) continue;
        await decideAll(pool, [statedOf(openRow(read, columns), undefined)], residents);
        if (seen >= WARM) took.push(performance.now() - startedAt);
        seen += 1;
      }
      if (seen >= WARM + CHECKED) break;
    }
  } finally {
    await pool.end();
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => Math.round(took[Math.floor(took.length * share)]! * 100) / 100;
  return { records: took.length, p50: at(0.5), p99: at(0.99) };
}

function openRow({ line, cells, stated }: ReadRow, columns: Columns): OpenRow {
  const { sectorNo, claimed, old, birth, sex, communes } = stated;
  const cell = (at: number) => (at < 0 ? '' : cells[at]!);
  return [
    ...([1, line, sectorNo, claimed, old, birth, sex as SexNo, communes] as const),
    ...([cell(columns.personal_id), cell(columns.old_cmnd), cell(columns.full_name)] as const),
    ...([cell(columns.dob), cell(columns.gender), cell(columns.address)] as const),
  ];
}

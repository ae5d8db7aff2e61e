import type { Queryable } from '../../database/transaction.js';
import { moment } from '../run-row.js';

/** What the newest finished run of a sector came to, for one agency. */
export interface RunFigures {
  sector: string;
  agency: string | null;
  finishedAt: string;
  records: number;
  rejected: number;
  counts: Record<string, number> | null;
  causes: Record<string, number> | null;
}

/** The newest finished run of each sector and agency; of one agency where it is given, else of all. */
export async function newestRuns(db: Queryable, agency: string | null): Promise<RunFigures[]> {
  const { rows } = await db.query<RunFigures>(
    `select distinct on (sector, agency_code) sector, agency_code as agency, ${moment('finished_at')} as "finishedAt",
       rows_read as records, rows_rejected as rejected, counts, causes
     from reconciliation.run where state = 'FINISHED' and ($1::text is null or agency_code = $1)
     order by sector, agency_code, finished_at desc limit 200`,
    [agency],
  );
  return rows;
}

/** Runs that go on or wait for a gateway to take them, and the age of the oldest. */
export async function runsUnderWay(db: Queryable): Promise<{ count: number; oldestSeconds: number | null }> {
  const { rows } = await db.query<{ count: number; oldestSeconds: number | null }>(
    `select count(*)::int as count,
       extract(epoch from now() - min(started_at))::int as "oldestSeconds"
     from reconciliation.run where state in ('WAITING', 'RUNNING', 'PAUSING', 'CANCELLING')`,
  );
  return rows[0]!;
}

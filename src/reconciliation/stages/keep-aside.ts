import type pg from 'pg';
import type { Rejected } from '../rejected-rows.js';

/** What is kept of a row's text. */
const LONGEST_KEPT = 1_000;

/** NOTE: PostgreSQL stores no NUL, and a line that is set aside may hold one. */
export async function keepAside(
  client: pg.ClientBase,
  runId: number,
  rejected: readonly Rejected[],
): Promise<void> {
  if (rejected.length === 0) return;
  await client.query(
    `insert into reconciliation.rejected (run_id, line, reason, text)
     select $1, x.line, x.reason, x.text from unnest($2::int[], $3::text[], $4::text[]) x (line, reason, text)
     on conflict (run_id, line) do nothing`,
    [
      runId,
      rejected.map((it) => it.line),
      rejected.map((it) => it.reason),
      rejected.map((it) => it.text.slice(0, LONGEST_KEPT).replaceAll('\0', '\ufffd').toWellFormed()),
    ],
  );
}

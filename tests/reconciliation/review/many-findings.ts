import { withPool } from '../../../src/cli/workplace.js';
import type { PrivateCluster } from '../../faults/private-cluster.js';
import { beginRun, finishRun, whenLaidOut } from './review-run.js';

/** A finished run of so many findings, every other of them with a pension; a running hub lays it out. */
export async function addManyFindings(
  cluster: PrivateCluster,
  agency: string,
  findings: number,
): Promise<{ runId: string }> {
  await cluster.sql(
    'social_security',
    `insert into public.insured_person (sector_no, personal_id, full_name, birth_date, gender_code, address,
       province_code, status, months_contributed)
     select lpad(n::text, 10, '0'), null, 'Trần Hư Cấu', '1990-05-17', 1, 'Hư Cấu', '01', 'PARTICIPATING', 12
     from generate_series(1, $1::int) n`,
    [findings],
  );
  await cluster.sql(
    'social_security',
    `insert into public.benefit_order (benefit_no, sector_no, kind, monthly_amount, start_on, status)
     select 'B' || n, lpad(n::text, 10, '0'), 'PENSION', 5000000, '2020-01-01', 'ACTIVE'
     from generate_series(1, $1::int, 2) n`,
    [findings],
  );
  const runId = await withPool(cluster.databases.urls.hubOwner!, async (hub) => {
    const run = await beginRun(hub, agency);
    await hub.query(
      `insert into reconciliation.result (run_id, seq, sector_no, outcome, resident_id, score, claims, causes)
       select $1, n, lpad(n::text, 10, '0'), 'MISMATCH', 1090000000 + n, 12, false, array['dob:DIFFERENT']
       from generate_series(1, $2::int) n`,
      [run, findings],
    );
    await hub.query(
      `insert into reconciliation.stated (run_id, seq, sector_no, line, personal_id, old_cmnd, full_name, birth_text,
         gender, address) select $1, n, lpad(n::text, 10, '0'), n, '', '', 'Trần Hư Cấu', '', '', ''
       from generate_series(1, $2::int) n`,
      [run, findings],
    );
    await finishRun(hub, run);
    return String(run);
  });
  await whenLaidOut(cluster, runId, Math.max(30_000, findings * 5));
  return { runId };
}

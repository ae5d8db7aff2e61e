import type { Queryable } from '../../database/transaction.js';
import { HubError } from '../../domain/errors.js';
import { type Run, type RunSource, runOf } from '../run-store.js';

export type RunAction = 'PAUSE' | 'RESUME' | 'CANCEL';

/** What a run is asked for by. */
export interface RunRequest {
  sector: string;
  source: RunSource;
  agency: string;
  officer: string | null;
  uploadId?: string | null;
  mapping?: Readonly<Record<string, string>> | null;
  /** The day whose nightly run it is: one a sector, agency and day. */
  nightlyOn?: string | null;
}

/** Asks for a run, to be begun by a gateway; null where the sector has one under way, or that night has had its own. */
export async function requestRun(
  db: Queryable,
  { sector, source, agency, officer, uploadId = null, mapping = null, nightlyOn = null }: RunRequest,
): Promise<number | null> {
  const { rows } = await db.query<{ id: number | null }>(
    'select reconciliation.request_run($1, $2, $3, $4, $5, $6, $7) as id',
    [
      sector,
      JSON.stringify(source),
      agency,
      officer,
      uploadId,
      mapping && JSON.stringify(mapping),
      nightlyOn,
    ],
  );
  return rows[0]!.id;
}

/**
 * Pauses, resumes or cancels an agency's run; what it is in already stays.
 * @throws HubError NOT_FOUND, or CONFLICT with the state it is in
 */
export async function askRun(db: Queryable, runId: number, agency: string, action: RunAction): Promise<Run> {
  const { rows } = await db.query<{ state: string | null }>(
    'select reconciliation.ask_run($1, $2, $3) as state',
    [runId, agency, action],
  );
  const run = await runOf(db, runId, agency);
  if (!run) throw new HubError('NOT_FOUND');
  if (rows[0]!.state === null) {
    throw new HubError(
      'CONFLICT',
      { state: run.state, host: run.host },
      {
        vi: 'Đợt rà soát không ở trạng thái làm được việc này, hoặc CSDL chuyên ngành đang có đợt khác.',
        en: 'The run is in no state for this, or its sector has another one under way.',
      },
    );
  }
  return run;
}

/** Whether an agency's nightly run of a sector was asked for on a day. */
export async function hadNight(db: Queryable, sector: string, agency: string, day: string): Promise<boolean> {
  const { rows } = await db.query<{ had: boolean }>(
    `select exists (select from reconciliation.run
       where sector = $1 and agency_code = $2 and nightly_on = $3) as had`,
    [sector, agency, day],
  );
  return rows[0]!.had;
}

/** What a gateway has to do in a sector: runs to take up, and runs to bring to the end they were asked for. */
export async function nextRun(
  db: Queryable,
  sector: string,
): Promise<Pick<Run, 'runId' | 'state' | 'lastSeq'> | null> {
  const { rows } = await db.query<Pick<Run, 'runId' | 'state' | 'lastSeq'>>(
    `select run_id as "runId", state, last_seq as "lastSeq" from reconciliation.run
     where sector = $1 and (state = 'CANCELLING' or host = 'GATEWAY' and state in ('WAITING', 'RUNNING', 'PAUSING'))
     order by state = 'CANCELLING' desc, run_id limit 1`,
    [sector],
  );
  return rows[0] ?? null;
}

/** Runs that are over and whose tables are still there: a process was killed between the two. */
export async function leftovers(db: Queryable, sector: string): Promise<Pick<Run, 'runId' | 'state'>[]> {
  const { rows } = await db.query<Pick<Run, 'runId' | 'state'>>(
    `select run_id as "runId", state from reconciliation.run
     where sector = $1 and state in ('CANCELLED', 'FAILED', 'FINISHED') and finished_at > now() - interval '30 days'
       and (to_regclass('matching.record_' || run_id) is not null
         or state <> 'FINISHED' and to_regclass('reconciliation.result_' || run_id) is not null)`,
    [sector],
  );
  return rows;
}

import type pg from 'pg';
import type { Queryable } from '../database/transaction.js';

export type RunState = 'RUNNING' | 'PAUSING' | 'PAUSED' | 'CANCELLING' | 'CANCELLED' | 'FAILED' | 'FINISHED';
/** In their order. LOADING also compares: what a number and four fields settle is settled chunk by chunk. */
export type RunStage = 'LOADING' | 'SEARCHING' | 'GROUPING' | 'DONE';

/** What is reconciled: told in the summary, and part of what makes two runs one. */
export interface RunSource {
  file: string;
  bytes: number;
  charset: string;
  letters: string | null;
  delimiter: string;
  columns: Readonly<Record<string, number>>;
}

export interface Run {
  runId: number;
  sector: string;
  state: RunState;
  stage: RunStage;
  source: RunSource;
  digest: string;
  rowsRead: number;
  rowsRejected: number;
  lastSeq: number;
  comparedTo: number;
  searchedTo: number;
  registry: { residents: number; syncedAt: string };
  engineVersion: number;
  counts: Record<string, number> | null;
  causes: Record<string, number> | null;
  refusal: string | null;
  seconds: number;
  startedAt: Date;
  finishedAt: Date | null;
}

const columns = `run_id as "runId", sector, state, stage, source, digest, rows_read as "rowsRead",
  rows_rejected as "rowsRejected", last_seq as "lastSeq", compared_to as "comparedTo", searched_to as "searchedTo",
  registry, engine_version as "engineVersion", counts, causes, refusal, seconds, started_at as "startedAt", finished_at as "finishedAt"`;

/** What a step of a run changes beside its rows. */
export type Checkpoint = Partial<
  Pick<Run, 'rowsRead' | 'rowsRejected' | 'lastSeq' | 'comparedTo' | 'searchedTo' | 'stage'>
>;

const checkpointColumns: Readonly<Record<keyof Checkpoint, string>> = {
  ...{ rowsRead: 'rows_read', rowsRejected: 'rows_rejected', lastSeq: 'last_seq' },
  ...{ comparedTo: 'compared_to', searchedTo: 'searched_to', stage: 'stage' },
};

/** The run was told to stop; what is done is kept. */
export class RunStopped extends Error {
  constructor(readonly state: 'PAUSED' | 'CANCELLED') {
    super(`the run is ${state.toLowerCase()}`);
  }
}

/** Runs of reconciliation (schema `reconciliation`), written by the matcher's login. */
export class RunStore {
  constructor(private readonly pool: pg.Pool) {}

  async find(runId: number): Promise<Run | null> {
    const { rows } = await this.pool.query<Run>(
      `select ${columns} from reconciliation.run where run_id = $1`,
      [runId],
    );
    return rows[0] ?? null;
  }

  /**
   * The run to go on with: of this sector, of the same file read in the same way, not finished; else a new one. Called
   * under the sector's lock, so whatever still says RUNNING was killed: it waits to be resumed.
   */
  async open(wanted: {
    sector: string;
    source: RunSource;
    digest: string;
    registry: Run['registry'];
    engineVersion: number;
    agency: string | null;
    officer: string | null;
  }): Promise<Run> {
    const { sector, source, digest, registry, engineVersion, agency, officer } = wanted;
    await this.pool.query(
      `update reconciliation.run set state = 'PAUSED' where sector = $1 and state in ('RUNNING', 'PAUSING')`,
      [sector],
    );
    const { rows } = await this.pool.query<Run>(
      `update reconciliation.run set state = 'RUNNING'
       where run_id = (select max(run_id) from reconciliation.run where sector = $1 and digest = $2
           and source->'columns' = $3::jsonb->'columns' and state = 'PAUSED' and engine_version = $4)
       returning ${columns}`,
      [sector, digest, JSON.stringify(source), engineVersion],
    );
    if (rows[0]) return rows[0];
    const { rows: made } = await this.pool.query<Run>(
      `insert into reconciliation.run (sector, source, digest, registry, engine_version, agency_code, officer)
       values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
      [sector, JSON.stringify(source), digest, JSON.stringify(registry), engineVersion, agency, officer],
    );
    await this.pool.query('select matching.open_run($1)', [made[0]!.runId]);
    return made[0]!;
  }

  /** Whether the records loaded so far are still there: they are lost when PostgreSQL itself crashes. */
  async hasRecords({ runId, lastSeq }: Run): Promise<boolean> {
    if (lastSeq === 0) return true;
    const { rows } = await this.pool.query<{ there: boolean }>(
      `select to_regclass('matching.record_' || $1::text) is not null as there`,
      [runId],
    );
    if (!rows[0]!.there) return false;
    const { rows: found } = await this.pool.query<{ there: boolean }>(
      'select exists (select from matching.record where run_id = $1 and seq = $2) as there',
      [runId, lastSeq],
    );
    return found[0]!.there;
  }

  /** From the first row again. */
  async startOver(runId: number, registry: Run['registry']): Promise<Run> {
    await this.pool.query('select matching.close_run($1, false)', [runId]);
    await this.pool.query('select matching.open_run($1)', [runId]);
    const { rows } = await this.pool.query<Run>(
      `update reconciliation.run set stage = 'LOADING', rows_read = 0, rows_rejected = 0, last_seq = 0,
         compared_to = 0, searched_to = 0, counts = null, causes = null, registry = $2
       where run_id = $1 returning ${columns}`,
      [runId, JSON.stringify(registry)],
    );
    return rows[0]!;
  }

  /** Asks the process that has the run to stop after the chunk in hand; false when it does not run. */
  async ask(runId: number, state: 'PAUSING' | 'CANCELLING'): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `update reconciliation.run set state = $2 where run_id = $1 and state in ('RUNNING', 'PAUSING')`,
      [runId, state],
    );
    return rowCount === 1;
  }

  /** How it ended, its records given up unless it may go on. */
  async end(
    { runId }: Run,
    state: 'PAUSED' | 'CANCELLED' | 'FAILED' | 'FINISHED',
    seconds: number,
    refusal: string | null = null,
  ): Promise<Run> {
    const { rows } = await this.pool.query<Run>(
      `update reconciliation.run set state = $2, seconds = seconds + $3, refusal = $4,
         finished_at = case when $2 = 'PAUSED' then null else clock_timestamp() end
       where run_id = $1 returning ${columns}`,
      [runId, state, seconds, refusal],
    );
    if (state !== 'PAUSED')
      await this.pool.query('select matching.close_run($1, $2)', [runId, state === 'FINISHED']);
    return rows[0]!;
  }
}

/**
 * Notes how far a run has come, in the transaction of the rows that brought it there.
 * @throws RunStopped when somebody asked it to stop: the rows are to be rolled back, they are made again
 */
export async function checkpoint(client: Queryable, runId: number, at: Checkpoint): Promise<void> {
  const names = Object.keys(at) as (keyof Checkpoint)[];
  const sets = names.map((name, index) => `${checkpointColumns[name]} = $${index + 2}`);
  const { rows } = await client.query<{ state: RunState }>(
    `update reconciliation.run set ${sets.join(', ')} where run_id = $1 returning state`,
    [runId, ...names.map((name) => at[name])],
  );
  const state = rows[0]?.state;
  if (state === 'RUNNING') return;
  throw new RunStopped(state === 'PAUSING' || state === 'PAUSED' ? 'PAUSED' : 'CANCELLED');
}

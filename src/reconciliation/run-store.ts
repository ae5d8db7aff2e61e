import type pg from 'pg';
import type { Queryable } from '../database/transaction.js';
import { type Run, type RunSource, type RunState, runColumns } from './run-row.js';

export type { Run, RunSource, RunStage, RunState } from './run-row.js';

/** What a step of a run changes beside its rows; counts are added to those that are there. */
export type Checkpoint = Partial<
  Pick<Run, 'rowsRead' | 'rowsRejected' | 'lastSeq' | 'comparedTo' | 'searchedTo' | 'stage' | 'rowsExpected'>
> & { settled?: Readonly<Record<string, number>>; digest?: string };

const checkpointColumns: Readonly<Record<keyof Checkpoint, string>> = {
  ...{ rowsRead: 'rows_read', rowsRejected: 'rows_rejected', lastSeq: 'last_seq', digest: 'digest' },
  ...{ comparedTo: 'compared_to', searchedTo: 'searched_to', stage: 'stage', rowsExpected: 'rows_expected' },
  settled: 'counts',
};

/** The run was asked to stop, or the process is stopping and another one is to go on with it. */
export class RunStopped extends Error {
  constructor(readonly state: 'PAUSED' | 'CANCELLED' | 'WAITING') {
    super(`the run is ${state.toLowerCase()}`);
  }
}

/** Runs of reconciliation (schema `reconciliation`), written by the matcher's login. */
export class RunStore {
  constructor(private readonly pool: pg.Pool) {}

  async find(runId: number): Promise<Run | null> {
    const { rows } = await this.pool.query<Run>(
      `select ${runColumns} from reconciliation.run where run_id = $1`,
      [runId],
    );
    return rows[0] ?? null;
  }

  /**
   * The run that a command goes on with: of this sector, of the same input read in the same way, not finished; else a
   * new one, or null where the gateway has one under way. Called under the sector's lock, so whatever of commands still
   * says RUNNING was killed: it waits to be resumed.
   */
  async open(wanted: {
    sector: string;
    source: RunSource;
    digest: string | null;
    registry: NonNullable<Run['registry']>;
    engineVersion: number;
    agency: string | null;
    officer: string | null;
  }): Promise<Run | null> {
    const { sector, source, digest, registry, engineVersion, agency, officer } = wanted;
    await this.pool.query(
      `update reconciliation.run set state = 'PAUSED'
       where sector = $1 and host = 'COMMAND' and state in ('RUNNING', 'PAUSING')`,
      [sector],
    );
    const active = `exists (select from reconciliation.run where sector = $1 and state in ('WAITING', 'RUNNING', 'PAUSING'))`;
    const { rows } = await this.pool.query<Run>(
      `update reconciliation.run set state = 'RUNNING', stage_since = clock_timestamp(), taken = taken + 1,
         stage_from = case stage when 'LOADING' then rows_read else searched_to end
       where run_id = (select max(run_id) from reconciliation.run where sector = $1 and host = 'COMMAND'
           and state = 'PAUSED' and engine_version = $4 and agency_code is not distinct from $5
           and source->'kind' = $3::jsonb->'kind'
           and case when source->>'kind' = 'VIEW' then source->'units' = $3::jsonb->'units'
             else digest = $2 and source->'columns' = $3::jsonb->'columns' and source->'extras' = $3::jsonb->'extras' end)
         and not ${active}
       returning ${runColumns}`,
      [sector, digest, JSON.stringify(source), engineVersion, agency],
    );
    if (rows[0]) return rows[0];
    const { rows: made } = await this.pool.query<Run>(
      `insert into reconciliation.run (sector, source, digest, registry, engine_version, agency_code, officer,
         stage_since)
       select $1, $2, $3, $4, $5, $6, $7, clock_timestamp() where not ${active} on conflict do nothing
       returning ${runColumns}`,
      [sector, JSON.stringify(source), digest, JSON.stringify(registry), engineVersion, agency, officer],
    );
    if (!made[0]) return null;
    await this.pool.query('select matching.open_run($1)', [made[0].runId]);
    return made[0];
  }

  /** Takes up a run of the gateway's: new, or left by a process that is gone. Null when it is not to run any more. */
  async take(runId: number): Promise<Run | null> {
    const { rows } = await this.pool.query<Run>(
      `update reconciliation.run set state = 'RUNNING', taken = taken + 1, stage_since = clock_timestamp(),
         stage_from = case stage when 'LOADING' then rows_read else searched_to end
       where run_id = $1 and host = 'GATEWAY' and state in ('WAITING', 'RUNNING') returning ${runColumns}`,
      [runId],
    );
    return rows[0] ?? null;
  }

  /** Whether the records loaded so far are still there: they are lost when PostgreSQL itself crashes. */
  async hasRecords({ runId, lastSeq }: Run): Promise<boolean> {
    const { rows } = await this.pool.query<{ there: boolean }>(
      `select to_regclass('matching.record_' || $1::text) is not null as there`,
      [runId],
    );
    if (!rows[0]!.there) return false;
    if (lastSeq === 0) return true;
    const { rows: found } = await this.pool.query<{ there: boolean }>(
      'select exists (select from matching.record where run_id = $1 and seq = $2) as there',
      [runId, lastSeq],
    );
    return found[0]!.there;
  }

  /** From the first row, the first time or again. */
  async startOver(
    runId: number,
    begun: Pick<Run, 'source' | 'digest' | 'engineVersion'> & { registry: NonNullable<Run['registry']> },
  ): Promise<Run> {
    const { source, digest, registry, engineVersion } = begun;
    await this.pool.query('select matching.close_run($1, false)', [runId]);
    await this.pool.query('select matching.open_run($1)', [runId]);
    const { rows } = await this.pool.query<Run>(
      `update reconciliation.run set stage = 'LOADING', rows_read = 0, rows_rejected = 0, last_seq = 0,
         compared_to = 0, searched_to = 0, counts = null, causes = null, rows_expected = null, stage_from = 0,
         registry = $2, source = $3, digest = $4, engine_version = $5
       where run_id = $1 returning ${runColumns}`,
      [runId, JSON.stringify(registry), JSON.stringify(source), digest, engineVersion],
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

  /** This process stops: another one, or this one when it is back, goes on. */
  async handBack(runId: number): Promise<void> {
    await this.pool.query(
      `update reconciliation.run set state = 'WAITING', taken = taken - 1
       where run_id = $1 and host = 'GATEWAY' and state = 'RUNNING'`,
      [runId],
    );
  }

  /** How it ended, its records given up unless it may go on; what was asked of it meanwhile counts. */
  async end(
    { runId }: Pick<Run, 'runId'>,
    state: 'PAUSED' | 'CANCELLED' | 'FAILED' | 'FINISHED' | 'WAITING',
    seconds: number,
    refusal: { code: string; message: string } | null = null,
  ): Promise<Run> {
    const { rows } = await this.pool.query<Run>(
      `update reconciliation.run set state = ended.state, seconds = seconds + $3, refusal = $4, refusal_code = $5,
         taken = taken - case ended.state when 'PAUSED' then 1 else 0 end,
         finished_at = case when ended.state in ('CANCELLED', 'FAILED', 'FINISHED') then clock_timestamp() end
       from (select case
           when $2 in ('PAUSED', 'WAITING') and state in ('CANCELLING', 'CANCELLED') then 'CANCELLED'
           when $2 = 'WAITING' and state in ('PAUSING', 'PAUSED') then 'PAUSED'
           when $2 = 'PAUSED' and host = 'GATEWAY' and state = 'RUNNING' then 'WAITING'
           else $2 end as state
         from reconciliation.run where run_id = $1 for update) ended
       where run_id = $1 returning ${runColumns.replace(' state,', ' run.state,')}`,
      [runId, state, seconds, refusal?.message ?? null, refusal?.code ?? null],
    );
    const ended = rows[0]!;
    if (['CANCELLED', 'FAILED', 'FINISHED'].includes(ended.state))
      await this.giveUp(runId, ended.state === 'FINISHED');
    return ended;
  }

  /** Gives up a run's records, of one that did not finish its results too, and the file that was sent in for it. */
  async giveUp(runId: number, keepResults: boolean): Promise<void> {
    await this.pool.query('select matching.close_run($1, $2)', [runId, keepResults]);
    await this.pool.query(
      `delete from reconciliation.upload where upload_id =
         (select upload_id from reconciliation.run where run_id = $1)`,
      [runId],
    );
  }
}

/**
 * Notes how far a run has come, in the transaction of the rows that brought it there.
 * @throws RunStopped when somebody asked it to stop: the rows are to be rolled back, they are made again
 */
export async function checkpoint(client: Queryable, runId: number, at: Checkpoint): Promise<void> {
  const names = Object.keys(at) as (keyof Checkpoint)[];
  const sets = names.map((name, index) => {
    const value = `$${index + 2}`;
    return `${checkpointColumns[name]} = ${name === 'settled' ? sumWith(value) : value}`;
  });
  if (at.stage) sets.push('stage_since = clock_timestamp()', 'stage_from = 0');
  const values = names.map((name) => (name === 'settled' ? JSON.stringify(at.settled) : at[name]));
  const { rows } = await client.query<{ state: RunState }>(
    `update reconciliation.run set ${sets.join(', ')} where run_id = $1 returning state`,
    [runId, ...values],
  );
  const state = rows[0]?.state;
  if (state === 'RUNNING') return;
  if (state === 'WAITING') throw new RunStopped('WAITING');
  throw new RunStopped(state === 'PAUSING' || state === 'PAUSED' ? 'PAUSED' : 'CANCELLED');
}

/** The counts of the run with these added, key by key. */
const sumWith = (value: string) => `coalesce((
  select jsonb_object_agg(key, n) from (
    select key, sum(value::bigint) as n from (
      select * from jsonb_each_text(coalesce(counts, '{}')) union all select * from jsonb_each_text(${value}::jsonb)
    ) both_of group by key) sums), '{}')`;

/** A run of an agency; null for one of another's, which the caller must not tell from none. */
export async function runOf(db: Queryable, runId: number, agency: string): Promise<Run | null> {
  const { rows } = await db.query<Run>(
    `select ${runColumns} from reconciliation.run where run_id = $1 and agency_code = $2`,
    [runId, agency],
  );
  return rows[0] ?? null;
}

/** The runs of an agency, the latest first; `before` is the last one seen. */
export async function runsOf(
  db: Queryable,
  agency: string,
  { first, before }: { first: number; before: number | null },
): Promise<Run[]> {
  const { rows } = await db.query<Run>(
    `select ${runColumns} from reconciliation.run
     where agency_code = $1 and ($2::integer is null or run_id < $2) order by run_id desc limit $3`,
    [agency, before, first],
  );
  return rows;
}

import type { Queryable } from '../../database/transaction.js';

/** How long runs are kept. */
export interface RunsKept {
  /** At least so long after their end; 0: for ever. */
  days: number;
  /** And of each sector and agency at least so many finished ones. */
  runs: number;
}

/** Many are left to the next time. */
const AT_A_TIME = 50;
/** Somebody took up one of its findings at that moment. */
const UNDER_REVIEW = '55006';

/**
 * Forgets old runs with all that they found; answers which. What somebody worked with stays, as evidence, and so do open
 * findings, unless a later run over the same view has them anew. Safe to repeat, from several gateways too.
 */
export async function forgetRuns(db: Queryable, { days, runs }: RunsKept): Promise<number[]> {
  const forgotten: number[] = [];
  while (days > 0 && forgotten.length < AT_A_TIME) {
    try {
      const { rows } = await db.query<{ old: number | null }>(
        'select reconciliation.forget_old_run($1, $2) as old',
        [days, runs],
      );
      const { old } = rows[0]!;
      if (old === null) break;
      forgotten.push(old);
    } catch (error) {
      if ((error as { code?: string }).code !== UNDER_REVIEW) throw error;
      break;
    }
  }
  return forgotten;
}

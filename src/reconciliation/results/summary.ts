import { OUTCOMES } from '../decision.js';
import type { Run } from '../run-store.js';

/** What a run came to, for the agency: counts, what was read and by which registry. Nothing about a person. */
export function summaryOf(run: Run) {
  const { runId, sector, state, source, digest, rowsRead, rowsRejected, registry, counts, causes } = run;
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, counts?.[outcome] ?? 0]));
  return {
    ...{ runId, sector, state, rows: rowsRead, rejected: rowsRejected, outcomes },
    causes: Object.fromEntries(
      Object.entries(causes ?? {}).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
    ),
    source: { ...source, sha256: digest },
    registry,
    engineVersion: run.engineVersion,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    seconds: Math.round(run.seconds * 10) / 10,
  };
}

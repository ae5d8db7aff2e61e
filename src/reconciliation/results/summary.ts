import { version } from '../../config/package-root.js';
import { OUTCOMES } from '../decision.js';
import type { Run } from '../run-store.js';
import { KEY_VERSION } from '../search-keys.js';

/** What a run came to, for the agency: counts, what was read and by which registry. Nothing about a person. */
export function summaryOf(run: Run) {
  const { runId, sector, state, source, digest, rowsRead, rowsRejected, registry, counts, causes } = run;
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, counts?.[outcome] ?? 0]));
  return {
    ...{ runId, sector, state, agency: run.agency, rows: rowsRead, rejected: rowsRejected, outcomes },
    causes: Object.fromEntries(
      Object.entries(causes ?? {}).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
    ),
    source: { ...source, sha256: digest },
    registry,
    engineVersion: run.engineVersion,
    versions: { hub: version, engine: run.engineVersion, keys: KEY_VERSION },
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    seconds: Math.round(run.seconds * 10) / 10,
  };
}

export type RunSummary = ReturnType<typeof summaryOf>;

import type { Run } from './run-store.js';

/** How far a run is in its stage, how fast, and how long the stage still takes as far as can be told. */
export interface RunPace {
  done: number;
  /** Null where it is not known yet. */
  total: number | null;
  rowsPerSecond: number | null;
  secondsLeft: number | null;
}

/** @param now milliseconds since 1970 */
export function paceOf(run: Run, now: number): RunPace {
  const { done, total } = doneOf(run);
  const seconds = run.stageSince === null ? 0 : (now - Date.parse(run.stageSince)) / 1000;
  const isGoing = run.state === 'RUNNING' && seconds > 0 && done > run.stageFrom;
  const rate = isGoing ? (done - run.stageFrom) / seconds : null;
  return {
    ...{ done, total },
    rowsPerSecond: rate === null ? null : Math.round(rate),
    secondsLeft: rate === null || total === null ? null : Math.ceil(Math.max(0, total - done) / rate),
  };
}

function doneOf({ stage, rowsRead, rowsExpected, searchedTo, lastSeq }: Run) {
  switch (stage) {
    case 'LOADING':
      return { done: rowsRead, total: rowsExpected };
    case 'SEARCHING':
      return { done: searchedTo, total: lastSeq };
    case 'GROUPING':
      return { done: 0, total: lastSeq };
    case 'DONE':
      return { done: lastSeq, total: lastSeq };
  }
}

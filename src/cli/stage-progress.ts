import cliProgress from 'cli-progress';
import type { RunProgress } from '../reconciliation/run.js';
import type { RunStage } from '../reconciliation/run-store.js';

const TITLES: Readonly<Record<RunStage, string>> = {
  ...{ LOADING: 'read and compared', SEARCHING: 'looked closer', GROUPING: 'grouped', DONE: 'done' },
};

/** How far a run is, a line a stage, with rows a second and the time left; a plain line each tenth without a terminal. */
export function stageProgress(): { update(progress: RunProgress): void; stop(): void } {
  let stage: RunStage | null = null;
  let line: { update(done: number, total: number): void; stop(): void } | null = null;
  return {
    update({ stage: now, done, total }) {
      if (now !== stage) {
        line?.stop();
        line = process.stderr.isTTY ? barOf(TITLES[now], done) : linesOf(TITLES[now], done);
        stage = now;
      }
      line!.update(done, total);
    },
    stop: () => line?.stop(),
  };
}

function barOf(title: string, from: number) {
  const bar = new cliProgress.SingleBar({
    format: `${title} [{bar}] {percentage}% {value}/{total} {rate} ETA {eta_formatted}`,
    stream: process.stderr,
  });
  const rateAt = ratesFrom(from);
  bar.start(1, 0, { rate: '' });
  return {
    update(done: number, total: number) {
      bar.setTotal(total);
      bar.update(done, { rate: rateAt(done) });
    },
    stop: () => bar.stop(),
  };
}

function linesOf(title: string, from: number) {
  const rateAt = ratesFrom(from);
  let told = -1;
  return {
    update(done: number, total: number) {
      const tenth = Math.floor((done / Math.max(1, total)) * 10);
      if (tenth > told)
        process.stderr.write(`${title}: ${tenth * 10} % ${rateAt(done)}\n`.replace(' \n', '\n'));
      told = Math.max(told, tenth);
    },
    stop: () => undefined,
  };
}

function ratesFrom(from: number): (done: number) => string {
  const startedAt = performance.now();
  return (done) => {
    const seconds = (performance.now() - startedAt) / 1000;
    return seconds > 0.5 && done > from ? `${Math.round((done - from) / seconds)} rows/s` : '';
  };
}

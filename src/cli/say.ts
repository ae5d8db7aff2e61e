import cliProgress from 'cli-progress';

/** Whoever reads may stop early (`… | head -1`): the rest goes nowhere, and the command ends as it would have. */
export function outliveReader(): void {
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners('error').includes(outlived)) stream.on('error', outlived);
}

function outlived(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Says one line to the person at the terminal; results for machines go to standard output as JSON. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

export function sayJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** A progress bar on a terminal; elsewhere a plain line each tenth. */
export function progress(title: string): { update(done: number, total: number): void; stop(): void } {
  if (process.stderr.isTTY) {
    const bar = new cliProgress.SingleBar({
      format: `${title} [{bar}] {percentage}% {value}/{total} ETA {eta_formatted}`,
      stream: process.stderr,
    });
    let started = false;
    return {
      update(done, total) {
        if (!started) bar.start(total, 0);
        started = true;
        bar.setTotal(total);
        bar.update(done);
      },
      stop: () => bar.stop(),
    };
  }
  let told = -1;
  return {
    update(done, total) {
      const tenth = Math.floor((done / Math.max(1, total)) * 10);
      if (tenth > told) process.stderr.write(`${title}: ${tenth * 10} %\n`);
      told = Math.max(told, tenth);
    },
    stop: () => undefined,
  };
}

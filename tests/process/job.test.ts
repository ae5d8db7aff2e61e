import { type Job, startJob } from '../../src/process/job.js';
import { makeLogger } from '../../src/process/logger.js';

const silent = makeLogger('silent');
const never = 3_600_000;
let job: Job | null = null;

afterEach(() => job?.stop());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('A job', () => {
  it('runs again and again, one run at a time', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    job = startJob(
      'test',
      5,
      async () => {
        running += 1;
        most = Math.max(most, running);
        await pause(12);
        running -= 1;
        runs += 1;
      },
      silent,
    );
    await pause(120);
    expect(runs).toBeGreaterThanOrEqual(3);
    expect(most).toBe(1);
  });

  it('goes on after a run that failed', async () => {
    let runs = 0;
    job = startJob(
      'test',
      never,
      async () => {
        runs += 1;
        throw new Error('refused');
      },
      silent,
    );
    await job.now();
    await job.now();
    expect(runs).toBe(2);
  });

  it('asked in the middle of a run, answers after a whole run of its own', async () => {
    let began = 0;
    job = startJob(
      'test',
      never,
      async () => {
        began += 1;
        await pause(10);
      },
      silent,
    );
    const first = job.now();
    await Promise.all([first, job.now(), job.now()]);
    expect(began).toBe(2);
  });

  it('tells a run under way that it is stopped, and begins no other', async () => {
    let runs = 0;
    let told = false;
    job = startJob(
      'test',
      never,
      async (signal) => {
        runs += 1;
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        told = true;
      },
      silent,
    );
    const run = job.now();
    job.stop();
    await run;
    await job.now();
    expect([runs, told]).toEqual([1, true]);
  });
});

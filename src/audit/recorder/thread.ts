import { parentPort, workerData } from 'node:worker_threads';
import { makeLogger } from '../../process/logger.js';
import type { ClosedTrail } from '../closed-trail.js';
import type { RecordMetrics } from '../record-metrics.js';
import type { FromRecorder, ThreadData, ToRecorder } from './messages.js';
import { startRecorder } from './recorder.js';

/** The recorder's thread: everything it does and is told goes through messages (`messages.ts`). */
const port = parentPort!;
const { options, logLevel } = workerData as ThreadData;
const logger = makeLogger(logLevel);
let counts: Partial<Record<keyof RecordMetrics, number>> = {};
const counting = (name: keyof RecordMetrics) => ({
  inc(by = 1) {
    counts[name] = (counts[name] ?? 0) + by;
  },
});
const metrics: RecordMetrics = {
  ...{ auditEvents: counting('auditEvents'), auditFlushes: counting('auditFlushes') },
  ...{ auditFailures: counting('auditFailures'), seals: counting('seals') },
  ...{ sealedEvents: counting('sealedEvents'), sealFailures: counting('sealFailures') },
  sealLag: {
    set(seconds) {
      counts.sealLag = seconds;
    },
  },
};
const recorder = startRecorder(options, { logger, metrics });

let checkpoint: string | null = null;
function tell(message: FromRecorder): void {
  const newest = recorder.checkpoint();
  if (newest !== checkpoint) message.checkpoint = newest;
  checkpoint = newest;
  if (Object.keys(counts).length > 0) message.counts = counts;
  counts = {};
  port.postMessage(message);
}

/** What ended in one turn is told at once. */
let ended: { done: number[]; failed: number[] } | null = null;
function end(number: number, how: 'done' | 'failed'): void {
  if (!ended) {
    ended = { done: [], failed: [] };
    // NOTE: after the promises of a whole group.
    process.nextTick(() => {
      const message = ended!;
      ended = null;
      tell(message);
    });
  }
  ended[how].push(number);
}

function record(line: string): void {
  const space = line.indexOf(' ');
  const number = Number(line.slice(0, space));
  recorder.record(JSON.parse(line.slice(space)) as ClosedTrail).then(
    () => end(number, 'done'),
    () => end(number, 'failed'),
  );
}

port.on('message', (message: ToRecorder) => {
  if (typeof message === 'string') for (const line of message.trimEnd().split('\n')) record(line);
  else if ('ping' in message) void recorder.ping().then((ok) => tell({ pong: { ping: message.ping, ok } }));
  else void close();
});

/** Seals and figures are told without a look, too. */
const telling = setInterval(() => tell({}), 500);

async function close(): Promise<void> {
  clearInterval(telling);
  await recorder.close();
  // What ended with it is told first.
  await new Promise((told) => setImmediate(told));
  logger.flush();
  tell({ closed: true });
  port.close();
}

tell({ ready: true });

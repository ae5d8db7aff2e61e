import { Worker } from 'node:worker_threads';
import { HubError } from '../../domain/errors.js';
import type { Logger } from '../../process/logger.js';
import type { ClosedTrail } from '../closed-trail.js';
import type { RecordMetrics } from '../record-metrics.js';
import type { FromRecorder, ThreadData, ToRecorder } from './messages.js';
import type { Recorder, RecorderOptions } from './recorder.js';
import { Slots } from './slots.js';

const restMs = 1_000;
/** Bounds of the thread's own heap, MB. */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 };

/** Texts of looks that the thread has at once: one that is being committed, and the next one. */
const mostUnderWay = 2;

/** Looks that go to the thread as one text. */
interface Parcel {
  text: string;
  /** How many of its looks are not told back. */
  open: number;
}

interface Waiting {
  parcel: Parcel;
  done(): void;
  fail(error: HubError): void;
}

/**
 * Records and seals in a thread of its own: hashing, writing and sealing take nothing from the thread that answers. If it
 * dies, what waits is AUDIT_UNAVAILABLE, and another one is started.
 * @param program the thread's own
 * @throws Error as the thread could not start
 */
export async function startRecorderApart(
  options: RecorderOptions,
  { logger, metrics }: { logger: Logger; metrics: RecordMetrics },
  program: URL,
): Promise<Recorder> {
  const waiting = new Slots<Waiting>();
  const pings = new Map<number, (ok: boolean) => void>();
  let parcel: Parcel = { text: '', open: 0 };
  let underWay = 0;
  let pinged = 0;
  let checkpoint: string | null = null;
  let thread: Worker | null = null;
  let closing: (() => void) | null = null;

  const send = (message: ToRecorder) => thread?.postMessage(message);
  /** NOTE: what comes while the thread commits goes together: a message costs more than what is in it. */
  function sendParcel(most = mostUnderWay): void {
    if (parcel.text === '' || underWay >= most) return;
    underWay += 1;
    send(parcel.text);
    parcel = { text: '', open: 0 };
  }
  function count(counts: NonNullable<FromRecorder['counts']>): void {
    for (const [name, value] of Object.entries(counts) as [keyof RecordMetrics, number][]) {
      if (name === 'sealLag') metrics.sealLag.set(value);
      else metrics[name].inc(value);
    }
  }
  function settle(number: number, how: (one: Waiting) => void): void {
    const one = waiting.take(number);
    if (!one) return;
    one.parcel.open -= 1;
    if (one.parcel.open === 0) underWay -= 1;
    how(one);
  }
  const unavailable = (one: Waiting) => one.fail(new HubError('AUDIT_UNAVAILABLE'));
  /** NOTE: whether what was sent is committed is not known: nobody gets an answer for it. */
  function giveUp(): void {
    for (const one of waiting.takeAll()) unavailable(one);
    parcel = { text: '', open: 0 };
    underWay = 0;
    for (const pong of pings.values()) pong(false);
  }
  function hear(message: FromRecorder): void {
    if (message.checkpoint !== undefined) checkpoint = message.checkpoint;
    if (message.counts) count(message.counts);
    for (const number of message.done ?? []) settle(number, (one) => one.done());
    for (const number of message.failed ?? []) settle(number, unavailable);
    sendParcel();
    if (message.pong) pings.get(message.pong.ping)?.(message.pong.ok);
  }

  function start(): Promise<void> {
    const workerData: ThreadData = { options, logLevel: logger.level };
    const worker = new Worker(program, { workerData, resourceLimits, name: 'recorder' });
    return new Promise((ready, fail) => {
      worker.on('message', (message: FromRecorder) => {
        if (message.ready && closing) {
          // The hub closed while this one took the place of another.
          void worker.terminate();
          return;
        }
        if (message.ready) {
          thread = worker;
          ready();
        }
        hear(message);
        if (message.closed) closing?.();
      });
      worker.on('error', (cause) => {
        if (thread === worker) logger.error({ cause }, 'the thread of the record failed');
        fail(cause);
      });
      worker.on('exit', () => {
        fail(new Error('The thread of the record ended before it was ready.'));
        if (thread === worker) lose();
      });
    });
  }
  function lose(): void {
    thread = null;
    if (closing) {
      closing();
      return;
    }
    giveUp();
    logger.error('the record of looks is started again; answers are withheld');
    const again = () =>
      void start().catch(() => {
        if (!closing) setTimeout(again, restMs).unref();
      });
    again();
  }

  await start();
  return {
    record(look: ClosedTrail) {
      if (!thread || closing) return Promise.reject(new HubError('AUDIT_UNAVAILABLE'));
      // At the end of this turn of the event loop: answers made in one turn go together.
      if (parcel.text === '') setImmediate(sendParcel, mostUnderWay);
      return new Promise<void>((done, fail) => {
        parcel.text += `${waiting.put({ parcel, done, fail })} ${JSON.stringify(look)}\n`;
        parcel.open += 1;
      });
    },
    ping() {
      const ping = pinged++;
      if (!thread) return Promise.resolve(false);
      return new Promise<boolean>((done) => {
        pings.set(ping, (ok) => {
          pings.delete(ping);
          done(ok);
        });
        send({ ping });
      });
    },
    checkpoint: () => checkpoint,
    close: () =>
      new Promise<void>((done) => {
        closing = () => {
          giveUp();
          done();
        };
        // What was recorded in this turn goes first.
        sendParcel(Number.POSITIVE_INFINITY);
        if (thread) send({ close: true });
        else closing();
      }),
  };
}

import type { RecordMetrics } from '../record-metrics.js';
import type { RecorderOptions } from './recorder.js';

/** What the recorder's thread is started with. */
export interface ThreadData {
  options: RecorderOptions;
  logLevel: string;
}

/** To the recorder's thread. */
export type ToRecorder =
  /**
   * Looks as JSON, each in a line after the number that is told back and a space. NOTE: one text, since a list is copied
   * to another thread piece by piece, which the thread that answers would pay for.
   */
  string | { ping: number } | { close: true };

/** From the recorder's thread; figures come along since the last time. */
export type FromRecorder = {
  ready?: true;
  /** Numbers of looks that are committed, and of those that are not. */
  done?: number[];
  failed?: number[];
  pong?: { ping: number; ok: boolean };
  checkpoint?: string | null;
  closed?: true;
  counts?: Partial<Record<keyof RecordMetrics, number>>;
};

import type { RecordMetrics } from '../record-metrics.js';
import type { RecorderOptions } from './recorder.js';

/** What the recorder's thread is started with. */
export interface ThreadData {
  options: RecorderOptions;
  logLevel: string;
}

/** To the recorder's thread. */
export type ToRecorder =
  /** Looks as JSON, and a number for each that is told back. */
  { looks: string[]; numbers: number[] } | { ping: number } | { close: true };

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

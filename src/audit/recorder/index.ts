import type { Logger } from '../../process/logger.js';
import type { RecordMetrics } from '../record-metrics.js';
import { startRecorderApart } from './apart.js';
import { type Recorder, type RecorderOptions, startRecorder } from './recorder.js';

/** Records in a thread of its own where the program is built, else (its tests) in this one. */
export async function openRecorder(
  options: RecorderOptions,
  told: { logger: Logger; metrics: RecordMetrics },
): Promise<Recorder> {
  const isBuilt = import.meta.url.endsWith('.js');
  return isBuilt
    ? startRecorderApart(options, told, new URL('./thread.js', import.meta.url))
    : startRecorder(options, told);
}

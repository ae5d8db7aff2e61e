import type pg from 'pg';
import { startJob } from '../process/job.js';
import type { Logger } from '../process/logger.js';
import { parseCheckpoint, shortForm } from './checkpoint.js';
import { latestCheckpoint, makeCheckpointKeeper } from './checkpoint-file.js';
import { parseNote } from './note.js';
import type { RecordMetrics } from './record-metrics.js';
import type { SealFiles } from './seal-files.js';
import { followSealKeys } from './seal-keys.js';
import { newestCheckpoint } from './seal-store.js';
import { makeSealer } from './sealer.js';

const sealEveryMs = 500;
/** How soon the seals of other processes are known here. */
const lookEveryMs = 1_000;

export interface Sealing {
  /** `<size> <base64 root>` of the newest seal known here, null before the first. No statement. */
  checkpoint(): string | null;
  /** Seals what is left, as far as it can be had at once, and lets go of the lock. */
  stop(): Promise<void>;
}

/**
 * Seals in this process while it holds the lock, and knows the newest checkpoint in any case.
 * @param url the sealer's login; null: this process never seals
 */
export function startSealing(
  options: SealFiles & { url: string | null; pool: pg.Pool; logger: Logger; metrics: RecordMetrics },
): Sealing {
  const { url, pool, logger, metrics } = options;
  let newest: { size: number; short: string } | null = null;
  function learn(note: string | null): void {
    const text = note === null ? null : (parseNote(note)?.text ?? null);
    const checkpoint = text === null ? null : parseCheckpoint(text);
    if (checkpoint && checkpoint.size > (newest?.size ?? 0))
      newest = { size: checkpoint.size, short: shortForm(checkpoint) };
  }
  const looking = startJob(
    'newest checkpoint',
    lookEveryMs,
    // Without the database there is none newer; that it is away is said by those who need it.
    async () => learn(await newestCheckpoint(pool).catch(() => null)),
    logger,
  );
  const known = () => newest?.short ?? null;
  if (url === null) {
    logger.warn('LIENTHONG_HUB_SEALER_URL is not set: this process seals nothing');
    return { checkpoint: known, stop: async () => looking.stop() };
  }
  const keep = makeCheckpointKeeper(options.checkpoints, () => Date.now());
  const keys = followSealKeys(options.keyFile, options.openKeys());
  const onSealed = (note: string) => {
    learn(note);
    try {
      keep(note);
    } catch (cause) {
      logger.error({ cause }, 'a checkpoint could not be kept outside the database');
    }
  };
  const kept = () => latestCheckpoint(options.checkpoints);
  const sealer = makeSealer({ url, keys, onSealed, kept, logger, metrics });
  const sealing = startJob('sealer', sealEveryMs, (signal) => sealer.run(signal), logger);
  return {
    checkpoint: known,
    async stop() {
      looking.stop();
      await sealing.now();
      sealing.stop();
      await sealer.close();
    },
  };
}

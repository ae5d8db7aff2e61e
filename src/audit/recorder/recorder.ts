import pg from 'pg';
import { Keyring } from '../../access/keys.js';
import type { Config } from '../../config/config.js';
import { StateDir } from '../../config/state.js';
import { HubError } from '../../domain/errors.js';
import type { Logger } from '../../process/logger.js';
import { type ClosedTrail, eventOf } from '../closed-trail.js';
import { makeAuditLog } from '../log.js';
import type { RecordMetrics } from '../record-metrics.js';
import { sealFiles } from '../seal-files.js';
import { startSealing } from '../sealing.js';

/** Where looks go: an answer may leave only after `record` has resolved. */
export interface Recorder {
  /**
   * Resolves when the look's event is committed.
   * @throws HubError AUDIT_UNAVAILABLE when it is not known to be
   */
  record(look: ClosedTrail): Promise<void>;
  ping(): Promise<boolean>;
  /** `<size> <base64 root>` of the newest seal known here, null before the first. No statement. */
  checkpoint(): string | null;
  /** Seals what can be sealed at once, lets go of the lock, and writes what waits. */
  close(): Promise<void>;
}

/** What a recorder is started with: plain data, since it may be in another thread. */
export interface RecorderOptions {
  urls: { hub: string; hubAudit: string; hubSealer: string | null };
  timeoutMs: number;
  /** The hub's master key. */
  master: Uint8Array;
  sealing: Pick<Config, 'sealing' | 'publicUrl'>;
  stateFolder: string;
}

/** Records and seals in this thread. @throws SealKeyError */
export function startRecorder(
  { urls, timeoutMs, master, sealing: config, stateFolder }: RecorderOptions,
  { logger, metrics }: { logger: Logger; metrics: RecordMetrics },
): Recorder {
  const keys = new Keyring(Buffer.from(master));
  const pool = new pg.Pool({
    ...{ connectionString: urls.hub, max: 1, application_name: 'lienthong checkpoints' },
    ...{ connectionTimeoutMillis: 2_000, query_timeout: timeoutMs, statement_timeout: timeoutMs },
  });
  pool.on('error', (cause) => logger.warn({ cause }, 'an idle hub connection broke'));
  const log = makeAuditLog({ url: urls.hubAudit, timeoutMs, logger, metrics });
  const files = sealFiles(config, new StateDir(stateFolder));
  const sealing = startSealing({ ...files, url: urls.hubSealer, pool, logger, metrics });
  return {
    async record(look) {
      let event: ReturnType<typeof eventOf>;
      try {
        event = eventOf(look, keys);
      } catch (cause) {
        logger.error({ requestId: look.requestId, cause }, 'no event could be made');
        throw new HubError('AUDIT_UNAVAILABLE');
      }
      await log.write(event);
    },
    ping: () => log.ping(),
    checkpoint: () => sealing.checkpoint(),
    async close() {
      await sealing.stop();
      await log.close();
      await pool.end();
    },
  };
}

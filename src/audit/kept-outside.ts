import { latestCheckpoint } from './checkpoint-file.js';
import { toVkey } from './note.js';
import type { SealFiles } from './seal-files.js';

/** What a process keeps of the record of looks outside the database: against it the database is held. */
export interface KeptOutside {
  /** Public keys that sealed it, as vkeys, oldest first. */
  keys: readonly string[];
  /** The newest checkpoint, a signed note; null before the first, or where another process seals. */
  checkpoint: string | null;
}

/** As the files say now; null where they cannot be read. */
export function keptOutside(files: SealFiles): KeptOutside | null {
  try {
    return { keys: files.openKeys().trusted.map(toVkey), checkpoint: latestCheckpoint(files.checkpoints) };
  } catch {
    return null;
  }
}

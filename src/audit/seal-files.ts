import type { Config } from '../config/config.js';
import type { StateDir } from '../config/state.js';
import { type CheckpointFiles, checkpointFiles } from './checkpoint-file.js';
import { openSealKeys, type SealKeys } from './seal-keys.js';

/** What sealing keeps outside the database, and under which name. */
export interface SealFiles {
  keyFile: string;
  checkpoints: CheckpointFiles;
  /** Opens the keys, making them at the first start. @throws SealKeyError */
  openKeys(): SealKeys;
}

/** As configured, else in the state folder. */
export function sealFiles(config: Pick<Config, 'sealing' | 'publicUrl'>, state: StateDir): SealFiles {
  const { origin, keysFile, checkpointFile } = config.sealing;
  const keyFile = keysFile ?? state.file('seal-keys.json');
  return {
    keyFile,
    checkpoints: checkpointFiles(state.path, checkpointFile),
    openKeys: () =>
      openSealKeys(keyFile, origin ?? `${new URL(config.publicUrl).hostname}/lienthong/audit`, origin),
  };
}

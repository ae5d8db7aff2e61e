import type { Recorder } from '../../src/audit/recorder/recorder.js';

/** A recorder that takes every look, always at once, and makes and writes nothing of it. */
export const keepsNothing: Recorder = {
  record: async () => undefined,
  ping: async () => true,
  checkpoint: () => null,
  close: async () => undefined,
};

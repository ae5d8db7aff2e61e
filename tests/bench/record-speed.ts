import { ProofRecord } from '../proof/proof-record.js';
import type { Measured } from './report.js';
import { nothingMeasured, type Run, type SpeedRecord, withRun } from './speed-record.js';
import { speedSection } from './speed-section.js';

/** Adds what a run has measured so far to docs/proof.json and docs/proof.md below a folder; other sections stay. */
export function recordSpeed(
  folder: string,
  run: Run & { connections: number },
  measured: readonly Measured[],
): void {
  const proof = new ProofRecord(folder);
  const known = proof.read().find(({ name }) => name === 'speed')?.gathered?.from;
  proof.put(speedSection(withRun((known as SpeedRecord | undefined) ?? nothingMeasured, run, measured)));
}

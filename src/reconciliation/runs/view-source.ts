import type { RunSource } from '../run-store.js';

/** What is known of an input before it is opened. */
export function unopened(kind: RunSource['kind'], file: string, units: readonly string[]): RunSource {
  return {
    ...{ kind, file, units, bytes: 0, charset: null, letters: null, delimiter: null, sheet: null },
    ...{ columns: {}, extras: [] },
  };
}

export const viewSource = ({ name }: { name: string }, units: readonly string[]): RunSource =>
  unopened('VIEW', name, units);

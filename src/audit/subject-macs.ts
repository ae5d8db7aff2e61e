import type { Keyring } from '../access/keys.js';

/** The keyed hashes under which the record holds these numbers: one a number, since the key has one version so far. */
export function subjectMacs(keys: Keyring, numbers: readonly string[]): Buffer[] {
  return [...new Set(numbers)].map((number) => keys.mac('audit-subject', number));
}

import type { Keyring } from '../../access/keys.js';

/** Characters of what tells the cards of one person apart, behind the person's own id: 64 in all, as R4 allows. */
const tagLength = 8;

/** A handle as an id of FHIR, and back: ids have no `_`, handles no `.`. */
export const idOfHandle = (handle: string): string => handle.replaceAll('_', '.');

/** An id that no handle was written as opens nobody: the handle it is read as is none. */
export const handleOfId = (id: string): string => (id.includes('_') ? '' : id.replaceAll('.', '_'));

/** The id of a card of somebody: his id, then a keyed hash of both, so that nobody can try out numbers against it. */
export function coverageId(keys: Keyring, patientId: string, cardNumber: string): string {
  const tag = keys.mac('fhir-coverage', patientId, cardNumber).toString('base64url').slice(0, tagLength);
  return patientId + idOfHandle(tag);
}

export const patientIdOfCoverage = (id: string): string => id.slice(0, -tagLength);

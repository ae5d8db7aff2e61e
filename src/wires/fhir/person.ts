import { badField, requireText } from '../../access/input.js';
import { parsePartialDate } from '../../domain/partial-date.js';
import { parsePersonalId } from '../../domain/personal-id.js';
import type { RawClaim } from '../../registry/claim.js';
import type { Who } from './look.js';
import { identifiers } from './systems.js';

/** A business identifier as it came in. */
export interface Identifier {
  system?: string;
  value?: string;
}

/** What is said about somebody besides his number, in the words of the hub. */
export type Stated = Pick<RawClaim, 'fullName' | 'dateOfBirth' | 'sex'>;

/** Which field of a claim an identifier fills, the surest first. */
const fields: readonly [
  system: string,
  field: 'personalId' | 'oldIdNumber' | 'insuranceNumber' | 'cardText',
][] = [
  [identifiers.cardText, 'cardText'],
  [identifiers.personalId, 'personalId'],
  [identifiers.oldIdNumber, 'oldIdNumber'],
  [identifiers.insuranceNumber, 'insuranceNumber'],
  [identifiers.insuranceCard, 'insuranceNumber'],
];

/** The identifiers that somebody can be looked up by. */
export const personSystems = fields.map(([system]) => system);

/**
 * Who somebody is claimed to be: by the surest of his identifiers that the hub knows.
 * @throws HubError BAD_USER_INPUT naming `field`, for want of one too
 */
export function whoOf(field: string, given: readonly Identifier[], stated: Stated): Who {
  for (const [system, name] of fields) {
    const value = given.find((one) => one.system === system)?.value;
    if (value === undefined) continue;
    // What a scanner reads may hold control characters, which reading it deals with.
    if (name === 'cardText') return { by: 'claim', claim: { cardText: value, ...stated } };
    const number = requireText(field, value);
    if (name !== 'personalId' || Object.keys(stated).length > 0)
      return { by: 'claim', claim: { [name]: number, ...stated } };
    const personalId = parsePersonalId(number);
    if (!personalId) throw badField(field);
    return { by: 'number', personalId };
  }
  throw badField(field, { system: personSystems });
}

/** @throws HubError BAD_USER_INPUT naming the field */
export function birthDateOf(field: string, text: string): string {
  const read = /^\d{4}(-\d\d){0,2}$/.test(text) ? parsePartialDate(text) : null;
  if (!read || 'problem' in read) throw badField(field, 'YYYY | YYYY-MM | YYYY-MM-DD');
  return read.value;
}

const genders: Readonly<Record<string, RawClaim['sex']>> = {
  male: 'MALE',
  female: 'FEMALE',
  other: 'UNKNOWN',
  unknown: 'UNKNOWN',
};

/** @throws HubError BAD_USER_INPUT naming the field */
export function sexOf(field: string, gender: string): RawClaim['sex'] {
  if (!Object.hasOwn(genders, gender)) throw badField(field, Object.keys(genders));
  return genders[gender];
}

/** The id in a reference to a Patient of this server, written as id, relative or absolute; null for any other text. */
export function patientIdIn(reference: string, base: string): string | null {
  const relative = reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference;
  return /^(?:Patient\/)?([A-Za-z0-9.-]{1,64})$/.exec(relative)?.[1] ?? null;
}

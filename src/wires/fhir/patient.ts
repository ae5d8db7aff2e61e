import { addressText, type ResidenceAnswer, unitOfAddress } from '../residence.js';
import type { PersonAnswer } from './documents.js';
import { identifiers } from './systems.js';

/** Somebody as a Patient: what was selected of him, and no more. */
export function patientOf(id: string, person: PersonAnswer) {
  const { sex, dateOfBirth, status } = person;
  return {
    resourceType: 'Patient',
    id,
    ...some('identifier', identifiersOf(person)),
    ...(person.fullName && { name: [nameOf(person.fullName)] }),
    ...(sex && { gender: sex.toLowerCase() }),
    // A date of FHIR may be a year or a month: as precise as it is on record.
    ...(dateOfBirth && { birthDate: dateOfBirth }),
    // Of somebody missing, or whose number was cancelled, neither is known.
    ...((status === 'ALIVE' || status === 'DECEASED') && { deceasedBoolean: status === 'DECEASED' }),
    ...some('address', [
      ...addressesOf('home', person.permanentResidence),
      ...addressesOf('temp', person.temporaryResidence),
    ]),
  };
}

function identifiersOf({ personalId, formerIdentifiers = [] }: PersonAnswer) {
  const former = formerIdentifiers.map(({ identifier, kind, validFrom, validUntil }) => ({
    use: 'old',
    system: kind === 'OLD_ID_NUMBER' ? identifiers.oldIdNumber : identifiers.personalId,
    value: identifier,
    ...((validFrom || validUntil) && { period: periodOf(validFrom, validUntil) }),
  }));
  return [
    ...(personalId ? [{ use: 'official', system: identifiers.personalId, value: personalId }] : []),
    ...former,
  ];
}

/** Họ is the first word, chữ đệm and tên are the rest; where one ends is not on record, so `text` is what counts. */
function nameOf(fullName: string) {
  const [family, ...given] = fullName.split(' ');
  return { use: 'official', text: fullName, family, ...some('given', given) };
}

function addressesOf(use: 'home' | 'temp', residence: ResidenceAnswer | null | undefined) {
  if (!residence) return [];
  const unit = unitOfAddress(residence);
  return [
    {
      use,
      text: addressText(residence),
      ...(residence.addressLine && { line: [residence.addressLine] }),
      ...(unit && { district: unit.name }),
      ...(unit?.provinceName && { state: unit.provinceName }),
      country: 'VN',
    },
  ];
}

export function periodOf(start: string | null, end: string | null) {
  return { ...(start && { start }), ...(end && { end }) };
}

/** A list of R4 is left out when it is empty. */
export function some<Name extends string, Value>(name: Name, values: readonly Value[]) {
  return (values.length > 0 ? { [name]: values } : {}) as { [Key in Name]?: readonly Value[] };
}

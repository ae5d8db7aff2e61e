import type { PartialDate } from '../../domain/partial-date.js';
import type { RecordValues, SectorCorrection, Standing } from '../../sectors/sector.js';

/** Whom a record belongs to, as the registry has him now. */
export interface CorrectTo {
  personalId: string;
  fullName: string;
  dateOfBirth: PartialDate;
  sex: string;
  status: string;
}

export type ChangedField = 'NUMBER' | 'FULL_NAME' | 'DATE_OF_BIRTH' | 'SEX' | 'BENEFITS';

/** One value that is to change; of benefits only that they are suspended. */
export interface Change {
  field: ChangedField;
  before: string | null;
  after: string | null;
}

/**
 * What a record is changed to: the registry's number, name, birth date and sex; where its holder has died, what is paid
 * on it is suspended. A birth date that the registry knows less exactly, or a sex that it does not know, stays. Null
 * when nothing is to change. Pure.
 */
export function planCorrection(
  { personalId, fullName, dateOfBirth, sex, isPaid }: Standing,
  to: CorrectTo,
): (Omit<SectorCorrection, 'key' | 'sectorNo'> & { changes: Change[] }) | null {
  const before: RecordValues = { personalId, fullName, dateOfBirth, sex };
  const after: RecordValues = {
    personalId: to.personalId,
    fullName: to.fullName,
    dateOfBirth: dateOfBirth.startsWith(to.dateOfBirth) ? dateOfBirth : to.dateOfBirth,
    sex: to.sex === 'UNKNOWN' ? sex : to.sex,
  };
  const stopsBenefits = isPaid && to.status === 'DECEASED';
  const changes: Change[] = fields
    .map(([field, name]) => ({ field, before: before[name], after: after[name] }))
    .filter((change) => change.before !== change.after);
  if (stopsBenefits) changes.push({ field: 'BENEFITS', before: 'ACTIVE', after: 'SUSPENDED' });
  return changes.length > 0 ? { before, after, stopsBenefits, changes } : null;
}

const fields = [
  ['NUMBER', 'personalId'],
  ['FULL_NAME', 'fullName'],
  ['DATE_OF_BIRTH', 'dateOfBirth'],
  ['SEX', 'sex'],
] as const satisfies readonly (readonly [ChangedField, keyof RecordValues])[];

import type { AdminUnits } from '../domain/admin-unit.js';
import { compareDates } from '../domain/partial-date.js';
import { compareNames, foldName } from '../domain/person-name.js';
import { compareSex } from '../domain/sex.js';
import type { FieldVerdict } from '../domain/verdict.js';
import type { Claim } from './claim.js';
import type { ResidentRecord } from './registry.js';

/** One verdict a stated field, NUMBER first; pure, and never a value of the record in it. */
export function compareClaim(claim: Claim, record: ResidentRecord, units: AdminUnits): FieldVerdict[] {
  const verdicts: FieldVerdict[] = [numberVerdict(claim, record)];
  if (claim.fullName !== undefined) {
    // A machine readable zone has no tones and may cut a long name.
    verdicts.push({ field: 'FULL_NAME', ...pick(compareNames(claim.fullName, record.fullName)) });
  }
  if (claim.dateOfBirth !== undefined) {
    verdicts.push({ field: 'DATE_OF_BIRTH', ...pick(compareDates(claim.dateOfBirth, record.dateOfBirth)) });
  }
  if (claim.sex !== undefined) verdicts.push({ field: 'SEX', ...pick(compareSex(claim.sex, record.sex)) });
  if (claim.address) verdicts.push(addressVerdict(claim.address, record, units));
  return verdicts;
}

function pick({ verdict, reason }: Pick<FieldVerdict, 'verdict' | 'reason'>) {
  return { verdict, reason };
}

/** A number in force is SAME; one that was replaced is SAME_NORMALISED and says what it was. */
function numberVerdict(claim: Claim, record: ResidentRecord): FieldVerdict {
  if (claim.personalId === undefined && claim.insuranceNumber !== undefined) {
    return { field: 'NUMBER', verdict: 'SAME', reason: 'INSURANCE_NUMBER' };
  }
  if (record.askedKind === 'PERSONAL_ID') return { field: 'NUMBER', verdict: 'SAME', reason: 'IDENTICAL' };
  return { field: 'NUMBER', verdict: 'SAME_NORMALISED', reason: record.askedKind };
}

/** An address has a house, a hamlet, a commune, a district and a province; more parts would be a list to try out. */
const maxAddressParts = 6;

/**
 * Whether the stated address names a recorded commune: by the recorded name SAME, by what that commune is called now
 * or was called before RENAMED_UNIT. It never decides about the person: people move, cards keep their day of issue.
 */
function addressVerdict(address: string, record: ResidentRecord, units: AdminUnits): FieldVerdict {
  const parts = address.slice(0, 300).split(',').slice(-maxAddressParts).map(bareName);
  const names = (code: string, validFrom: string) => units.find(code, validFrom)?.name ?? '';
  const named = (name: string) => name !== '' && parts.includes(bareName(name));
  const residences = record.residences ?? [];
  if (residences.length === 0) return { field: 'ADDRESS', verdict: 'NOT_ON_RECORD', reason: null };
  if (residences.some((it) => named(names(it.unitCode, it.unitValidFrom)))) {
    return { field: 'ADDRESS', verdict: 'SAME', reason: 'COMMUNE' };
  }
  const related = residences.flatMap((it) => units.currentOf(it.unitCode, it.unitValidFrom));
  const former = related.flatMap((unit) => units.recordedAs(unit.code));
  if (
    related.some((unit) => named(unit.name)) ||
    former.some((key) => named(names(key.code, key.validFrom)))
  ) {
    return { field: 'ADDRESS', verdict: 'RENAMED_UNIT', reason: 'MERGED_OR_RENAMED' };
  }
  return { field: 'ADDRESS', verdict: 'DIFFERENT', reason: 'OTHER_COMMUNE' };
}

/** A unit's name folded and without its type, as addresses leave it out. */
function bareName(name: string): string {
  return foldName(name).replace(/^(phuong|xa|thi tran|dac khu) +/, '');
}

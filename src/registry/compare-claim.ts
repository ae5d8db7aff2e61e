import { compareAddresses } from '../domain/address-compare.js';
import type { AdminUnits } from '../domain/admin-unit.js';
import { compareDates } from '../domain/partial-date.js';
import { compareNames } from '../domain/person-name.js';
import { compareSex } from '../domain/sex.js';
import type { FieldVerdict } from '../domain/verdict.js';
import type { Claim } from './claim.js';
import { explainOlderCard } from './older-card.js';
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
  return explainOlderCard(verdicts, claim, record);
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

/** Of all residences on record the nearest to the address; it never decides about the person, people move. */
function addressVerdict(address: string, record: ResidentRecord, units: AdminUnits): FieldVerdict {
  const residences = (record.residences ?? []).map((it) => ({
    code: it.unitCode,
    validFrom: it.unitValidFrom,
  }));
  const stated = address.slice(0, 300).split(',').slice(-maxAddressParts).join(',');
  return { field: 'ADDRESS', ...compareAddresses(stated, residences, units) };
}

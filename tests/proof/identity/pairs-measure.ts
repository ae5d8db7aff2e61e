import type { AdminUnits } from '../../../src/domain/admin-unit.js';
import { compareDates } from '../../../src/domain/partial-date.js';
import { decideIdentification, type FieldVerdict } from '../../../src/domain/verdict.js';
import { compareClaim } from '../../../src/registry/compare-claim.js';
import type { Member, Resident } from './pairs-material.js';

/** Pairs of a member and a resident: called one person or not, and whether they are. */
export interface Tally {
  right: number;
  /** Two people called one. */
  wrong: number;
  /** One person not called so, and how many of these by the writing alone. */
  missed: number;
  missedByWriting: number;
}

export interface PairsMeasured {
  numbered: Tally;
  described: Tally;
  /** Members on record of whom nothing is wrong but the writing, and those of them with a field DIFFERENT. */
  writing: { pairs: number; different: string[] };
  /** Pairs of two people called one. */
  wrong: string[];
  /** Fields of members with real errors, by what the comparison says of them. */
  reasons: Map<string, number>;
}

/** Errors that leave a record without the number and change nothing it says of the person. */
const NO_ERROR = new Set(['id:missing', 'id:cmnd_only']);
const isWritingOnly = (member: Member) => member.errors.every((code) => NO_ERROR.has(code));
const none = (): Tally => ({ right: 0, wrong: 0, missed: 0, missedByWriting: 0 });

/**
 * What pairwise verdicts alone tell. By number: the record is found by its number, and the verdicts decide as at a
 * desk. By description: without any number, every pair there is, where name, birth date, sex and address all may be
 * one person's.
 */
export function measurePairs(
  residents: readonly Resident[],
  members: readonly Member[],
  units: AdminUnits,
): PairsMeasured {
  const { byNumber, byYear } = indexed(residents);
  const measured: PairsMeasured = {
    ...{ numbered: none(), described: none(), wrong: [], reasons: new Map() },
    writing: { pairs: 0, different: [] },
  };
  /** Verdicts on everything but the number: two records side by side. */
  const verdictsOf = ({ claim }: Member, { record }: Resident) =>
    compareClaim(claim, record, units).filter((it) => it.field !== 'NUMBER');
  for (const member of members) {
    const { claim, trueId } = member;
    const number = claim.personalId ?? claim.oldIdNumber;
    const found = (number && byNumber.get(number)) || [];
    if (found.length === 1) {
      const verdicts: FieldVerdict[] = [
        { field: 'NUMBER', verdict: 'SAME', reason: null },
        ...verdictsOf(member, found[0]!),
      ];
      const isMatched = decideIdentification(verdicts) === 'MATCHED';
      const isSame = found[0]!.record.personalId === trueId;
      count(measured.numbered, member, isSame, isMatched);
      if (isMatched && !isSame) measured.wrong.push(`by number, ${pairOf(member, found[0]!, verdicts)}`);
    }
    let isMet = false;
    // NOTE: SAME and LESS_PRECISE need the same year, so no pair outside of it can be called one person.
    for (const resident of byYear.get(claim.dateOfBirth!.slice(0, 4)) ?? []) {
      const isSame = resident.record.personalId === trueId;
      isMet ||= isSame;
      const { verdict } = compareDates(claim.dateOfBirth!, resident.record.dateOfBirth);
      if (!isSame && verdict === 'DIFFERENT') continue;
      const verdicts = verdictsOf(member, resident);
      const isCalledSame = verdicts.every((it) => it.verdict !== 'DIFFERENT');
      count(measured.described, member, isSame, isCalledSame);
      if (isCalledSame && !isSame) {
        measured.wrong.push(`by description, ${pairOf(member, resident, verdicts)}`);
      }
    }
    const itself = trueId === null ? undefined : byNumber.get(trueId)?.[0];
    if (!itself) continue;
    if (!isMet) count(measured.described, member, true, false);
    const different = verdictsOf(member, itself).filter((it) => it.verdict === 'DIFFERENT');
    if (isWritingOnly(member)) {
      measured.writing.pairs += 1;
      if (different.length > 0) {
        measured.writing.different.push(pairOf(member, itself, different));
      }
    } else {
      for (const it of different) {
        const reason = `${it.field}: ${it.reason}`;
        measured.reasons.set(reason, (measured.reasons.get(reason) ?? 0) + 1);
      }
    }
  }
  return measured;
}

function indexed(residents: readonly Resident[]) {
  const [byNumber, byYear] = [new Map<string, Resident[]>(), new Map<string, Resident[]>()];
  const put = (map: Map<string, Resident[]>, key: string, one: Resident) => {
    const there = map.get(key);
    if (there) there.push(one);
    else map.set(key, [one]);
  };
  for (const resident of residents) {
    put(byNumber, resident.record.personalId, resident);
    if (resident.oldIdNumber) put(byNumber, resident.oldIdNumber, resident);
    put(byYear, resident.record.dateOfBirth.slice(0, 4), resident);
  }
  return { byNumber, byYear };
}

function count(found: Tally, member: Member, isSame: boolean, isCalledSame: boolean): void {
  if (isSame && isCalledSame) found.right += 1;
  if (!isSame && isCalledSame) found.wrong += 1;
  if (!isSame || isCalledSame) return;
  found.missed += 1;
  if (isWritingOnly(member)) found.missedByWriting += 1;
}

/** Both names, the address as stated, what the comparison said, and what was done to the record. */
function pairOf(
  { claim, errors, representation }: Member,
  { record }: Resident,
  told: readonly FieldVerdict[],
) {
  const said = told.map((it) => `${it.field} ${it.reason ?? it.verdict}`).join(', ');
  const done = [...errors, ...representation].join(' ') || 'nothing';
  return `${claim.fullName} and ${record.fullName}, ${claim.address}: ${said} (done to it: ${done})`;
}

import { compareDates } from '../../../src/domain/partial-date.js';
import { decideIdentification, type FieldVerdict } from '../../../src/domain/verdict.js';
import { compareClaim } from '../../../src/registry/compare-claim.js';
import { readUnits } from './address-units.js';
import { type Member, type Resident, readMembers, readResidents } from './pairs-material.js';

/**
 * How well pairwise verdicts alone tell "the same person" on labelled files, and that writing alone never makes a
 * person different. Usage, from the project root: pairs.js REGISTRY.csv MEMBER.csv TRUTH.csv [… three more a set].
 *
 * By number: the record is found by its number, and the verdicts decide as at a desk. By description: without any
 * number, every pair there is, where name, birth date, sex and address all may be one person's.
 */
const units = readUnits();
/** Errors that leave a record without the number and change nothing it says of the person. */
const NO_ERROR = new Set(['id:missing', 'id:cmnd_only']);

interface Tally {
  pairs: number;
  right: number;
  wrong: number;
  missed: number;
  missedByWriting: number;
}

const tally = (): Tally => ({ pairs: 0, right: 0, wrong: 0, missed: 0, missedByWriting: 0 });
const isWritingOnly = (member: Member) => member.errors.every((code) => NO_ERROR.has(code));

/** Verdicts on everything but the number: two records side by side. */
function verdictsOf(member: Member, resident: Resident): FieldVerdict[] {
  return compareClaim(member.claim, resident.record, units).filter((it) => it.field !== 'NUMBER');
}

function isOne(verdicts: readonly FieldVerdict[]): boolean {
  return verdicts.every((it) => it.verdict !== 'DIFFERENT');
}

function count(found: Tally, member: Member, isSame: boolean, isCalledSame: boolean): void {
  found.pairs += 1;
  if (isSame && isCalledSame) found.right += 1;
  if (!isSame && isCalledSame) found.wrong += 1;
  if (isSame && !isCalledSame) {
    found.missed += 1;
    if (isWritingOnly(member)) found.missedByWriting += 1;
  }
}

function measure(residents: Resident[], members: Member[]) {
  const byNumber = new Map<string, Resident[]>();
  const byYear = new Map<string, Resident[]>();
  const put = (map: Map<string, Resident[]>, key: string, one: Resident) =>
    map.set(key, [...(map.get(key) ?? []), one]);
  for (const resident of residents) {
    put(byNumber, resident.record.personalId, resident);
    if (resident.oldIdNumber) put(byNumber, resident.oldIdNumber, resident);
    put(byYear, resident.record.dateOfBirth.slice(0, 4), resident);
  }
  const [numbered, described, writing] = [tally(), tally(), { pairs: 0, different: 0 }];
  const writingDifferent: string[] = [];
  const wrong: string[] = [];
  const reasons = new Map<string, number>();
  for (const member of members) {
    const { claim, trueId } = member;
    const number = claim.personalId ?? claim.oldIdNumber;
    const found = number ? (byNumber.get(number) ?? []) : [];
    for (const resident of found.length === 1 ? found : []) {
      const verdicts: FieldVerdict[] = [
        { field: 'NUMBER', verdict: 'SAME', reason: null },
        ...verdictsOf(member, resident),
      ];
      const isSame = resident.record.personalId === trueId;
      count(numbered, member, isSame, decideIdentification(verdicts) === 'MATCHED');
    }
    // NOTE: SAME and LESS_PRECISE need the same year, so no pair outside of it can be called one person.
    let isMet = false;
    for (const resident of byYear.get(claim.dateOfBirth!.slice(0, 4)) ?? []) {
      const isSame = resident.record.personalId === trueId;
      isMet ||= isSame;
      const { verdict } = compareDates(claim.dateOfBirth!, resident.record.dateOfBirth);
      if (!isSame && verdict === 'DIFFERENT') continue;
      const verdicts = verdictsOf(member, resident);
      const isCalledSame = isOne(verdicts);
      count(described, member, isSame, isCalledSame);
      if (isCalledSame && !isSame) {
        const told = verdicts.map((it) => `${it.field}:${it.reason}`).join(' ');
        wrong.push(`${claim.fullName} ~ ${resident.record.fullName} | ${told} | ${member.errors.join(' ')}`);
      }
    }
    if (trueId === null) continue;
    if (!isMet) count(described, member, true, false);
    const itself = byNumber.get(trueId)?.[0];
    if (!itself) continue;
    const different = verdictsOf(member, itself).filter((it) => it.verdict === 'DIFFERENT');
    if (isWritingOnly(member)) {
      writing.pairs += 1;
      if (different.length > 0) {
        writing.different += 1;
        const { fullName, address } = claim;
        const shown = different.map((it) => `${it.field}:${it.reason}`).join(' ');
        writingDifferent.push(
          `${member.representation.join(' ')} | ${shown} | ${fullName} ~ ${itself.record.fullName} | ${address} ~ ${itself.record.residences?.[0]?.unitCode}`,
        );
      }
    } else {
      for (const it of different) {
        const key = `${it.field}:${it.reason}`;
        reasons.set(key, (reasons.get(key) ?? 0) + 1);
      }
    }
  }
  return { numbered, described, writing, writingDifferent, wrong, reasons };
}

const percent = (part: number, whole: number) =>
  whole === 0 ? null : Math.round((part * 1e6) / whole) / 1e4;
const files = process.argv.slice(2);
if (files.length === 0 || files.length % 3 !== 0) throw new Error('give REGISTRY.csv MEMBER.csv TRUTH.csv');
const sets = [];
for (let at = 0; at < files.length; at += 3) {
  const residents = readResidents(files[at]!);
  const members = readMembers(files[at + 1]!, files[at + 2]!);
  const { writingDifferent, wrong, reasons, ...measured } = measure(residents, members);
  const rows = (['numbered', 'described'] as const).map((how) => {
    const { right, wrong, missed, missedByWriting } = measured[how];
    return {
      ...{ set: at / 3 + 1, how, right, wrong, missed, missedByWriting },
      precision: percent(right, right + wrong),
      recall: percent(right, right + missed),
      recallOfWriting: percent(right, right + missedByWriting),
    };
  });
  console.table(rows);
  console.log(
    `writing alone: ${measured.writing.pairs} pairs, ${measured.writing.different} with a field DIFFERENT`,
  );
  for (const line of writingDifferent.slice(0, 25)) console.log(`  ${line}`);
  console.log(`two people called one by description: ${wrong.length}`);
  for (const line of wrong.slice(0, 25)) console.log(`  ${line}`);
  sets.push({
    residents: residents.length,
    members: members.length,
    rows,
    writing: measured.writing,
    reasonsOfRealErrors: Object.fromEntries([...reasons].sort(([, a], [, b]) => b - a)),
  });
}
console.log(JSON.stringify(sets));
process.exitCode = sets.every((set) => set.writing.different === 0) ? 0 : 1;

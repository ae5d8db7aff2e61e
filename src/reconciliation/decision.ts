import { areWhole, causesOf, isSameName, isWhole, type Judgement, judge } from './judgement.js';
import type { KeyedResident, Stated, Via } from './people.js';
import { type Bits, isNear, totalOf } from './score.js';
import { ABSENT_BITS, CERTAIN, CLEARLY, PROPOSED } from './weights.js';

export const OUTCOMES = [
  ...(['VERIFIED', 'VERIFIED_NORMALISED', 'MISMATCH', 'AMBIGUOUS', 'DUPLICATE', 'DECEASED'] as const),
  ...(['ID_REPLACED', 'NOT_FOUND'] as const),
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** A resident the record may be about. */
export interface Candidate {
  resident: KeyedResident;
  via: Via | null;
  bits: Bits;
}

export interface Decision {
  outcome: Outcome;
  /** Whose record it is by our judgement; null where we have none. */
  resident: KeyedResident | null;
  score: number | null;
  /** Certainly about that resident, whatever else is wrong. */
  claims: boolean;
  /** `field:CLASS`. */
  causes: string[];
  /** Best first, three at most. */
  candidates: readonly Candidate[];
}

/** Signs that a name was understood rather than read: another resident of a like name must be excluded first. */
const UNDERSTOOD = new Set(['TONES_DROPPED', 'ENCODING', 'TYPING_ARTEFACT']);
const SHOWN = 3;

/** How far the search has gone for a record: what its numbers lead to, then people like it. */
export type Searched = 'NUMBERS' | 'ALIKE';

/**
 * What becomes of a record, given everyone found for it; null while more people have to be looked for. `candidates`
 * are sorted, best first. Nobody is verified whose number is another's, whose number is not on record, or beside whom
 * somebody else fits as well.
 */
export function decide(
  record: Stated,
  candidates: readonly Candidate[],
  searched: Searched,
): Decision | null {
  const numbered = candidates.filter((it) => it.via !== null);
  const judged = numbered.map((it) => ({ ...it, judgement: judge(record, it.resident) }));
  const agreed = judged.filter(({ judgement }) => isSameName(judgement) && judgement.birthAgrees);
  if (agreed.length === 1) {
    const [holder] = agreed as [Holder];
    const isUnderstood = holder.judgement.name.reasons.some((it) => UNDERSTOOD.has(it));
    if (!isUnderstood || searched === 'ALIKE') return ofHolder(record, holder, candidates);
    return null;
  }
  return searched === 'NUMBERS' ? null : ofAlike(record, candidates);
}

type Holder = Candidate & { judgement: Judgement };

/** The number's holder has the name and the birth date: it is he, unless another fits who has them too. */
function ofHolder(record: Stated, holder: Holder, candidates: readonly Candidate[]): Decision {
  const { resident, judgement } = holder;
  // Somebody else who fits all that is stated but the number, as its holder does.
  const rival =
    judgement.birth === 'SAME' &&
    candidates.some((it) => it.resident.id !== resident.id && areWhole(record, it.resident));
  if (rival) return undecided('AMBIGUOUS', [], candidates);
  const causes = causesOf(judgement);
  const number = numberCause(record, holder, candidates);
  if (!isWhole(judgement) || number.isWrong) {
    return settled('MISMATCH', holder, [...causes, ...number.causes], true, candidates);
  }
  const isWritten = judgement.name.verdict === 'SAME' && number.causes.length === 0;
  const written = judgement.name.verdict === 'SAME' ? [] : [`name:${judgement.name.reason}`];
  return settled(
    isWritten ? 'VERIFIED' : 'VERIFIED_NORMALISED',
    holder,
    [...written, ...number.causes],
    true,
    candidates,
  );
}

/** What the number by which somebody was found says; wrong where the number stated is not his, and not an older one. */
function numberCause(
  record: Stated,
  { via, resident }: Candidate,
  candidates: readonly Candidate[],
): { causes: string[]; isWrong: boolean } {
  if (via === 'ID') {
    const isPlain = /^\s*0\d{11}\s*$/.test(record.personalId);
    return { causes: isPlain ? [] : ['id:WRITTEN_OTHERWISE'], isWrong: false };
  }
  if (via === 'FORMER_ID') return { causes: ['id:REPLACED'], isWrong: false };
  if (record.personalId.trim() === '' || record.claimedId === null) {
    const cause = record.personalId.trim() === '' ? 'id:OLD_NUMBER' : 'id:UNREADABLE';
    return { causes: [cause], isWrong: false };
  }
  return { causes: [wrongNumber(record.claimedId, resident, candidates)], isWrong: true };
}

/** Nobody, or several, whom the numbers lead to has the name and the birth date: the likeliest of all who were found. */
function ofAlike(record: Stated, candidates: readonly Candidate[]): Decision {
  const [best, second] = candidates;
  const holder = candidates.find(isNumberOf);
  const isStated = record.personalId.trim() !== '';
  const numberIsOthers = holder !== undefined && holder !== best;
  if (!best || totalOf(best.bits) < PROPOSED) {
    const causes = holder ? ['id:OTHER_PERSON'] : record.claimedId !== null ? ['id:NOT_ON_RECORD'] : [];
    return undecided('NOT_FOUND', causes, candidates);
  }
  const judgement = judge(record, best.resident);
  const isClear = !second || totalOf(best.bits) - totalOf(second.bits) >= CLEARLY;
  if (best.via === null && !isStated && record.oldNumber === null && isWhole(judgement)) {
    if (posterior(candidates) < CERTAIN) return undecided('AMBIGUOUS', ['id:MISSING'], candidates);
    return settled(
      'VERIFIED_NORMALISED',
      { ...best, judgement },
      nameAndMissing(judgement),
      true,
      candidates,
    );
  }
  if (!isClear && !isNumberOf(best))
    return undecided('AMBIGUOUS', numberIsOthers ? ['id:OTHER_PERSON'] : [], candidates);
  const id = best.via ? numberCause(record, best, candidates).causes : [idCause(record, best, candidates)];
  const causes = [...causesOf(judgement), ...id];
  return settled('MISMATCH', { ...best, judgement }, causes, false, candidates);
}

const nameAndMissing = ({ name }: Judgement) => [
  ...(name.verdict === 'SAME' ? [] : [`name:${name.reason}`]),
  'id:MISSING',
];

function idCause(record: Stated, { resident }: Candidate, candidates: readonly Candidate[]): string {
  if (record.claimedId === null) {
    if (record.personalId.trim() !== '') return 'id:UNREADABLE';
    return record.oldNumber === null ? 'id:MISSING' : 'id:NOT_ON_RECORD';
  }
  return wrongNumber(record.claimedId, resident, candidates);
}

/** Of a number that is not this resident's: whose it is, or how far off. */
function wrongNumber(claimed: number, { id }: KeyedResident, candidates: readonly Candidate[]): string {
  if (candidates.some((it) => isNumberOf(it) && it.resident.id !== id)) return 'id:OTHER_PERSON';
  return isNear(claimed, id) ? 'id:ONE_OR_TWO_DIGITS' : 'id:NOT_ON_RECORD';
}

const isNumberOf = ({ via }: Candidate): boolean => via === 'ID' || via === 'FORMER_ID';

/** How likely the first is among all who were found and nobody. */
function posterior(candidates: readonly Candidate[]): number {
  const odds = candidates.map((it) => 2 ** totalOf(it.bits));
  return odds[0]! / (odds.reduce((sum, it) => sum + it, 0) + 2 ** ABSENT_BITS);
}

function settled(
  outcome: Outcome,
  { resident, via, bits }: Holder,
  causes: string[],
  claims: boolean,
  candidates: readonly Candidate[],
): Decision {
  const shown: Candidate[] = [{ resident, via, bits }];
  for (const other of candidates) {
    if (shown.length === SHOWN) break;
    if (other.resident.id !== resident.id) shown.push(other);
  }
  const status = ofStatus(outcome, resident, via, claims, causes);
  return {
    outcome: status.outcome,
    causes: status.causes,
    resident,
    score: totalOf(bits),
    claims,
    candidates: shown,
  };
}

/** What the resident's own record changes about it: he is dead, his number was cancelled or replaced by another. */
function ofStatus(
  outcome: Outcome,
  { status }: KeyedResident,
  via: Via | null,
  claims: boolean,
  causes: string[],
): Pick<Decision, 'outcome' | 'causes'> {
  if (status === 1) return { outcome: claims ? 'DECEASED' : outcome, causes: [...causes, 'id:DECEASED'] };
  if (status === 3) return { outcome: 'MISMATCH', causes: [...causes, 'id:CANCELLED'] };
  if (via === 'FORMER_ID' && outcome !== 'MISMATCH') return { outcome: 'ID_REPLACED', causes };
  return { outcome, causes };
}

function undecided(
  outcome: 'AMBIGUOUS' | 'NOT_FOUND',
  causes: string[],
  candidates: readonly Candidate[],
): Decision {
  const shown = candidates.slice(0, SHOWN);
  return {
    ...{ outcome, resident: null, claims: false, causes, candidates: shown },
    score: shown[0] ? totalOf(shown[0].bits) : null,
  };
}

import type { Trail } from '../audit/trail.js';
import type { AdminUnits } from '../domain/admin-unit.js';
import type { CardTextKind } from '../domain/card-text.js';
import { decideIdentification, type FieldVerdict } from '../domain/verdict.js';
import { type Claim, parseClaim, type RawClaim } from './claim.js';
import { compareClaim } from './compare-claim.js';
import type { ResidentLoader } from './resident-loader.js';

export type IdentificationOutcome = 'MATCHED' | 'PARTIAL' | 'MISMATCHED' | 'NOT_FOUND' | 'UNREADABLE';

/** What came of a claim. `personalId` is set only for a match, for loading the resident through the remit. */
export interface IdentifyResult {
  outcome: IdentificationOutcome;
  recognisedAs: CardTextKind | null;
  problem: string | null;
  verdicts: FieldVerdict[];
  personalId: string | null;
}

export type IdentifyClaim = (raw: RawClaim) => Promise<IdentifyResult>;

/**
 * Who a scanned card or a typed claim is about (xác thực thông tin công dân): number → record → verdict by field →
 * outcome. A match puts the person into this operation's remit; anything less discloses verdicts and no value.
 */
export function makeIdentify(parts: {
  residents: ResidentLoader;
  trail: Trail;
  units: AdminUnits;
  /** Whether the caller may know more of a difference than that there is one (`identity:read`). */
  mayReadReasons: boolean;
  /** The personal id a sector holds for an insurance number or card, or null. */
  personalIdOfInsuranceNumber(number: string): Promise<string | null>;
}): IdentifyClaim {
  const { residents, trail, units } = parts;

  async function recordOf(claim: Claim) {
    const direct = claim.personalId ?? claim.oldIdNumber;
    if (direct) return { asked: direct, record: await residents.recordForClaim(direct) };
    const number = claim.insuranceNumber!;
    const held = await parts.personalIdOfInsuranceNumber(number);
    return { asked: number, record: held ? await residents.recordForClaim(held) : null };
  }

  // "Day and month swapped" beside the stated date would be the recorded one, "the first of January" beside a year.
  const guarded = (verdict: FieldVerdict): FieldVerdict =>
    verdict.verdict === 'SAME' || parts.mayReadReasons ? verdict : { ...verdict, reason: null };

  return async (raw) => {
    const claim = parseClaim(raw);
    if (claim.kind === null) {
      return {
        outcome: 'UNREADABLE',
        recognisedAs: null,
        problem: claim.problem,
        verdicts: [],
        personalId: null,
      };
    }
    const { asked, record } = await recordOf(claim);
    const recognisedAs = claim.kind;
    if (!record) {
      trail.subject(asked, 'NOT_FOUND');
      return { outcome: 'NOT_FOUND', recognisedAs, problem: null, verdicts: [], personalId: null };
    }
    const verdicts = compareClaim(claim, record, units);
    const outcome = decideIdentification(verdicts);
    if (outcome !== 'MATCHED') {
      trail.subject(record.personalId, outcome === 'PARTIAL' ? 'VERIFIED_ONLY' : 'MISMATCHED');
      // A number alone proves nothing about the person: only that it is on record. And where somebody lives is not
      // to be tried out by those who cannot name him.
      const shown = verdicts.filter(
        ({ field }) => field === 'NUMBER' || (outcome === 'MISMATCHED' && field !== 'ADDRESS'),
      );
      return { outcome, recognisedAs, problem: null, verdicts: shown.map(guarded), personalId: null };
    }
    trail.subject(record.personalId, 'VERIFIED_ONLY');
    residents.markPresented(record.personalId);
    return {
      outcome,
      recognisedAs,
      problem: null,
      verdicts: verdicts.map(guarded),
      personalId: record.personalId,
    };
  };
}

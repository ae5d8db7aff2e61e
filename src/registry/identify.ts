import type { Trail } from '../audit/trail.js';
import type { AdminUnits } from '../domain/admin-unit.js';
import type { CardRepair, CardTextKind } from '../domain/card-text.js';
import { compareSigns, type IdSignal } from '../domain/personal-id.js';
import { decideIdentification, type FieldVerdict } from '../domain/verdict.js';
import { type Claim, parseClaim, type RawClaim } from './claim.js';
import { compareClaim } from './compare-claim.js';
import type { IdentifierKind } from './registry.js';
import type { ResidentLoader } from './resident-loader.js';

export type IdentificationOutcome = 'MATCHED' | 'PARTIAL' | 'MISMATCHED' | 'NOT_FOUND' | 'UNREADABLE';

/** What came of a claim. `personalId` is set only for a match, for loading the resident through the remit. */
export interface IdentifyResult {
  outcome: IdentificationOutcome;
  recognisedAs: CardTextKind | null;
  problem: string | null;
  /** What had to be mended before the text could be read. */
  repairs: readonly CardRepair[];
  /** Where the number contradicts what was stated beside it: a reason to look again, never to refuse. */
  signals: readonly IdSignal[];
  /** The kind of former number that found the person; null for the number in force. */
  answeredBy: Exclude<IdentifierKind, 'PERSONAL_ID'> | null;
  verdicts: FieldVerdict[];
  personalId: string | null;
}

/**
 * @param options `shown` false where nobody stands at a desk and a record of the caller's own is compared: a match then
 * opens nothing
 */
export type IdentifyClaim = (raw: RawClaim, options?: { shown: boolean }) => Promise<IdentifyResult>;

/**
 * Who a scanned card or a typed claim is about (xác thực thông tin công dân): number → record → verdict by field →
 * outcome. A match puts the person into this operation's remit; anything less discloses verdicts and no value.
 */
export function makeIdentify(parts: {
  residents: ResidentLoader;
  trail: Trail;
  units: AdminUnits;
  /** Whether the caller may know why a verdict is what it is, besides the number's (`identity:read`). */
  mayReadReasons: boolean;
  /** The personal id a sector holds for an insurance number or card, or null. */
  personalIdOfInsuranceNumber(number: string): Promise<string | null>;
}): IdentifyClaim {
  const { residents, trail, units } = parts;

  async function recordOf(claim: Claim) {
    const direct = claim.personalId ?? claim.oldIdNumber;
    if (direct) return { asked: direct, record: await residents.recordForClaim(direct, claim) };
    const number = claim.insuranceNumber!;
    const record = await residents.recordForNumber(number, claim, () =>
      parts.personalIdOfInsuranceNumber(number),
    );
    return { asked: number, record };
  }

  // "Day and month swapped" beside the stated date would be the recorded one, and so would "first of January".
  const guarded = (verdict: FieldVerdict): FieldVerdict =>
    verdict.field === 'NUMBER' || parts.mayReadReasons ? verdict : { ...verdict, reason: null };

  return async (raw, { shown } = { shown: true }) => {
    const claim = parseClaim(raw);
    if (claim.kind === null) return { ...nothing, outcome: 'UNREADABLE', problem: claim.problem };
    const read = {
      ...nothing,
      recognisedAs: claim.kind,
      repairs: claim.repairs ?? [],
      signals: claim.personalId ? compareSigns(claim.personalId, claim) : [],
    };
    const { asked, record } = await recordOf(claim);
    if (!record) {
      trail.subject(asked, 'NOT_FOUND');
      return { ...read, outcome: 'NOT_FOUND' };
    }
    const verdicts = compareClaim(claim, record, units);
    const outcome = decideIdentification(verdicts);
    const found = {
      ...read,
      outcome,
      answeredBy: record.askedKind === 'PERSONAL_ID' ? null : record.askedKind,
    };
    if (outcome !== 'MATCHED') {
      trail.subject(record.personalId, outcome === 'PARTIAL' ? 'VERIFIED_ONLY' : 'MISMATCHED');
      // A number alone proves nothing about the person: only that it is on record. And where somebody lives is not
      // to be tried out by those who cannot name him.
      const told = verdicts.filter(
        ({ field }) => field === 'NUMBER' || (outcome === 'MISMATCHED' && field !== 'ADDRESS'),
      );
      return { ...found, verdicts: told.map(guarded) };
    }
    trail.subject(record.personalId, 'VERIFIED_ONLY');
    if (shown) residents.markPresented(record.personalId);
    return { ...found, verdicts: verdicts.map(guarded), personalId: record.personalId };
  };
}

/** What a result says before anything is known. */
const nothing = {
  recognisedAs: null,
  problem: null,
  repairs: [],
  signals: [],
  answeredBy: null,
  verdicts: [],
  personalId: null,
} satisfies Omit<IdentifyResult, 'outcome'>;

import type { FieldVerdict } from '../domain/verdict.js';
import type { Claim } from './claim.js';
import type { ResidentRecord } from './registry.js';

/**
 * Tells a card that is older than the record from a wrong card: what differs on it gets the reason
 * CARD_OLDER_THAN_RECORD where the registry shows a change after the card's day of issue. Verdicts stay.
 *
 * A newer card, or a number cancelled since (thẻ cấp sau, số định danh đã hủy), explains every field; a residence
 * since that day explains the address. Needs the parts `cards`, `identifiers` and `residence`; a part that was not
 * read explains nothing, and neither does a claim without a card.
 */
export function explainOlderCard(
  verdicts: readonly FieldVerdict[],
  claim: Claim,
  record: ResidentRecord,
): FieldVerdict[] {
  const issuedOn = issueDay(claim, record);
  if (issuedOn === null) return [...verdicts];
  const isLater = (day: string | null) => day !== null && day > issuedOn;
  const isIdentityNewer =
    record.askedKind === 'FORMER_PERSONAL_ID' ||
    (record.cards ?? []).some((card) => isLater(card.issuedOn)) ||
    (record.identifiers ?? []).some((it) => it.kind === 'FORMER_PERSONAL_ID' && isLater(it.validUntil));
  const isAddressNewer = isIdentityNewer || (record.residences ?? []).some((it) => isLater(it.since));
  return verdicts.map((verdict) => {
    const isExplained = verdict.field === 'ADDRESS' ? isAddressNewer : isIdentityNewer;
    return verdict.verdict === 'DIFFERENT' && isExplained
      ? { ...verdict, reason: 'CARD_OLDER_THAN_RECORD' }
      : verdict;
  });
}

/** As the card says; a machine readable zone says only when it expires, which tells the recorded card. */
function issueDay(claim: Claim, record: ResidentRecord): string | null {
  if (claim.issuedOn) return claim.issuedOn;
  if (claim.kind !== 'MRZ' || !claim.expiresOn) return null;
  const { personalId, expiresOn } = claim;
  const shown = record.cards?.find((it) => it.cardNumber === personalId && it.expiresOn === expiresOn);
  return shown?.issuedOn ?? null;
}

import type { Cover, CoverQuestion, Insured } from '../sector.js';
import { parseCircumstances } from './circumstances.js';
import { decideEligibility } from './decide.js';
import type { Facility } from './facility.js';
import { insuranceLaw } from './law/law.js';
import type { CoverageRecord } from './record.js';

/** The decision about one visit, as it is kept with the visit. @throws HubError BAD_USER_INPUT for circumstances */
export function coverOf(
  cards: readonly CoverageRecord[],
  person: Insured,
  facility: Facility | null,
  { facility: facilityCode, on, care, circumstances }: CoverQuestion,
): Cover {
  const stated = parseCircumstances(circumstances, on);
  const question = { person, cards, facilityCode, facility, on, care, ...stated };
  const { outcome, portalCode, level, route, share, card, explanation, legalBasis } = decideEligibility(
    question,
    insuranceLaw,
  );
  return {
    ...{ outcome, portalCode, level, explanation, legalBasis },
    cardNumber: card?.cardNumber ?? null,
    routeCode: route?.code ?? null,
    coveredRate: share?.coveredRate ?? null,
  };
}

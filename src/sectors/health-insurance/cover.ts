import type { Cover, CoverQuestion, Insured } from '../sector.js';
import { parseCircumstances } from './circumstances.js';
import { decideEligibility } from './decide.js';
import type { Facilities } from './facilities.js';
import type { Facility } from './facility.js';
import { insuranceLaw } from './law/law.js';
import type { Insurance } from './record.js';

/** What insuring takes wherever the cards come from: the register of places of care, and the decision about a visit. */
export function insuringAt(facilities: Facilities) {
  return {
    facilities,
    requireCoverQuestion: ({ circumstances, on }: CoverQuestion) =>
      void parseCircumstances(circumstances, on),
    cover: async (held: Insurance | null, person: Insured, asked: CoverQuestion): Promise<Cover> =>
      coverOf(held, person, await facilities.find(asked.facility), asked),
  };
}

/** The decision about one visit, as it is kept with the visit. @throws HubError BAD_USER_INPUT for circumstances */
function coverOf(
  held: Insurance | null,
  person: Insured,
  facility: Facility | null,
  { facility: facilityCode, on, care, circumstances }: CoverQuestion,
): Cover {
  const stated = parseCircumstances(circumstances, on);
  const { cards, said } = held ?? { cards: [], said: null };
  const question = { person, cards, said, facilityCode, facility, on, care, ...stated };
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

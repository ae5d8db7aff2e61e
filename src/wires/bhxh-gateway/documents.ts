import { type ResidenceAnswer, residenceFields } from '../residence.js';

/** What the document below answers of a card. */
export interface CardAnswer {
  cardNumber: string;
  insuranceNumber: string;
  status: 'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'REDUCED' | 'REPLACED';
  period: { startOn: string; endOn: string | null };
  initialFacility: string | null;
  fiveYearOn: string | null;
  areaCode: string | null;
  replacedByCard: string | null;
}

/** What the documents answer of a person. */
export interface ResidentAnswer {
  fullName: string;
  dateOfBirth: string;
  sex: 'MALE' | 'FEMALE' | 'UNKNOWN';
  permanentResidence?: ResidenceAnswer | null;
  coverages: CardAnswer[] | null;
  eligibility: {
    portalCode: string;
    explanation: string;
    coverage: CardAnswer | null;
    newCard: CardAnswer | null;
  } | null;
}

/** The answer of either document, every part null where its source is down. */
export interface LookAnswer {
  identify: {
    outcome: 'MATCHED' | 'PARTIAL' | 'MISMATCHED' | 'NOT_FOUND' | 'UNREADABLE';
    verdicts: { field: string; verdict: string }[];
    resident: ResidentAnswer | null;
  } | null;
}

const documentOf = (residence: string) => `
query BhxhGateway($claim: IdentityClaim!, $facility: String!, $circumstances: CareCircumstances) {
  identify(claim: $claim) {
    outcome
    verdicts { field verdict }
    resident {
      fullName
      dateOfBirth
      sex${residence}
      coverages { ...card }
      eligibility(facility: $facility, circumstances: $circumstances) {
        portalCode
        explanation
        coverage { ...card }
        newCard { ...card }
      }
    }
  }
}
fragment card on Coverage {
  cardNumber
  insuranceNumber
  status
  period { startOn endOn }
  initialFacility
  fiveYearOn
  areaCode
  replacedByCard
}`;

/** The look that this wire translates, as any caller could ask it; the address for whoever holds `residence:read`. */
export const documents = {
  withAddress: documentOf(`
      permanentResidence { ${residenceFields} }`),
  withoutAddress: documentOf(''),
};

import { type ResidenceAnswer, residenceFields } from '../residence.js';

/** What the documents below answer of a card. */
export interface CardAnswer {
  cardNumber: string;
  insuranceNumber: string;
  status: 'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'REDUCED' | 'REPLACED';
  period: { startOn: string; endOn: string | null };
  benefitLevel: number;
  coveredRate: number;
  objectCode: string;
  initialFacility: string | null;
  fiveYearOn: string | null;
  areaCode: string | null;
  replacedByCard: string | null;
}

/** What they answer of a person: as much as was selected. */
export interface PersonAnswer {
  /** Not asked for where a handle was given. */
  handle?: string;
  personalId?: string;
  fullName?: string;
  dateOfBirth?: string;
  sex?: 'MALE' | 'FEMALE' | 'UNKNOWN';
  status?: 'ALIVE' | 'DECEASED' | 'MISSING' | 'ID_CANCELLED';
  formerIdentifiers?: {
    identifier: string;
    kind: 'FORMER_PERSONAL_ID' | 'OLD_ID_NUMBER';
    validFrom: string | null;
    validUntil: string | null;
  }[];
  permanentResidence?: ResidenceAnswer | null;
  temporaryResidence?: ResidenceAnswer | null;
  coverages?: CardAnswer[] | null;
  eligibility?: EligibilityAnswer | null;
}

export interface EligibilityAnswer {
  outcome: 'ELIGIBLE' | 'ELIGIBLE_CHECK' | 'NOT_ELIGIBLE' | 'NOT_COVERED';
  portalCode: string;
  explanation: string;
  coverage: CardAnswer | null;
  route: string | null;
  routeCode: string | null;
  coveredRate: number | null;
  coPayment: { rate: number; amount: number | null; exemption: string | null } | null;
  coveredUntil: string | null;
  legalBasis: string[];
  on: string;
}

export interface IdentificationAnswer {
  outcome: 'MATCHED' | 'PARTIAL' | 'MISMATCHED' | 'NOT_FOUND' | 'UNREADABLE';
  verdicts: { field: string; verdict: string }[];
  resident: PersonAnswer | null;
}

/** The answer of any of them; `found` is null where its source is down, or where there is nobody to be shown. */
export interface LookAnswer {
  found: IdentificationAnswer | PersonAnswer | null;
}

/** How somebody is named: by a claim, by his number alone, or by a handle. */
export type Root = 'claim' | 'number' | 'handle';

const roots: Readonly<Record<Root, (person: string) => string>> = {
  claim: (person) => `found: identify(claim: $claim) {
    outcome
    verdicts { field verdict }
    resident { handle ${person} }
  }`,
  number: (person) => `found: resident(personalId: $personalId) { handle ${person} }`,
  handle: (person) => `found: residentByHandle(handle: $handle) { ${person || 'handle'} }`,
};
const given: Readonly<Record<Root, string>> = {
  claim: '$claim: IdentityClaim!',
  number: '$personalId: PersonalId!',
  handle: '$handle: ID!',
};

/** A document that any caller could ask: who, and what of him. */
export function documentOf(name: string, root: Root, person: string, variables = ''): string {
  return `query ${name}(${given[root]}${variables}) {\n  ${roots[root](person)}\n}`;
}

const card = `cardNumber insuranceNumber status period { startOn endOn } benefitLevel coveredRate objectCode
    initialFacility fiveYearOn areaCode replacedByCard`;

/** What of a person each resource is made of. */
export const selections = {
  identity: `personalId fullName dateOfBirth sex status
    formerIdentifiers { identifier kind validFrom validUntil }`,
  residence: `permanentResidence { ${residenceFields} }
    temporaryResidence { ${residenceFields} }`,
  cards: `coverages { ${card} }`,
  eligibility: `eligibility(facility: $facility, on: $on, care: $care, circumstances: $circumstances) {
      outcome portalCode explanation coverage { ${card} } route routeCode coveredRate
      coPayment { rate amount exemption } coveredUntil legalBasis on
    }`,
} as const;

export const eligibilityVariables =
  ', $facility: String!, $on: LocalDate, $care: CareKind, $circumstances: CareCircumstances';

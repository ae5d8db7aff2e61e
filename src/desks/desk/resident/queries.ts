import type { Language } from '../../../domain/language.js';
import type { Entry } from '../shell/use-outbox.js';

/** Of whom the page tells: the resident himself, or one of his children under 14. */
export interface Who {
  /** Null of himself. */
  child: string | null;
  personalId: string;
  fullName: string;
}

export interface Me {
  me: {
    personalId: string;
    fullName: string;
    children: { personalId: string; fullName: string }[] | null;
  } | null;
}

export const whoAmI = `query ResidentMe {
  me { personalId fullName children { personalId fullName } }
}`;

export interface Look {
  id: string;
  at: string;
  own: boolean;
  agencyKind: string | null;
  agencyName: string;
  purposeText: string;
  legalBasis: string | null;
  dataText: string;
  outcome: string;
  caseReference: string | null;
  relation: 'DIRECT' | 'RELATED';
  disclosure: 'NOW' | 'DELAYED_UNTIL' | 'COARSE';
  disclosedOn: string | null;
  withheldBecause: string | null;
  sealed: boolean;
  question: Question | null;
}

/** What was asked about a look, and the answer. */
export interface Question {
  question: string;
  askedAt: string;
  answerBy: string;
  isOverdue: boolean;
  state: 'OPEN' | 'ANSWERED';
  answer: string | null;
  answeredAt: string | null;
}

/** A question on its way to the hub, by the code of its look. */
export type Sending = Entry<string, Question>;

const question = 'question askedAt answerBy isOverdue state answer answeredAt';

export const askAboutUsage = `mutation ResidentAsks($input: AskAboutUsageInput!) {
  askAboutUsage(input: $input) { ${question} }
}`;

export interface LookCount {
  month: string;
  agencyKind: string | null;
  own: boolean;
  count: number;
}

export interface Withheld {
  year: number;
  count: number;
  legalBasis: string;
}

export interface Report {
  usage: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    counts: LookCount[];
    withheld: Withheld[];
    nodes: Look[];
  } | null;
}

const look = `id at own agencyKind agencyName purposeText legalBasis dataText outcome caseReference relation
      disclosure disclosedOn withheldBecause sealed question { ${question} }`;

/**
 * The hub tells it in words, so that in another language it is another question.
 * NOTE: nothing else beside it: who reads his report alone is not told of that as of a look.
 */
export const looksOf = (language: Language) => `# ${language}
query ResidentLooks($child: PersonalId, $filter: UsageFilter, $first: Int!, $after: String) {
  usage(personalId: $child, filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    counts { month agencyKind own count }
    withheld { year count legalBasis }
    nodes { ${look} }
  }
}`;

export interface Proven {
  usage: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: (Look & { proof: string | null })[];
  } | null;
}

/** Proofs are given for 20 looks at most at a time. */
export const provenAtOnce = 20;
export const provenLooks = `query ResidentProofs($child: PersonalId, $filter: UsageFilter, $after: String) {
  usage(personalId: $child, filter: $filter, first: ${provenAtOnce}, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { ${look} proof }
  }
}`;

/** What a source has on a person: of himself, or of each of his children, to choose from. */
const about = (name: string, fields: string) => ({
  own: `query Resident${name} { me { personalId ${fields} } }`,
  children: `query Resident${name}OfChild { me { children { personalId ${fields} } } }`,
});
export type About = ReturnType<typeof about>;

export interface Place {
  addressLine: string;
  since: string | null;
  currentUnits: { name: string; provinceName: string | null }[];
}
export interface Identity {
  fullName: string;
  dateOfBirth: string;
  sex: string;
  identityCards: { cardNumber: string; issuedOn: string; expiresOn: string | null; status: string }[];
  permanentResidence: Place | null;
  temporaryResidence: Place | null;
}
const place = '{ addressLine since currentUnits { name provinceName } }';
export const identityOf = about(
  'Identity',
  `fullName dateOfBirth sex identityCards { cardNumber issuedOn expiresOn status }
   permanentResidence ${place} temporaryResidence ${place}`,
);

export interface Insured {
  coverage: {
    cardNumber: string;
    status: string;
    period: { startOn: string; endOn: string | null };
    coveredRate: number;
    initialFacility: string | null;
  } | null;
}
export const coverageOf = about(
  'Coverage',
  'coverage { cardNumber status period { startOn endOn } coveredRate initialFacility }',
);

export interface Schooled {
  enrolments: { enrolmentId: string; schoolCode: string; className: string; schoolYear: string }[] | null;
  fees:
    | {
        feeId: string;
        itemName: string;
        period: string;
        dueOn: string;
        amountOutstanding: number;
        status: string;
      }[]
    | null;
}
export const schoolingOf = about(
  'Schooling',
  `enrolments { enrolmentId schoolCode className schoolYear }
   fees { feeId itemName period dueOn amountOutstanding status }`,
);

export interface Member {
  membership: { sectorNo: string; joinedOn: string | null; monthsContributed: number } | null;
}
export const membershipOf = about('Membership', 'membership { sectorNo joinedOn monthsContributed }');

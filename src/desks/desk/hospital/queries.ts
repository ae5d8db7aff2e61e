import type { Entry } from '../shell/use-outbox.js';

/** What the desk asks the hub; the shapes of what comes back stand beside each. */

export type Outcome = 'MATCHED' | 'PARTIAL' | 'MISMATCHED' | 'NOT_FOUND' | 'UNREADABLE';

export interface Verdict {
  field: 'NUMBER' | 'FULL_NAME' | 'DATE_OF_BIRTH' | 'SEX' | 'ADDRESS';
  verdict: 'SAME' | 'SAME_NORMALISED' | 'LESS_PRECISE' | 'RENAMED_UNIT' | 'DIFFERENT' | 'NOT_ON_RECORD';
  reason: string | null;
}

interface UnitName {
  name: string;
  provinceName: string;
}

export interface Person {
  personalId: string;
  fullName: string;
  dateOfBirth: string;
  sex: string;
  status: 'ALIVE' | 'DECEASED' | 'MISSING' | 'ID_CANCELLED';
  permanentResidence: {
    addressLine: string;
    currentUnits: UnitName[];
    recordedUnit: UnitName | null;
  } | null;
}

export interface Card {
  cardNumber: string;
  status: 'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'REDUCED' | 'REPLACED';
  benefitLevel: number;
  coveredRate: number;
  objectCode: string;
  initialFacility: string | null;
  fiveYearOn: string | null;
  replacedByCard: string | null;
  period: { startOn: string; endOn: string | null };
}

export interface Entitlement {
  outcome: 'ELIGIBLE' | 'ELIGIBLE_CHECK' | 'NOT_ELIGIBLE' | 'NOT_COVERED';
  portalCode: string;
  route: string | null;
  routeCode: string | null;
  level: number | null;
  coveredRate: number | null;
  explanation: string;
  legalBasis: string[];
}

export interface Identification {
  outcome: Outcome;
  recognisedAs: string | null;
  verdicts: Verdict[];
  resident: (Person & { coverage?: Card | null; eligibility?: Entitlement | null }) | null;
}

export interface Looked {
  identify: Identification | null;
}

const identity = `outcome recognisedAs verdicts { field verdict reason }`;
const person = `personalId fullName dateOfBirth sex status
  permanentResidence { addressLine currentUnits { name provinceName } recordedUnit { name provinceName } }`;

/** Who this is and what insurance pays here: one look. */
export const deskLook = `query DeskLook($claim: IdentityClaim!, $facility: String!, $care: CareKind) {
  identify(claim: $claim) {
    ${identity}
    resident {
      ${person}
      coverage {
        cardNumber status benefitLevel coveredRate objectCode initialFacility fiveYearOn replacedByCard
        period { startOn endOn }
      }
      eligibility(facility: $facility, care: $care) {
        outcome portalCode route routeCode level coveredRate explanation legalBasis
      }
    }
  }
}`;

/** Who this is alone: asked when the whole takes long, so that something can be seen. */
export const deskIdentity = `query DeskIdentity($claim: IdentityClaim!) {
  identify(claim: $claim) { ${identity} resident { ${person} } }
}`;

export interface VisitEntry {
  id: string;
  moment: 'ARRIVAL' | 'DURING' | 'DISCHARGE';
  at: string;
  officer: string | null;
  requestId: string;
  recognisedAs: string | null;
  verification: 'CONFIRMED' | 'PENDING' | 'NOT_CONFIRMED' | null;
  pendingBecause: string | null;
  notConfirmedBecause: string | null;
  outcome: string | null;
  portalCode: string | null;
  routeCode: string | null;
  coveredRate: number | null;
  level: number | null;
  cardNumber: string | null;
  validUntil: string | null;
  explanation: string | null;
  supersededBy: string | null;
  /** Why it stands for another one, where it does. */
  reason: string | null;
  withdraws: boolean;
}

export interface Visit {
  id: string;
  state: 'PENDING_VERIFICATION' | 'OPEN' | 'ENDED' | 'NOT_CONFIRMED' | 'WITHDRAWN';
  care: string;
  facility: string;
  openedAt: string;
  endedAt: string | null;
  /** When a look that was owed was made up for. */
  answeredAt: string | null;
  entries: VisitEntry[];
  resident?: { fullName: string; personalId: string } | null;
}

const visit = `id state care facility openedAt endedAt answeredAt
  entries {
    id moment at officer requestId recognisedAs verification pendingBecause notConfirmedBecause outcome portalCode
    routeCode coveredRate level cardNumber validUntil explanation supersededBy reason withdraws
  }`;

/** Whom a visit is about, as far as this page knows. */
export interface Patient {
  fullName: string | null;
  number: string | null;
}

/** A visit on its way to the hub. */
export type Sending = Entry<Patient, Visit>;

export const recordVisit = `mutation DeskRecordVisit($input: RecordVisitInput!) { recordVisit(input: $input) { ${visit} } }`;

export interface VisitPage {
  visits: { nodes: Visit[]; totalCount: number | null; pageInfo: { hasNextPage: boolean } } | null;
}

const page = `{ nodes { ${visit} } totalCount pageInfo { hasNextPage } }`;

export const visitsOfDay = `query DeskVisits($on: LocalDate!) { visits(on: $on, first: 200) ${page} }`;

/** With names: asked when the officer wants to see them, and only then. */
export const visitsWithNames = `query DeskVisitsNamed($on: LocalDate!) {
  visits(on: $on, first: 200) { nodes { ${visit} resident { fullName personalId } } totalCount pageInfo { hasNextPage } }
}`;

export const visitsPending = `query DeskPending { visits(verification: PENDING, first: 50) ${page} }`;

export interface Figures {
  visitIndicators: {
    visits: number;
    people: number;
    byIdentityCard: number;
    pending: number;
    notConfirmed: number;
  } | null;
}

export const figuresOfDay = `query DeskFigures($day: LocalDate!) {
  visitIndicators(from: $day, until: $day) { visits people byIdentityCard pending notConfirmed }
}`;

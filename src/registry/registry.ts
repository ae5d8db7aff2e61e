import type { PartialDate } from '../domain/partial-date.js';
import type { Sex } from '../domain/sex.js';

/** Parts of a resident's record that cost extra to read; only what an operation asks for is read. */
export type Part = 'identifiers' | 'cards' | 'residence' | 'household' | 'guardians' | 'children';

export type IdentifierKind = 'PERSONAL_ID' | 'FORMER_PERSONAL_ID' | 'OLD_ID_NUMBER';
export type ResidentStatus = 'ALIVE' | 'DECEASED' | 'MISSING' | 'ID_CANCELLED';

export interface IdentifierRecord {
  identifier: string;
  kind: IdentifierKind;
  validFrom: string | null;
  validUntil: string | null;
  reason: string | null;
}

export interface CardRecord {
  cardNumber: string;
  cardType: string;
  issuedOn: string;
  expiresOn: string | null;
  status: string;
}

export interface ResidenceRecord {
  kind: 'PERMANENT' | 'TEMPORARY';
  /** Means a unit only together with `unitValidFrom`. */
  unitCode: string;
  unitValidFrom: string;
  addressLine: string;
  since: string | null;
  until: string | null;
}

export interface HouseholdRecord {
  householdId: string;
  headPersonalId: string;
  members: { personalId: string; relationship: string }[];
}

/** A resident as the registry records him (công dân trong CSDL quốc gia về dân cư). Parts not asked for are absent. */
export interface ResidentRecord {
  /** The number looked up, and as what it answered. */
  asked: string;
  askedKind: IdentifierKind;
  personalId: string;
  fullName: string;
  dateOfBirth: PartialDate;
  sex: Sex;
  status: ResidentStatus;
  eidLevel: number | null;
  eidStatus: string | null;
  eidActivatedOn: string | null;
  identifiers?: IdentifierRecord[];
  cards?: CardRecord[];
  residences?: ResidenceRecord[];
  household?: HouseholdRecord | null;
  guardians?: { personalId: string; relationship: string }[];
  children?: string[];
}

/** The population registry, wherever it is. */
export interface Registry {
  /**
   * Residents by any number they have or had, aligned with `identifiers`: null for a number that is unknown or that
   * answers for more than one resident. One statement however many.
   * @throws HubError REGISTRY_UNAVAILABLE
   */
  findMany(identifiers: readonly string[], parts: ReadonlySet<Part>): Promise<(ResidentRecord | null)[]>;
}

import type { CaseForm } from './case-pattern.js';
import type { AgencyKind, Purpose, Scope } from './kinds.js';

/** An agency as the hub knows it now (cơ quan, đơn vị khai thác). */
export interface Agency {
  code: string;
  kind: AgencyKind;
  name: string;
  /** Facility, school, province or commune codes that its remit is measured by, according to its kind. */
  units: readonly string[];
  /** What it is granted at this moment, for whatever purpose. */
  grants: ReadonlySet<Scope>;
  /** Where grants are for some purposes or for few residents only; null where none is, which is the rule. */
  narrowed: NarrowedGrants | null;
  /** Hashes of the registered operations that it is answered, and no others; null when it may ask any. */
  documents: ReadonlySet<string> | null;
  /** Whether a case reference has this agency's form; null when any has. */
  isCase: CaseForm | null;
  /** Whether each of its looks names a case, whatever its kind. */
  caseRequired: boolean;
  /** Whether its tokens must be bound to a client certificate. */
  certificateRequired: boolean;
  /** The ids of its keys that count now. */
  keyIds: ReadonlySet<string>;
  /** Officers who may not look at present, folded. */
  barred: ReadonlyMap<string, Barred>;
  /** The only officers who may look, folded; null when any may whom its tokens name. */
  officers: ReadonlySet<string> | null;
}

/** A scope's grant as it counts for a look. */
export interface NarrowedGrants {
  /** Whether the scope is granted for looks of this purpose. */
  counts(scope: Scope, purpose: Purpose): boolean;
  /** The most residents one operation may come to with it; null for the hub's own limit. */
  maxRows(scope: Scope, purpose: Purpose): number | null;
}

/** Why an officer may not look, and until when in milliseconds since 1970 where that is known. */
export interface Barred {
  because: 'SUSPENDED' | 'PAUSED' | 'NOT_REGISTERED';
  until: number | null;
}

/** Who asks in this request: an agency and one of its officers, or a resident about himself. */
export interface Caller {
  agency: Agency;
  /** The OAuth client: the agency's own system, or `desk`. */
  clientId: string;
  /** The officer (cán bộ tra cứu) the token names, as `foldOfficer` writes him; null only for a resident. */
  officer: string | null;
  /** The resident's own number, for an agency of kind RESIDENT, */
  self: string | null;
  /** and the pseudonym that the token names him by. */
  subject: string | null;
  /** Scopes of the token that the agency also holds now, for whatever purpose. */
  scopes: ReadonlySet<Scope>;
  /** Null for whoever may look; the others are on record by name, and refused. */
  barred: Barred | null;
}

/** For what: the purpose and case of one request, checked against the caller's kind. */
export interface Reason {
  purpose: Purpose | null;
  caseReference: string | null;
  emergencyReason: string | null;
}

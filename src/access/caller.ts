import type { AgencyKind, Purpose, Scope } from './kinds.js';

/** An agency as the hub knows it now (cơ quan, đơn vị khai thác). */
export interface Agency {
  code: string;
  kind: AgencyKind;
  name: string;
  /** Facility, school, province or commune codes that its remit is measured by, according to its kind. */
  units: readonly string[];
  /** What it is granted at this moment. */
  grants: ReadonlySet<Scope>;
  /** Hashes of the registered operations that it is answered, and no others; null when it may ask any. */
  documents: ReadonlySet<string> | null;
}

/** Who asks in this request: an agency and one of its officers, or a resident about himself. */
export interface Caller {
  agency: Agency;
  /** The OAuth client: the agency's own system, or `desk`. */
  clientId: string;
  /** The officer (cán bộ tra cứu) the token names; null only for a resident. */
  officer: string | null;
  /** The resident's own number, for an agency of kind RESIDENT. */
  self: string | null;
  /** Scopes of the token that the agency also holds now. */
  scopes: ReadonlySet<Scope>;
}

/** For what: the purpose and case of one request, checked against the caller's kind. */
export interface Reason {
  purpose: Purpose | null;
  caseReference: string | null;
  emergencyReason: string | null;
}

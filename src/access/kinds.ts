/** Every scope there is; a grant of anything else is refused. */
export const scopes = [
  'identity:verify',
  'identity:read',
  'residence:read',
  'household:read',
  'coverage:read',
  'visit:read',
  'visit:write',
  'enrolment:read',
  'enrolment:write',
  'fee:read',
  'fee:write',
  'exemption:read',
  'membership:read',
  'reconciliation:run',
  'reconciliation:review',
  'reconciliation:apply',
  'correction:review',
  'statistics:read',
  'indicator:read',
  'usage:read',
  'audit:read',
  'misuse:review',
  'agency:admin',
  'operation:read',
  'schema:read',
] as const;

export type Scope = (typeof scopes)[number];

/** Why a look is taken (mục đích tra cứu), as `X-Purpose` states it. */
export type Purpose =
  | 'TREATMENT'
  | 'EMERGENCY'
  | 'ENROLMENT'
  | 'FEE_COLLECTION'
  | 'INSURANCE_ADMINISTRATION'
  | 'RECONCILIATION'
  | 'ADMINISTRATIVE_PROCEDURE'
  | 'STATISTICS'
  | 'RESIDENT_REQUEST'
  | 'INSPECTION'
  | 'SELF'
  | 'OPERATION';

export type AgencyKind =
  | 'HOSPITAL'
  | 'SCHOOL'
  | 'SOCIAL_INSURANCE'
  | 'PUBLIC_SERVICE'
  | 'AUTHORITY'
  | 'AUDITOR'
  | 'RESIDENT'
  | 'OPERATOR';

/** A rule that says whose data an agency may ask for; `remit/` has one file each. */
export type RemitName = 'PRESENTED' | Relation | 'JURISDICTION' | 'SELF';

/** A rule that somebody else's data decide: the hub's visits, or the sector that knows who belongs. */
export type Relation = 'IN_CARE' | 'ENROLLED' | 'MEMBER';

export function isRelation(name: RemitName): name is Relation {
  return name === 'IN_CARE' || name === 'ENROLLED' || name === 'MEMBER';
}

interface Kind {
  /** Whose data it may ask for: any of these rules is enough. */
  remit: readonly RemitName[];
  /** What it may be granted; a grant beyond this counts for nothing. */
  scopes: readonly Scope[];
  purposes: readonly Purpose[];
  /** Whether each look must name the case it belongs to (`X-Case-Reference`). */
  caseRequired?: true;
}

/** Agency kind × remit × scopes × purposes: the table of docs/integrate.md. */
export const kinds: Readonly<Record<AgencyKind, Kind>> = {
  HOSPITAL: {
    remit: ['PRESENTED', 'IN_CARE'],
    scopes: [
      'identity:verify',
      'identity:read',
      'residence:read',
      'coverage:read',
      'visit:read',
      'visit:write',
      'indicator:read',
    ],
    purposes: ['TREATMENT', 'EMERGENCY'],
  },
  SCHOOL: {
    remit: ['ENROLLED', 'PRESENTED'],
    scopes: [
      'identity:verify',
      'identity:read',
      'enrolment:read',
      'enrolment:write',
      'fee:read',
      'fee:write',
      'exemption:read',
      'indicator:read',
    ],
    purposes: ['ENROLMENT', 'FEE_COLLECTION'],
  },
  SOCIAL_INSURANCE: {
    remit: ['MEMBER', 'PRESENTED'],
    scopes: [
      'identity:verify',
      'identity:read',
      'residence:read',
      'membership:read',
      'coverage:read',
      'visit:read',
      'reconciliation:run',
      'reconciliation:review',
      'reconciliation:apply',
      'indicator:read',
    ],
    purposes: ['INSURANCE_ADMINISTRATION', 'RECONCILIATION'],
  },
  PUBLIC_SERVICE: {
    remit: ['PRESENTED'],
    scopes: ['identity:verify', 'identity:read', 'residence:read', 'household:read'],
    purposes: ['ADMINISTRATIVE_PROCEDURE'],
    caseRequired: true,
  },
  AUTHORITY: {
    remit: ['JURISDICTION'],
    scopes: [
      'identity:verify',
      'identity:read',
      'residence:read',
      'household:read',
      'correction:review',
      'statistics:read',
      'indicator:read',
    ],
    purposes: ['ADMINISTRATIVE_PROCEDURE', 'STATISTICS', 'RESIDENT_REQUEST'],
  },
  AUDITOR: { remit: [], scopes: ['audit:read', 'misuse:review'], purposes: ['INSPECTION'] },
  RESIDENT: {
    remit: ['SELF'],
    scopes: [
      'usage:read',
      'identity:read',
      'residence:read',
      'coverage:read',
      'enrolment:read',
      'fee:read',
      'membership:read',
    ],
    purposes: ['SELF'],
  },
  OPERATOR: {
    remit: [],
    scopes: ['agency:admin', 'operation:read', 'schema:read', 'indicator:read'],
    purposes: ['OPERATION'],
  },
};

/** Scopes that count under one purpose only; every other scope counts under all purposes of its kind. */
const purposeOfScope: Partial<Record<Scope, Purpose>> = {
  'reconciliation:run': 'RECONCILIATION',
  'reconciliation:review': 'RECONCILIATION',
  'reconciliation:apply': 'RECONCILIATION',
  'statistics:read': 'STATISTICS',
  'fee:write': 'FEE_COLLECTION',
};

/** Whether a scope counts when the look is taken for this purpose. */
export function countsUnder(scope: Scope, purpose: Purpose): boolean {
  return (purposeOfScope[scope] ?? purpose) === purpose;
}

export function isScope(text: string): text is Scope {
  return (scopes as readonly string[]).includes(text);
}

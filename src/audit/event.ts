/** How an operation ended, as the record of looks keeps it. */
export type AuditOutcome = 'REQUESTED' | 'ANSWERED' | 'PARTIAL' | 'REFUSED' | 'FAILED' | 'CLIENT_GONE';

/** What became of one resident in an operation. */
export type SubjectOutcome =
  | 'RELEASED'
  | 'VERIFIED_ONLY'
  | 'MISMATCHED'
  | 'NOT_FOUND'
  | 'OUT_OF_REMIT'
  | 'REFUSED';

/**
 * How an operation came to a resident: asked for, or `RELATED`: reached through another person (household, guardian,
 * child).
 */
export type SubjectRelation = 'DIRECT' | 'RELATED';

export interface AuditSubject {
  mac: Buffer;
  sealed: Buffer;
  outcome: SubjectOutcome;
  relation: SubjectRelation;
}

/** One look: who asked, about whom, for what, what was released. Written before the answer leaves. */
export interface AuditEvent {
  id: string;
  requestId: string;
  agencyCode: string | null;
  agencyKind: string | null;
  clientId: string | null;
  officer: string | null;
  purpose: string | null;
  caseReference: string | null;
  emergencyReasonSealed: Buffer | null;
  operationName: string | null;
  operationHash: string | null;
  outcome: AuditOutcome;
  errorCodes: readonly string[];
  fieldsReleased: readonly string[];
  fieldsRefused: readonly string[];
  fieldsUnavailable: readonly string[];
  durationMs: number;
  /** What an administrative change changed: canonical JSON `{"what","target","before","after"}`; never a secret. */
  change: string | null;
  subjects: AuditSubject[];
}

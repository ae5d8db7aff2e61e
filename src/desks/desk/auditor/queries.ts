/** What a look was about, as far as an auditor sees it: no number, no name. */
export interface Subject {
  pseudonym: string;
  outcome: string;
  relation: string;
}

export interface FoundEvent {
  id: string;
  occurredAt: string;
  agency: string | null;
  officer: string | null;
  purpose: string | null;
  operationName: string | null;
  outcome: string;
  fieldsReleased: string[];
  change: string | null;
  subjects: { outcome: string }[];
}

export interface WholeEvent extends Omit<FoundEvent, 'subjects'> {
  requestId: string;
  agencyKind: string | null;
  clientId: string | null;
  caseReference: string | null;
  emergencyReason: string | null;
  operationHash: string | null;
  errorCodes: string[];
  fieldsRefused: string[];
  fieldsUnavailable: string[];
  durationMs: number;
  subjects: Subject[];
  /** JSON; null until it is sealed. */
  proof: string | null;
}

/** What narrows a search; moments in UTC. */
export interface EventFilter {
  agency?: string;
  officer?: string;
  purpose?: string;
  outcome?: string;
  from?: string;
  to?: string;
  subject?: string;
}

export interface EventPage {
  auditEvents: {
    nodes: FoundEvent[];
    totalCount: number | null;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
}

export const findEvents = `query DeskAuditEvents($filter: AuditEventFilter, $after: String) {
  auditEvents(filter: $filter, first: 100, after: $after) {
    nodes {
      id occurredAt agency officer purpose operationName outcome fieldsReleased change subjects { outcome }
    }
    totalCount pageInfo { hasNextPage endCursor }
  }
}`;

export const oneEvent = `query DeskAuditEvent($id: ID!) {
  auditEvent(id: $id) {
    id occurredAt requestId agency agencyKind clientId officer purpose caseReference emergencyReason operationName
    operationHash outcome errorCodes fieldsReleased fieldsRefused fieldsUnavailable durationMs change
    subjects { pseudonym outcome relation } proof
  }
}`;

export interface SealingAnswer {
  auditSealing: {
    checkpoints: string[];
    waitingSeconds: number | null;
    keptOutside: string | null;
    keys: string[];
  } | null;
}

export const sealing = `query DeskAuditSeals {
  auditSealing(last: 50) { checkpoints waitingSeconds keptOutside keys }
}`;

export interface MisuseCase {
  id: string;
  detector: string;
  agency: string | null;
  officer: string | null;
  action: string;
  evidence: { name: string; value: number }[];
  eventIds: string[];
  openedAt: string;
  lastSeenAt: string;
  state: string;
  decidedAt: string | null;
  decidedBy: string | null;
  note: string | null;
}

const misuseCase = `id detector agency officer action evidence { name value } eventIds openedAt lastSeenAt state
  decidedAt decidedBy note`;

export interface CasePage {
  misuseCases: {
    nodes: MisuseCase[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
}

export const misuseCases = `query DeskMisuseCases($state: MisuseCaseState!, $after: String) {
  misuseCases(filter: { state: $state }, first: 50, after: $after) {
    nodes { ${misuseCase} } pageInfo { hasNextPage endCursor }
  }
}`;

export const decideCase = `mutation DeskDecideCase($input: DecideMisuseCaseInput!) {
  decideMisuseCase(input: $input) { ${misuseCase} }
}`;

export const liftPause = `mutation DeskLiftPause($input: LiftPauseInput!) {
  liftPause(input: $input) { agency officer openCases }
}`;

/** What a resident asks about a look at him; not who he is. */
export interface UsageQuestion {
  id: string;
  eventId: string;
  agency: string | null;
  question: string;
  askedAt: string;
  answerBy: string;
  isOverdue: boolean;
  state: 'OPEN' | 'ANSWERED';
  answer: string | null;
  answeredAt: string | null;
}

const usageQuestion = 'id eventId agency question askedAt answerBy isOverdue state answer answeredAt';

export interface QuestionPage {
  usageQuestions: {
    nodes: UsageQuestion[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
}

export const usageQuestions = `query DeskUsageQuestions($state: UsageQuestionState!, $after: String) {
  usageQuestions(state: $state, first: 50, after: $after) {
    nodes { ${usageQuestion} } pageInfo { hasNextPage endCursor }
  }
}`;

export const answerQuestion = `mutation DeskAnswerQuestion($input: AnswerUsageQuestionInput!) {
  answerUsageQuestion(input: $input) { ${usageQuestion} }
}`;

export interface LookAskedAbout {
  auditEvent: Pick<WholeEvent, 'occurredAt' | 'agency' | 'officer' | 'purpose' | 'caseReference'> | null;
}

/** NOTE: of the one question that is open, since each event that is read is on record. */
export const lookAskedAbout = `query DeskLookAskedAbout($id: ID!) {
  auditEvent(id: $id) { occurredAt agency officer purpose caseReference }
}`;

export interface AccessGrant {
  scope: string;
  purpose: string | null;
  maxRows: number | null;
  validFrom: string;
  validUntil: string | null;
  grantedBy: string | null;
  withdrawnBy: string | null;
}

export interface AgencyAccess {
  code: string;
  kind: string;
  name: string;
  suspended: boolean;
  purposes: string[];
  grants: AccessGrant[];
}

export interface AccessPage {
  agencyAccess: {
    nodes: AgencyAccess[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
}

export const agencyAccess = `query DeskAgencyAccess($after: String) {
  agencyAccess(first: 50, after: $after) {
    nodes {
      code kind name suspended purposes
      grants { scope purpose maxRows validFrom validUntil grantedBy withdrawnBy }
    }
    totalCount pageInfo { hasNextPage endCursor }
  }
}`;

/** What the operator's desk asks the hub; the shapes of what comes back stand beside each. */

export type Part = 'HUB' | 'RECORD' | 'REGISTRY' | 'SECTOR';
export type Cause = 'TIMEOUT' | 'OPEN' | 'FULL' | 'UNREACHABLE' | 'REJECTED';

export interface Dependency {
  name: string;
  title: string;
  part: Part;
  state: 'UP' | 'DOWN';
  since: string;
  cause: Cause | null;
  latencyMs: number | null;
  canBeStopped: boolean;
  isStopped: boolean;
}

export interface Queue {
  name: 'SEALING' | 'VISITS' | 'RECONCILIATION';
  waiting: number | null;
  oldestSeconds: number | null;
}

export interface OperationNow {
  operation: {
    version: string;
    startedAt: string;
    dependencies: Dependency[];
    queues: Queue[] | null;
  } | null;
}

export const operationNow = `query DeskOperation {
  operation {
    version startedAt
    dependencies { name title part state since cause latencyMs canBeStopped isStopped }
    queues { name waiting oldestSeconds }
  }
}`;

export const stopSource = `mutation DeskStopSource($input: StopSampleSourceInput!) { stopSampleSource(input: $input) { name isStopped } }`;
export const startSource = `mutation DeskStartSource($input: StartSampleSourceInput!) { startSampleSource(input: $input) { name isStopped } }`;

export interface AgencyRow {
  code: string;
  kind: string;
  name: string;
  legalBasis: string | null;
  suspended: boolean;
}

export interface AgencyList {
  agencies: { nodes: AgencyRow[]; totalCount: number | null; pageInfo: PageInfo } | null;
}

export interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}

export const agencyList = `query DeskAgencies($after: String) {
  agencies(first: 100, after: $after) {
    nodes { code kind name legalBasis suspended } totalCount pageInfo { hasNextPage endCursor }
  }
}`;

export interface Grant {
  scope: string;
  purpose: string | null;
  maxRows: number | null;
  validFrom: string;
  validUntil: string | null;
  grantedBy: string | null;
}

export interface Key {
  kid: string;
  algorithm: string;
  thumbprint: string;
  validFrom: string;
  validUntil: string | null;
  revokedAt: string | null;
}

export interface Officer {
  officer: string;
  name: string | null;
  unit: string | null;
  suspended: boolean;
  pausedUntil: string | null;
}

export interface Quota {
  officer: string | null;
  purpose: string | null;
  perMinute: number | null;
  perDay: number | null;
  agencyPerMinute: number | null;
  agreed: boolean;
}

export interface AgencyDetail extends AgencyRow {
  units: string[];
  officersListed: boolean;
  grantableScopes: string[];
  purposes: string[];
  grants: Grant[];
  keys: Key[];
  officers: { nodes: Officer[]; totalCount: number | null } | null;
  quotas: Quota[];
  quotaUse: { officer: string; purpose: string; used: number }[];
}

export interface OneAgency {
  agency: AgencyDetail | null;
}

export const oneAgency = `query DeskAgency($code: String!) {
  agency(code: $code) {
    code kind name legalBasis suspended units officersListed grantableScopes purposes
    grants { scope purpose maxRows validFrom validUntil grantedBy }
    keys { kid algorithm thumbprint validFrom validUntil revokedAt }
    quotas { officer purpose perMinute perDay agencyPerMinute agreed }
    quotaUse { officer purpose used }
    officers(first: 200) { nodes { officer name unit suspended pausedUntil } totalCount }
  }
}`;

const act = (name: string) => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  return `mutation Desk${type}($input: ${type}!) { ${name}(input: $input) { __typename } }`;
};

export const acts = {
  grant: act('grantScope'),
  withdraw: act('withdrawGrant'),
  addKey: act('addAgencyKey'),
  revokeKey: act('revokeAgencyKey'),
  suspend: act('suspendAgency'),
  resume: act('resumeAgency'),
  register: act('registerOfficer'),
  suspendOfficer: act('suspendOfficer'),
  resumeOfficer: act('resumeOfficer'),
  setQuota: act('setAgencyQuota'),
  clearQuota: act('clearAgencyQuota'),
};

export interface Change {
  id: string;
  occurredAt: string;
  agency: string | null;
  officer: string | null;
  client: string | null;
  what: string;
  target: string;
  before: string | null;
  after: string | null;
}

export interface ChangePage {
  changes: { nodes: Change[]; pageInfo: PageInfo } | null;
}

export const changesOn = `query DeskChanges($agency: String, $after: String) {
  changes(agency: $agency, first: 50, after: $after) {
    nodes { id occurredAt agency officer client what target before after }
    pageInfo { hasNextPage endCursor }
  }
}`;

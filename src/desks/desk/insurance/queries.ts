import type { Entry } from '../shell/use-outbox.js';

export type RunState =
  | 'WAITING'
  | 'RUNNING'
  | 'PAUSING'
  | 'PAUSED'
  | 'CANCELLING'
  | 'CANCELLED'
  | 'FAILED'
  | 'FINISHED';

/** A run as lists and progress show it; nothing in it about people. */
export interface Run {
  id: string;
  sector: string;
  state: RunState;
  stage: 'LOADING' | 'SEARCHING' | 'GROUPING' | 'DONE';
  source: {
    kind: 'FILE' | 'UPLOAD' | 'VIEW';
    name: string;
    sha256: string | null;
    charset: string | null;
    letters: string | null;
    delimiter: string | null;
    sheet: string | null;
  };
  rowsRead: number;
  rowsRejected: number;
  done: number;
  total: number | null;
  rowsPerSecond: number | null;
  secondsLeft: number | null;
  outcomes: { outcome: string; records: number }[];
  causes: { cause: string; records: number }[];
  registryAt: string | null;
  residents: number | null;
  versions: { hub: string; engine: number };
  refusal: string | null;
  refusalCode: string | null;
  officer: string | null;
  startedAt: string;
  finishedAt: string | null;
  seconds: number;
  signedSummary?: string | null;
}

const run = `id sector state stage source { kind name sha256 charset letters delimiter sheet } rowsRead rowsRejected
  done total rowsPerSecond secondsLeft outcomes { outcome records } causes { cause records } registryAt residents
  versions { hub engine } refusal refusalCode officer startedAt finishedAt seconds`;

export interface RunList {
  reconciledSectors: { name: string; records: string; isCorrected: boolean }[];
  reconciliationRuns: { nodes: Run[]; pageInfo: { hasNextPage: boolean } } | null;
}

export const runsQuery = `query DeskRuns {
  reconciledSectors { name records isCorrected }
  reconciliationRuns(first: 50) { nodes { ${run} } pageInfo { hasNextPage } }
}`;

export const runQuery = `query DeskRun($id: ID!) { reconciliationRun(id: $id) { ${run} } }`;
export const summaryQuery = `query DeskSummary($id: ID!) { reconciliationRun(id: $id) { ${run} signedSummary } }`;

/** How a file that was sent in would be read. */
export interface FileRead {
  name: string;
  kilobytes: number;
  charset: string | null;
  letters: string | null;
  delimiter: string | null;
  sheet: string | null;
  header: string[];
  columns: { column: string; header: string | null; suggested: string | null }[];
  tried: number;
  readable: number;
  rejected: { reason: string; rows: number }[];
  first: {
    line: number;
    sectorNo: string;
    personalId: string | null;
    oldIdNumber: string | null;
    fullName: string;
    dateOfBirth: string | null;
    sex: string;
    address: string;
  }[];
  refusal: string | null;
  refusalCode: string | null;
}

export const fileQuery = `query DeskFile($id: ID!, $columns: [ReconciliationColumnInput!]) {
  reconciliationFile(id: $id, columns: $columns) {
    name kilobytes charset letters delimiter sheet header columns { column header suggested } tried readable
    rejected { reason rows } refusal refusalCode
    first { line sectorNo personalId oldIdNumber fullName dateOfBirth sex address }
  }
}`;

export type FindingState =
  | 'OPEN'
  | 'PROPOSED'
  | 'ACCEPTED'
  | 'DISMISSED'
  | 'ROUTED'
  | 'SENDING'
  | 'APPLIED'
  | 'REVERTING'
  | 'REGISTRY_CORRECTED'
  | 'REGISTRY_REFUSED';

export type Act = 'ACCEPT' | 'DISMISS' | 'ROUTE' | 'UNDO';

/** A finding as the queue lists it: without anybody's values. */
export interface ListedFinding {
  id: string;
  sectorNo: string;
  outcome: string;
  causes: string[];
  state: FindingState;
  version: number;
  dueOn: string;
  office: string | null;
  touchesBenefits: boolean;
  assignee: string | null;
  decidedBy: string | null;
}

const listed = 'id sectorNo outcome causes state version dueOn office touchesBenefits assignee decidedBy';

/** The six values of a record that are compared. */
export interface Stated {
  personalId: string;
  oldIdNumber: string;
  fullName: string;
  dateOfBirth: string;
  gender: string;
  address: string;
}

export interface Candidate {
  rank: number;
  score: number;
  foundBy: 'ID' | 'FORMER_ID' | 'OLD_NUMBER' | null;
  shares: { field: string; bits: number }[];
  differences: { field: string; reason: string | null }[];
  resident: {
    personalId: string;
    fullName: string;
    dateOfBirth: string;
    sex: string;
    status: string;
    permanentResidence: {
      addressLine: string;
      currentUnits: { name: string; provinceName: string | null }[];
    } | null;
  } | null;
}

/** A finding with all its evidence: to read it is a look, on record. */
export interface Finding extends ListedFinding {
  communes: string[];
  group: number | null;
  inSample: boolean;
  leasedUntil: string | null;
  decision: Exclude<Act, 'UNDO'> | null;
  chosen: number | null;
  confirmedBy: string | null;
  decidedAt: string | null;
  stated: Stated;
  candidates: Candidate[];
  history: {
    version: number;
    at: string;
    officer: string;
    act: string;
    state: FindingState;
    reason: string | null;
  }[];
}

export interface FindingPage<Node> {
  findings: {
    nodes: Node[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    totalCount: number | null;
  } | null;
}

const page = (selection: string) => `($runId: ID!, $filter: FindingFilter, $first: Int!, $after: String) {
  findings(runId: $runId, filter: $filter, first: $first, after: $after) {
    nodes { ${selection} } pageInfo { hasNextPage endCursor } totalCount
  }
}`;

export const findingsQuery = `query DeskFindings($runId: ID!, $filter: FindingFilter, $first: Int!, $skip: Int!) {
  findings(runId: $runId, filter: $filter, first: $first, skip: $skip) { nodes { ${listed} } totalCount }
}`;
const more = 'communes confirmedBy decidedAt decision';
export const exportQuery = `query DeskExport${page(`${listed} ${more}`)}`;
const stated = 'stated { personalId oldIdNumber fullName dateOfBirth gender address }';
export const exportWithValuesQuery = `query DeskExportValues${page(`${listed} ${more} ${stated}`)}`;

export const findingQuery = `query DeskFinding($id: ID!) {
  finding(id: $id) {
    ${listed} ${more} group inSample leasedUntil chosen ${stated}
    candidates {
      rank score foundBy shares { field bits } differences { field reason }
      resident { personalId fullName dateOfBirth sex status permanentResidence { addressLine currentUnits { name provinceName } } }
    }
    history { version at officer act state reason }
  }
}`;

export interface Counts {
  byCause: Count[] | null;
  byCommune: Count[] | null;
  byOffice: Count[] | null;
  byState: Count[] | null;
}
export interface Count {
  key: string;
  name: string | null;
  findings: number;
  open: number;
}

export const countsQuery = `query DeskCounts($runId: ID!) {
  byCause: findingCounts(runId: $runId, by: CAUSE) { key name findings open }
  byCommune: findingCounts(runId: $runId, by: COMMUNE) { key name findings open }
  byOffice: findingCounts(runId: $runId, by: OFFICE) { key name findings open }
  byState: findingCounts(runId: $runId, by: STATE) { key name findings open }
}`;

/** How many findings of a run are in each state: what a list of runs says of its newest. */
export const statesQuery = `query DeskStates($runId: ID!) {
  byState: findingCounts(runId: $runId, by: STATE) { key findings }
}`;

export interface Group {
  group: number;
  causes: string[];
  placeKind: 'OFFICE' | 'COMMUNE';
  place: string;
  placeName: string | null;
  members: number;
  state: 'OPEN' | 'SAMPLED' | 'ACCEPTED' | 'REFUSED';
  sample: number;
  sampleAccepted: number;
  sampleRefused: number;
  open: number;
}

const group = 'group causes placeKind place placeName members state sample sampleAccepted sampleRefused open';
export const groupsQuery = `query DeskGroups($runId: ID!) {
  findingGroups(runId: $runId, first: 100) { nodes { ${group} } }
}`;

/** What became of one decision, or of one thing given back. */
export interface ItemResult {
  finding: string;
  outcome: 'DONE' | 'CONFLICT' | 'NOT_FOUND';
  reason: string | null;
  state: FindingState | null;
  version: number | null;
}

export interface Applied {
  dryRun: boolean;
  applied: number;
  skipped: number;
  failed: number;
  pending: number;
  results: {
    finding: string;
    outcome: string;
    reason: string | null;
    state: FindingState | null;
    changes: { field: string }[];
  }[];
}

const results = '{ results { finding outcome reason state version } }';
const mutation = (name: string, field: string, type: string, selection: string) =>
  `mutation ${name}($input: ${type}!) { ${field}(input: $input) ${selection} }`;

export const mutations = {
  start: mutation('DeskStart', 'startReconciliation', 'StartReconciliationInput', '{ id }'),
  setState: mutation('DeskSet', 'setReconciliationState', 'SetReconciliationStateInput', '{ id state }'),
  take: mutation('DeskTake', 'takeFindings', 'TakeFindingsInput', `{ ${listed} }`),
  release: mutation('DeskRelease', 'releaseFindings', 'ReleaseFindingsInput', results),
  decide: mutation('DeskDecide', 'decideFindings', 'DecideFindingsInput', results),
  sample: mutation('DeskSample', 'sampleFindingGroup', 'FindingGroupInput', `{ ${group} }`),
  acceptGroup: mutation(
    'DeskGroup',
    'acceptFindingGroup',
    'FindingGroupInput',
    `{ accepted group { ${group} } }`,
  ),
  apply: mutation(
    'DeskApply',
    'applyCorrections',
    'ApplyCorrectionsInput',
    '{ dryRun applied skipped failed pending results { finding outcome reason state changes { field } } }',
  ),
} as const;

/** What the page sent: enough to say it, nobody's values. */
export interface Sent {
  what: keyof typeof mutations;
  /** A run, or a finding. */
  of: string;
  /** The sector's number of the finding, as the queue shows it. */
  sectorNo?: string;
  act?: Act | 'PAUSE' | 'RESUME' | 'CANCEL' | 'REVERT' | 'DRY_RUN';
}

// biome-ignore lint/suspicious/noExplicitAny: each mutation answers in its own shape
export type Sending = Entry<Sent, any>;

import type { Verdict } from './queries.js';

/** What the desk asks about rosters (danh sách học sinh). */

export interface RosterNote {
  cell: string | null;
  field: string;
  code: string;
  blocks: boolean;
  message: string;
}

export interface PreviewRow {
  row: number;
  className: string;
  fullName: string;
  dateOfBirth: string | null;
  personalId: string | null;
  moetCode: string | null;
  notes: RosterNote[];
}

/** A roster as the hub understood it; nobody was looked up. */
export interface RosterPreview {
  kind: string;
  sheet: string | null;
  schoolYear: string;
  columns: { field: string; letter: string; header: string }[];
  rows: number;
  readable: number;
  counts: Record<string, number>;
  firstRows: PreviewRow[];
  notedRows: PreviewRow[];
}

export interface RosterRun {
  id: string;
  schoolYear: string;
  state: 'RUNNING' | 'FINISHED';
  rowCount: number;
  checkedCount: number;
  enrols: boolean;
  startedAt: string;
  forgottenAt: string | null;
  retryAfterMs: number | null;
  counts: { outcome: string; register: string | null; count: number }[];
}

const run = `id schoolYear state rowCount checkedCount enrols startedAt forgottenAt retryAfterMs
  counts { outcome register count }`;

export interface RosterRuns {
  school: { rosterImports: RosterRun[] | null } | null;
}
export const rosterRuns = `query SchoolRosters($code: String!) { school(code: $code) { rosterImports { ${run} } } }`;

export const rosterRun = `query SchoolRoster($id: ID!) { rosterImport(id: $id) { ${run} } }`;

export const continueRoster = `mutation SchoolRosterOn($input: ContinueRosterImportInput!) {
  continueRosterImport(input: $input) { ${run} }
}`;

export interface RosterRow extends PreviewRow {
  outcome: string | null;
  register: string | null;
  refused: string | null;
  verdicts: Verdict[];
}
export interface RosterRows {
  rosterImport: {
    rows: { nodes: RosterRow[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } | null;
  } | null;
}
export const rosterRows = `query SchoolRosterRows($id: ID!, $after: String, $noted: Boolean, $only: IdentificationOutcome) {
  rosterImport(id: $id) { rows(first: 50, after: $after, noted: $noted, only: $only) {
    nodes {
      row className fullName dateOfBirth personalId moetCode outcome register refused
      verdicts { field verdict reason } notes { cell field code blocks message }
    }
    pageInfo { hasNextPage endCursor }
  } }
}`;

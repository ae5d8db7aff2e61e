export type RunState =
  | 'WAITING'
  | 'RUNNING'
  | 'PAUSING'
  | 'PAUSED'
  | 'CANCELLING'
  | 'CANCELLED'
  | 'FAILED'
  | 'FINISHED';

/** In their order. LOADING also compares: what a number and four fields settle is settled chunk by chunk. */
export type RunStage = 'LOADING' | 'SEARCHING' | 'GROUPING' | 'DONE';

/** What is reconciled: told in the summary, and part of what makes two runs one. */
export interface RunSource {
  /** A file given to a command, one that was sent in, or the sector's own contract view. */
  kind: 'FILE' | 'UPLOAD' | 'VIEW';
  /** The file's name, or the view's: `lienthong.member`. */
  file: string;
  /** Of a file. */
  bytes: number;
  charset: string | null;
  /** The font encoding of its names, where they are not Unicode. */
  letters: string | null;
  delimiter: string | null;
  /** Of a workbook. */
  sheet: string | null;
  columns: Readonly<Record<string, number>>;
  extras: readonly { name: string; at: number }[];
  /** Of a view: whose records of it, by the codes of the agency's units; null for everybody's. */
  units?: readonly string[] | null;
}

export interface Run {
  runId: number;
  sector: string;
  state: RunState;
  stage: RunStage;
  /** Who goes on with it after an interruption. */
  host: 'COMMAND' | 'GATEWAY';
  source: RunSource;
  /** SHA-256 of what was read, hex; of a view known once all of it was. */
  digest: string | null;
  /** The file that was sent in, and which of its headers mean which columns. */
  uploadId: string | null;
  mapping: Record<string, string> | null;
  rowsRead: number;
  rowsRejected: number;
  rowsExpected: number | null;
  lastSeq: number;
  comparedTo: number;
  searchedTo: number;
  /** The registry it is compared with; null before it began. */
  registry: { residents: number; syncedAt: string } | null;
  engineVersion: number;
  /** Whose run it is: who alone may see it through the gateway. */
  agency: string | null;
  officer: string | null;
  counts: Record<string, number> | null;
  causes: Record<string, number> | null;
  refusal: string | null;
  refusalCode: string | null;
  /** How often it was taken up. */
  taken: number;
  seconds: number;
  /** Since when it is in its stage, or was taken up in it, and how far it was then. */
  stageSince: string | null;
  stageFrom: number;
  startedAt: string;
  finishedAt: string | null;
}

export const moment = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const runColumns = `run_id as "runId", sector, state, stage, host, source, digest,
  upload_id::text as "uploadId", mapping, rows_read as "rowsRead", rows_rejected as "rowsRejected",
  rows_expected as "rowsExpected", last_seq as "lastSeq", compared_to as "comparedTo", searched_to as "searchedTo",
  registry, engine_version as "engineVersion", agency_code as agency, officer, counts, causes, refusal,
  refusal_code as "refusalCode", taken, seconds, ${moment('stage_since')} as "stageSince",
  stage_from as "stageFrom", ${moment('started_at')} as "startedAt", ${moment('finished_at')} as "finishedAt"`;

import type { Columns, ExtraColumn } from './columns.js';
import type { CsvRow } from './csv-rows.js';
import type { RejectReason, StatedValues } from './record-row.js';
import type { RunSource } from './run-store.js';

export type RefuseRows = (stated: readonly StatedValues[]) => Promise<(RejectReason | null)[]>;

/** A sector's records to be reconciled, recognised but not yet read. */
export interface RecordInput {
  source: RunSource;
  /** SHA-256 of its bytes, hex; null where it is known only when all of it was read. */
  digest: string | null;
  columns: Columns;
  /** Other columns that are kept with a record. */
  extras: readonly ExtraColumn[];
  /** Cells of a row. */
  width: number;
  /** Its rows in batches, the header left out. May be asked for again. */
  rows(onBytes?: (done: number) => void): AsyncGenerator<CsvRow[]>;
  /** Whether its rows are the same whenever they are asked for: then what was loaded of them is not loaded again. */
  isFixed: boolean;
  /** How many rows there are, where that is known beforehand. */
  rowsExpected: number | null;
  /** The digest of what was read by the last `rows()`, once it came to its end. */
  digestRead?(): string;
  /** Why each of these may not be reconciled and is set aside, aligned; null: it may. Absent: all may. */
  refuse?: RefuseRows;
}

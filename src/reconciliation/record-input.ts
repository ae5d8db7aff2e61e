import type { Columns, ExtraColumn } from './columns.js';
import type { CsvRow } from './csv-rows.js';
import type { RunSource } from './run-store.js';

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
  /** Which of these sector numbers may be reconciled; the others are set aside. Absent: all. */
  keep?(sectorNos: readonly string[]): Promise<ReadonlySet<string>>;
}

import type { Cell } from './copy-text.js';
import type { TableName } from './tables.js';

/** Takes one row of one table; cells in the order of the table's columns. */
export type Emit = (table: TableName, row: readonly Cell[]) => void;

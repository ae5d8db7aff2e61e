/** One thing this project claims and how it is measured. The list is `proofs.ts`. */
export interface Proof {
  /** Kebab-case; what `--only` takes. */
  name: string;
  title: string;
  /** What is measured and on what, in sentences for somebody who has not read the code. */
  about: string;
  /** `sets`: folders with files of a proof's own form, to be measured in place of what it makes; most take none. */
  run(size: Size, sets?: readonly string[]): Findings | Promise<Findings>;
}

/** How many to measure where a full run measures so many; at least one. */
export type Size = (full: number) => number;

/** What a proof found. It writes nothing itself. */
export interface Findings {
  figures: Figure[];
  /** Where the figures come from, without limits. */
  tables?: Table[];
  notes?: string[];
  /** Every case behind a figure, by the file of the project it is kept in: rows of a CSV. */
  lists?: Record<string, object[]>;
}

export interface Figure {
  name: string;
  value: number;
  /** Empty where the name says what was counted. */
  unit: string;
  /** What it has to keep; none where nothing was promised. */
  limit?: Limit;
}

/** A bound, the value itself included, and whether the task demanded just this one or we set it ourselves. */
export type Limit = ({ atMost: number } | { atLeast: number }) & { origin: 'demanded' | 'ours' };

/** Rows of cells by column; a row that lacks a column has an empty cell. */
export interface Table {
  title: string;
  rows: Record<string, string | number>[];
}

/** Whether the figure keeps its limit; null where it has none. NaN keeps no limit. */
export function keepsLimit({ value, limit }: Figure): boolean | null {
  if (!limit) return null;
  return 'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast;
}

/** Sizes of a run that measures this share of everything. */
export function sizeOf(share: number): Size {
  return (full) => Math.max(1, Math.ceil(full * share));
}

export function percentOf(part: number, whole: number): number {
  return (100 * part) / whole;
}

/** A number as the pages show it: thousands parted, at most three decimals. */
export function shown(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(value) < 1000 ? 3 : 0 });
}

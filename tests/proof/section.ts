import { type MeasuredOn, measuredOn } from './measured-on.js';
import { type Figure, type Findings, keepsLimit, type Proof, type Size, type Table } from './proof.js';

/** One proof as it went: a section of docs/proof.md. */
export interface Section {
  name: string;
  title: string;
  about: string;
  measuredOn: MeasuredOn;
  seconds: number;
  /** False when it threw; it has no figures then. */
  finished: boolean;
  figures: (Figure & { kept: boolean | null })[];
  /** Limits that nothing was measured for. */
  unmeasured?: Omit<Figure, 'value'>[];
  tables: Table[];
  notes: string[];
  /** Files of the project that hold every case, with how many. */
  lists: { file: string; rows: number }[];
  /** Of a section that another program than `npm run proof` adds to, run by run: its command, and all it has. */
  gathered?: { by: string; from: unknown };
}

/** Runs one proof. One that throws is a section too: what it could not show is not shown. */
export async function runProof(
  proof: Proof,
  size: Size,
  sets: readonly string[] = [],
): Promise<{ section: Section; lists: Record<string, object[]>; error: unknown }> {
  const { name, title, about } = proof;
  const where = measuredOn();
  const startedAt = performance.now();
  let found: Findings = { figures: [] };
  let error: unknown = null;
  try {
    found = await proof.run(size, sets);
  } catch (cause) {
    error = cause ?? new Error('unknown');
  }
  const lists = found.lists ?? {};
  const section: Section = {
    ...{ name, title, about, measuredOn: where },
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    finished: error === null,
    figures: found.figures.map((figure) => ({ ...figure, kept: keepsLimit(figure) })),
    ...{ tables: found.tables ?? [], notes: found.notes ?? [] },
    lists: Object.entries(lists).map(([file, rows]) => ({ file, rows: rows.length })),
  };
  return { section, lists, error };
}

/** Whether it finished, all that has a limit was measured, and no figure of it is beyond its limit. */
export function isProven({ finished, figures, unmeasured = [] }: Section): boolean {
  return finished && unmeasured.length === 0 && figures.every((it) => it.kept !== false);
}

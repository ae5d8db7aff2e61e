/** One question as the hub and the bare server take it. Both hold the same person or class. */
export interface Question {
  hub: { headers: Record<string, string>; body: string };
  bare: { path: string; body: string };
  /** The number of a document that no server has seen before; without it, every question has the workload's own. */
  document?: number;
}

/** A kind of question that an agency's desk puts all day. */
export interface Workload {
  key: 'W1' | 'W2' | 'W3' | 'W4';
  title: string;
  /** What the hub does beyond the bare server's answer, for the report. */
  note: string;
  /** How questions are drawn: at random, or each once, in order, when they are documents seen for the first time. */
  draw: 'random' | 'in order';
  /** Every question to draw from, with tokens good for at least one more round. */
  questions(): Promise<Question[]>;
  /** What all answers must have in common, brought to the bare server's form. */
  common: Record<'hub' | 'bare', (data: never) => unknown>;
  /** What every full answer holds, and no other: cheap, asked of each answer under load. */
  holds: Record<'hub' | 'bare', string>;
}

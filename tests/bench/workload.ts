import type { ServerUnderLoad } from './servers.js';

/** One question as each server takes it. Both hold the same person or class. */
export interface Question {
  hub: { headers: Record<string, string>; body: string };
  bare: { path: string; body: string };
}

/** A kind of question that an agency's desk puts all day. */
export interface Workload {
  key: 'W1' | 'W2' | 'W3';
  title: string;
  /** What the hub does beyond the bare server's answer, for the report. */
  note: string;
  /** Every question to draw from, with tokens good for at least one more round. */
  questions(): Promise<Question[]>;
  /** What both answers must have in common, brought to one form. */
  common: Record<ServerUnderLoad['name'], (data: never) => unknown>;
  /** Whether an answer of the hub is the full one: cheap, asked of each answer under load. */
  isFull(body: string): boolean;
}

/** A question as an HTTP request to one of the servers. */
export function requestOf(question: Question, server: ServerUnderLoad['name']) {
  return server === 'hub'
    ? { path: '/graphql', ...question.hub }
    : { headers: { 'content-type': 'application/json' }, ...question.bare };
}

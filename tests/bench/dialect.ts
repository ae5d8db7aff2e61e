import { graphqlDialect } from './graphql-dialect.js';
import { postgraphileDialect } from './postgraphile-dialect.js';
import type { Question, Workload } from './workload.js';

/** A request that is put as it stands. */
export interface PreparedRequest {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** How a question is put to one kind of server and its answer understood. */
export interface Dialect {
  request(workload: Workload, question: Question): PreparedRequest;
  /** What a full answer holds; none holds `"errors"`. */
  holds(workload: Workload): string;
  /** The `data` of an answer in the form that all servers have in common. */
  common(workload: Workload, data: never): unknown;
}

const jsonHeaders = { 'content-type': 'application/json' };

/** Every kind of server there is. */
export const dialects = {
  hub: {
    request: (_workload, question) => ({ path: '/graphql', ...question.hub }),
    holds: (workload) => workload.holds.hub,
    common: (workload, data) => workload.common.hub(data),
  },
  bare: {
    request: (_workload, question) => ({ headers: jsonHeaders, ...question.bare }),
    holds: (workload) => workload.holds.bare,
    common: (workload, data) => workload.common.bare(data),
  },
  graphql: graphqlDialect,
  postgraphile: postgraphileDialect,
} satisfies Record<string, Dialect>;

/** Whether an answer is the full one. */
export function isFull(dialect: Dialect, workload: Workload, body: string): boolean {
  return body.includes(dialect.holds(workload)) && !body.includes('"errors"');
}

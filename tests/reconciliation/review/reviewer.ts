import { randomUUID } from 'node:crypto';
import type { Answer, Hub } from '../../support/hub.js';

/** One officer of an agency who reviews. */
export interface Reviewer {
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** A mutation with one input, under a new key unless it brings one; its data, or an error thrown with the answer. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  act(name: string, type: string, selection: string, input: Record<string, unknown>): Promise<any>;
  /** Results of `decideFindings` by finding. */
  decide(runId: string, decisions: readonly Decision[], idempotencyKey?: string): Promise<Result[]>;
}

export interface Decision {
  finding: string;
  version: number;
  act: 'ACCEPT' | 'DISMISS' | 'ROUTE' | 'UNDO';
  candidate?: number;
  reason?: string;
}

export interface Result {
  finding: string;
  outcome: 'DONE' | 'CONFLICT' | 'NOT_FOUND';
  reason: string | null;
  state: string | null;
  version: number | null;
}

export function reviewer(
  hub: Pick<Hub, 'post' | 'token'>,
  agency: string,
  officer: string,
  purpose = 'RECONCILIATION',
): Reviewer {
  const ask: Reviewer['ask'] = async (query, variables) =>
    hub.post(
      { query, variables },
      { authorization: `Bearer ${await hub.token(agency, { officer })}`, 'x-purpose': purpose },
    );
  const act: Reviewer['act'] = async (name, type, selection, input) => {
    const query = `mutation($input: ${type}!) { ${name}(input: $input) ${selection} }`;
    const { body, text } = await ask(query, { input: { idempotencyKey: randomUUID(), ...input } });
    if (body?.errors) throw new Error(text);
    return body.data[name];
  };
  return {
    ask,
    act,
    decide: async (runId, decisions, idempotencyKey = randomUUID()) =>
      (
        await act(
          'decideFindings',
          'DecideFindingsInput',
          '{ results { finding outcome reason state version } }',
          {
            ...{ runId, decisions, idempotencyKey },
          },
        )
      ).results,
  };
}

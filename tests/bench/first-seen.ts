import type { Question, Workload } from './workload.js';

/** How many documents one round has before the first comes again. */
export const documentsARound = 20_000;

const renamed = /\b(fullName|dateOfBirth|sex|cardNumber|benefitLevel|initialFacility)\b/g;

/** The same document with names of its own in the answer (`fullName_17: fullName`): no cache by its text knows it. */
export function asDocument(query: string, number: number | undefined): string {
  return number === undefined ? query : query.replace(renamed, `$1_${number}: $1`);
}

/** The answer to such a document under the fields' own names. */
export function withoutAliases(data: unknown): unknown {
  if (data === null || typeof data !== 'object') return data;
  if (Array.isArray(data)) return data.map(withoutAliases);
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key.replace(/_\d+$/, ''), withoutAliases(value)]),
  );
}

/**
 * Another workload's questions, each in a document seen for the first time, as from clients that write values and names
 * into their queries. The number goes up from call to call, so no round has another's documents.
 */
export function firstSeen(workload: Workload): Workload {
  let next = 0;
  return {
    ...workload,
    key: 'W4',
    title: `${workload.title}, every document seen for the first time (${documentsARound} a round)`,
    note: `${workload.note}; reads, checks and plans each document`,
    draw: 'in order',
    async questions() {
      const known = await workload.questions();
      return Array.from({ length: documentsARound }, (_, at): Question => {
        const { hub, bare } = known[at % known.length]!;
        const document = next++;
        const { query, variables } = JSON.parse(hub.body);
        const body = JSON.stringify({ query: asDocument(query, document), variables });
        return { hub: { ...hub, body }, bare, document };
      });
    },
    common: {
      hub: (data: never) => workload.common.hub(withoutAliases(data) as never),
      bare: workload.common.bare,
    },
  };
}

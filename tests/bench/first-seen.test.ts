import { parse } from 'graphql';
import { dialects } from './dialect.js';
import { asDocument, documentsARound, firstSeen, withoutAliases } from './first-seen.js';
import type { Workload } from './workload.js';

const query =
  'query Desk($card: String!) { outcome resident { fullName sex coverage { cardNumber status } } }';
const known: Workload = {
  ...{ key: 'W1', title: '', note: '', draw: 'random', holds: { hub: '"MATCHED"', bare: '"coverage"' } },
  questions: async () =>
    ['001099000001|', '001099000002|'].map((card) => ({
      hub: { headers: {}, body: JSON.stringify({ query, variables: { card } }) },
      bare: { path: '/desk', body: JSON.stringify({ card }) },
    })),
  common: { hub: (data: { resident: unknown }) => data.resident, bare: (data) => data },
};

describe('a document seen for the first time', () => {
  it('asks for the same fields under names of its own', () => {
    const text = asDocument(query, 17);
    expect(text).toContain('fullName_17: fullName');
    expect(text).toContain('coverage { cardNumber_17: cardNumber status }');
    expect(() => parse(text)).not.toThrow();
  });

  it('is answered alike once the names are taken off', () => {
    const answer = { resident: { fullName_9: 'A', coverage: [{ cardNumber_9: 'B', endOn: null }] } };
    expect(withoutAliases(answer)).toEqual({
      resident: { fullName: 'A', coverage: [{ cardNumber: 'B', endOn: null }] },
    });
  });

  it.each(['hub', 'graphql', 'postgraphile'] as const)(
    'comes to the %s server never twice, not in another round either',
    async (speaks) => {
      const workload = firstSeen(known);
      const documents = new Set<string>();
      for (let round = 0; round < 2; round += 1)
        for (const question of await workload.questions())
          documents.add(JSON.parse(dialects[speaks].request(workload, question).body).query);
      expect(documents.size).toBe(2 * documentsARound);
    },
  );

  it('takes all persons of the other workload in turn, the same for each server', async () => {
    const workload = firstSeen(known);
    const [first, second, third] = await workload.questions();
    const idOf = (question: typeof first) =>
      JSON.parse(dialects.graphql.request(workload, question!).body).variables.id;
    expect([first, second, third].map(idOf)).toEqual(['001099000001', '001099000002', '001099000001']);
    expect(JSON.parse(first!.hub.body).variables).toEqual({ card: '001099000001|' });
  });
});

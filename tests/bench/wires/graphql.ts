import { documents } from '../../../src/wires/bhxh-gateway/documents.js';
import type { BenchWire, WireParts } from './wire.js';

/** GraphQL, with the very fields that the portal's wire answers with. */
export function graphqlWire({ token, facility }: WireParts): BenchWire {
  return {
    name: 'graphql',
    is: 'POST /graphql: identify, every card, eligibility, address',
    async requests(people) {
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${await token()}`,
        'x-purpose': 'TREATMENT',
      };
      return people.map((claim) => ({
        ...{ path: '/graphql', headers },
        body: JSON.stringify({ query: documents.withAddress, variables: { claim, facility } }),
      }));
    },
    holds: '"portalCode":"',
    codeIn: ({ data }: { data: { identify: { resident: { eligibility: { portalCode: string } } } } }) =>
      data.identify.resident.eligibility.portalCode,
  };
}

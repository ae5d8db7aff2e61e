import type { Dialect } from './dialect.js';
import { asDocument, withoutAliases } from './first-seen.js';
import type { Workload } from './workload.js';

const coverage = 'coverage { cardNumber status benefitLevel period { startOn endOn } initialFacility }';
const fees = 'fees { feeId itemName period amountDue amountPaid amountOutstanding status }';

const desk = `query Desk($id: String!) { resident(personalId: $id) { fullName dateOfBirth sex ${coverage} } }`;

const queries: Record<Workload['key'], string> = {
  W1: desk,
  W2: `query Class($school: String!, $year: String!, $name: String!) { school(code: $school) { name
    class(schoolYear: $year, name: $name) { totalCount nodes { moetCode status
      resident { fullName dateOfBirth } ${fees} } } } }`,
  W3: `query Mine($id: String!) { resident(personalId: $id) { fullName dateOfBirth sex
    permanentResidence { addressLine unitCode unitValidFrom } ${coverage}
    enrolments { schoolYear className status ${fees} }
    membership { sectorNo status provinceCode joinedOn monthsContributed } } }`,
  W4: desk,
};

/** The bare server's question as variables. A card's text begins with its holder's personal ID. */
export function variablesOf(bareBody: string): Record<string, string> {
  const { card, ...variables } = JSON.parse(bareBody) as Record<string, string>;
  return card === undefined ? variables : { id: card.slice(0, 12) };
}

interface ClassData {
  school: { name: string; class: object };
}

/** The hand-written peers' own schema, alike in all of them. */
export const graphqlDialect: Dialect = {
  request: (workload, { bare, document }) => ({
    path: '',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: asDocument(queries[workload.key], document),
      variables: variablesOf(bare.body),
    }),
  }),
  holds: (workload) => workload.holds.bare,
  common(workload, data) {
    if (workload.key === 'W2') {
      const { name, class: found } = (data as ClassData).school;
      return workload.common.bare({ name, ...found } as never);
    }
    return workload.common.bare((withoutAliases(data) as { resident: never }).resident);
  },
};

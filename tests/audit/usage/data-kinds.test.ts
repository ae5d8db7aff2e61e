import { dataKindOf, dataKindsOf, dataKindWords } from '../../../src/audit/usage/data-kinds.js';
import { makeSchema, scopesOf } from '../../../src/graphql/schema.js';
import { sectorModules } from '../../../src/sectors/index.js';

/** Types of operators' and auditors' own business: nobody's data stand in them. */
const aboutNobody = /^(Administrative|Agency|Officer|Mutation|Misuse|LiftedPause)/;

describe('The kinds of data that residents read of', () => {
  it('hold every field of the schema: a new one must be placed', async () => {
    const schema = await makeSchema(sectorModules.flatMap((module) => module.resolvers));
    const unplaced = [...scopesOf(schema).keys()].filter(
      (coordinate) => dataKindOf(coordinate) === 'OTHER' && !aboutNobody.test(coordinate),
    );
    expect(unplaced).toEqual([]);
  });

  it('are told once each, in one order, and a field that nobody knows is told as other data', () => {
    expect(
      dataKindsOf(['Coverage.cardNumber', 'Resident.fullName', 'Resident.coverage', 'Old.field']),
    ).toEqual(['IDENTITY', 'COVERAGE', 'OTHER']);
    expect(dataKindsOf(['Query.identify', 'PageInfo.endCursor', 'Resident.handle'])).toEqual([]);
  });

  it('have words in both languages', () => {
    for (const { vi, en } of Object.values(dataKindWords)) expect(vi).not.toBe(en);
  });
});

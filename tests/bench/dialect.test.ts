import { type OperationDefinitionNode, parse } from 'graphql';
import { dialects, isFull } from './dialect.js';
import type { Workload } from './workload.js';

const workload = (key: Workload['key']): Workload => ({
  ...{ key, title: '', note: '', draw: 'random', questions: async () => [] },
  holds: { hub: '"MATCHED"', bare: '"coverage"' },
  common: { hub: (data) => data, bare: (data) => data },
});
const keys = ['W1', 'W2', 'W3', 'W4'] as const;

const card = {
  ...{ cardNumber: 'HS4010000000001', benefitLevel: 4, status: 'ACTIVE', initialFacility: '01001' },
  ...{ startOn: '2020-01-01', endOn: '2021-01-01' },
};
const current = { ...card, cardNumber: 'HS4010000000002', startOn: '2021-01-01', endOn: null };
const fee = {
  ...{ feeId: 'F1', itemName: 'Học phí', period: '2025-09', dueOn: '2020-01-01' },
  ...{ amountDue: '200000', amountExempt: '50000', amountPaid: '100000' },
};
const paidInPart = {
  ...{ feeId: 'F1', itemName: 'Học phí', period: '2025-09', amountDue: 200_000, amountPaid: 100_000 },
  ...{ amountOutstanding: 50_000, status: 'OVERDUE' },
};

describe('a question to a peer', () => {
  it.each(['graphql', 'postgraphile'] as const)('is a valid document for %s in every workload', (speaks) => {
    for (const key of keys) {
      const body = JSON.stringify(key === 'W2' ? { school: 'S', year: 'Y', name: 'N' } : { id: '1' });
      const question = { hub: { headers: {}, body: '{}' }, bare: { path: '/', body } };
      const asked = JSON.parse(dialects[speaks].request(workload(key), question).body);
      const [operation] = parse(asked.query).definitions;
      const { variableDefinitions } = operation as OperationDefinitionNode;
      expect(variableDefinitions).toHaveLength(Object.keys(asked.variables).length);
    }
  });

  it('holds the personal ID that the card begins with, not the card', () => {
    const body = JSON.stringify({ card: '001099000001|0123456789|Người Mẫu' });
    const question = { hub: { headers: {}, body: '{}' }, bare: { path: '/desk', body } };
    const asked = JSON.parse(dialects.graphql.request(workload('W1'), question).body);
    expect(asked.variables).toEqual({ id: '001099000001' });
  });
});

describe("an answer in the bare server's form", () => {
  it('is the best of the cards that PostGraphile lists', () => {
    const resident = { fullName: 'A', coveragesByPersonalId: { nodes: [card, current] } };
    const data = { identifierByIdentifier: { residentByPersonalId: resident } };
    const { cardNumber, benefitLevel, status, initialFacility, startOn, endOn } = current;
    expect(dialects.postgraphile.common(workload('W1'), data as never)).toEqual({
      fullName: 'A',
      coverage: { cardNumber, benefitLevel, status, initialFacility, period: { startOn, endOn } },
    });
  });

  it('says what is still owed on the fees that PostGraphile lists, and the name of who is known', () => {
    const row = { moetCode: '1', status: 'ENROLLED', feesByEnrolmentId: { nodes: [fee] } };
    const nodes = [
      { ...row, identifierByPersonalId: { residentByPersonalId: { fullName: 'A' } } },
      { ...row, identifierByPersonalId: null },
    ];
    const data = { schoolByCode: { name: 'T', enrolmentsBySchoolCode: { nodes } } };
    const pupil = { moetCode: '1', status: 'ENROLLED', fees: [paidInPart] };
    expect(dialects.postgraphile.common(workload('W2'), data as never)).toEqual({
      ...{ name: 'T', totalCount: 2 },
      nodes: [
        { ...pupil, resident: { fullName: 'A' } },
        { ...pupil, resident: null },
      ],
    });
  });

  it("is the hand-written peers' own, but for the class in its school", () => {
    const data = { school: { name: 'T', class: { totalCount: 0, nodes: [] } } };
    expect(dialects.graphql.common(workload('W2'), data as never)).toEqual({
      ...{ name: 'T', totalCount: 0, nodes: [] },
    });
    expect(dialects.graphql.common(workload('W3'), { resident: { sex: 'MALE' } } as never)).toEqual({
      sex: 'MALE',
    });
  });
});

describe('a full answer', () => {
  it.each([
    ['has what the workload is about', '{"data":{"coverage":null}}', true],
    ['is not one without it', '{"data":{"resident":null}}', false],
    ['is not one with errors beside it', '{"data":{"coverage":null},"errors":[]}', false],
  ])('%s', (_name, body, full) => {
    expect(isFull(dialects.graphql, workload('W1'), body)).toBe(full);
  });
});

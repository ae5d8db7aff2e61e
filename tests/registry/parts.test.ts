import { partsFor } from '../../src/registry/parts.js';

describe('the parts of a record', () => {
  it('are those its fields live on, and those that always matter', () => {
    expect([...partsFor(['Resident.fullName'])]).toEqual([]);
    expect([...partsFor(['Resident.household', 'Resident.fullName'])]).toEqual(['household']);
    expect([...partsFor([], ['residence'])]).toEqual(['residence']);
  });

  it('that verdicts need tell a card older than the record from a wrong one', () => {
    expect(partsFor(['Identification.verdicts'])).toEqual(new Set(['residence', 'cards', 'identifiers']));
    expect(partsFor(['Mutation.recordVisit'])).toBe(partsFor(['Identification.verdicts']));
    expect(partsFor(['Identification.outcome'])).toEqual(new Set());
  });
});

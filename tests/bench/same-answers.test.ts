import { firstDifference } from './same-answers.js';

describe('the comparison before a measurement', () => {
  it('takes answers for alike whatever the order of their keys', () => {
    expect(firstDifference({ a: 1, b: { c: [1, null] } }, { b: { c: [1, null] }, a: 1 })).toBeNull();
  });

  it('names the place of the first difference and no value', () => {
    const hub = { coverage: { period: { endOn: '2026-12-31' } } };
    const bare = { coverage: { period: { endOn: '2027-12-31' } } };
    expect(firstDifference(hub, bare)).toBe('coverage.period.endOn');
  });

  it.each([
    ['a missing key', { a: null }, {}, 'a'],
    ['a longer list', { a: [1] }, { a: [1, 2] }, 'a.1'],
    ['a list for an object', { a: [] }, { a: {} }, 'a'],
    ['a number for its text', { a: 1 }, { a: '1' }, 'a'],
    ['nothing for something', null, {}, 'the top'],
  ])('sees %s', (_what, hub, bare, place) => {
    expect(firstDifference(hub, bare)).toBe(place);
  });
});

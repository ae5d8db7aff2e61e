import fc from 'fast-check';
import { makeEventId } from '../../src/audit/event-id.js';

describe('the id of an event', () => {
  it('is a UUID of version 7 that tells its millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (now) => {
        const id = makeEventId(now);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now);
      }),
    );
  });

  it('is never given twice', () => {
    const ids = Array.from({ length: 20_000 }, () => makeEventId(1_700_000_000_000));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('sorts by time', () => {
    const ids = [1, 15, 16, 4_000, 1_700_000_000_000].map(makeEventId);
    expect([...ids].sort()).toEqual(ids);
  });
});

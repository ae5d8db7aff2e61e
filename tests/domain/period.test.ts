import { contains } from '../../src/domain/period.js';

describe('a period', () => {
  const year = { startOn: '2026-01-01', endOn: '2026-12-31' };

  it('holds its first and its last day and none beside them', () => {
    expect(contains(year, '2026-01-01')).toBe(true);
    expect(contains(year, '2026-12-31')).toBe(true);
    expect(contains(year, '2025-12-31')).toBe(false);
    expect(contains(year, '2027-01-01')).toBe(false);
  });

  it('without an end holds every day from its start', () => {
    expect(contains({ startOn: '2026-01-01', endOn: null }, '2099-01-01')).toBe(true);
  });
});

import { claimedNumbers } from '../../src/reconciliation/claimed-number.js';

describe('the numbers that a record claims', () => {
  it.each([
    ['082057194583', 82057194583],
    [' 082 057 194 583 ', 82057194583],
    ["'082057194583", 82057194583],
    ['="082057194583"', 82057194583],
    ['082057194583.0', 82057194583],
    ['82057194583', 82057194583],
    ['O82O57l94583', 82057194583],
    ['1057194583', 1057194583],
  ])('reads %s as a personal id', (text, id) => {
    expect(claimedNumbers(text, '')).toEqual({ claimedId: id, oldNumber: null });
  });

  it.each(['', ' ', '8.2E+10', '8,2057E+10', 'không có', '1234567', '082057194583 082057194584'])(
    'reads %p as no number',
    (text) => {
      expect(claimedNumbers(text, '')).toEqual({ claimedId: null, oldNumber: null });
    },
  );

  it('takes nine digits in the column for twelve as an old number, and eight as one that lost a zero', () => {
    expect(claimedNumbers('311234567', '')).toEqual({ claimedId: null, oldNumber: 311234567 });
    expect(claimedNumbers('11234567', '')).toEqual({ claimedId: null, oldNumber: 11234567 });
  });

  it('keeps both where both stand, and the old one’s own column first', () => {
    expect(claimedNumbers('082057194583', '311234567')).toEqual({
      claimedId: 82057194583,
      oldNumber: 311234567,
    });
    expect(claimedNumbers('300000001', '311234567')).toEqual({ claimedId: null, oldNumber: 311234567 });
  });
});

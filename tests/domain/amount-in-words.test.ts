import fc from 'fast-check';
import { amountInWords } from '../../src/domain/amount-in-words.js';

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];

/** Reads the words back by a grammar of its own: groups and their scales from the left, digits by their place. */
function amountOf(words: string): number {
  const tokens = words
    .toLowerCase()
    .replace(/ đồng$/, '')
    .split(' ');
  let [total, group, milliards] = [0, 0, 0];
  let pending: number | null = null;
  const flush = () => {
    group += pending ?? 0;
    pending = null;
  };
  for (const token of tokens) {
    if (token === 'trăm') {
      group += pending! * 100;
      pending = null;
    } else if (token === 'mươi') {
      group += pending! * 10;
      pending = null;
    } else if (token === 'mười') group += 10;
    else if (token === 'linh') pending = null;
    else if (token === 'mốt') pending = 1;
    else if (token === 'lăm') pending = 5;
    else if (token === 'nghìn' || token === 'triệu') {
      flush();
      total += group * (token === 'nghìn' ? 1e3 : 1e6);
      group = 0;
    } else if (token === 'tỷ') {
      flush();
      milliards = (milliards + total + group) * 1e9;
      total = group = 0;
    } else pending = digits.indexOf(token);
  }
  flush();
  return milliards + total + group;
}

describe('An amount in words', () => {
  it.each([
    [0, 'Không đồng'],
    [5, 'Năm đồng'],
    [10, 'Mười đồng'],
    [11, 'Mười một đồng'],
    [15, 'Mười lăm đồng'],
    [21, 'Hai mươi mốt đồng'],
    [55, 'Năm mươi lăm đồng'],
    [101, 'Một trăm linh một đồng'],
    [105, 'Một trăm linh năm đồng'],
    [110, 'Một trăm mười đồng'],
    [1_001, 'Một nghìn không trăm linh một đồng'],
    [1_010, 'Một nghìn không trăm mười đồng'],
    [631_800, 'Sáu trăm ba mươi mốt nghìn tám trăm đồng'],
    [1_001_000, 'Một triệu không trăm linh một nghìn đồng'],
    [2_200_000, 'Hai triệu hai trăm nghìn đồng'],
    [1_000_000_001, 'Một tỷ không trăm linh một đồng'],
    [2_000_000_000_000, 'Hai nghìn tỷ đồng'],
  ])('of %i is %s', (amount, words) => {
    expect(amountInWords(amount)).toBe(words);
  });

  it('is read back to the same amount, whatever it is', () => {
    const amounts = fc.oneof(fc.nat(1_100), fc.nat(2_000_000), fc.integer({ min: 0, max: 999_999_999_999 }));
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(amountOf(amountInWords(amount))).toBe(amount);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([0.5, -1, Number.NaN, 2 ** 60])('of %d is refused', (amount) => {
    expect(() => amountInWords(amount)).toThrow(RangeError);
  });
});

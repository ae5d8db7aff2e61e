import { parseBankStatement } from '../../src/fees/bank-statement.js';

const header = 'Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Nội dung giao dịch';
const now = Date.parse('2026-10-07T00:00:00Z');
const one = (row: string) => parseBankStatement(`${header}\n${row}\n`, now);

describe('A bank statement', () => {
  it('is read below its title lines, with a BOM, with semicolons', () => {
    const text = `\uFEFFNGÂN HÀNG MẪU;;;;\nTài khoản: 9901000701;;;;\n${header.replaceAll(',', ';')}
05/10/2026 10:00:00;FT001;;2.200.000;HP0000000195 hoc phi
06/10/2026;FT002;500,000.00;;hoan tra`;
    expect(parseBankStatement(text, now)).toEqual({
      lines: [
        {
          ...{ line: 4, bankReference: 'FT001', bookedAt: '2026-10-05T03:00:00Z', amount: 2_200_000 },
          ...{ direction: 'IN', words: 'HP0000000195 hoc phi' },
        },
        {
          ...{ line: 5, bankReference: 'FT002', bookedAt: '2026-10-06T05:00:00Z', amount: 500_000 },
          ...{ direction: 'OUT', words: 'hoan tra' },
        },
      ],
      rejected: [],
    });
  });

  it('may have one column of signed amounts', () => {
    const text =
      'Date\tReference\tAmount\tDescription\n2026-10-05\tA1\t+1,000,000 VND\tx\n2026-10-05\tA2\t-5000\ty\n';
    expect(parseBankStatement(text, now).lines.map(({ amount, direction }) => [amount, direction])).toEqual([
      [1_000_000, 'IN'],
      [5_000, 'OUT'],
    ]);
  });

  it.each([
    ['1.250.000', 1_250_000],
    ['1,250,000.00', 1_250_000],
    ['1250000', 1_250_000],
    ['1250000,00', 1_250_000],
    ['1 250 000 VND', 1_250_000],
    ['1.250', 1_250],
  ])('writes the amount %s', (written, amount) => {
    expect(one(`05/10/2026,R1,,"${written}",x`).lines[0]?.amount).toBe(amount);
  });

  it.each([
    ['05/10/2026,,,5000,x', 'NO_BANK_REFERENCE'],
    ['31/02/2026,R1,,5000,x', 'BAD_DATE'],
    ['2026-13-01,R1,,5000,x', 'BAD_DATE'],
    ['hom nay,R1,,5000,x', 'BAD_DATE'],
    ['05/10/2026,R1,,5000.5,x', 'BAD_AMOUNT'],
    ['05/10/2026,R1,,"1.25.000",x', 'BAD_AMOUNT'],
    ['05/10/2026,R1,,0,x', 'BAD_AMOUNT'],
    ['05/10/2026,R1,,,x', 'BAD_AMOUNT'],
    ['05/10/2026,R1,,99999999999999999999,x', 'BAD_AMOUNT'],
    ['05/10/2026,R1', 'BAD_AMOUNT'],
    ['05/10/2026,R1,,1000000000000,x', 'BAD_AMOUNT'],
    ['05/10/2026,R1,1000000000000,,x', 'BAD_AMOUNT'],
    ['01/01/0001,R1,,5000,x', 'BAD_DATE'],
    ['31/12/1999,R1,,5000,x', 'BAD_DATE'],
    ['09/10/2026,R1,,5000,x', 'BAD_DATE'],
    ['31/12/9999,R1,,5000,x', 'BAD_DATE'],
  ])('puts the line %s aside: %s', (row, reason) => {
    expect(one(row)).toEqual({ lines: [], rejected: [{ line: 2, reason }] });
  });

  it('takes what one transfer may carry, since 2000 and until tomorrow', () => {
    const text = '01/01/2000,R1,,999999999999,x\n07/10/2026 23:59:59,R2,,1,y';
    expect(one(text).lines.map(({ bookedAt, amount }) => [bookedAt, amount])).toEqual([
      ['2000-01-01T05:00:00Z', 999_999_999_999],
      ['2026-10-07T16:59:59Z', 1],
    ]);
  });

  it('has words without NUL and without halves of characters, cut at a whole one', () => {
    const words = (cell: string) => one(`05/10/2026,R1,,5000,"${cell}"`).lines[0]?.words;
    expect(words('a\u0000b\ud800c\ndef')).toBe('a bc def');
    expect(words(`${'x'.repeat(499)}😀y`)).toBe('x'.repeat(499));
    expect(words(`${'x'.repeat(498)}😀y`)).toBe(`${'x'.repeat(498)}😀`);
  });

  it('that names a reference twice is read once', () => {
    const { lines, rejected } = one('05/10/2026,R1,,5000,x\n05/10/2026,r1,,7000,y');
    expect(lines.map(({ amount }) => amount)).toEqual([5_000]);
    expect(rejected).toEqual([{ line: 3, reason: 'REPEATED_REFERENCE' }]);
  });

  it.each(['', 'a,b,c\n1,2,3', 'Ngày,Nội dung\n05/10/2026,x', '\u0000\u0001\u0002'])(
    'is not the file %j',
    (text) => {
      expect(() => parseBankStatement(text, now)).toThrow(RangeError);
    },
  );
});

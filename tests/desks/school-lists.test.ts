import { byGivenName, folded, parseDong } from '../../src/desks/desk/school/pupils.js';
import { splitStatement } from '../../src/desks/desk/school/split-statement.js';
import { csvOf } from '../../src/desks/desk/shell/csv.js';
import { writtenMinute } from '../../src/desks/desk/shell/written.js';

describe('A list of pupils', () => {
  it('goes by given name, then what stands before it, tones in the order of the alphabet', () => {
    const names = ['Lê Văn Dũng', 'Đỗ An', 'Hà Duy Anh', 'Trần Thị Ân', 'Bùi Thị Đào', 'Lê An', 'Lê Thị An'];
    const sorted = names.map((fullName) => ({ fullName })).sort(byGivenName);
    expect(sorted.map(({ fullName }) => fullName)).toEqual([
      ...['Đỗ An', 'Lê An', 'Lê Thị An', 'Hà Duy Anh', 'Trần Thị Ân', 'Lê Văn Dũng', 'Bùi Thị Đào'],
    ]);
  });

  it('is searched without marks, however they are encoded', () => {
    expect(folded('  Đặng Thị Hòa'.normalize('NFD'))).toBe('dang thi hoa');
    expect(folded('H’Hen Niê')).toBe('h’hen nie');
  });

  it.each([
    ['1.250.000', 1_250_000],
    ['1,250,000 ₫', 1_250_000],
    ['450000đ', 450_000],
    ['0', null],
    ['-5', null],
    ['hai triệu', null],
    ['9999999999999', null],
  ])('takes %s for an amount of %s', (text, amount) => {
    expect(parseDong(text)).toBe(amount);
  });

  it('writes moments as they are in Vietnam', () => {
    expect(writtenMinute('2026-12-31T18:05:00Z')).toBe('01/01/2027 01:05');
  });
});

describe('An exported list', () => {
  it('keeps the zeros of numbers, and no cell of it is a formula', () => {
    const text = csvOf([
      ['Họ tên', 'Số'],
      ['=HYPERLINK("x")', { digits: '001090123456' }],
      ['-1+1', { digits: '1;DROP' }],
      ['Nguyễn, An', 12],
    ]);
    expect(text).toBe(
      '\ufeffHọ tên,Số\r\n"\'=HYPERLINK(""x"")","=""001090123456"""\r\n\'-1+1,\r\n"Nguyễn, An",12\r\n',
    );
  });
});

describe('A bank statement', () => {
  const header = 'Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Nội dung';
  const line = (at: number) => `05/10/2026;FT${at};;500.000;"hoc phi, ${'x'.repeat(60)}"`;

  it('is cut into parts that each begin with the header, no line left out or twice', () => {
    const lines = Array.from({ length: 200 }, (_, at) => line(at));
    const parts = splitStatement(['\ufeffSAO KÊ', 'Từ 01/10', header, ...lines, ''].join('\r\n'), 2_000)!;
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.every(({ csv }) => csv.startsWith(`${header}\n`) && csv.length <= 2_000)).toBe(true);
    expect(parts.flatMap(({ csv }) => csv.split('\n').slice(1))).toEqual(lines);
    expect([parts[0]!.lineOf(1), parts[0]!.lineOf(2)]).toEqual([3, 4]);
    const before = parts.slice(0, -1).reduce((sum, { csv }) => sum + csv.split('\n').length - 1, 0);
    expect(parts.at(-1)!.lineOf(2)).toBe(4 + before);
  });

  it('is not cut within quotes', () => {
    const told = '05/10/2026;FT1;;5.000;"dòng một\ndòng hai"';
    const parts = splitStatement(`${header}\n${told}\n${line(2)}\n`, 100)!;
    expect(parts.map(({ csv }) => csv)).toEqual([`${header}\n${told}`, `${header}\n${line(2)}`]);
    expect(parts[1]!.lineOf(2)).toBe(4);
  });

  it.each(['', 'a,b\n1,2\n', header])('is none where nothing stands below a header: %j', (text) => {
    expect(splitStatement(text)).toBeNull();
  });
});

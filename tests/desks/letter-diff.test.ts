import { letterDiff, type Stretch, wordDiff } from '../../src/desks/desk/insurance/letter-diff.js';
import { noFilter, readPlace, writePlace } from '../../src/desks/desk/insurance/place.js';
import { csvCell } from '../../src/desks/desk/shell/csv.js';

const marked = (stretches: Stretch[]) =>
  stretches.map(({ text, isSame }) => (isSame ? text : `[${text}]`)).join('');
const both = (left: string, right: string) => letterDiff(left, right).map(marked);

describe('Two writings of a name', () => {
  it.each([
    ['Nguyễn Thị Hà', 'Nguyễn Thị Hạ', 'Nguyễn Thị H[à]', 'Nguyễn Thị H[ạ]'],
    ['Trần An', 'Trần Văn An', 'Trần An', 'Trần [Văn ]An'],
    ['LÊ HỒNG', 'Lê Hồng', 'LÊ HỒNG', 'Lê Hồng'],
    ['001 090 123 456', '001 090 132 456', '001 090 1[23] 456', '001 090 1[32] 456'],
    ['001 092', '001 029', '001 0[92]', '001 0[29]'],
    ['01/02/1990', '02/01/1990', '0[1]/0[2]/1990', '0[2]/0[1]/1990'],
    ['12345', '1345', '1[2]345', '1345'],
    ['', 'Ánh', '', '[Ánh]'],
  ])('differ in the letters that the other does not have: %s, %s', (left, right, ofLeft, ofRight) => {
    expect(both(left, right)).toEqual([ofLeft, ofRight]);
  });

  it('are the same whether a tone is written into its letter or behind it', () => {
    expect(both('Hà'.normalize('NFD'), 'Hà')).toEqual(['Hà', 'Hà']);
  });
});

describe('Two writings of an address', () => {
  it('differ in whole words', () => {
    expect(wordDiff('Xã Xuân Đình, Hà Nội', 'Xã Phúc Lộc, Hà Nội').map(marked)).toEqual([
      'Xã [Xuân] [Đình], Hà Nội',
      'Xã [Phúc] [Lộc], Hà Nội',
    ]);
  });
});

describe('A cell of a CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['-2', "'-2"],
    ['a,b', '"a,b"'],
    ['"a"', '"""a"""'],
    ['Nguyễn', 'Nguyễn'],
  ])('%s is no formula and one cell', (value, cell) => expect(csvCell(value)).toBe(cell));

  it('keeps the zeros of a number', () => {
    expect(csvCell({ verbatim: '001090123456' })).toBe('"=""001090123456"""');
  });
});

describe('A place in a run', () => {
  it('comes back from its address as it was', () => {
    const at = { runId: '12', finding: '12-345', filter: { ...noFilter, cause: 'dob:YEAR_ONLY' } };
    expect(readPlace(writePlace(at))).toEqual(at);
    expect(readPlace('nothing of ours')).toEqual({ runId: null, finding: null, filter: noFilter });
  });
});

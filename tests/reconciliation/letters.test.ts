import { lettersOf } from '../../src/reconciliation/letters.js';
import { statedName } from '../../src/reconciliation/stated-name.js';
import { asTcvn3, asVni } from '../../src/sample/legacy-encodings.js';

const names = ['Nguyễn Văn Quốc', 'Trần Thị Bích Hạnh', 'Lê Hoàng Phước', 'Đặng Thị Thúy Hồng'];

describe('the letters of a file', () => {
  it('are those of one font, of two where it was put together of two files, or Unicode', () => {
    expect(lettersOf(names)).toBeNull();
    expect(lettersOf([...names.map(asTcvn3), ...names])).toBe('TCVN3');
    expect(lettersOf([...names.map(asTcvn3), ...names.map(asVni)])).toBe('TCVN3+VNI');
    expect(lettersOf([...names, ...names, ...names, ...names.map(asTcvn3)])).toBeNull();
    expect(lettersOf([])).toBeNull();
  });

  it('of two fonts tell of names that could be right as they stand which was meant', () => {
    const written = asTcvn3('Tống Minh Hoa');
    expect(statedName(written)).toBe(written);
    expect(statedName(written, 'TCVN3+VNI')).toBe('Tống Minh Hoa');
  });
});

import { Dice, STREAM } from '../../src/sample/dice.js';
import { asTcvn3, asVni } from '../../src/sample/legacy-encodings.js';
import { type HeldRecord, type RecordError, withError } from '../../src/sample/record-errors.js';

const held: HeldRecord = {
  fullName: 'Nguyễn Thị Hoa',
  birthText: '1987-05-02',
  personalId: '001187123456',
  oldIdNumber: '012345678',
  address: 'Thôn 1, Xã Mẫu, Tỉnh Mẫu',
};

function spoilt(error: RecordError, seed = 1): HeldRecord {
  return withError(held, error, new Dice(seed).at(STREAM.social, 0), 'Thôn 9, Xã Khác, Tỉnh Khác');
}

describe('withError', () => {
  it.each<[RecordError, Partial<HeldRecord>]>([
    ['TONES_DROPPED', { fullName: 'Nguyen Thi Hoa' }],
    ['MIDDLE_MISSING', { fullName: 'Nguyễn Hoa' }],
    ['TCVN3', { fullName: 'NguyÔn ThÞ Hoa' }],
    ['VNI', { fullName: 'Nguyeãn Thò Hoa' }],
    ['DAY_MONTH_SWAPPED', { birthText: '1987-02-05' }],
    ['YEAR_ONLY', { birthText: '1987' }],
    ['ID_MISSING', { personalId: null, oldIdNumber: null }],
    ['CMND_INSTEAD', { personalId: null }],
    ['ADDRESS', { address: 'Thôn 9, Xã Khác, Tỉnh Khác' }],
  ])('makes %s as it is met', (error, change) => {
    expect(spoilt(error)).toEqual({ ...held, ...change });
  });

  it.each<[RecordError, keyof HeldRecord]>([
    ['LETTER', 'fullName'],
    ['TONE', 'fullName'],
    ['OFF_BY_ONE', 'birthText'],
    ['ID_WRONG', 'personalId'],
  ])('%s changes the %s and nothing else', (error, field) => {
    for (let seed = 1; seed < 40; seed++) {
      const record = spoilt(error, seed);
      expect(record[field]).not.toBe(held[field]);
      expect({ ...record, [field]: held[field] }).toEqual(held);
    }
  });

  it('never makes a day that does not exist', () => {
    const leap = { ...held, birthText: '1988-02-29' };
    for (let seed = 1; seed < 40; seed++) {
      const { birthText } = withError(leap, 'OFF_BY_ONE', new Dice(seed).at(STREAM.social, 0), '');
      expect(new Date(birthText).toISOString().slice(0, 10)).toBe(birthText);
    }
  });
});

describe('legacy encodings', () => {
  it.each([
    ['Bảo Thắng', 'B¶o Th¾ng', 'Baûo Thaéng'],
    ['Tiếng Việt', 'TiÕng ViÖt', 'Tieáng Vieät'],
    ['Đặng Lê', '§Æng Lª', 'Ñaëng Leâ'],
    ['Nguyễn Văn', 'NguyÔn V¨n', 'Nguyeãn Vaên'],
  ])('show %s as its old fonts leave it', (name, tcvn3, vni) => {
    expect(asTcvn3(name)).toBe(tcvn3);
    expect(asVni(name)).toBe(vni);
  });
});

import { inRosterOrder, inSchoolOrder } from '../../../src/sectors/education-fee/roster-order.js';

const rowsOf = (names: readonly string[], className = '6A1') =>
  names.map((fullName, at) => ({ fullName, className, enrolmentId: `E${String(at).padStart(3, '0')}` }));
const sorted = (names: readonly string[]) => inRosterOrder(rowsOf(names)).map(({ fullName }) => fullName);

describe('The order of a list', () => {
  it('has the letters and tones of the Vietnamese alphabet', () => {
    const letters =
      'a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ b c d đ e è ẻ ẽ é ẹ ê ề ể ễ ế ệ g h i ì ỉ ĩ í ị k l m n o ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ p q r s t u ù ủ ũ ú ụ ư ừ ử ữ ứ ự v x y ỳ ỷ ỹ ý ỵ'.split(
        ' ',
      );
    const names = letters.map((letter) => `Trần ${letter.toUpperCase()}`);
    expect(sorted([...names].reverse())).toEqual(names);
  });

  it.each([
    ['given names first', ['Vũ Thị An', 'An Văn Bình', 'Lê Công Đức', 'Bùi Thu Hà']],
    [
      'then middle names, then the family name',
      ['Trần An Bình', 'Vũ An Bình', 'Lê Đức Bình', 'An Minh Bình'],
    ],
    [
      'a tone only where the letters are the same',
      ['Lê Hà', 'Lê Hả', 'Lê Há', 'Lê Hạ', 'Lê Hai', 'Lê Hằng', 'Lê Hân'],
    ],
    ['đ after d, ư after u', ['Lê Dũng', 'Lê Duy', 'Lê Dương', 'Lê Đạt', 'Lê Tuyết', 'Lê Tường']],
    ['y after v', ['Lê Vi', 'Lê Vinh', 'Lê Vũ', 'Lê Vy', 'Lê Ý']],
    ['one word alone as a given name', ['Bình', 'Lê Bình', 'Cường']],
    ['names of minorities as they are', ['K’ Brơi', "H'Bia Êban", 'Y Blô Niê', 'Lê Zin']],
  ])('puts %s', (_what, names) => {
    expect(sorted([...names].reverse())).toEqual(names);
  });

  it('takes no notice of capitals, Unicode forms and where the tone mark sits', () => {
    const alike = ['LÊ THỊ HOÀ', 'Lê Thị Hòa', 'Lê Thị Hoà'.normalize('NFD'), 'lê  thị hòa '];
    expect(sorted(alike)).toEqual(alike);
    expect(sorted(['Vũ Thị HÒA', 'An Thị Hoà'])).toEqual(['An Thị Hoà', 'Vũ Thị HÒA']);
  });

  it('is that of the register for one and the same name, and changes nothing', () => {
    const rows = rowsOf(['Lê An', 'Lê An', 'Lê An']);
    expect(inRosterOrder([...rows].reverse())).toEqual(rows);
    const given = [...rows].reverse();
    inRosterOrder(given);
    expect(given[0]).toBe(rows[2]);
  });

  it('of a school goes class by class, the second before the tenth', () => {
    const rows = [
      ...rowsOf(['Lê An'], '6A10'),
      ...rowsOf(['Lê Bình', 'Lê An'], '6A2'),
      ...rowsOf(['Lê An'], '10A1'),
    ];
    expect(inSchoolOrder(rows).map(({ className, fullName }) => `${className} ${fullName}`)).toEqual([
      '6A2 Lê An',
      '6A2 Lê Bình',
      '6A10 Lê An',
      '10A1 Lê An',
    ]);
  });
});

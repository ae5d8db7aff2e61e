import fc from 'fast-check';
import { resolveAddress } from '../../src/domain/address.js';
import { makeAddresses, makeRandom } from '../proof/identity/address-maker.js';
import { readUnits } from '../proof/identity/address-units.js';

const units = readUnits();
const codes = (text: string) => resolveAddress(text, units).units.map((unit) => unit.code);
const asked = (text: string) => {
  const { how, problem, recorded } = resolveAddress(text, units);
  return [how, problem, recorded?.code ?? null, ...codes(text)];
};

describe('an address', () => {
  it.each([
    ['Xã An Khánh, Huyện Đại Từ, Tỉnh Thái Nguyên'],
    ['An Khánh, Đại Từ, Thái Nguyên'],
    ['X. An Khánh - H. Đại Từ - T. Thái Nguyên'],
    ['Thái Nguyên, Đại Từ, An Khánh'],
    ['xa an khanh, huyen dai tu, tinh thai nguyen'],
    ['Xa An Khanh Huyen Dai Tu Tinh Thai Nguyen'],
    ['An Khánh Đại Từ Thái Nguyên'],
    ['Xóm Đình, xã An Khánh, huyện Đại Từ, tỉnh Thái Nguyên, Việt Nam'],
    ['Số 8 Hoa Ban xã An Khánh, Đại Từ, Thái Nguyên'],
    ['Xã An Khánh (huyện Đại Từ), Thái Nguyên'],
    ['Xã Ân Khành, Huyện Đại Từ, Tỉnh Thái Nguyên'],
    ['Xã An Khánb, Huyện Đại Từ, Tỉnh Thái Nguyên'],
    ['Xã An Khánh, Huyệm Đại Từ, Tỉnh Thái Nguyên'],
    ['Xã An Khánh, Huyện Đại Tờ, Thái Nguyên'],
    ['Xã An Khánh, Huyện Đại Từ'],
  ])('of three tiers is read however it is written: %s', (text) => {
    const [, problem, recorded, ...found] = asked(text);
    expect([problem, recorded, found]).toEqual([null, '05824', ['05809']]);
  });

  it.each([
    ['Phường Hồng Hà, Thành phố Hà Nội', '00097'],
    ['P. Hồng Hà, TP. Hà Nội', '00097'],
    ['hong ha, ha noi', '00097'],
    ['Đặc khu Côn Đảo, TP.HCM', '26732'],
    ['Xã Ia Mơ, Gia Lai', '23737'],
    ['Phường Xuân Hương - Đà Lạt, Lâm Đồng', '24781'],
  ])('of two tiers is read by the new table: %s', (text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  it('of two tiers names every commune in force by its full name', () => {
    const inForce = units.all.filter((it) => it.level === 'COMMUNE' && !units.isOld(it) && !it.validTo);
    const lost = inForce.filter((unit) => {
      const found = codes(`${unit.name}, ${units.find(unit.provinceCode!, '2026-06-01')!.name}`);
      return found.length !== 1 || found[0] !== unit.code;
    });
    expect(lost).toEqual([]);
  });

  it.each([
    ['P.05, Q.3, TP Hồ Chí Minh', '27154'],
    ['F5, Q3, HCM', '27154'],
    ['Phường 10, Quận 3, Sài Gòn', '27142'],
    ['Phường Hiệp Phú, Quận 9, TP.HCM', '26842'],
    ['Huyện Côn Đảo, Bà Rịa - Vũng Tàu', '26732'],
    ['Phường 1, Thành Phố Vũng Tàu, Bà Rịa - Vũng Tàu', '26506'],
    ["Xã Cư M'gar, Huyện Cư M'gar, Đăk Lăk", '24280'],
    ['Phường 1, Cao Lãnh (Thành phố), Đồng Tháp', '29869'],
    ['Phường Xuân Phú, Thành phố Huế, Thừa Thiên Huế', '19777'],
  ])('keeps numbers, older names and dashes apart: %s', (text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  it('in a divided commune answers the whole set and says so', () => {
    const answer = asked('Phường Đại Mỗ, Quận Nam Từ Liêm, Hà Nội');
    expect(answer.slice(0, 3)).toEqual(['SPLIT', null, '00634']);
    expect(answer).toHaveLength(8);
  });

  it('in a commune whose successors are disputed answers them all as ambiguous', () => {
    expect(asked('Xã A Dơk, Huyện Đăk Đoa, Gia Lai')).toEqual([
      'SPLIT',
      'AMBIGUOUS',
      '23710',
      '23710',
      '23869',
    ]);
  });

  it('of two communes that differ in tones only is told apart by them, and both without them', () => {
    expect(codes('Xã Trà Don, Huyện Nam Trà My, Quảng Nam')).toEqual(['20944']);
    expect(codes('Xã Trà Dơn, Huyện Nam Trà My, Quảng Nam')).toEqual(['20938']);
    expect(asked('xa tra don, huyen nam tra my, quang nam')).toEqual([
      'FOLDED',
      'AMBIGUOUS',
      null,
      '20938',
      '20944',
    ]);
  });

  it('of a district is not read as the new commune of that name', () => {
    expect(asked("Xã Ea Xyz, Huyện Cư M'gar, Tỉnh Đắk Lắk").slice(0, 2)).toEqual([
      'PROVINCE_ONLY',
      'UNKNOWN',
    ]);
    expect(codes("Ea Xyz, Cư M'gar, Đắk Lắk")).toEqual([]);
    expect(codes("Thôn 3, Xã Cư M'gar, Đắk Lắk")).toEqual(['24280']);
  });

  it('with a district of another commune of that name is not taken there', () => {
    expect(codes('Xã Tân Lập, Huyện Đại Từ, Thái Nguyên')).toEqual([]);
  });

  it('that names no commune says at most which province', () => {
    expect(asked('Tỉnh Sơn La')).toEqual(['PROVINCE_ONLY', 'UNKNOWN', null]);
    expect(asked('Tỉnh Hà Giang')).toEqual(['PROVINCE_ONLY', 'UNKNOWN', '02']);
    expect(asked('không rõ')).toEqual(['NONE', 'UNKNOWN', null]);
    expect(asked('')).toEqual(['NONE', 'UNKNOWN', null]);
  });

  it('made from any row of the crosswalk never loses its commune to case, form or missing tones', () => {
    const made = [...makeAddresses(3000, 7, units)].filter((it) => !it.done.includes('one letter'));
    const lost = made.filter(({ text, truth }) => {
      const found = codes(text);
      return found.length > 0 && !truth.every((code) => found.includes(code));
    });
    expect(lost).toEqual([]);
    expect(made.filter(({ text }) => codes(text).length === 0).length).toBeLessThan(made.length / 200);
  });

  it('answers the same in upper case, NFD and with other spaces', () => {
    const made = [...makeAddresses(300, 8, units)];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: made.length - 1 }), fc.integer({ min: 0, max: 7 }), (at, how) => {
        const { text } = made[at]!;
        let other = how & 1 ? text.toUpperCase() : text;
        if (how & 2) other = other.normalize('NFD');
        if (how & 4) other = `  ${other.replaceAll(', ', ' ,  ')}. `;
        expect(codes(other)).toEqual(codes(text));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('of any characters neither throws nor takes long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(Array.isArray(resolveAddress(text, units).units)).toBe(true);
      }),
      { numRuns: 300 },
    );
    const startedAt = performance.now();
    const random = makeRandom(3);
    for (const piece of ['xã ', 'a', ' - ', ',', '(', 'constructor,__proto__,', '\u0301', '1', "'"]) {
      resolveAddress(piece.repeat(100_000), units);
      resolveAddress(`${piece.repeat(Math.floor(random() * 400))}, Hà Nội`, units);
    }
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});

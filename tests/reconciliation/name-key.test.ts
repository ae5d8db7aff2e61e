import fc from 'fast-check';
import { hashOf } from '../../src/reconciliation/hash.js';
import { nameKey, writtenHash, writtenName } from '../../src/reconciliation/name-key.js';
import { nameLevel } from '../../src/reconciliation/name-level.js';
import { hasOwnMarks } from '../../src/reconciliation/name-marks.js';

const level = (a: string, b: string) => nameLevel(nameKey(a), nameKey(b));

describe('the key of a name', () => {
  it.each([
    ['Nguyễn Văn Hòa', 'NGUYỄN VĂN HOÀ'],
    ['Lý Mỹ', 'Lí  Mĩ'],
    ['Ðặng Thị Bé', 'ĐẶNG THỊ BÉ'],
    ['H’Hen Niê', "H'HEN NIÊ"],
    ['Nguyễn\u00a0Văn An', 'Nguyê\u0303n Văn An'],
  ])('is one for %s and %s', (a, b) => {
    expect(nameKey(a)).toEqual(nameKey(b));
  });

  it('has one whole for a name with its words joined, apart or without marks', () => {
    const whole = nameKey('Nguyễn Văn An').whole;
    expect([nameKey('NGUYENVANAN').whole, nameKey('nguyen van an').whole]).toEqual([whole, whole]);
  });

  it('reads as written what differs by capitals, form and spaces only', () => {
    expect(writtenName(' NGUYỄN\u00a0 VĂN An ')).toBe(writtenName('Nguyễn Văn An'));
    expect(writtenName('Hoà')).not.toBe(writtenName('Hòa'));
  });

  it('hashes a name as it is written without writing it', () => {
    const letters = fc.constantFrom(...' AaĐđỄễơ\u0301\u00a0İßſΣςǅǰẞK\u0300\u1100\u1161가’');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: letters }), fc.string({ unit: 'binary' })), (text) => {
        expect(writtenHash(text)).toBe(hashOf(writtenName(text)));
      }),
    );
    for (let code = 0; code < 0xffff; code += 1) {
      const text = `A${String.fromCharCode(code)}b`;
      if (writtenHash(text) !== hashOf(writtenName(text))) throw new Error(code.toString(16));
    }
  });

  it('is a whole number that a double and a bigint both hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const hash = hashOf(text);
        expect(hash).toMatch(/^[1-9]\d{8,15}$/);
        expect(Number.isSafeInteger(Number(hash))).toBe(true);
        expect(hashOf(text)).toBe(hash);
      }),
    );
  });
});

describe('how like two names are', () => {
  it.each([
    ['Trần Thị Hoa', 'TRẦN THỊ HOA', 'EQUAL'],
    ['Tran Thi Hoa', 'Trần Thị Hoa', 'BARE'],
    ['Trần Thị Hòa', 'Trần Thị Hóa', 'TONES'],
    ['Trần Thị Xuân Sương', 'Trần Thị Xuân Xương', 'SOUNDS'],
    ['Hoa Trần Thị', 'Trần Thị Hoa', 'SOUNDS'],
    ['Võ Thị Hoa', 'Vũ Thị Hoa', 'SOUNDS'],
    ['Trần Hoa', 'Trần Thị Hoa', 'NEAR'],
    ['Trần Thị Hoà', 'Trần Thị Hoàn', 'NEAR'],
    ['Trần Văn Minh', 'Trần Thị Hoa', 'SURNAME'],
    ['Lê Văn Minh', 'Trần Thị Hoa', 'OTHER'],
  ])('%s and %s: %s', (a, b, wanted) => {
    expect(level(a, b)).toBe(wanted);
    expect(level(b, a)).toBe(wanted);
  });
});

describe('marks of its own', () => {
  it.each([
    ['Tran Van Hung', 'Trần Văn Hùng', false],
    ['Tran Văn Hung', 'Trần Văn Hùng', false],
    ['Đang Thị Hoa', 'Đặng Thị Hoa', false],
    ['Trần Minh Ánh', 'Trần Minh Anh', true],
    ['Trần Đung', 'Trần Dung', true],
    ['Trần Hùng', 'Trần Hưng', true],
    ['TRANVANHUNG', 'Trần Văn Hùng', false],
    ['TrầnVănHung', 'Trần Văn Hùng', true],
  ])('%s beside %s: %s', (a, b, wanted) => {
    expect(hasOwnMarks(nameKey(a), nameKey(b))).toBe(wanted);
  });
});

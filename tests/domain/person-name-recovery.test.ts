import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { canonicalName } from '../../src/domain/person-name.js';
import { commonEncoding, recoverName } from '../../src/domain/person-name-recovery.js';
import { moveTones, name, nameAndVariant, realName } from './name-variants.js';

/** Written by other people's converters, see the README beside it. */
const [header, ...rows] = readFileSync('tests/data/names/legacy-encodings.tsv', 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t'));

describe('a name in an older encoding', () => {
  it.each([
    ['NguyÔn V¨n An', 'Nguyễn Văn An', 'TCVN3'],
    ['nguyÔn thÞ h\u00ad¬ng', 'nguyễn thị hương', 'TCVN3'],
    ['NGUYÔN V¡N AN', 'NGUYỄN VĂN AN', 'TCVN3'],
    ['NGUY£ÔN V¡N ANH', 'NGUYỄN VĂN ANH', 'TCVN3'],
    ['TR¢ÇN THÞ HAµ', 'TRẦN THỊ HÀ', 'TCVN3'],
    ['Vâ ThÞ S¸u', 'Võ Thị Sáu', 'TCVN3'],
    ['Y Bh¨m Niª', 'Y Bhăm Niê', 'TCVN3'],
    ["K'Brªo", "K'Brêo", 'TCVN3'],
    ['Danh Sãc Kha', 'Danh Sóc Kha', 'TCVN3'],
    ['Moong Phß', 'Moong Phò', 'TCVN3'],
    ['CÊn Minh Quang', 'Cấn Minh Quang', 'TCVN3'],
    ['Danh ThÞ Rane', 'Danh Thị Rane', 'TCVN3'],
    ['Nguyeãn Vaên An', 'Nguyễn Văn An', 'VNI'],
    ['NGUYEÃN THÒ ÑÖÙC', 'NGUYỄN THỊ ĐỨC', 'VNI'],
    ['Leâ Thò Hoàng', 'Lê Thị Hồng', 'VNI'],
    ['Mai Thò Lan', 'Mai Thị Lan', 'VNI'],
    ['CAO THÒ MAI', 'CAO THỊ MAI', 'VNI'],
    ['Hoà Thò Thu Hoàng', 'Hồ Thị Thu Hồng', 'VNI'],
    ['Sôn Thò Rane', 'Sơn Thị Rane', 'VNI'],
    ['Moong Thò Nhung', 'Moong Thị Nhung', 'VNI'],
    ['Ñinh Minh Quang', 'Đinh Minh Quang', 'VNI'],
    ['Phan Baù Minh', 'Phan Bá Minh', 'VNI'],
    ['AÂu Nam', 'Âu Nam', 'VNI'],
    ['Danh Sa Röône', 'Danh Sa Rươne', 'VNI'],
    ['Danh Sraây Mao', 'Danh Srây Mao', 'VNI'],
    ['Y Thuaân Knul', 'Y Thuân Knul', 'VNI'],
    ['Ksôr Y Lan', 'Ksơr Y Lan', 'VNI'],
    ["KSÔR H'LAN", "KSƠR H'LAN", 'VNI'],
    ["H'Hen Nieâ", "H'Hen Niê", 'VNI'],
    ['Nguye^~n Thi. Hu+o+ng', 'Nguyễn Thị Hương', 'VIQR'],
    ["DDa(.ng Quo^'c DDa.t", 'Đặng Quốc Đạt', 'VIQR'],
    ['Y Blo( Nie^ Kda(m', 'Y Blŏ Niê Kdăm', 'VIQR'],
    ["H'Hen Nie^", "H'Hen Niê", 'VIQR'],
    ['NguyêÞn Thiò Hýõng', 'Nguyễn Thị Hương', 'WINDOWS_1258'],
    ['Nguyá»…n VÄƒn An', 'Nguyễn Văn An', 'UTF8_AS_LATIN1'],
    ['NguyÃ¡Â»â€¦n VÃ„Æ’n An', 'Nguyễn Văn An', 'UTF8_AS_LATIN1'],
    ['HÃ  Tráº§n', 'Hà Trần', 'UTF8_AS_LATIN1'],
    ['Y BlÅ\u008f NiÃª', 'Y Blŏ Niê', 'UTF8_AS_LATIN1'],
    ['Nguyeenx Thij Huwowng', 'Nguyễn Thị Hương', 'TELEX_KEYS'],
    ['TRAANF VAWN DDAIJ', 'TRẦN VĂN ĐẠI', 'TELEX_KEYS'],
    ['Nguyễn Thij Hoa', 'Nguyễn Thị Hoa', 'TELEX_KEYS'],
    ['Duongw Coong Quangr', 'Dương Công Quảng', 'TELEX_KEYS'],
    ['Nguye6n4 Thi5 Hu7o7ng', 'Nguyễn Thị Hương', 'VNI_KEYS'],
    ['D9a85ng Quo61c D9at5', 'Đặng Quốc Đạt', 'VNI_KEYS'],
  ])('%j is %j in %s', (text, recovered, encoding) => {
    expect(recoverName(text)).toEqual({ name: recovered, encoding });
  });

  it.each(header!.slice(1).map((column, at) => [column, at + 1] as const))(
    'comes back from %s as other programs write it, unless it may be a name as it stands',
    (column, at) => {
      const source = /tcvn3|vni|viqr/.exec(column)?.[0].toUpperCase() as 'TCVN3' | undefined;
      const told = source ?? (column.startsWith('windows') ? 'WINDOWS_1258' : 'UTF8_AS_LATIN1');
      const written = rows.filter((row) => row[at] && canonicalName(row[at]) !== canonicalName(row[0]!));
      const wrong = written.filter((row) => {
        const alone = recoverName(row[at]!);
        return alone && canonicalName(alone.name) !== canonicalName(row[0]!);
      });
      const back = written.filter((row) => {
        return canonicalName(recoverName(row[at]!, told)?.name ?? '') === canonicalName(row[0]!);
      });
      expect(commonEncoding(written.map((row) => row[at]!))).toBe(told);
      expect(wrong).toEqual([]);
      expect(back.length / written.length).toBeGreaterThan(0.99);
    },
  );
});

const words = (text: string) => text.trim().split(/\s+/).length;

const RIGHT = [
  "H'Hen Niê",
  'Y Bhăm Niê',
  'Y-Blŏ Êban',
  "Ksơr H'Lan",
  'Kñao Čư Yŭn',
  'Djuñ Niê Kdăm',
  'Ksõr Y Thŭ',
  'Kpõ Yŏng',
  'Mlô',
  'Y Mlô',
  'Moong Thoong',
  'Moong Văn An',
  'Danh Sa Rane',
  'Thò A Sinh',
  'Thò Thu Lan',
  'Mai Thò',
  'Cao Minh Thò',
  'Y Thò Lan',
  'Ly Thò Mai',
  'Ma Thò Mai',
  'Danh Thò Chua',
  'Kim Thò A Sinh',
  'Lò Thò Mai',
  'Ñinh Niê',
  'Hoà Minh Anh',
  'Cao Tó',
  'Vò Minh Quang',
  'Danh Sôn',
  'Benali Maâti',
  'Mª José',
  'João Magalhães',
  'Groß Weiß',
  'Y',
  'Tôn Nữ Hoàng Thị Nguyễn Phước Bảo Ngọc Quỳnh Như Ý',
  'Nguyễn Vân Anna Maria',
  'Lê Kevin',
  'Lee Min Ho',
  'Lee Minh Anh',
  'Kim Soon Hee',
  'Taj Mahal',
  'Max',
  'Hans Müller',
  'Björn Åkesson',
  'François Noël',
  'Loïc',
  'Lê Loïc',
  'Zoë Saïd',
  'José Peña Muñoz',
  'Çetin Gül',
  'Søren Jæger',
  'Sigurður Þór',
  "Sean O'Neil",
  "D'Angelo",
  'Lü Wei',
  'Ng. T. Hoa',
  'Nguyen Van An.',
  'Hoa?',
  'Nguy?n V?n Hi?n',
  'Tr?n Th? Hu?',
  'Lan 2',
  'Nguyễn Văn An 2',
  'Lê Thị Hoa1',
  'Nguyen Thi Hoa',
  'Đuc Đinh Nguyen',
  'Ðuc Ðinh Nguyen',
  'NgôY',
  'LêVănAn',
  '',
  '李小龍',
];

describe('a right name', () => {
  it.each(RIGHT)('%j is left alone', (text) => {
    expect(recoverName(text)).toBeNull();
    expect(recoverName(text.normalize('NFD'))).toBeNull();
  });

  it.each(RIGHT.filter((text) => text !== 'NgôY'))(
    '%j is left alone in capitals and in small letters',
    (text) => {
      expect(recoverName(text.toUpperCase())).toBeNull();
      expect(recoverName(text.toLowerCase())).toBeNull();
    },
  );

  it('is left alone wherever its tones stand, in any form, with whatever marks dropped', () => {
    fc.assert(
      fc.property(nameAndVariant, fc.nat(7), ({ original, variant }, move) => {
        expect(recoverName(original)).toBeNull();
        expect(recoverName(moveTones(original, move))).toBeNull();
        const isJoined = words(variant) !== words(original);
        if (!isJoined) expect([variant, recoverName(variant)]).toEqual([variant, null]);
      }),
      { numRuns: 3000 },
    );
  });

  it('is left alone in a file of another encoding when it is made of known names', () => {
    for (const source of ['TCVN3', 'VNI', 'VIQR', 'WINDOWS_1258'] as const) {
      fc.assert(
        fc.property(realName, (text) => expect([text, recoverName(text, source)]).toEqual([text, null])),
      );
    }
  });

  it('does not tell an encoding of a file', () => {
    expect(commonEncoding([])).toBeUndefined();
    expect(commonEncoding(rows.map((row) => row[0]!))).toBeUndefined();
    expect(commonEncoding(rows.map((row, at) => row[at % 2 ? 0 : 1]!).slice(0, 200))).toBe('TCVN3');
    expect(commonEncoding(rows.flatMap((row) => [row[1]!, row[4]!]))).toBeUndefined();
  });
});

describe('recovery', () => {
  it('answers names that it would leave alone, whatever comes in', () => {
    const noise = fc.string({
      unit: fc.constantFrom(...'aeiouyAÔôâäåæ¨©ª¬®¸¹»»ßÞþðÃÂ¡º°"\'`^~?.(+-dnhtg \u00ad\u00a0\u0323\ud800'),
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.oneof(name, noise, fc.string({ unit: 'binary', maxLength: 40 })), (text) => {
        const recovered = recoverName(text);
        if (recovered) expect(recovered.name).toBe(recovered.name.normalize('NFC').trim());
      }),
      { numRuns: 5000 },
    );
  });

  it('reads no more than 200 characters', () => {
    expect(recoverName(`NguyÔn V¨n ${'An'.repeat(100)}`)).toBeNull();
    expect(recoverName('Ã¡'.repeat(1_000_000))).toBeNull();
  });
});

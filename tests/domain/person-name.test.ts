import fc from 'fast-check';
import { canonicalName, compareNames, foldName } from '../../src/domain/person-name.js';
import {
  bare,
  isForgiven,
  moveTones,
  name,
  nameAndVariant,
  nameForm,
  realName,
  VIETNAMESE_LETTERS,
} from './name-variants.js';

const LONG_NAME = 'Công Huyền Tôn Nữ Hoàng Thị Nguyễn Phước Bảo Ngọc Quỳnh Như';

describe('two writings of one name', () => {
  it.each([
    ['Nguyễn Văn An', 'Nguyễn Văn An', 'SAME', 'IDENTICAL'],
    ['NGUYỄN VĂN AN', 'Nguyễn Văn An', 'SAME', 'CASE'],
    ['Nguyễn Văn An'.normalize('NFD'), 'Nguyễn Văn An', 'SAME', 'UNICODE_FORM'],
    ['Nguye\u0302\u0303n', 'Nguyễn', 'SAME', 'UNICODE_FORM'],
    ['NGUYỄN VĂN AN'.normalize('NFD'), 'Nguyễn Văn An', 'SAME', 'UNICODE_FORM'],
    ['  Nguyễn   Văn\u00a0An ', 'Nguyễn Văn An', 'SAME', 'SPACING'],
    ['Nguy\u200bễn Văn An', 'Nguyễn Văn An', 'SAME_NORMALISED', 'UNICODE_FORM'],
    ['Trần Thị Hoà', 'Trần Thị Hòa', 'SAME_NORMALISED', 'TONE_PLACEMENT'],
    ['Lê Thuỷ', 'Lê Thủy', 'SAME_NORMALISED', 'TONE_PLACEMENT'],
    ['Qúy', 'Quý', 'SAME_NORMALISED', 'TONE_PLACEMENT'],
    ['Nguỹên', 'Nguyễn', 'SAME_NORMALISED', 'TONE_PLACEMENT'],
    ['Lí Mĩ Kì', 'Lý Mỹ Kỳ', 'SAME_NORMALISED', 'I_Y'],
    ['Trần Quí', 'Trần Quý', 'SAME_NORMALISED', 'I_Y'],
    ['Vi', 'Vy', 'SAME_NORMALISED', 'I_Y'],
    ['\u00d0ặng', 'Đặng', 'SAME_NORMALISED', 'LETTER_D'],
    ['\u0189ặng', 'đặng', 'SAME_NORMALISED', 'LETTER_D'],
    ['Nguyễn-Văn An', 'Nguyễn Văn An', 'SAME_NORMALISED', 'SPACING'],
    ['NguyễnVănAn', 'Nguyễn Văn An', 'SAME_NORMALISED', 'SPACING'],
    ['TRẦNTHỊHOÀ', 'Trần Thị Hòa', 'SAME_NORMALISED', 'SPACING'],
    ['NGUYEN VAN AN', 'Nguyễn Văn An', 'SAME_NORMALISED', 'TONES_DROPPED'],
    ['Tran Văn Hung', 'Trần Văn Hùng', 'SAME_NORMALISED', 'TONES_DROPPED'],
    ['Trần Văn Hùng', 'Tran Van Hung', 'SAME_NORMALISED', 'TONES_DROPPED'],
    ['Dang Dinh Dat', 'Đặng Đình Đạt', 'SAME_NORMALISED', 'TONES_DROPPED'],
    ['Ly', 'Lí', 'SAME_NORMALISED', 'TONES_DROPPED'],
    ['Đang Thi Hoa', 'Đặng Thị Hoa', 'SAME_NORMALISED', 'TONES_DROPPED'],
    ['\u00d0ang', 'Đặng', 'SAME_NORMALISED', 'TONES_DROPPED'],
    ['A', 'a', 'SAME', 'CASE'],
    [LONG_NAME.toUpperCase(), LONG_NAME, 'SAME', 'CASE'],
    [bare(LONG_NAME), LONG_NAME, 'SAME_NORMALISED', 'TONES_DROPPED'],
  ])('%j and %j are %s: %s', (stated, recorded, verdict, reason) => {
    expect(compareNames(stated, recorded)).toMatchObject({ verdict, reason });
    expect(compareNames(recorded, stated)).toMatchObject({ verdict, reason });
  });

  it.each([
    ['NguyÔn V¨n An', 'Nguyễn Văn An', ['ENCODING']],
    ['TrÇn ThÞ Lan', 'TRẦN THỊ LAN', ['ENCODING']],
    ['nguyÔn v¨n an', 'NGUYỄN VĂN AN', ['ENCODING']],
    ['Nguyeãn Vaên An', 'Nguyễn Văn An', ['ENCODING']],
    ['Nguye^~n Va(n An', 'Nguyễn Văn An', ['ENCODING']],
    ['NguyêÞn Thiò An', 'Nguyễn Thị An', ['ENCODING']],
    ['Nguyá»…n VÄƒn An', 'Nguyễn Văn An', ['ENCODING']],
    ['NguyÔn V¨n Hoµ', 'Nguyễn Văn Hòa', ['TONE_PLACEMENT', 'ENCODING']],
    ['NguyÔn V¨n Mü', 'Nguyễn Van Mĩ', ['DIFFERENT']],
    ['Nguyeenx Vawn An', 'Nguyễn Văn An', ['TYPING_ARTEFACT']],
    ['Nguye6n4 Va8n An', 'NGUYỄN VĂN AN', ['TYPING_ARTEFACT']],
    ['Nguyeenx Vawn An', 'NguyÔn V¨n An', ['ENCODING', 'TYPING_ARTEFACT']],
  ])('%j and %j need %j forgiven', (stated, recorded, reasons) => {
    for (const compared of [compareNames(stated, recorded), compareNames(recorded, stated)]) {
      expect(compared.reason).toBe(reasons.at(-1));
      expect(compared.reasons).toEqual(expect.arrayContaining(reasons));
      expect(compared.verdict).toBe(reasons.includes('DIFFERENT') ? 'DIFFERENT' : 'SAME_NORMALISED');
    }
  });

  it.each([
    ['Hu`ng', 'Hưng'],
    ['NguyÔn V¨n An', 'Nguyễn Vân An'],
    ['Nguyeenx Vawn An', 'Nguyen Van An'],
    ['Trần Vawn An', 'Trần Van An'],
    ['Phan Thò Nga', 'Phan Thị Nga'],
    ['Võ Anh Nam', 'Vâ Anh Nam'],
    ['Ksõr Y Thŭ', 'Ksơr Y Thŭ'],
  ])('%j and %j stay DIFFERENT: what is recovered agrees with its tones and is no slip of a key', (a, b) => {
    expect(compareNames(a, b).verdict).toBe('DIFFERENT');
    expect(compareNames(b, a).verdict).toBe('DIFFERENT');
  });

  it('names every class a joined name without tones needs', () => {
    expect(compareNames('NGUYENVANLI', 'Nguyễn Văn Lý').reasons).toEqual(['I_Y', 'SPACING', 'TONES_DROPPED']);
  });

  it.each([
    ["H'Hen Niê", 'H’HEN NIÊ', 'SAME_NORMALISED'],
    ["H'Hen Niê", 'H\u02bcHen Niê', 'SAME_NORMALISED'],
    ["H'Hen Niê", 'H Hen Nie', 'SAME_NORMALISED'],
    ["H'Hen Niê", 'HHEN NIE', 'SAME_NORMALISED'],
    ['Y Bhăm Niê', 'Y-Bham Niê', 'SAME_NORMALISED'],
    ["Ksơr H'Lan", "KSƠR H'LAN", 'SAME'],
    ['Y Blŏ Êban', 'Y BLO EBAN', 'SAME_NORMALISED'],
    ['Čư Yŭn', 'ČƯ YŬN', 'SAME'],
    ['Kñao', 'KÑAO'.normalize('NFD'), 'SAME'],
    ['Rơ Châm', 'Ro Cham', 'SAME_NORMALISED'],
  ])('of a minority, %j and %j, are %s', (a, b, verdict) => {
    expect(compareNames(a, b).verdict).toBe(verdict);
    expect(compareNames(b, a).verdict).toBe(verdict);
  });

  it('are never DIFFERENT under any composition of case, form, space, tone placement, Đ and dropped tones', () => {
    fc.assert(
      fc.property(nameAndVariant, ({ original, variant }) => {
        expect(compareNames(variant, original).verdict).not.toBe('DIFFERENT');
      }),
      { numRuns: 2000 },
    );
  });

  it('are SAME when only case, form and space changed', () => {
    fc.assert(
      fc.property(name, fc.boolean(), fc.boolean(), (original, upper, decomposed) => {
        const cased = upper ? original.toUpperCase() : original.toLowerCase();
        const written = decomposed ? cased.normalize('NFD') : cased;
        expect(compareNames(` ${written.replaceAll(' ', '  ')}`, original).verdict).toBe('SAME');
      }),
    );
  });
});

describe('two names', () => {
  it.each([
    ['Nguyễn Văn Hùng', 'Nguyễn Văn Hưng', ['ONE_LETTER']],
    ['Hà', 'Há', ['ONE_LETTER']],
    ['Nguyên', 'Nguyễn', ['ONE_LETTER']],
    ['Dặng', 'Đặng', ['ONE_LETTER']],
    ['Đang', 'Dặng', ['DIFFERENT']],
    ['Thủy', 'Thủi', ['ONE_LETTER']],
    ['Mai', 'May', ['ONE_LETTER']],
    ['Tran Van Nan', 'Trần Văn Nam', ['TONES_DROPPED', 'ONE_LETTER']],
    ['Nguyễn Văn Hnug', 'Nguyễn Văn Hung', ['ONE_LETTER']],
    ['Huỳnh', 'Hoàng', ['CONFUSABLE']],
    ['Huỳnh Văn Sửu', 'Hoàng Văn Xữu', ['CONFUSABLE']],
    ['Võ', 'Vũ', ['CONFUSABLE']],
    ['Phan', 'Phạm', ['CONFUSABLE']],
    ['Châm', 'Trâm', ['CONFUSABLE']],
    ['Dương Thị Giang', 'Dương Thị Dang', ['CONFUSABLE']],
    ['Ràng', 'Giàng', ['CONFUSABLE']],
    ['Lê Nụ', 'Nê Lụ', ['CONFUSABLE']],
    ['Nguyễn Thị Hảo', 'Nguyễn Thị Hão', ['CONFUSABLE']],
    ['Tran Chuc', 'Trần Trúc', ['TONES_DROPPED', 'CONFUSABLE']],
    ['Trần Hoa', 'Trần Thị Hoa', ['MIDDLE_NAME_MISSING']],
    ['Tran Hoa', 'Trần Thị Ngọc Hoa', ['TONES_DROPPED', 'MIDDLE_NAME_MISSING']],
    ['An Nguyễn Văn', 'Nguyễn Văn An', ['ORDER']],
    ['Lan Ksor H', 'H Lan Ksơr', ['TONES_DROPPED', 'ORDER']],
    ['Hoàn Gia', 'Hoàng Ia', ['DIFFERENT']],
    ['Hoàng An', 'Hoà Ngan', ['DIFFERENT']],
    ['Ng. T. Hoa', 'Nguyễn Thị Hoa', ['DIFFERENT']],
    ['Trần Thị', 'Trần Thị Hoa', ['DIFFERENT']],
    ['Yŭn', 'Yün', ['ONE_LETTER']],
    ['', 'An', ['DIFFERENT']],
    ['...', '', ['DIFFERENT']],
    ['Nguy?n', 'Nguyễn', ['ONE_LETTER']],
    ['Lê Văn Tám', 'Phạm Thị Hoa', ['DIFFERENT']],
  ])('%j and %j are DIFFERENT: %j', (a, b, reasons) => {
    const expected = { verdict: 'DIFFERENT', reason: reasons.at(-1), reasons };
    expect(compareNames(a, b)).toMatchObject(expected);
    expect(compareNames(b, a)).toMatchObject(expected);
  });

  it('are DIFFERENT when one letter is another', () => {
    const letter = fc.constantFrom(...'abcdeghklmnopqrstuvx');
    fc.assert(
      fc.property(name, fc.nat(), letter, (original, pick, other) => {
        const letters = [...original.normalize('NFD')];
        const places = letters.flatMap((it, at) => (/\p{L}/u.test(it) && !/[iy]/i.test(it) ? [at] : []));
        fc.pre(places.length > 0);
        const at = places[pick % places.length]!;
        fc.pre(bare(letters[at]!).toLowerCase() !== other);
        letters[at] = other;
        expect(compareNames(letters.join(''), original).verdict).toBe('DIFFERENT');
      }),
      { numRuns: 1000 },
    );
  });

  it('are DIFFERENT when a letter is missing or added', () => {
    fc.assert(
      fc.property(name, fc.nat(), (original, pick) => {
        const letters = [...original.normalize('NFD')];
        const places = letters.flatMap((it, at) => (/\p{L}/u.test(it) ? [at] : []));
        const at = places[pick % places.length]!;
        const without = letters.toSpliced(at, 1).join('');
        const doubled = letters.toSpliced(at, 0, letters[at]!).join('');
        expect(compareNames(without, original).verdict).toBe('DIFFERENT');
        expect(compareNames(doubled, original).verdict).toBe('DIFFERENT');
      }),
    );
  });

  it('are DIFFERENT when one tone is another tone', () => {
    const tone = fc.constantFrom('\u0300', '\u0301', '\u0303', '\u0309', '\u0323');
    fc.assert(
      fc.property(name, fc.nat(), tone, fc.nat({ max: 7 }), (original, pick, other, move) => {
        const text = original.normalize('NFD');
        const places = [...text.matchAll(/(?<=[aeiouy]\p{M}*)[\u0300\u0301\u0303\u0309\u0323]/giu)];
        fc.pre(places.length > 0);
        const { index, 0: was } = places[pick % places.length]!;
        fc.pre(was !== other);
        const changed = text.slice(0, index) + other + text.slice(index + 1);
        expect(compareNames(moveTones(changed, move), original).verdict).toBe('DIFFERENT');
      }),
    );
  });

  it('are DIFFERENT when any one letter, with its marks, is another, missing or added, whatever it looks like then', () => {
    const letter = fc.constantFrom(...VIETNAMESE_LETTERS);
    const change = fc.record({ at: fc.nat(), letter, kind: fc.constantFrom('REPLACE', 'REMOVE', 'ADD') });
    fc.assert(
      fc.property(realName, change, nameForm, (original, { at, letter, kind }, form) => {
        const letters = [...original];
        const places = letters.flatMap((it, i) => (/\p{L}/u.test(it) ? [i] : []));
        const place = places[at % places.length]!;
        letters.splice(place, kind === 'ADD' ? 0 : 1, ...(kind === 'REMOVE' ? [] : [letter]));
        const changed = letters.join('');
        fc.pre(!isForgiven(changed, original));
        const compared = compareNames(form(changed), original);
        expect([changed, original, compared.verdict]).toEqual([changed, original, 'DIFFERENT']);
      }),
      { numRuns: 10_000 },
    );
  });

  it('compare alike whichever is the record, and each with itself as SAME', () => {
    const text = fc.oneof(name, fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 12 }));
    const either = fc.oneof(
      fc.tuple(text, text),
      nameAndVariant.map((it) => [it.original, it.variant] as const),
    );
    fc.assert(
      fc.property(either, ([a, b]) => {
        expect(compareNames(a, b)).toEqual(compareNames(b, a));
        expect(compareNames(a, a)).toMatchObject({ verdict: 'SAME', reason: 'IDENTICAL' });
      }),
      { numRuns: 1000 },
    );
  });

  it('of more than 200 characters are DIFFERENT unread', () => {
    const long = 'a'.repeat(1_000_000);
    expect(compareNames(long, long).verdict).toBe('DIFFERENT');
    expect(compareNames('a'.repeat(200), 'A'.repeat(200)).verdict).toBe('SAME');
    expect(compareNames('a'.repeat(201), 'A'.repeat(201)).verdict).toBe('DIFFERENT');
  });
});

describe('the canonical form of a name', () => {
  it.each([
    ['  TRẦN   Thị HÒA ', 'trần thị hoà'],
    ['Trần Thị Hoà'.normalize('NFD'), 'trần thị hoà'],
    ['\u00d0ặng Quý', 'đặng quí'],
    ['Lý Thủy', 'lí thuỷ'],
    ["H'Hen Niê", 'hhen niê'],
    ['Y-Blŏ', 'i blŏ'],
    ['', ''],
  ])('of %j is %j', (text, canonical) => {
    expect(canonicalName(text)).toBe(canonical);
  });

  it('is its own canonical form', () => {
    fc.assert(
      fc.property(name, (text) => expect(canonicalName(canonicalName(text))).toBe(canonicalName(text))),
    );
  });

  it('is one for every writing that keeps letters, tones and breaks', () => {
    fc.assert(
      fc.property(name, fc.nat({ max: 7 }), (text, move) => {
        const written = moveTones(text.toUpperCase(), move).normalize('NFD').replaceAll('Đ', '\u00d0');
        expect(canonicalName(written)).toBe(canonicalName(text));
      }),
    );
  });

  it('never joins two names that compare as DIFFERENT', () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        if (canonicalName(a) === canonicalName(b)) expect(compareNames(a, b).verdict).not.toBe('DIFFERENT');
      }),
    );
  });
});

describe('the folded form of a name', () => {
  it.each([
    ['Đặng  Thị Thủy', 'dang thi thuy'],
    ['Ksơr H’Lan', 'ksor hlan'],
    ['Kñao Čư Yŭn', 'knao cu yun'],
    ['李 An', 'an'],
    ['Y-Blŏ', 'y blo'],
  ])('of %j is %j', (text, folded) => {
    expect(foldName(text)).toBe(folded);
  });

  it('reads no more than the first 1,000 characters of a text', () => {
    expect(foldName(`${'a'.repeat(1000)}b`)).toBe('a'.repeat(1000));
    const started = performance.now();
    foldName(`a${'\u0323\u0300'.repeat(500_000)}`);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('is lower case ASCII whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldName(text)).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/);
      }),
    );
  });
});

describe('the similarity of two names', () => {
  const of = (a: string, b: string) => compareNames(a, b).similarity;

  it('is worth little for Nguyễn and much for a rare name', () => {
    expect(of('Nguyễn', 'Nguyễn')).toBeLessThan(2);
    expect(of('Khuất', 'Khuất')).toBeGreaterThan(9);
    expect(of('Nguyễn Thị Hoa', 'Nguyễn Thị Hoa')).toBeLessThan(of('Đèo Khắc Uyển', 'Đèo Khắc Uyển'));
  });

  it.each(['Tran Thi Ngoc Hoa', 'Trần Thị Ngọc Hòa', 'Trần Hoa', 'Lê Văn Tám'])(
    'of %j with Trần Thị Ngọc Hoa is less than that of equals',
    (other) =>
      expect(of(other, 'Trần Thị Ngọc Hoa')).toBeLessThan(of('Trần Thị Ngọc Hoa', 'Trần Thị Ngọc Hoa')),
  );

  it('speaks against another name', () => {
    expect(of('Lê Văn Tám', 'Trần Thị Ngọc Hoa')).toBeLessThan(0);
  });

  it('is the same both ways, whatever comes in', () => {
    const text = fc.oneof(name, fc.string({ unit: 'binary', maxLength: 40 }));
    fc.assert(fc.property(text, text, (a, b) => expect(of(a, b)).toBeCloseTo(of(b, a), 9)));
  });

  it('is not among what a log or an answer would write of a comparison', () => {
    expect(Object.keys(compareNames('Hà', 'Há'))).toEqual(['verdict', 'reason', 'reasons']);
    expect(JSON.stringify(compareNames('Hà', 'Há'))).not.toContain('H');
  });
});

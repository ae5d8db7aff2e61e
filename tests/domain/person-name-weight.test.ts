import fc from 'fast-check';
import { GIVEN_COUNTS, SURNAME_PERCENT } from '../../src/domain/person-name-shares.js';
import { knownWordBits, nameWeight, UNKNOWN_WORD_BITS } from '../../src/domain/person-name-weight.js';
import { projectCsv, projectText } from '../../src/sample/project-file.js';
import { name } from './name-variants.js';

describe('the weight of a name', () => {
  it('is the less the more people bear it', () => {
    expect(nameWeight('Nguyễn')).toBeCloseTo(-Math.log2(0.384), 9);
    expect(nameWeight('Nguyễn Văn Minh')).toBeLessThan(nameWeight('Nguyễn Văn Uyển'));
    expect(nameWeight('Nguyễn Thị Lan')).toBeLessThan(nameWeight('Khuất Thị Lan'));
  });

  it('of a word that no table has is a fixed floor', () => {
    expect(nameWeight('Xyzzy')).toBe(UNKNOWN_WORD_BITS);
    expect(nameWeight('Nguyễn Xyzzy')).toBeCloseTo(nameWeight('Nguyễn') + UNKNOWN_WORD_BITS, 9);
    expect(nameWeight('')).toBe(0);
  });

  it('is one for all writings of a name, and never negative', () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(nameWeight(text.toUpperCase().normalize('NFD'))).toBe(nameWeight(text));
        expect(nameWeight(text)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the tables of names', () => {
  it('give the published shares of surnames', () => {
    for (const { surname, percent } of projectCsv<'surname' | 'percent'>(
      'src/sample/data/surname_frequency_vn.csv',
    )) {
      const forms = surname.toLowerCase().split('/');
      expect(forms.reduce((sum, form) => sum + SURNAME_PERCENT[form]!, 0)).toBeCloseTo(Number(percent), 9);
    }
  });

  it('count the words of the listed given names', () => {
    const counted = new Map<string, number>();
    for (const file of ['boy', 'boy_one_word', 'girl', 'girl_one_word']) {
      const lines = projectText(`src/sample/data/given_names_${file}.duyet.txt`)
        .replaceAll('Ð', 'Đ')
        .toLowerCase()
        .split(/\r?\n/);
      for (const line of new Set(lines.map((it) => it.trim()))) {
        for (const word of line.split(' ').filter(Boolean)) counted.set(word, (counted.get(word) ?? 0) + 1);
      }
    }
    let count = 0;
    const table = new Map<string, number>();
    for (const word of GIVEN_COUNTS.trim().split(/\s+/)) {
      if (Number(word) > 0) count = Number(word);
      else table.set(word, count);
    }
    expect(Object.fromEntries(table)).toEqual(Object.fromEntries(counted));
  });

  it('know a word in its most frequent place, and nothing of others', () => {
    expect(knownWordBits('nguyễn')).toBeCloseTo(-Math.log2(0.384), 9);
    expect(knownWordBits('niê')).toBe(UNKNOWN_WORD_BITS);
    expect(knownWordBits('loïc')).toBeUndefined();
  });
});

import {
  hasToneInPlace,
  isHighlandSyllable,
  isVietnameseSyllable,
} from '../../src/domain/vietnamese-syllable.js';
import { projectCsv, projectNames } from '../../src/sample/project-file.js';

const LISTS = ['given_names_boy', 'given_names_girl'].flatMap((file) => [
  ...projectNames(`src/sample/data/${file}.duyet.txt`, 2),
  ...projectNames(`src/sample/data/${file}_one_word.duyet.txt`, 1),
]);

describe('a Vietnamese syllable', () => {
  it('is every word of the listed given names, its tone in place', () => {
    const words = LISTS.flatMap((line) => line.split(' '));
    expect(words.filter((word) => !isVietnameseSyllable(word))).toEqual([]);
    expect(words.filter((word) => !hasToneInPlace(word))).toEqual([]);
  });

  it('is every word of the communes of lowland provinces but a letter and a southern spelling', () => {
    const names = projectCsv<'name' | 'province_code'>('migrations/hub/data/admin-units.csv');
    const delta = names.filter((row) => ['34', '36', '80', '87', '92'].includes(row.province_code));
    const words = new Set(delta.flatMap((row) => row.name.match(/\p{L}+/gu) ?? []));
    expect(words.size).toBeGreaterThan(300);
    expect([...words].filter((word) => !isVietnameseSyllable(word))).toEqual(['B', 'Qưới']);
  });

  it.each([
    'Nguyễn',
    'NGUYỄN',
    'nguyen',
    'Nguyễn'.normalize('NFD'),
    'hoà',
    'hòa',
    'Ðặng',
    'Quỳnh',
    'giết',
    'Khuya',
    'gì',
    'Y',
  ])('%j is one', (word) => expect(isVietnameseSyllable(word)).toBe(true));

  it.each([
    '',
    'Nguyêñ',
    'Bhăm',
    'Ñuê',
    'Leâ',
    'NguyÔnn',
    'mat\u0300',
    'bắc\u0301',
    'cế',
    'ngì',
    'ghà',
    'quoa',
    'boa',
    'Kevin',
    "H'Hen",
    'Th',
    'VanAn',
  ])('%j is none', (word) => expect(isVietnameseSyllable(word)).toBe(false));

  it.each([
    ['hoà', true],
    ['hòa', true],
    ['quý', true],
    ['qúy', true],
    ['già', true],
    ['gìa', true],
    ['thuở', true],
    ['khuỷu', true],
    ['tuyết', true],
    ['hoài', true],
    ['haỉ', false],
    ['nguỹên', false],
    ['tiú', false],
    ['muà', false],
    ['hoaì', false],
  ])('%j has its tone in place: %j', (word, isInPlace) => {
    expect(hasToneInPlace(word)).toBe(isInPlace);
  });
});

describe('a highland syllable', () => {
  it.each([
    'Niê',
    'Mlô',
    'Êban',
    'Byă',
    'Ayŭn',
    'Kbuôr',
    'Kdăm',
    'Bkrông',
    "H'Hen",
    'H’Lan',
    "K'Brêo",
    'Ksơr',
    'Rơchăm',
    'Rmah',
    'Blŏ',
    'Djuñ',
    'Srây',
  ])('%j is one', (word) => expect(isHighlandSyllable(word)).toBe(true));

  it.each(['Bhặm', 'Björn', 'Kevin', 'Michael', 'Max', 'Bh¨m', 'Schmidt', 'Leâ', ''])('%j is none', (word) =>
    expect(isHighlandSyllable(word)).toBe(false),
  );
});

import fc from 'fast-check';
import { isOneEdit } from '../../src/domain/one-edit.js';
import { canonicalName, compareNames, recoverName } from '../../src/domain/person-name.js';
import { KNOWN_WORDS } from '../../src/domain/person-name-weight.js';
import { isHighlandSyllable, isVietnameseSyllable } from '../../src/domain/vietnamese-syllable.js';
import { WRITINGS } from '../proof/identity/names-material.js';
import { isForgiven, nameForm, VIETNAMESE_LETTERS } from './name-variants.js';

describe('a word one letter away from what an older encoding would make of it', () => {
  it.each([
    ['Phan Quèc Minh', 'Phan Quốc Minh'],
    ['PHAN QUÈC MINH', 'PHAN QUỐC MINH'],
    ['phan quèc minh', 'Phan Quốc Minh'],
    ['MAI MINH TUYÕT', 'Mai Minh Tuyết'],
    ['MAI KIÒU LAN', 'Mai Kiều Lan'],
    ['Phan Minh Nghóa', 'Phan Minh Nghĩa'],
  ])('is its reading when it can be nothing else: %j is %j', (text, name) => {
    for (const compared of [compareNames(text, name), compareNames(name, text)]) {
      expect(compared).toMatchObject({ verdict: 'SAME_NORMALISED', reason: 'ENCODING' });
    }
  });

  it.each([
    ['is a word itself', 'Cao Tó', 'Cao Tú'],
    ['is a word itself', 'Phan Léc Minh', 'Phan Lộc Minh'],
    ['is next to Trúc', 'Phan Minh Trùc', 'Phan Minh Trực'],
    ['is next to Lục', 'Phan Minh Lùc', 'Phan Minh Lực'],
    ['is next to Nguyên', 'NGUYÔN MINH AN', 'Nguyễn Minh An'],
    ['is next to Hùng', 'Trang Minh Hýng', 'Trang Minh Hưng'],
    ['is a key pressed twice', 'Voõ Minh An', 'Võ Minh An'],
    ['is y for i within a rhyme', 'MAI MINH BÝCH', 'Mai Minh Bích'],
  ])('is one letter wrong when it %s: %j', (_why, text, name) => {
    for (const compared of [compareNames(text, name), compareNames(name, text)]) {
      expect(compared).toMatchObject({ verdict: 'DIFFERENT', reasons: ['ONE_LETTER'] });
    }
  });

  it('is never called its reading when a slip makes it of another known name', () => {
    const met = new Set<string>();
    for (const reading of KNOWN_WORDS) {
      for (const wrong of writingsOf(reading)) {
        const isOther = [...KNOWN_WORDS].some((other) => other !== reading && isOneEdit(other, wrong));
        if (canonicalName(wrong) === reading) continue;
        if (!isOther || !isOneEdit(wrong, reading) || !/^[a-zà-ãè-êìíò-õùúý]+$/.test(wrong)) continue;
        met.add(wrong);
        for (const text of [`Phan Minh ${wrong}`, `PHAN MINH ${wrong.toUpperCase()}`]) {
          const { verdict } = compareNames(text, `Phan Minh ${reading}`);
          expect([text, verdict]).toEqual([text, 'DIFFERENT']);
        }
      }
    }
    expect(met.size).toBeGreaterThan(50);
  });
});

/** What the older encodings write for a word, in small letters. */
function writingsOf(word: string): string[] {
  return Object.values(WRITINGS).flatMap((write) => write(word)?.toLowerCase() ?? []);
}

const known = fc.constantFrom(...KNOWN_WORDS);
const letter = fc.constantFrom(...VIETNAMESE_LETTERS);
const change = fc.record({ at: fc.nat(), letter, kind: fc.constantFrom('REPLACE', 'REMOVE', 'ADD') });

function changed(word: string, { at, letter: other, kind }: { at: number; letter: string; kind: string }) {
  const letters = [...word];
  letters.splice(at % letters.length, kind === 'ADD' ? 0 : 1, ...(kind === 'REMOVE' ? [] : [other]));
  return letters.join('');
}

describe('any known name with one letter changed, all others plain', () => {
  it('is another name, unless it is no syllable and just what an older encoding writes for the name', () => {
    fc.assert(
      fc.property(known, change, nameForm, (word, how, form) => {
        const wrong = changed(word, how);
        const [text, name] = [`phan minh ${wrong}`, `phan minh ${word}`];
        fc.pre(!isForgiven(text, name) && canonicalName(text) !== canonicalName(name));
        const { verdict, reason } = compareNames(form(text), name);
        if (verdict === 'DIFFERENT') return;
        const isSyllable = isVietnameseSyllable(wrong) || isHighlandSyllable(wrong);
        expect([text, reason, isSyllable]).toEqual([text, 'ENCODING', false]);
        expect(writingsOf(word)).toContain(wrong);
      }),
      { numRuns: 10_000 },
    );
  });

  it('is never the same as another name one letter away that it is read as', () => {
    fc.assert(
      fc.property(known, change, (word, how) => {
        const wrong = changed(word, how);
        const read = recoverName(`phan minh ${wrong}`)?.name.split(' ').at(-1);
        if (read === undefined || canonicalName(read) === word || !isOneEdit(read, wrong)) return;
        expect([wrong, read, compareNames(`phan minh ${wrong}`, `phan minh ${read}`).verdict]).toEqual([
          ...[wrong, read, 'DIFFERENT'],
        ]);
      }),
      { numRuns: 10_000 },
    );
  });
});

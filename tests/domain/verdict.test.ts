import fc from 'fast-check';
import {
  decideIdentification,
  type FieldVerdict,
  type Verdict,
  type VerdictField,
} from '../../src/domain/verdict.js';

const VERDICTS: Verdict[] = [
  'SAME',
  'SAME_NORMALISED',
  'LESS_PRECISE',
  'RENAMED_UNIT',
  'DIFFERENT',
  'NOT_ON_RECORD',
];
const FIELDS: VerdictField[] = ['NUMBER', 'FULL_NAME', 'DATE_OF_BIRTH', 'SEX', 'ADDRESS'];

function verdicts(by: Partial<Record<VerdictField, Verdict>>): FieldVerdict[] {
  return Object.entries(by).map(([field, verdict]) => ({
    field: field as VerdictField,
    verdict,
    reason: null,
  }));
}

const GOOD = { NUMBER: 'SAME', FULL_NAME: 'SAME', DATE_OF_BIRTH: 'SAME' } as const;

describe('the outcome of an identification', () => {
  it.each<[string, Partial<Record<VerdictField, Verdict>>]>([
    ['number, name and birth date agree', GOOD],
    ['the name agrees when normalised', { ...GOOD, FULL_NAME: 'SAME_NORMALISED' }],
    ['the birth date is known less precisely', { ...GOOD, DATE_OF_BIRTH: 'LESS_PRECISE' }],
    ['the sex is not on record', { ...GOOD, SEX: 'NOT_ON_RECORD' }],
    ['the address differs', { ...GOOD, SEX: 'SAME', ADDRESS: 'DIFFERENT' }],
  ])('is MATCHED when %s', (_when, by) => {
    expect(decideIdentification(verdicts(by))).toBe('MATCHED');
  });

  it.each<[string, Partial<Record<VerdictField, Verdict>>]>([
    ['only a number was typed', { NUMBER: 'SAME' }],
    ['no name was stated', { NUMBER: 'SAME', DATE_OF_BIRTH: 'SAME' }],
    ['no birth date was stated', { NUMBER: 'SAME', FULL_NAME: 'SAME' }],
    ['no number is on record', { ...GOOD, NUMBER: 'NOT_ON_RECORD' }],
    ['no number was stated', { FULL_NAME: 'SAME', DATE_OF_BIRTH: 'SAME' }],
    ['the record has no birth date', { ...GOOD, DATE_OF_BIRTH: 'NOT_ON_RECORD' }],
    ['nothing was stated', {}],
  ])('is PARTIAL when %s', (_when, by) => {
    expect(decideIdentification(verdicts(by))).toBe('PARTIAL');
  });

  it.each<[string, Partial<Record<VerdictField, Verdict>>]>([
    ['the name differs', { ...GOOD, FULL_NAME: 'DIFFERENT' }],
    ['the birth date differs', { ...GOOD, DATE_OF_BIRTH: 'DIFFERENT' }],
    ['the sex differs', { ...GOOD, SEX: 'DIFFERENT' }],
    ['the birth date differs and no name was stated', { NUMBER: 'SAME', DATE_OF_BIRTH: 'DIFFERENT' }],
    ['the sex differs and nothing else was stated', { NUMBER: 'SAME', SEX: 'DIFFERENT' }],
  ])('is MISMATCHED when %s', (_when, by) => {
    expect(decideIdentification(verdicts(by))).toBe('MISMATCHED');
  });

  it('does not depend on the address or on the order of the verdicts', () => {
    const anyVerdicts = fc.array(
      fc.record({
        field: fc.constantFrom(...FIELDS),
        verdict: fc.constantFrom(...VERDICTS),
        reason: fc.constant(null),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(anyVerdicts, (given) => {
        const outcome = decideIdentification(given);
        expect(decideIdentification(given.filter((it) => it.field !== 'ADDRESS'))).toBe(outcome);
        expect(decideIdentification([...given].reverse())).toBe(outcome);
        if (given.some((it) => it.verdict === 'DIFFERENT' && it.field !== 'ADDRESS'))
          expect(outcome).not.toBe('MATCHED');
      }),
    );
  });
});

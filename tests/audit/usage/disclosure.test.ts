import fc from 'fast-check';
import { kinds } from '../../../src/access/kinds.js';
import {
  type DisclosedLook,
  type Disclosure,
  type DisclosureRule,
  disclose,
  isShown,
} from '../../../src/audit/usage/disclosure.js';
import { purposeWords } from '../../../src/audit/usage/purpose-words.js';
import { dayAt, monthsLater, startOfDay } from '../../../src/audit/usage/vietnam-day.js';

const at = Date.parse('2026-03-10T03:00:00Z');
const hospital: DisclosedLook = {
  ...{ agencyCode: 'hospital.test', agencyKind: 'HOSPITAL', purpose: 'TREATMENT' },
  ...{ relation: 'DIRECT', own: false, at },
};
const rule: DisclosureRule = {
  ...{ agencyCode: 'hospital.test', purpose: null, class: 'WITHHELD', delayMonths: null, counted: true },
  ...{ legalBasis: 'Văn bản mẫu', validFrom: at - 1, validUntil: null },
};
const later = (text: string) => Date.parse(text);

describe('What a resident is told of a look', () => {
  it('is all of it, at once, when no rule says otherwise', () => {
    expect(disclose(hospital, [], at)).toEqual({ class: 'NOW' });
  });

  it('is the kind of agency alone when he was reached through somebody else', () => {
    expect(disclose({ ...hospital, relation: 'RELATED' }, [], at).class).toBe('COARSE');
  });

  it('is nothing of an inspection for twelve months, and then all of it', () => {
    const inspection = { ...hospital, agencyKind: 'AUDITOR', purpose: 'INSPECTION' };
    const told = disclose(inspection, [], at);
    expect(told).toMatchObject({ class: 'DELAYED_UNTIL', until: '2027-03-10' });
    expect(isShown(told, later('2027-03-09T16:59:59Z'))).toBe(false);
    expect(isShown(told, later('2027-03-09T17:00:00Z'))).toBe(true);
  });

  it('stays coarse when a delay is over and he was reached through somebody else', () => {
    const inspection = { ...hospital, agencyKind: 'AUDITOR', relation: 'RELATED' as const };
    const told = disclose(inspection, [], later('2028-01-01T00:00:00Z'));
    expect(told.class).toBe('COARSE');
  });

  it.each([
    ['another agency', { agencyCode: 'school.test' }],
    ['another purpose', { purpose: 'EMERGENCY' }],
    ['a time after the look', { validFrom: at + 1 }],
    ['a time that was over', { validFrom: 0, validUntil: at }],
  ])('is not changed by a rule for %s', (_what, change) => {
    expect(disclose(hospital, [{ ...rule, ...change }], at)).toEqual({ class: 'NOW' });
  });

  it('tells a number of years only when every rule that withholds allows it', () => {
    const silent = { ...rule, counted: false };
    for (const rules of [
      [rule, silent],
      [silent, rule],
    ])
      expect(disclose(hospital, rules, at)).toMatchObject({ class: 'WITHHELD', counted: false });
  });
});

const aDay = fc.integer({ min: later('2020-01-01'), max: later('2040-12-31') });
const aPurpose = fc.constantFrom('TREATMENT', 'INSPECTION', 'ENROLMENT', null);
const aLook: fc.Arbitrary<DisclosedLook> = fc.record({
  agencyCode: fc.constantFrom('a.test', 'b.test', null),
  agencyKind: fc.constantFrom('HOSPITAL', 'AUDITOR', 'RESIDENT', null),
  purpose: aPurpose,
  relation: fc.constantFrom('DIRECT', 'RELATED'),
  own: fc.boolean(),
  at: aDay,
});
const aRule: fc.Arbitrary<DisclosureRule> = fc
  .record({
    agencyCode: fc.constantFrom('a.test', 'b.test'),
    purpose: aPurpose,
    class: fc.constantFrom('DELAYED' as const, 'COARSE' as const, 'WITHHELD' as const),
    months: fc.integer({ min: 1, max: 120 }),
    counted: fc.boolean(),
    validFrom: aDay,
    validUntil: fc.option(aDay),
  })
  .map(({ months, counted, ...one }) => ({
    ...one,
    delayMonths: one.class === 'DELAYED' ? months : null,
    counted: one.class === 'WITHHELD' && counted,
    legalBasis: 'Văn bản mẫu',
  }));

/** How much is told today: 0 nothing, 1 coarsely, 2 all. */
const openness = (one: Disclosure, now: number) => (isShown(one, now) ? (one.class === 'COARSE' ? 1 : 2) : 0);

describe('For any looks and rules', () => {
  const rules = fc.array(aRule, { maxLength: 6 });

  it('another rule never tells more', () => {
    fc.assert(
      fc.property(aLook, rules, aRule, aDay, (look, held, added, now) => {
        const before = openness(disclose(look, held, now), now);
        expect(openness(disclose(look, [...held, added], now), now)).toBeLessThanOrEqual(before);
      }),
    );
  });

  it('the order of rules changes nothing that is told', () => {
    fc.assert(
      fc.property(aLook, rules, aDay, (look, held, now) => {
        const one = disclose(look, held, now);
        expect({ ...disclose(look, [...held].reverse(), now), legalBasis: null }).toEqual({
          ...one,
          legalBasis: null,
        });
      }),
    );
  });

  it('what was told once is told from then on', () => {
    fc.assert(
      fc.property(aLook, rules, aDay, fc.nat(4_000), (look, held, now, days) => {
        const then = now + days * 86_400_000;
        expect(openness(disclose(look, held, then), then)).toBeGreaterThanOrEqual(
          openness(disclose(look, held, now), now),
        );
      }),
    );
  });

  it('since the rule is in force, who was reached through somebody else never reads who looked', () => {
    const related = aLook.map((look) => ({ ...look, relation: 'RELATED' as const, own: false }));
    fc.assert(
      fc.property(related, rules, aDay, (look, held, now) => {
        fc.pre(look.at >= startOfDay('2026-01-01'));
        expect(openness(disclose(look, held, now), now)).toBeLessThan(2);
      }),
    );
  });

  it('what he did himself is told at once', () => {
    fc.assert(
      fc.property(aLook, rules, aDay, (look, held, now) => {
        expect(disclose({ ...look, own: true }, held, now)).toEqual({ class: 'NOW' });
      }),
    );
  });
});

describe('Days in Vietnam', () => {
  it('begin at 17:00 UTC of the day before', () => {
    expect(startOfDay('2026-03-10')).toBe(later('2026-03-09T17:00:00Z'));
    expect(dayAt(startOfDay('2026-03-10'))).toBe('2026-03-10');
    expect(dayAt(startOfDay('2026-03-10') - 1)).toBe('2026-03-09');
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2027-01-31', 13, '2028-02-29'],
    ['2026-11-22', 2, '2027-01-22'],
    ['2026-12-01', 12, '2027-12-01'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(monthsLater(day, months)).toBe(expected);
  });
});

describe('The words of a purpose', () => {
  it('are there for every purpose of every kind, in both languages, with a law', () => {
    for (const purpose of Object.values(kinds).flatMap((kind) => kind.purposes)) {
      const words = purposeWords(purpose, '2026-11-22')!;
      expect(words.sentence.vi).not.toBe(words.sentence.en);
      expect(words.legalBasis).not.toBe('');
    }
    expect(purposeWords('SOMETHING_ELSE', '2026-11-22')).toBeNull();
    expect(purposeWords(null, '2026-11-22')).toBeNull();
  });
});

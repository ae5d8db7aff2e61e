import fc from 'fast-check';
import {
  computeExemption,
  type ExemptionFacts,
  isImpersonal,
  rulesFor,
} from '../../src/fees/exemption/compute.js';
import { type ExemptionRule, exemptionRules, type WelfareGround } from '../../src/fees/exemption/rules.js';

const day = '2026-11-22';
const held = (...grounds: WelfareGround[]) =>
  grounds.map((ground) => ({ ground, startOn: '2026-01-01', endOn: '2026-12-31' }));
const facts = (wish: Partial<ExemptionFacts> = {}): ExemptionFacts => ({
  ...{ school: { kind: 'VOCATIONAL', ownership: 'PUBLIC' }, dateOfBirth: '2007-05-17' },
  ...{ welfare: [], disadvantaged: [], ...wish },
});
const groundOf = (wish: Partial<ExemptionFacts>, on = day) =>
  computeExemption(exemptionRules, facts(wish), on)?.ground ?? null;
const at = (kind: string, ownership = 'PUBLIC') => ({ school: { kind, ownership } });

describe('Who is younger than students of a further school can be', () => {
  const disabled = { welfare: held('DISABILITY') };
  it.each([
    ['2011-11-22', 'ND238_D15_KHUYET_TAT'],
    ['2011-11-23', null],
    ['2011', null],
  ])('is weighed there by nothing of his own: born %s, %s', (dateOfBirth, ground) => {
    for (const kind of ['VOCATIONAL', 'UNIVERSITY'])
      expect(groundOf({ ...at(kind), ...disabled, dateOfBirth })).toBe(ground);
    expect(groundOf({ ...at('PRIMARY'), ...disabled, dateOfBirth })).toBe('NQ217');
  });
});

describe('Tuition by law', () => {
  it.each<[string, Partial<ExemptionFacts>, string | null, number | null]>([
    ['a public primary school', at('PRIMARY'), 'NQ217', 100],
    ['a public preschool', at('PRESCHOOL'), 'NQ217', 100],
    ['a private upper secondary school', at('UPPER_SECONDARY', 'PRIVATE'), null, null],
    ['a vocational school', {}, null, null],
    ['a disabled student', { welfare: held('DISABILITY') }, 'ND238_D15_KHUYET_TAT', 100],
    [
      'a disabled pupil of a private general school',
      { ...at('PRIMARY', 'PRIVATE'), welfare: held('DISABILITY') },
      null,
      null,
    ],
    ['a poor student', { welfare: held('POOR_HOUSEHOLD') }, null, null],
    [
      'a poor one of a minority',
      { welfare: held('ETHNIC_MINORITY', 'POOR_HOUSEHOLD') },
      'ND238_D15_DTTS_NGHEO',
      100,
    ],
    [
      'a near-poor one of a minority',
      { welfare: held('ETHNIC_MINORITY', 'NEAR_POOR_HOUSEHOLD') },
      'ND238_D15_DTTS_NGHEO',
      100,
    ],
    ['one of a minority', { welfare: held('ETHNIC_MINORITY') }, null, null],
    [
      'one of a minority in a hard area',
      { welfare: held('ETHNIC_MINORITY'), disadvantaged: [{ startOn: '2025-07-01', endOn: null }] },
      'ND238_D16_K1_VUNG',
      70,
    ],
    ['one in a hard area', { disadvantaged: [{ startOn: '2025-07-01', endOn: null }] }, null, null],
    [
      'a university student on assistance',
      { ...at('UNIVERSITY'), welfare: held('SOCIAL_ASSISTANCE') },
      'ND238_D15_TRO_CAP',
      100,
    ],
    ['a vocational student on assistance', { welfare: held('SOCIAL_ASSISTANCE') }, null, null],
  ])('of %s', (_who, wish, ground, rate) => {
    const computed = computeExemption(exemptionRules, facts(wish), day);
    expect([computed?.ground ?? null, computed?.rate ?? null]).toEqual([ground, rate]);
  });

  it('says which kinds of facts it rests on, and no fact', () => {
    const hard = {
      disadvantaged: [{ startOn: '2025-07-01', endOn: null }],
      welfare: held('ETHNIC_MINORITY'),
    };
    expect(computeExemption(exemptionRules, facts(hard), day)).toEqual({
      ...{ rate: 70, ground: 'ND238_D16_K1_VUNG', legalBasis: 'Nghị định 238/2025/NĐ-CP Đ16 k1' },
      restsOn: ['SCHOOL', 'RESIDENCE', 'WELFARE'],
    });
    expect(computeExemption(exemptionRules, facts(at('PRIMARY')), day)!.restsOn).toEqual(['SCHOOL']);
  });

  it('is the same for a poor and a near-poor household: the ground does not tell them apart', () => {
    const of = (ground: WelfareGround) =>
      computeExemption(exemptionRules, facts({ welfare: held('ETHNIC_MINORITY', ground) }), day);
    expect(of('POOR_HOUSEHOLD')).toEqual(of('NEAR_POOR_HOUSEHOLD'));
  });

  it.each([
    ['2010-11-23', null],
    ['2010-11-22', 'ND238_D15_TRO_CAP'],
    ['2003-11-23', 'ND238_D15_TRO_CAP'],
    ['2003-11-22', null],
    ['2010', null],
    ['2009', 'ND238_D15_TRO_CAP'],
    ['2003-11', null],
    ['2003-12', 'ND238_D15_TRO_CAP'],
  ])('counts whole years from 16 to 22 of one born on %s: %s', (dateOfBirth, ground) => {
    expect(groundOf({ ...at('UNIVERSITY'), welfare: held('SOCIAL_ASSISTANCE'), dateOfBirth })).toBe(ground);
  });

  it('counts from the day a rule is in force, and a fact in its days only', () => {
    expect(groundOf(at('PRIMARY'), '2025-09-04')).toBeNull();
    expect(groundOf(at('PRIMARY'), '2025-09-05')).toBe('NQ217');
    expect(groundOf({ welfare: held('DISABILITY') }, '2027-01-01')).toBeNull();
    const ended: ExemptionRule[] = exemptionRules.map((rule) => ({ ...rule, until: '2026-06-30' }));
    expect(computeExemption(ended, facts(at('PRIMARY')), '2026-06-30')).not.toBeNull();
    expect(computeExemption(ended, facts(at('PRIMARY')), '2026-07-01')).toBeNull();
  });

  it('never gets less by one more ground', () => {
    const grounds: WelfareGround[] = [
      ...([
        'DISABILITY',
        'POOR_HOUSEHOLD',
        'NEAR_POOR_HOUSEHOLD',
        'ETHNIC_MINORITY',
        'SOCIAL_ASSISTANCE',
      ] as const),
    ];
    fc.assert(
      fc.property(
        fc.subarray(grounds),
        fc.constantFrom(...grounds),
        fc.constantFrom('PRIMARY', 'VOCATIONAL', 'UNIVERSITY'),
        fc.constantFrom('PUBLIC', 'PRIVATE'),
        fc.boolean(),
        (some, more, kind, ownership, hard) => {
          const rate = (all: readonly WelfareGround[]) =>
            computeExemption(
              exemptionRules,
              facts({
                ...at(kind, ownership),
                welfare: held(...all),
                disadvantaged: hard ? [{ startOn: '2025-07-01', endOn: null }] : [],
              }),
              day,
            )?.rate ?? 0;
          expect(rate([...some, more])).toBeGreaterThanOrEqual(rate(some));
        },
      ),
    );
  });

  it('of public general schools is decided without a question about anybody', () => {
    const rules = rulesFor(exemptionRules, { kind: 'PRIMARY', ownership: 'PUBLIC' }, day);
    expect(rules.map(isImpersonal)).toEqual([true]);
  });

  it('names its source in every row', () => {
    for (const { source, rate } of exemptionRules) {
      expect(source).toMatch(/^(Nghị quyết|Nghị định) \d+\/2025\//);
      expect(rate).toBeGreaterThan(0);
      expect(rate).toBeLessThanOrEqual(100);
    }
  });
});

import { makeLabelledSet } from './labelled-set.js';

const province = { name: 'Tỉnh Tiền Giang', code: '82' };
const make = (seed: number) => makeLabelledSet({ residents: 1_500, members: 3_000 }, seed, province);
const set = make(1);
const truthOf = new Map(set.truth.map((row) => [row.sector_no, row]));
const residentOf = new Map(set.registry.map((row) => [row.personal_id, row]));

describe('a labelled set', () => {
  it('is the same for the same seed and another for another', () => {
    expect(make(1)).toEqual(set);
    expect(make(2).members).not.toEqual(set.members);
  });

  it('has the columns of registry, member and truth files', () => {
    expect(Object.keys(set.registry[0]!)).toEqual([
      ...['personal_id', 'full_name', 'dob', 'gender', 'old_cmnd', 'commune_code', 'commune', 'province'],
      ...['hamlet', 'residence'],
    ]);
    expect(Object.keys(set.members[0]!)).toEqual([
      ...['sector_no', 'personal_id', 'old_cmnd', 'full_name', 'dob', 'gender', 'address'],
    ]);
    expect([set.registry, set.members, set.truth].map((rows) => rows.length)).toEqual([1_500, 3_000, 3_000]);
  });

  it('gives every number once', () => {
    expect(residentOf.size).toBe(1_500);
    expect(truthOf.size).toBe(3_000);
  });

  it('has of every kind of error, absence and double record about as many as it says', () => {
    const share = (expect: string) => set.truth.filter((row) => row.expect === expect).length / 3_000;
    expect(share('MISMATCH')).toBeGreaterThan(0.03);
    expect(share('MISMATCH')).toBeLessThan(0.055);
    expect(share('NOT_FOUND')).toBeGreaterThan(0);
    expect(share('DUPLICATE')).toBeGreaterThan(0);
    const codes = new Set(set.truth.flatMap((row) => row.errors!.split(';')).filter(Boolean));
    const kinds = new Set([...codes].map((code) => code.slice(0, code.indexOf(':'))));
    expect([...kinds].sort()).toEqual(['addr', 'dob', 'gender', 'id', 'name', 'rep']);
  });

  it('tells the truth: who is absent is not in the registry, and a record without errors has his number', () => {
    for (const member of set.members) {
      const { true_personal_id: trueId, expect: expected, errors } = truthOf.get(member.sector_no!)!;
      expect(residentOf.has(trueId!)).toBe(expected !== 'NOT_FOUND');
      if (!/(^|;)id:/.test(errors!) && trueId) expect(member.personal_id).toBe(trueId);
      if (/(^|;)id:(typo_digit|transposed|other_person|twin)/.test(errors!))
        expect(member.personal_id).not.toBe(trueId);
    }
  });
});

import { decide } from '../../src/reconciliation/decision.js';
import type { KeyedResident, Stated, Via } from '../../src/reconciliation/people.js';
import { found, record, resident } from './people.js';

const holder = resident();
const twin = resident({ id: 82180000777, fullName: 'Trần Thị Bích Hạnh' });
const other = resident({
  id: 82175000002,
  fullName: 'Lê Văn Minh',
  birth: '1975-01-02',
  sex: 1,
  communes: [1],
});

/** The decision once everybody was found. */
function decided(stated: Stated, people: readonly (readonly [KeyedResident, Via | null])[]) {
  const decision = decide(stated, found(stated, people), 'ALIKE')!;
  const { outcome, causes, claims } = decision;
  return {
    outcome,
    causes,
    claims,
    id: decision.resident?.id ?? null,
    shown: decision.candidates.map((it) => it.resident.id),
  };
}

describe('a record whose number has its name and birth date', () => {
  it('is verified', () => {
    expect(decided(record(), [[holder, 'ID']])).toEqual({
      ...{ outcome: 'VERIFIED', causes: [], claims: true, id: holder.id, shown: [holder.id] },
    });
  });

  it.each([
    ['TRẦN THỊ BÍCH HẠNH', 'VERIFIED', []],
    ['Tran Thi Bich Hanh', 'VERIFIED_NORMALISED', ['name:TONES_DROPPED']],
    ['TrÇn ThÞ BÝch H¹nh', 'VERIFIED_NORMALISED', ['name:ENCODING']],
    ['Trần Thị Bích Hành', 'MISMATCH', ['name:ONE_LETTER']],
    ['Trần Bích Hạnh', 'MISMATCH', ['name:MIDDLE_NAME_MISSING']],
  ])('and is written %s: %s %j', (fullName, outcome, causes) => {
    expect(decided(record({ fullName }), [[holder, 'ID']])).toMatchObject({ outcome, causes, id: holder.id });
  });

  it('is a mismatch where the record has marks that the registry does not', () => {
    const plain = resident({ fullName: 'Trần Thị Bích Hanh' });
    expect(decided(record(), [[plain, 'ID']])).toMatchObject({
      outcome: 'MISMATCH',
      causes: ['name:MARKS_ADDED'],
    });
  });

  it.each([
    [{ birthText: '1980' }, ['dob:YEAR_ONLY']],
    [{ birthText: '05/1980' }, ['dob:MONTH_ONLY']],
    [{ birthText: '18/05/1980' }, ['dob:OFF_BY_ONE']],
    [{ birthText: '' }, ['dob:MISSING']],
    [{ birthText: '31/02/1980' }, ['dob:UNREADABLE']],
    [{ sex: 1 as const }, ['gender:DIFFERENT']],
    [{ communes: [99] }, ['address:DIFFERENT']],
    [{ birthText: '1980', communes: [99] }, ['dob:YEAR_ONLY', 'address:DIFFERENT']],
  ])('but %j is a mismatch that says so', (wish, causes) => {
    expect(decided(record(wish), [[holder, 'ID']])).toMatchObject({
      outcome: 'MISMATCH',
      causes,
      id: holder.id,
    });
  });

  it('is verified where both know the same year only, and where an address cannot be read', () => {
    const old = resident({ birth: '1980' });
    expect(decided(record({ birthText: '1980' }), [[old, 'ID']]).outcome).toBe('VERIFIED');
    expect(decided(record({ communes: [] }), [[holder, 'ID']]).outcome).toBe('VERIFIED');
  });

  it('is a mismatch where the registry knows the year only', () => {
    const old = resident({ birth: '1980' });
    expect(decided(record(), [[old, 'ID']])).toMatchObject({
      outcome: 'MISMATCH',
      causes: ['dob:YEAR_ONLY'],
    });
  });

  it('waits for a search before a name that was understood is verified', () => {
    const bare = record({ fullName: 'Tran Thi Bich Hanh' });
    expect(decide(bare, found(bare, [[holder, 'ID']]), 'NUMBERS')).toBeNull();
    const tones = resident({ id: 82180000778, fullName: 'Trần Thị Bích Hành' });
    expect(
      decided(bare, [
        [holder, 'ID'],
        [tones, null],
      ]),
    ).toMatchObject({ outcome: 'AMBIGUOUS', id: null });
  });
});

describe('the registry’s own word on a resident', () => {
  it('makes a record of the dead DECEASED', () => {
    const dead = resident({ status: 1 });
    expect(decided(record(), [[dead, 'ID']])).toMatchObject({ outcome: 'DECEASED', causes: ['id:DECEASED'] });
  });

  it('makes a former number ID_REPLACED, with the resident who has another now', () => {
    expect(decided(record(), [[twin, 'FORMER_ID']])).toMatchObject({
      ...{ outcome: 'ID_REPLACED', causes: ['id:REPLACED'], id: twin.id },
    });
    expect(decided(record({ birthText: '1980' }), [[twin, 'FORMER_ID']])).toMatchObject({
      ...{ outcome: 'MISMATCH', causes: ['dob:YEAR_ONLY', 'id:REPLACED'] },
    });
  });

  it('lets nobody pass whose number was cancelled', () => {
    const cancelled = resident({ status: 3 });
    expect(decided(record(), [[cancelled, 'ID']])).toMatchObject({
      outcome: 'MISMATCH',
      causes: ['id:CANCELLED'],
    });
  });
});

describe('a record without its number', () => {
  it('is verified by its old number', () => {
    const stated = record({ personalId: '', oldNumberText: '311234567' });
    expect(decided(stated, [[holder, 'OLD_NUMBER']])).toMatchObject({
      ...{ outcome: 'VERIFIED_NORMALISED', causes: ['id:OLD_NUMBER'], id: holder.id },
    });
  });

  it('is told from others of one old number by name and birth date', () => {
    const stated = record({ personalId: '', oldNumberText: '311234567' });
    expect(
      decided(stated, [
        [other, 'OLD_NUMBER'],
        [holder, 'OLD_NUMBER'],
      ]),
    ).toMatchObject({ id: holder.id });
  });

  it('is verified when nobody else can be meant', () => {
    expect(
      decided(record({ personalId: '' }), [
        [holder, null],
        [other, null],
      ]),
    ).toMatchObject({
      ...{
        outcome: 'VERIFIED_NORMALISED',
        causes: ['id:MISSING'],
        id: holder.id,
        shown: [holder.id, other.id],
      },
    });
  });

  it('is ambiguous beside another of the same name, birth date and commune', () => {
    expect(
      decided(record({ personalId: '' }), [
        [holder, null],
        [twin, null],
      ]),
    ).toMatchObject({
      ...{ outcome: 'AMBIGUOUS', id: null, claims: false, shown: [holder.id, twin.id] },
    });
  });

  it('is ambiguous where too many have the name and the place is not known', () => {
    const stated = record({ personalId: '', communes: [] });
    const common = resident({ bearers: 2_000 });
    expect(decided(stated, [[common, null]])).toMatchObject({ outcome: 'AMBIGUOUS', id: null });
  });

  it('is not verified by an old number that nobody has', () => {
    const stated = record({ personalId: '', oldNumberText: '311234567' });
    expect(decided(stated, [[holder, null]])).toMatchObject({
      outcome: 'MISMATCH',
      causes: ['id:NOT_ON_RECORD'],
    });
  });
});

describe('a record whose number is not his', () => {
  it('is never verified, whoever else fits', () => {
    expect(
      decided(record({ personalId: '082175000002' }), [
        [other, 'ID'],
        [holder, null],
      ]),
    ).toMatchObject({
      ...{ outcome: 'MISMATCH', causes: ['id:OTHER_PERSON'], id: holder.id, shown: [holder.id, other.id] },
    });
    expect(decided(record({ personalId: '082180999999' }), [[holder, null]])).toMatchObject({
      ...{ outcome: 'MISMATCH', causes: ['id:NOT_ON_RECORD'], id: holder.id },
    });
    expect(decided(record({ personalId: '082180000010' }), [[holder, null]])).toMatchObject({
      ...{ outcome: 'MISMATCH', causes: ['id:ONE_OR_TWO_DIGITS'], id: holder.id },
    });
  });

  it('is not found where nobody is like it, and says whose the number is not', () => {
    expect(decided(record({ personalId: '082175000002' }), [[other, 'ID']])).toMatchObject({
      ...{ outcome: 'NOT_FOUND', causes: ['id:OTHER_PERSON'], id: null, shown: [other.id] },
    });
    expect(decided(record({ personalId: '082180999999' }), [])).toMatchObject({
      ...{ outcome: 'NOT_FOUND', causes: ['id:NOT_ON_RECORD'], id: null, shown: [] },
    });
  });

  it('says so too where the old number leads to the right one', () => {
    const stated = record({ personalId: '082175000002', oldNumberText: '311234567' });
    expect(
      decided(stated, [
        [other, 'ID'],
        [holder, 'OLD_NUMBER'],
      ]),
    ).toMatchObject({ outcome: 'MISMATCH', causes: ['id:OTHER_PERSON'], id: holder.id, claims: true });
  });

  it('shows three candidates at most', () => {
    const many = [0, 1, 2, 3, 4].map((at) => [resident({ id: 82180000100 + at }), null] as const);
    expect(decided(record({ personalId: '' }), many).shown).toHaveLength(3);
  });
});

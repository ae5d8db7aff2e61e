import { tellNumbersApart } from '../../src/domain/student-numbers.js';

const pupil = { dateOfBirth: '2010-03-04', sex: 'MALE' } as const;
const personalId = '001210012345';

describe('The two numbers of a pupil', () => {
  it('stand where they belong, and nothing is said', () => {
    expect(tellNumbersApart({ moetCode: '0123456789', personalId }, pupil)).toEqual({
      moetCode: '0123456789',
      personalId,
      notes: [],
    });
    expect(tellNumbersApart({ moetCode: '', personalId: '' })).toEqual({
      moetCode: null,
      personalId: null,
      notes: [],
    });
  });

  it.each([
    [
      'a personal id as the code',
      personalId,
      '',
      [null, personalId],
      ['moetCode PERSONAL_ID_IN_MOET_COLUMN'],
    ],
    [
      'a code as the personal id',
      '',
      '0123456789',
      ['0123456789', null],
      ['personalId MOET_CODE_IN_PERSONAL_ID_COLUMN'],
    ],
    [
      'each in the other’s column',
      personalId,
      '0123456789',
      ['0123456789', personalId],
      ['personalId MOET_CODE_IN_PERSONAL_ID_COLUMN', 'moetCode PERSONAL_ID_IN_MOET_COLUMN'],
    ],
    [
      'the personal id twice',
      personalId,
      personalId,
      [null, personalId],
      ['moetCode PERSONAL_ID_IN_MOET_COLUMN'],
    ],
    [
      'two personal ids',
      '001210099999',
      personalId,
      [null, null],
      ['moetCode PERSONAL_ID_IN_MOET_COLUMN', 'moetCode NUMBERS_CONTRADICT'],
    ],
    [
      'a personal id without its zeros',
      '',
      '1210012345',
      [null, personalId],
      ['personalId PERSONAL_ID_ZEROS_RESTORED'],
    ],
    [
      'one of eleven digits',
      '',
      '79210012345',
      [null, '079210012345'],
      ['personalId PERSONAL_ID_ZEROS_RESTORED'],
    ],
    [
      'a cut personal id as the code',
      '1210012345',
      '',
      [null, personalId],
      ['moetCode PERSONAL_ID_IN_MOET_COLUMN', 'moetCode PERSONAL_ID_ZEROS_RESTORED'],
    ],
    // Born in another year, so it is no number of his.
    ['a code that looks like a cut personal id', '1205012345', '', ['1205012345', null], []],
    ['a code without its zero', '123456789', '', ['0123456789', null], ['moetCode MOET_CODE_ZEROS_RESTORED']],
    ['an old identity number', '', '012345678', [null, null], ['personalId PERSONAL_ID_UNREADABLE']],
    [
      'words',
      'chưa có',
      'x',
      [null, null],
      ['personalId PERSONAL_ID_UNREADABLE', 'moetCode MOET_CODE_UNREADABLE'],
    ],
    ['spaces, dots and a quote', "'0123 456 789", '001.210.012.345', ['0123456789', personalId], []],
    ['a long text', '1'.repeat(1_000_000), '', [null, null], ['moetCode MOET_CODE_UNREADABLE']],
  ])('are told apart: %s', (_what, moet, personal, [moetCode, id], notes) => {
    const found = tellNumbersApart({ moetCode: moet, personalId: personal }, pupil);
    expect([found.moetCode, found.personalId]).toEqual([moetCode, id]);
    expect(found.notes.map(({ column, note }) => `${column} ${note}`)).toEqual(notes);
  });
});

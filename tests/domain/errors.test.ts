import { HubError } from '../../src/domain/errors.js';

describe('The sentence of a wrong input', () => {
  it('names the value it is about', () => {
    expect(new HubError('BAD_USER_INPUT', { field: 'care' }).sentence).toEqual({
      vi: 'Dữ liệu gửi lên không hợp lệ: thiếu hoặc sai “care”.',
      en: 'The input is not valid: “care” is missing or wrong.',
    });
    expect(new HubError('BAD_USER_INPUT', { field: 'patient.identifier[0].value' }).sentence.en).toContain(
      '“patient.identifier[0].value”',
    );
  });

  it.each([[undefined], [3], ['<b>'], ['001090675604'], ['Trần Văn A'], ['']])(
    'repeats nothing that is not a name of ours (%p)',
    (field) => {
      expect(new HubError('BAD_USER_INPUT', { field }).sentence.en).toBe('The input is not valid.');
    },
  );

  it('is that of its code for every other code', () => {
    expect(new HubError('CONFLICT', { field: 'care' }).sentence.en).not.toContain('care');
  });
});

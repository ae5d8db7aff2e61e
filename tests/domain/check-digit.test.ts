import { checkDigit } from '../../src/domain/check-digit.js';

describe('a check digit', () => {
  it.each([
    ['520727', '3'],
    ['AB2134<<<', '5'],
    ['D23145890', '7'],
    ['740812', '2'],
    ['120415', '9'],
    ['D231458907<<<<<<<<<<<<<<<74081221204159<<<<<<<<<<<', '6'],
  ])('over %s of the published specimen is %s', (characters, digit) => {
    expect(checkDigit(characters)).toBe(digit);
  });
});

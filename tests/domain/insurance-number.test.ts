import { parseInsuranceCard, parseInsuranceNumber } from '../../src/domain/insurance-number.js';

describe('a health insurance card number', () => {
  it.each(['DN4790123456789', 'dn4790123456789', 'DN 4 79 0123456789', ' DN4.79.0123456789 '])(
    'is taken apart from %j',
    (text) => {
      expect(parseInsuranceCard(text)).toEqual({
        cardNumber: 'DN4790123456789',
        objectCode: 'DN',
        benefitLevel: 4,
        provinceCode: '79',
        insuranceNumber: '0123456789',
      });
    },
  );

  it.each([
    'DN0790123456789',
    'DN6790123456789',
    'D14790123456789',
    'DN479012345678',
    'DN47901234567890',
    'ĐN4790123456789',
    '',
  ])('is not %j', (text) => {
    expect(parseInsuranceCard(text)).toBeNull();
  });
});

describe('a social insurance number', () => {
  it('has ten digits', () => {
    expect(parseInsuranceNumber('0123 456 789')).toBe('0123456789');
    expect(parseInsuranceNumber('012345678')).toBeNull();
    expect(parseInsuranceNumber('01234567890')).toBeNull();
  });
});

import { readCardText } from '../../src/domain/card-text.js';
import { CARD_CASES } from '../../src/sample/card-cases.js';
import type { CardHolder } from '../../src/sample/card-holders.js';

const holder: CardHolder = {
  personalId: '001090123456',
  formerId: '001089654321',
  oldIdNumber: '012345678',
  fullName: "H'Hen Niê",
  dateOfBirth: '1990-02-28',
  sex: 'FEMALE',
  address: 'Thôn 1, Xã Mẫu, Tỉnh Mẫu',
  chip: { issuedOn: '2023-06-12', expiresOn: '2030-02-28' },
  canCuoc: { issuedOn: '2025-07-11', expiresOn: '2030-02-28' },
  insurance: {
    cardNumber: 'DN4010123456789',
    insuranceNumber: '0123456789',
    facility: '01001',
    startOn: '2024-01-01',
    endOn: null,
  },
};

describe('CARD_CASES', () => {
  it('begins with a chip card of the resident whose insurance is in force', () => {
    expect(CARD_CASES[0]).toMatchObject({ who: 'ACTIVE', kind: 'CCCD_QR', expect: 'MATCHED' });
  });

  it.each(CARD_CASES.map((one) => [one.shows.en, one] as const))(
    'writes a text of its kind: %s',
    (_, one) => {
      const reading = readCardText(one.text(holder)!);
      expect(reading.kind).toBe(one.kind);
    },
  );

  it('has every kind and every outcome', () => {
    expect(new Set(CARD_CASES.map((one) => one.kind)).size).toBe(9);
    expect(new Set(CARD_CASES.map((one) => one.expect))).toEqual(
      new Set(['MATCHED', 'PARTIAL', 'MISMATCHED', 'NOT_FOUND', 'UNREADABLE']),
    );
  });

  it('leaves out what the holder has no card for', () => {
    const bare = { ...holder, chip: null, canCuoc: null, insurance: null, formerId: null, oldIdNumber: null };
    for (const one of CARD_CASES) {
      if (one.kind !== 'PERSONAL_ID') expect(one.text(bare)).toBeNull();
    }
  });
});

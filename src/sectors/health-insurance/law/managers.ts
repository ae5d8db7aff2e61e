import type { Dated } from './dated.js';

/** Cards whose truth is kept outside the portal: usable, after a look at the card and the identity document. */
export interface CardManager extends Dated {
  portalCode: '001' | '002';
  /** Object codes of such cards, and what stands in the place of a province in their numbers. */
  objectCodes: readonly string[];
  province: string;
}

/**
 * The insurers of the Ministry of National Defence and of Public Security. Of other groups (HC, LS, XK, TQ, TA, TY) only
 * some are theirs, so that the object code alone does not tell: the characters of the province do.
 */
export const managers: readonly CardManager[] = [
  {
    ...{ portalCode: '001', objectCodes: ['QN', 'CY'], province: '97', from: '2015-01-01', until: null },
    source: 'NĐ 188/2025/NĐ-CP Đ37 k1 b; ghi chú API BHXH 20/6/2024 §4',
    secondHand: true,
  },
  {
    ...{ portalCode: '002', objectCodes: ['CA'], province: '98', from: '2015-01-01', until: null },
    source: 'NĐ 188/2025/NĐ-CP Đ37 k1 b; ghi chú API BHXH 20/6/2024 §4',
    secondHand: true,
  },
];

/** Who manages a card of this number; null for Vietnam Social Security itself, and where only its ten digits are known. */
export function managerOf(rows: readonly CardManager[], cardNumber: string): CardManager | null {
  if (cardNumber.length !== 15) return null;
  return (
    rows.find(
      ({ objectCodes, province }) =>
        objectCodes.includes(cardNumber.slice(0, 2)) || cardNumber.slice(3, 5) === province,
    ) ?? null
  );
}

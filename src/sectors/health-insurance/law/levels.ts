import type { Dated } from './dated.js';

/** A benefit level (mức hưởng), the third character of a card number. */
export interface BenefitLevel extends Dated {
  level: number;
  /** Share of the cost that insurance pays for care as prescribed, percent. */
  rate: number;
  /** Among levels that pay the same the lower comes first: some pay beyond the list of what is covered. */
  merit: number;
}

/** The five levels; 1 knows no limits of scope, 5 (armed forces) also pays what is outside it. */
export const levels: readonly BenefitLevel[] = [
  { level: 5, rate: 100, merit: 1, ...beginning('Luật BHYT Đ22 k1 a; QĐ 1351/QĐ-BHXH 2015') },
  { level: 1, rate: 100, merit: 2, ...beginning('Luật BHYT Đ22 k1 a; QĐ 1351/QĐ-BHXH 2015') },
  { level: 2, rate: 100, merit: 3, ...beginning('Luật BHYT Đ22 k1 a; QĐ 1351/QĐ-BHXH 2015') },
  { level: 3, rate: 95, merit: 4, ...beginning('Luật BHYT Đ22 k1 đ; QĐ 1351/QĐ-BHXH 2015') },
  { level: 4, rate: 80, merit: 5, ...beginning('Luật BHYT Đ22 k1 e; QĐ 1351/QĐ-BHXH 2015') },
];

function beginning(source: string): Dated {
  return { from: '2015-01-01', until: null, source, secondHand: true };
}

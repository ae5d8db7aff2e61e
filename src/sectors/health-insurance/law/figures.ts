import type { Dated } from './dated.js';

/**
 * What a figure is about. BASE_SALARY (mức lương cơ sở, the reference amount until the government says otherwise) in
 * đồng a month; LOW_COST in percent of it; CO_PAYMENTS in base salaries a year; STAY and NEWBORN in days; CHILD in years.
 */
export type FigureName = 'BASE_SALARY' | 'LOW_COST' | 'CO_PAYMENTS' | 'STAY' | 'CHILD' | 'NEWBORN';

export interface Figure extends Dated {
  name: FigureName;
  value: number;
}

/** The amounts and spans that the law names, each with its days. */
export const figures: readonly Figure[] = [
  {
    ...{ name: 'BASE_SALARY', value: 1_490_000, from: '2019-07-01', until: '2023-06-30' },
    source: 'NĐ 38/2019/NĐ-CP Đ3',
    secondHand: true,
  },
  {
    ...{ name: 'BASE_SALARY', value: 1_800_000, from: '2023-07-01', until: '2024-06-30' },
    source: 'NĐ 24/2023/NĐ-CP Đ3',
    secondHand: true,
  },
  {
    ...{ name: 'BASE_SALARY', value: 2_340_000, from: '2024-07-01', until: '2026-06-30' },
    source: 'NĐ 73/2024/NĐ-CP Đ3',
    secondHand: true,
  },
  {
    ...{ name: 'BASE_SALARY', value: 2_530_000, from: '2026-07-01', until: null },
    source: 'NĐ 161/2026/NĐ-CP',
    secondHand: true,
  },
  {
    ...{ name: 'LOW_COST', value: 15, from: '2015-01-01', until: null },
    source: 'Luật BHYT Đ22 k1 b',
    secondHand: true,
  },
  {
    ...{ name: 'CO_PAYMENTS', value: 6, from: '2015-01-01', until: null },
    source: 'Luật BHYT Đ22 k1 d; NĐ 188/2025/NĐ-CP Đ18 k2',
  },
  { ...{ name: 'STAY', value: 15, from: '2025-07-01', until: null }, source: 'NĐ 188/2025/NĐ-CP Đ50 k4' },
  {
    ...{ name: 'STAY', value: 15, from: '2018-12-01', until: '2025-06-30' },
    source: 'NĐ 146/2018/NĐ-CP Đ27',
    secondHand: true,
  },
  {
    ...{ name: 'CHILD', value: 6, from: '2009-10-01', until: null },
    source: 'Luật BHYT Đ12; NĐ 188/2025/NĐ-CP Đ37 k2, Đ50 k1 a',
  },
  {
    ...{ name: 'NEWBORN', value: 28, from: '2009-10-01', until: null },
    source: 'NĐ 188/2025/NĐ-CP Đ37 k2',
    secondHand: true,
  },
];

import { scatter } from './dice.js';
import type { SampleSex } from './person-names.js';

/**
 * Hands out numbers that are each given once, in the structure the law gives them; remembers only counts.
 *
 * Same order of calls, same numbers. Personal ID (số định danh): province, then century and sex (0/1 for 19xx, 2/3
 * for 20xx, male/female), two digits of the year, six digits; Nghị định 70/2024/NĐ-CP.
 */
export class PersonalNumbers {
  readonly #given = new Map<string, number>();
  readonly #offset: number;

  constructor(seed: number) {
    this.#offset = (Math.imul(seed, 7919) >>> 0) % 1e6;
  }

  personalId(formerProvince: string, sex: SampleSex, birthYear: number): string {
    const century = Math.floor(birthYear / 100) - 19;
    const head = `0${formerProvince}${century * 2 + (sex === 'MALE' ? 0 : 1)}${pad(birthYear % 100, 2)}`;
    const count = this.#given.get(head) ?? 0;
    this.#given.set(head, count + 1);
    return head + pad(scatter(count, 1e6, (Number(head) * 7_919 + this.#offset) % 1e6), 6);
  }

  oldIdNumber(index: number): string {
    return pad(scatter(index, 1e9, this.#offset * 977), 9);
  }

  /** Số BHXH; its first two digits are the province of issue. `copy` 1 is a second number of the same person. */
  insuranceNumber(formerProvince: string, index: number, copy: 0 | 1 = 0): string {
    return formerProvince + pad(scatter(index + copy * 5e7, 1e8, this.#offset * 89), 8);
  }

  /** Mã định danh of the Ministry of Education: ten digits, given once and for all. */
  moetCode(province: string, index: number): string {
    return province + pad(scatter(index, 1e8, this.#offset * 31 + 12_345), 8);
  }
}

export function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

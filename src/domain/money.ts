/** An amount of Vietnamese đồng: a whole number, since the đồng has no smaller unit in use. */
export type Dong = number;

/** Whether a value is an amount that JSON and our arithmetic carry exactly (within ±2^53). */
export function isDong(value: unknown): value is Dong {
  return Number.isSafeInteger(value);
}

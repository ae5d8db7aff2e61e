/** Which part of the sample a draw belongs to: each has its own stream, so a change in one leaves the others alone. */
export const STREAM = {
  household: 1,
  registry: 2,
  insurance: 3,
  school: 4,
  social: 5,
  occupation: 6,
  welfare: 7,
} as const;

export type Stream = (typeof STREAM)[keyof typeof STREAM];

/**
 * Chance that comes out the same for the same seed: `at(stream, index)` then draws.
 *
 * A counter-based generator (splitmix32): no state is carried from one index to the next. Not for secrets.
 */
export class Dice {
  #state = 0;

  constructor(private readonly seed: number) {}

  at(stream: Stream, index: number): this {
    this.#state = mix(mix(mix(this.seed | 0) ^ Math.imul(stream, 0x9e3779b1)) + Math.imul(index, 0x85ebca6b));
    return this;
  }

  /** A number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return (mix(this.#state) >>> 0) / 4294967296;
  }

  /** A whole number in [0, limit). */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}

export type Draw<T> = (dice: Dice) => T;

/** Draws one of the values, each as often as its weight says. */
export function weighted<T>(pairs: readonly (readonly [T, number])[]): Draw<T> {
  const values = pairs.map(([value]) => value);
  const upTo: number[] = [];
  let total = 0;
  for (const [, weight] of pairs) {
    total += weight;
    upTo.push(total);
  }
  return (dice) => {
    const at = dice.next() * total;
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return values[low]!;
  };
}

/**
 * A place for each index in [0, size), no two the same: how numbers become unique without remembering any.
 *
 * `size` is a power of ten up to 10^9, so a factor ending in 9 has no divisor in common with it; index up to 10^7.
 */
export function scatter(index: number, size: number, offset: number): number {
  return (index * (size === 1e6 ? 618_039 : size === 1e8 ? 61_803_399 : 618_033_989) + offset) % size;
}

function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return h ^ (h >>> 15);
}

/**
 * Things by small numbers that are used again. NOTE: a map that is filled and emptied all the time leaves tables behind
 * that hold on to all that was in them.
 */
export class Slots<T> {
  #slots: (T | undefined)[] = [];
  #free: number[] = [];

  put(one: T): number {
    const number = this.#free.pop() ?? this.#slots.length;
    this.#slots[number] = one;
    return number;
  }

  take(number: number): T | undefined {
    const one = this.#slots[number];
    if (one === undefined) return undefined;
    this.#slots[number] = undefined;
    this.#free.push(number);
    return one;
  }

  takeAll(): T[] {
    const all = this.#slots.filter((one) => one !== undefined);
    this.#slots = [];
    this.#free = [];
    return all;
  }
}

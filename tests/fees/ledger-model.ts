import fc from 'fast-check';

/** One act on a pupil's payments; `of` chooses among those made so far. */
export type Act =
  | { do: 'pay'; amount: number; to: 'order' | 'nobody' }
  | { do: 'again' | 'assign' | 'unassign' | 'reverse'; of: number }
  | { do: 'refund'; of: number; amount: number }
  | { do: 'exempt'; of: number; rate: number };

const amounts = fc.oneof(fc.constantFrom(1, 100, 250, 600, 1_000), fc.integer({ min: 1, max: 1_500 }));
const of = fc.nat({ max: 5 });

/** A pupil's fees and what happens to his payments, in any order. */
export const histories = fc.record({
  owes: fc.array(fc.constantFrom(100, 250, 600), { minLength: 1, maxLength: 3 }),
  acts: fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          do: fc.constant('pay' as const),
          amount: amounts,
          to: fc.constantFrom('order' as const, 'order' as const, 'nobody' as const),
        }),
      },
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constantFrom('again' as const, 'assign' as const, 'unassign' as const, 'reverse' as const),
          of,
        }),
      },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('refund' as const), of, amount: amounts }) },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant('exempt' as const),
          of,
          rate: fc.constantFrom(0, 50, 70, 100),
        }),
      },
    ),
    { minLength: 2, maxLength: 9 },
  ),
});

interface Paid {
  amount: number;
  fees: number[];
  credited: number;
  unmatched: number;
  refunded: number;
  reversed: boolean;
}

/** What the books must say, worked out with plain numbers. */
export class LedgerModel {
  readonly payments: Paid[] = [];
  readonly #paid: number[];
  /** What each fee comes to after its exemption. */
  readonly #net: number[];

  constructor(private readonly owes: readonly number[]) {
    this.#paid = owes.map(() => 0);
    this.#net = [...owes];
  }

  /** The outcome of an act, and which payment it was about; null where there is none yet. */
  run(act: Act): { outcome: string; payment: Paid | null } | null {
    if (act.do === 'pay') return this.#pay(act.amount, act.to);
    if (act.do === 'exempt') return this.#exempt(act.of % this.owes.length, act.rate);
    const payment = this.payments[act.of % this.payments.length];
    if (!payment) return null;
    if (act.do === 'again') return { outcome: 'REPEATED', payment };
    const outcome =
      act.do === 'assign'
        ? this.#assign(payment)
        : act.do === 'unassign'
          ? this.#unassign(payment)
          : act.do === 'refund'
            ? this.#refund(payment, act.amount)
            : this.#reverse(payment);
    return { outcome, payment };
  }

  get feesPaid(): readonly number[] {
    return this.#paid;
  }

  #pay(amount: number, to: 'order' | 'nobody') {
    const payment = {
      amount,
      fees: this.owes.map(() => 0),
      ...{ credited: 0, unmatched: 0, refunded: 0, reversed: false },
    };
    this.payments.push(payment);
    if (to === 'order') payment.credited = this.#spread(payment, amount);
    else payment.unmatched = amount;
    return { outcome: 'DONE', payment };
  }

  #spread(payment: Paid, amount: number): number {
    let rest = amount;
    for (const [at, owed] of this.#net.entries()) {
      const part = Math.min(rest, Math.max(0, owed - this.#paid[at]!));
      this.#paid[at]! += part;
      payment.fees[at]! += part;
      rest -= part;
    }
    return rest;
  }

  #assign(payment: Paid): string {
    if (payment.unmatched > 0) {
      payment.credited += this.#spread(payment, payment.unmatched);
      payment.unmatched = 0;
      return 'DONE';
    }
    if (payment.credited === 0) return 'NOTHING_HELD';
    if (this.#net.every((owed, at) => owed <= this.#paid[at]!)) return 'NOTHING_DUE';
    payment.credited = this.#spread(payment, payment.credited);
    return 'DONE';
  }

  /** A wrong match: all that went to fees and credit waits again for a person. */
  #unassign(payment: Paid): string {
    const moved = payment.credited + payment.fees.reduce((sum, part) => sum + part, 0);
    if (moved === 0) return 'NOTHING_HELD';
    for (const [at, part] of payment.fees.entries()) this.#paid[at]! -= part;
    payment.fees.fill(0);
    payment.credited = 0;
    payment.unmatched += moved;
    return 'DONE';
  }

  /** A fee comes to less: what was paid beyond it becomes credit, of the newest payment first. */
  #exempt(at: number, rate: number): { outcome: string; payment: null } {
    this.#net[at] = this.owes[at]! - Math.round((this.owes[at]! * rate) / 100);
    let excess = Math.max(0, this.#paid[at]! - this.#net[at]!);
    for (const payment of [...this.payments].reverse()) {
      const part = Math.min(excess, payment.fees[at]!);
      payment.fees[at]! -= part;
      payment.credited += part;
      this.#paid[at]! -= part;
      excess -= part;
    }
    return { outcome: 'DONE', payment: null };
  }

  #refund(payment: Paid, amount: number): string {
    if (payment.reversed) return 'REVERSED';
    if (amount > payment.amount - payment.refunded) return 'EXCEEDS';
    payment.refunded += amount;
    let rest = amount;
    for (const place of ['unmatched', 'credited'] as const) {
      const part = Math.min(rest, payment[place]);
      payment[place] -= part;
      rest -= part;
    }
    for (let at = this.owes.length - 1; at >= 0; at--) {
      const part = Math.min(rest, payment.fees[at]!);
      payment.fees[at]! -= part;
      this.#paid[at]! -= part;
      rest -= part;
    }
    return 'DONE';
  }

  #reverse(payment: Paid): string {
    if (payment.reversed) return 'REVERSED';
    if (payment.refunded > 0) return 'REFUNDED';
    for (const [at, part] of payment.fees.entries()) this.#paid[at]! -= part;
    Object.assign(payment, { fees: this.owes.map(() => 0), credited: 0, unmatched: 0, reversed: true });
    return 'DONE';
  }
}

/** What the test says of two samples: whether values of one tend to be larger than values of the other. */
export interface MannWhitney {
  /** Pairs in which the first sample's value is the larger; a tie counts half. */
  u: number;
  /** The share of such pairs: 0.5 when neither tends to be larger. */
  share: number;
  /** Standard deviations away from what chance gives (normal approximation, corrected for ties). */
  z: number;
  /** How often chance alone gives as much or more, either way. */
  p: number;
}

/** The Mann–Whitney U test (Wilcoxon rank sum), two-sided; for samples of twenty and more. */
export function mannWhitney(first: readonly number[], second: readonly number[]): MannWhitney {
  const all = [
    ...first.map((value) => ({ value, isFirst: true })),
    ...second.map((value) => ({ value, isFirst: false })),
  ].sort((a, b) => a.value - b.value);
  let ranksOfFirst = 0;
  let ties = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]!.value === all[from]!.value) to += 1;
    const equal = to - from;
    const rank = (from + 1 + to) / 2;
    for (let at = from; at < to; at += 1) if (all[at]!.isFirst) ranksOfFirst += rank;
    ties += equal ** 3 - equal;
    from = to;
  }
  const [n, m] = [first.length, second.length];
  const u = ranksOfFirst - (n * (n + 1)) / 2;
  const total = n + m;
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)));
  const z = variance > 0 ? (u - (n * m) / 2) / Math.sqrt(variance) : 0;
  return { u, share: u / (n * m), z, p: 2 * upperTail(Math.abs(z)) };
}

/** The share of a normal distribution above z ≥ 0 (Abramowitz and Stegun 26.2.17, within 1e-7). */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const polynomial =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

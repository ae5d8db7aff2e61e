/**
 * How much each agreement or difference says for two records being one person, in bits: log2 of how much likelier it is
 * for one person than for two (Fellegi and Sunter 1969). Estimates from labelled sets; docs/reconciliation.md says how
 * they were come by. A name counts by how many bear it: the bits of one in so many. A number that nobody has says more
 * against a person than one that is another's: a slip of the pen comes near the right number.
 */
export const WEIGHTS = {
  id: { equal: 15, former: 15, oldNumber: 18, near: 10, others: -3.5, nobodys: -7, none: 0 },
  name: { bare: -0.3, tones: -3, sounds: -4.5, nearFactor: 0.55, near: -2, surname: -3.5, other: -9 },
  birth: { equal: 14.5, swapped: 8, step: 5.5, part: 2.5, year: 4.5, sameYear: -2, other: -6, none: 0 },
  sex: { equal: 1, other: -5.5, none: 0 },
  place: { equal: 5.6, other: -2.5, none: 0 },
} as const;

/** What a candidate must reach before the search stops at the strict keys, bits. */
export const STRONG = 10;
/** Below it nobody is proposed, bits. */
export const PROPOSED = 0;
/** Two candidates closer than this are not told apart, bits. */
export const CLEARLY = 2;
/** How likely a person without any number must be the one found, among all who were found and nobody. */
export const CERTAIN = 0.9999;
/** Nobody on record is this likely beforehand: about three in a thousand. */
export const ABSENT_BITS = -8.4;

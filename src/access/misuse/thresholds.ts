/** What a detector does to an officer, besides opening a case. */
export type Action = 'NONE' | 'SLOW' | 'PAUSE';

export const detectors = [
  'WRONG_NUMBERS',
  'NEAR_NUMBERS',
  'OUTSIDE_REMIT',
  'QUOTA_PRESSED',
  'VOLUME',
  'HOURS',
  'MANY_DESKS',
  'EMERGENCY',
  'KEY_ADDED',
  'AGENCY_RESUMED',
] as const;

/**
 * What looks like misuse; each is a rule of `judge.ts`, but EMERGENCY, KEY_ADDED and AGENCY_RESUMED: every such look, and
 * every such act of an operator, is reviewed.
 */
export type Detector = (typeof detectors)[number];

/**
 * From when on, as docs/misuse.md lists it. `share` is a part of one, `times` a multiple of the usual day; SLOW and
 * PAUSE give the count from which that is done.
 */
export const thresholds = {
  /** Unknown or mismatched numbers of this hour and the one before; a desk has one to five in a hundred. */
  WRONG_NUMBERS: { share: 0.4, SLOW: 10, PAUSE: 25 },
  /** The same of the whole day, for who stays under what an hour shows. */
  WRONG_NUMBERS_OF_DAY: { share: 0.25, SLOW: 30, PAUSE: 80 },
  /** Numbers with another one within `distance`; looked at where it is worth it only, see `suspicious`. */
  NEAR_NUMBERS: { distance: 20, share: 0.3, SLOW: 10, PAUSE: 20 },
  /** People of today whom the officer’s agency has nothing to do with. */
  OUTSIDE_REMIT: { share: 0.6, SLOW: 20, PAUSE: 60 },
  /** Operations refused by a quota, in this hour and the one before. */
  QUOTA_PRESSED: { SLOW: 10, PAUSE: 100 },
  /** Looks of today against the median of the officer’s own days, or of his agency’s while he has too few. */
  VOLUME: { days: 5, SLOW: { times: 4, looks: 200 }, PAUSE: { times: 8, looks: 400 } },
  /** Looks of this hour at an hour of the day when he never works and his agency hardly. */
  HOURS: { days: 5, agencyShare: 0.01, SLOW: 20, PAUSE: 80 },
  /** Desks (officers), or agencies, that looked up one resident within a day. Nobody is slowed: a case. */
  MANY_DESKS: { desks: 8, agencies: 5 },
} as const;

/** Whose numbers are opened, to see whether they lie near each other. */
export const suspicious = { wrong: 5, share: 0.2, looks: 100, times: 2 };

/** How long what is done lasts; deciding the case ends it. */
export const slowedMs = 3_600_000;
export const pausedMs = 24 * 3_600_000;

/** How much more of the same it takes to act again, or to open again what was dismissed within a day. */
export const again = 2;

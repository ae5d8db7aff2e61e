import type { AgencyKind, Purpose } from '../kinds.js';

/** How many people may be looked up in a window (hạn mức tra cứu). */
export interface QuotaLimits {
  /** One officer, for one purpose. */
  perMinute: number;
  perDay: number;
  /** All officers of an agency together, of which one officer never gets more than half; null: no such limit. */
  agencyPerMinute: number | null;
}

/**
 * Limits by kind of agency, where `access.quota` holds no others. Each is a few times what a busy desk does, so that
 * only what no desk does is refused. docs/misuse.md repeats the table.
 */
const byKind: Readonly<Record<AgencyKind, QuotaLimits>> = {
  // One person a second is faster than cards are laid on a scanner; 2,000 a day is the largest hospital's desk.
  HOSPITAL: { perMinute: 60, perDay: 2_000, agencyPerMinute: 1_200 },
  // Classes of 50, a dozen of them a minute; a school of 3,000 pupils three times a day.
  SCHOOL: { perMinute: 600, perDay: 10_000, agencyPerMinute: 2_400 },
  // Lists of 200 members, five a minute.
  SOCIAL_INSURANCE: { perMinute: 1_000, perDay: 20_000, agencyPerMinute: 10_000 },
  // An applicant with his household, ten a minute.
  PUBLIC_SERVICE: { perMinute: 60, perDay: 1_500, agencyPerMinute: 6_000 },
  // A whole list of 200 at once, and a household now and then.
  AUTHORITY: { perMinute: 240, perDay: 3_000, agencyPerMinute: 2_400 },
  // They look at nobody.
  AUDITOR: { perMinute: 10, perDay: 100, agencyPerMinute: 100 },
  OPERATOR: { perMinute: 10, perDay: 100, agencyPerMinute: 100 },
  // Himself and his children. Residents share nothing: one must not use up what is another's.
  RESIDENT: { perMinute: 60, perDay: 1_000, agencyPerMinute: null },
};

/** An emergency room sees a busload at once, and no list; every such look is reviewed. */
const emergency = { perMinute: 20, perDay: 100 };

/** The limits of a kind for a purpose. */
export function defaultLimits(kind: AgencyKind, purpose: Purpose | null): QuotaLimits {
  return purpose === 'EMERGENCY' ? { ...byKind[kind], ...emergency } : byKind[kind];
}

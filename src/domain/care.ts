import type { LocalDate } from './local-date.js';
import type { Dong } from './money.js';

/** Kind of care (loại khám chữa bệnh). */
export type CareKind = 'OUTPATIENT' | 'INPATIENT' | 'EMERGENCY';

/** Why someone comes to this facility, as the desk sees it from his papers. */
export type RouteBasis =
  | 'REFERRAL'
  | 'RESIDENCE_CHANGE'
  | 'APPOINTMENT'
  | 'ORGAN_DONOR'
  | 'NEWBORN'
  | 'LISTED_DISEASE'
  | 'MEDICINE_IN_EPIDEMIC';

/** What a desk knows of one visit, as it came in; amounts in đồng. */
export interface Circumstances {
  bases?: readonly RouteBasis[] | null;
  /** First day of the stay. */
  admittedOn?: LocalDate | null;
  /** Read from a card that is shown, and where it says it is registered. */
  cardNumber?: string | null;
  cardFacility?: string | null;
  coPaidThisYear?: Dong | null;
  cost?: Dong | null;
}

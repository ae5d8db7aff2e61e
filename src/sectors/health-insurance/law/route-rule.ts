import type { CareKind, RouteBasis } from '../../../domain/care.js';
import type { AreaCode, FacilityKind, FacilityLevel, FormerLevel } from '../facility.js';
import type { Dated } from './dated.js';

/** On what route someone came (tuyến; since 2025: right facility, referral, self-presented at a level). */
export type Route =
  | 'RIGHT_FACILITY'
  | 'INITIAL_LEVEL'
  | 'SAME_PROVINCE'
  | 'REFERRAL'
  | 'RESIDENCE_CHANGE'
  | 'APPOINTMENT'
  | 'ORGAN_DONOR'
  | 'NEWBORN'
  | 'LISTED_DISEASE'
  | 'DIFFICULT_AREA'
  | 'EMERGENCY'
  | 'MEDICINE_COLLECTION'
  | 'SELF_PRESENTED';

/** What must be so for a row to count; what is not named does not matter. */
export interface RouteCondition {
  care?: CareKind;
  basis?: RouteBasis;
  /** Whether the facility is the one where the card is registered. */
  registeredHere?: boolean;
  /** Whether it lies in the province, of the 63, of the facility where the card is registered. */
  sameProvince?: true;
  levels?: readonly FacilityLevel[];
  kind?: FacilityKind;
  /** What it was before 2025-01-01. */
  formerly?: readonly FormerLevel[];
  notFormerly?: readonly FormerLevel[];
  /** Points of its ranking, from … to below …; a provisional rank has none and counts as 0. */
  points?: readonly [from: number, below: number];
  areas?: readonly AreaCode[];
}

/** A row of who is paid for what where. */
export interface RouteRule extends Dated {
  /** Code of the visit in the insurance's data (MA_DOITUONG_KCB). */
  code: string;
  route: Route;
  /** How much of the level's rate is paid, percent; WHOLE is the whole cost, whatever the level. */
  share: number | 'WHOLE';
  /** Care as prescribed: the exemption after five years and that of low cost count here. */
  prescribed: boolean;
  when: RouteCondition;
  vi: string;
  en: string;
}

export type FacilityLevel = 'INITIAL' | 'BASIC' | 'SPECIALISED';
export type FormerLevel = 'COMMUNE' | 'DISTRICT' | 'PROVINCE' | 'CENTRAL';
export type FacilityKind = 'HEALTH_STATION' | 'CLINIC' | 'HOSPITAL';
/** Living area on a card (mã nơi sinh sống). */
export type AreaCode = 'K1' | 'K2' | 'K3';

/** A place of care as the sector's register lists it (cơ sở khám chữa bệnh, mã CSKCB). */
export interface Facility {
  /** Five characters; the first two are the province's, of the 63 before 2025-07-01. */
  code: string;
  name: string;
  /** Technical level since 2025-01-01 (cấp chuyên môn kỹ thuật). */
  level: FacilityLevel;
  /** Points of the ranking; null while ranked provisionally. */
  points: number | null;
  /** Level before 2025-01-01 (tuyến); null for what was founded since. */
  formerLevel: FormerLevel | null;
  kind: FacilityKind;
}

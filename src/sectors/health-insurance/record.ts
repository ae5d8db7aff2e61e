/** One health insurance card as the sector holds it (thẻ BHYT); the name and birth date are the sector's own. */
export interface CoverageRecord {
  insuranceNumber: string;
  cardNumber: string;
  fullName: string;
  dateOfBirth: string;
  sex: string;
  /** Null, with the level, where the source names a card by its ten digits alone. */
  objectCode: string | null;
  benefitLevel: number | null;
  initialFacility: string | null;
  startOn: string;
  endOn: string | null;
  fiveYearOn: string | null;
  areaCode: string | null;
  status: 'ACTIVE' | 'REVOKED' | 'REDUCED' | 'REPLACED';
  statusOn: string | null;
  statusReason: string | null;
  replacedByCard: string | null;
  /** Co-payments summed up over a year (số tiền cùng chi trả lũy kế), in đồng, and the year they belong to. */
  coPaid: number | null;
  coPaidYear: number | null;
}

/** What the portal itself concluded about a person, and on which day: its code stands for ours of that day. */
export interface PortalSaid {
  /** As it came, also one that we do not know. */
  code: string;
  /** Its own sentence (ghi chú). */
  sentence: string | null;
  on: string;
}

/** What the sector holds about a person: his cards, newest first, and the portal's word where a portal was asked. */
export interface Insurance {
  cards: readonly CoverageRecord[];
  said: PortalSaid | null;
}

export type CoverageStatus = CoverageRecord['status'] | 'EXPIRED';

/** The status on a day: a card in force whose period is over is EXPIRED, which no database stores. */
export function statusOn(card: CoverageRecord, day: string): CoverageStatus {
  return card.status === 'ACTIVE' && card.endOn !== null && card.endOn < day ? 'EXPIRED' : card.status;
}

/** Whether the card may be used on that day. */
export function isInForce(card: CoverageRecord, day: string): boolean {
  return statusOn(card, day) === 'ACTIVE' && card.startOn <= day;
}

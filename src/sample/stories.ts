import type { HouseholdKind } from './household.js';

/** A case that the demo and the card samples must be able to show; one resident is made to have it. */
export type Story =
  | 'ACTIVE'
  | 'CAN_CUOC'
  | 'EXPIRED'
  | 'REVOKED'
  | 'REDUCED'
  | 'REPLACED_RUNNING'
  | 'REPLACED_OVER'
  | 'SEVERAL_CARDS'
  | 'NO_COVERAGE'
  | 'DECEASED'
  | 'MISSING'
  | 'ID_CANCELLED'
  | 'YEAR_ONLY'
  | 'FORMER_ID'
  | 'MINORITY'
  | 'TWIN'
  | 'PENSIONER'
  | 'POOR'
  | 'INFANT'
  | 'TEMPORARY'
  | 'CLASS_10A1';

/** What is settled about a household before chance decides the rest. */
export interface HouseholdPlan {
  kind?: HouseholdKind;
  province?: string;
  headAge?: number;
  childAges?: number[];
  twins?: boolean;
  minority?: 'EDE';
  poverty?: 'POOR';
  /** Whose story it is; the head when not said. */
  hero?: 'HEAD' | 'FIRST_CHILD' | 'ELDER';
  story: Story;
}

/** How many pupils class 10A1 of the sample school holds, no more and no fewer. */
export const CLASS_10A1_SIZE = 40;

/**
 * The first households, in this order: household 0's head is the resident of the demo (active card, chip card, a
 * child of 8). Those after them are the families of class 10A1. All fit into 500 residents.
 */
const STORY_HOUSEHOLDS: HouseholdPlan[] = [
  { story: 'ACTIVE', kind: 'COUPLE', headAge: 36, childAges: [8] },
  { story: 'CAN_CUOC', kind: 'SINGLE', headAge: 33 },
  { story: 'EXPIRED', kind: 'SINGLE', headAge: 44 },
  { story: 'REVOKED', kind: 'SINGLE', headAge: 36 },
  { story: 'REDUCED', kind: 'SINGLE', headAge: 29 },
  { story: 'REPLACED_RUNNING', kind: 'SINGLE', headAge: 47 },
  { story: 'REPLACED_OVER', kind: 'SINGLE', headAge: 51 },
  { story: 'SEVERAL_CARDS', kind: 'SINGLE', headAge: 41 },
  { story: 'NO_COVERAGE', kind: 'SINGLE', headAge: 27 },
  { story: 'DECEASED', kind: 'THREE_GENERATIONS', headAge: 45, childAges: [12], hero: 'ELDER' },
  { story: 'MISSING', kind: 'SINGLE', headAge: 31 },
  { story: 'ID_CANCELLED', kind: 'SINGLE', headAge: 35 },
  { story: 'YEAR_ONLY', kind: 'ELDERS', headAge: 85 },
  { story: 'FORMER_ID', kind: 'SINGLE', headAge: 39 },
  { story: 'MINORITY', kind: 'COUPLE', headAge: 34, childAges: [6], province: '66', minority: 'EDE' },
  { story: 'TWIN', kind: 'COUPLE', headAge: 46, childAges: [16], twins: true, hero: 'FIRST_CHILD' },
  { story: 'PENSIONER', kind: 'ELDERS', headAge: 66 },
  { story: 'POOR', kind: 'COUPLE', headAge: 37, childAges: [10], province: '40', poverty: 'POOR' },
  { story: 'INFANT', kind: 'COUPLE', headAge: 30, childAges: [2], hero: 'FIRST_CHILD' },
  { story: 'TEMPORARY', kind: 'SINGLE', headAge: 24, province: '40' },
];

const CLASS_FAMILY: HouseholdPlan = {
  story: 'CLASS_10A1',
  kind: 'COUPLE',
  province: '01',
  headAge: 43,
  childAges: [15],
  hero: 'FIRST_CHILD',
};

/** The plan of a household by its place in the sample; null where chance alone decides. */
export function planOf(household: number): HouseholdPlan | null {
  if (household < STORY_HOUSEHOLDS.length) return { province: '01', ...STORY_HOUSEHOLDS[household]! };
  return household < STORY_HOUSEHOLDS.length + CLASS_10A1_SIZE ? CLASS_FAMILY : null;
}

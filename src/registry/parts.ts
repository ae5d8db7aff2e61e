import type { Part } from './registry.js';

/** Which part of the record each field needs; a field that is not here lives on the plain row. */
const partsOf: Readonly<Record<string, Part | readonly Part[]>> = {
  'Resident.formerIdentifiers': 'identifiers',
  'Resident.identityCards': 'cards',
  'Resident.permanentResidence': 'residence',
  'Resident.temporaryResidence': 'residence',
  'Resident.household': 'household',
  'Resident.guardians': 'guardians',
  'Resident.guardianship': 'guardians',
  'Resident.children': 'children',
  // Some exemptions belong to communes of special difficulty.
  'Enrolment.exemption': 'residence',
  'Mutation.recomputeExemptions': 'residence',
  // Who decides a contest is found by residence; a guardian contests for his children.
  'Mutation.contestExemption': ['residence', 'children'],
  'Mutation.withdrawExemptionContest': 'children',
  // A report on somebody counts looks at his former numbers, and a guardian's children are his to ask about.
  'Query.usage': ['identifiers', 'children'],
  'Mutation.askAboutUsage': ['identifiers', 'children'],
  // A case for the registry goes to whoever is responsible where the resident lives.
  'Mutation.decideFindings': 'residence',
  // A card's address is compared with the recorded one, and its day of issue with what changed since.
  'Identification.verdicts': ['residence', 'cards', 'identifiers'],
  // A visit keeps the verdicts of its claim, whatever the answer selects.
  'Mutation.recordVisit': ['residence', 'cards', 'identifiers'],
};

const known = new Map<string, ReadonlySet<Part>>();
/** By the set of coordinates, which lives as long as its plan; without and with residence. */
const ofPlans = new WeakMap<ReadonlySet<string>, [ReadonlySet<Part>, ReadonlySet<Part>]>();

/** The parts a planned operation needs, for a caller whose remit is measured by residence or not. */
export function partsOfPlan(coordinates: ReadonlySet<string>, withResidence: boolean): ReadonlySet<Part> {
  let both = ofPlans.get(coordinates);
  if (!both) {
    both = [partsFor(coordinates), partsFor(coordinates, ['residence'])];
    ofPlans.set(coordinates, both);
  }
  return both[withResidence ? 1 : 0];
}

/** The parts an operation needs, from the field coordinates it names; equal sets are the same object. */
export function partsFor(coordinates: Iterable<string>, always: readonly Part[] = []): ReadonlySet<Part> {
  const parts = new Set<Part>(always);
  for (const coordinate of coordinates) {
    for (const part of [partsOf[coordinate] ?? []].flat()) parts.add(part);
  }
  const key = [...parts].sort().join(' ');
  const same = known.get(key) ?? parts;
  known.set(key, same);
  return same;
}

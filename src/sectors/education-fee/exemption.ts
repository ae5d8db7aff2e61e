import type { RequestContext } from '../../context.js';
import type { AdminUnits } from '../../domain/admin-unit.js';
import type { Period } from '../../domain/period.js';
import { unitsOfResidence } from '../../domain/units-of-residence.js';
import {
  type ComputedExemption,
  computeExemption,
  factsOf,
  isImpersonal,
  rulesAt,
} from '../../fees/exemption/compute.js';
import { exemptionRules, type FactKind, type WelfareGround } from '../../fees/exemption/rules.js';
import type { Resident } from '../../registry/resident.js';
import { name } from './adapter.js';
import { askDecided, type ContestKey, type Decided } from './contests/decided-store.js';
import { type EnrolmentRecord, isCurrent } from './record.js';
import { isFirstToHold } from './stay.js';
import type { TuitionExemption } from './types.js';

/** Whom an exemption is worked out by: the day, and who is asked for which facts. */
export interface Weighing {
  today: string;
  units: AdminUnits;
  /** The registry's word on a pupil; null when he is unknown or outside the remit. */
  find(
    personalId: string,
  ): Promise<Pick<Resident, 'personalId' | 'fullName' | 'dateOfBirth' | 'record'> | null>;
  welfareOf(
    personalId: string,
    communes: readonly string[],
  ): Promise<{ grounds: readonly (Period & { ground: string })[]; hardAreas: readonly Period[] }>;
  decided(key: ContestKey): Promise<Decided | null>;
}

/** What the law takes off a pupil's tuition by the facts as they are known now. */
export interface Weighed {
  /** Whether he is known well enough to say so, or that there is none. */
  isKnown: boolean;
  /** What was looked at. */
  facts: readonly FactKind[];
  /** For a day, by the facts of that day. */
  on(day: string): ComputedExemption | null;
}

const unknown: Weighed = { isKnown: false, facts: [], on: () => null };

/**
 * Weighs what the law takes off a pupil's tuition. Where the school alone decides nobody is asked about him; else the
 * registry and the welfare sector are, on the hub's own behalf, all pupils of the operation in one statement each, and
 * only the rate and its ground leave. What a person decided about a contest goes before it. Unknown for a pupil whom
 * the registry does not know, who is outside the remit, or whose number is held under a name and birth date that are
 * not his: a wrong number must not tell about a stranger. Unknown, too, while another school has him since earlier: else
 * a list of other schools' pupils, enrolled, would tell of each. The earlier school loses nothing by it.
 * @throws HubError REGISTRY_UNAVAILABLE, SECTOR_UNAVAILABLE
 */
export async function weigh(record: EnrolmentRecord, by: Weighing): Promise<Weighed> {
  const { schoolKind: kind, schoolOwnership: ownership, personalId, schoolCode, schoolYear } = record;
  if (kind === null || ownership === null || !isCurrent(record, by.today)) return unknown;
  const school = { kind, ownership };
  const rules = rulesAt(exemptionRules, school);
  const facts = { school, dateOfBirth: '', welfare: [], disadvantaged: [] };
  const known = rules.every(isImpersonal) ? facts : await personalFacts(record, by, facts);
  if (!known) return unknown;
  const decided = personalId ? await by.decided({ schoolCode, schoolYear, personalId }) : null;
  return {
    isKnown: true,
    facts: factsOf(rules),
    on: (day) => (decided && day <= decided.until ? decided.exemption : computeExemption(rules, known, day)),
  };
}

type Facts = Parameters<typeof computeExemption>[1];

async function personalFacts(record: EnrolmentRecord, by: Weighing, facts: Facts): Promise<Facts | null> {
  const resident = record.personalId ? await by.find(record.personalId) : null;
  if (!resident || !isFirstToHold(record, resident, by.today)) return null;
  const asksArea = rulesAt(exemptionRules, facts.school).some(({ disadvantagedArea }) => disadvantagedArea);
  const { grounds, hardAreas } = await by.welfareOf(
    resident.personalId,
    asksArea ? communeOf(resident, by.units) : [],
  );
  return {
    ...{ ...facts, dateOfBirth: resident.dateOfBirth, disadvantaged: hardAreas },
    welfare: grounds.map((one) => ({ ...one, ground: one.ground as WelfareGround })),
  };
}

/** The code of the commune in force of a permanent residence; of a divided one only when it is known which part. */
function communeOf({ record }: Pick<Resident, 'record'>, units: AdminUnits): string[] {
  const residence = record.residences?.find(({ kind }) => kind === 'PERMANENT');
  const communes = residence ? unitsOfResidence(residence, units) : [];
  return communes.length === 1 ? [communes[0]!.code] : [];
}

/** Weighing for one request: within its remit, and on its record. */
export function weighingOf(ctx: RequestContext): Weighing {
  return {
    ...{ today: ctx.today, units: ctx.units },
    find: (personalId) => ctx.residents.find(personalId),
    welfareOf: (personalId, communes) => ctx.sectors.welfareOf(personalId, communes),
    decided: (key) => ctx.sectors.ask(name, askDecided(ctx), key),
  };
}

/** What the law takes off a pupil's tuition today. @throws as `weigh` */
export async function exemptionOf(
  record: EnrolmentRecord,
  ctx: RequestContext,
): Promise<TuitionExemption | null> {
  return shownExemption((await weigh(record, weighingOf(ctx))).on(ctx.today), ctx.today);
}

/** As callers read it. */
export function shownExemption(computed: ComputedExemption | null, asOf: string): TuitionExemption | null {
  return computed && { ...computed, restsOn: computed.restsOn as TuitionExemption['restsOn'], asOf };
}

import type { CareKind, RouteBasis } from '../../domain/care.js';
import type { AreaCode, Facility } from './facility.js';
import type { RouteCondition, RouteRule } from './law/route-rule.js';

/** One arrival at one place of care. */
export interface Arrival {
  facilityCode: string;
  /** Null where the register does not list the code. */
  facility: Facility | null;
  care: CareKind;
  bases: readonly RouteBasis[];
  /** Where the card is registered; null when nowhere. */
  registeredAt: string | null;
  area: AreaCode | null;
}

/** Of the rows that fit, the one that pays most; of those that pay the same, the first. Null when none fits. */
export function routeOf(arrival: Arrival, rows: readonly RouteRule[]): RouteRule | null {
  let best: RouteRule | null = null;
  for (const row of rows) {
    if ((best === null || paid(row) > paid(best)) && fits(arrival, row.when)) best = row;
  }
  return best;
}

function paid({ share }: RouteRule): number {
  return share === 'WHOLE' ? 101 : share;
}

function fits({ facilityCode, facility, registeredAt, ...arrival }: Arrival, when: RouteCondition): boolean {
  if (when.care && when.care !== arrival.care) return false;
  if (when.basis && !arrival.bases.includes(when.basis)) return false;
  if (when.registeredHere && registeredAt !== facilityCode) return false;
  if (when.sameProvince && registeredAt?.slice(0, 2) !== facilityCode.slice(0, 2)) return false;
  if (when.areas && !(arrival.area && when.areas.includes(arrival.area))) return false;
  const { levels, kind, formerly, notFormerly, points } = when;
  if (!levels && !kind && !formerly && !notFormerly && !points) return true;
  if (!facility) return false;
  const { formerLevel } = facility;
  return (
    (!levels || levels.includes(facility.level)) &&
    (!kind || kind === facility.kind) &&
    (!formerly || (formerLevel !== null && formerly.includes(formerLevel))) &&
    (!notFormerly || formerLevel === null || !notFormerly.includes(formerLevel)) &&
    (!points || within(facility.points ?? 0, points))
  );
}

function within(value: number, [from, below]: readonly [number, number]): boolean {
  return from <= value && value < below;
}

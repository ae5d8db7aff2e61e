import { belongs, found, isCertain, SKIPPED, surroundings } from './address-around.js';
import type { CommunePlace, DistrictPlace } from './address-book.js';
import { NAME_MATCHES, type NameMatch, type PartMatches, type PlaceMatch } from './address-match.js';
import type { AdminDistrict, AdminUnit } from './admin-unit.js';

/** One way to understand a whole address. */
export interface Reading {
  /** A commune, or a district that never had communes (an island), by its code in the old table. */
  named: AdminUnit | AdminDistrict;
  /** Where it is today. */
  current: readonly AdminUnit[];
  cost: number;
  how: NameMatch;
}

/** A part before the commune that is not marked as a hamlet. */
const UNREAD_BEFORE = 4;
/** A hamlet's word may begin a commune's name: then what follows is its district (Bản Thị, Chợ Đồn). */
const HAMLET_OR_COMMUNE = 8;
const REVERSED = 2;

/** Every reading of the parts: in written order, and when none there is `good`, from the end to the front too. */
export function readingsOf(parts: readonly PartMatches[], good: number): Reading[] {
  const forward = readInOrder(parts);
  if (parts.length < 2 || forward.some((it) => it.cost <= good)) return forward;
  const backward = readInOrder(parts.toReversed());
  return [...forward, ...backward.map((it) => ({ ...it, cost: it.cost + REVERSED }))];
}

/** Readings with the commune before its district and that before its province. */
function readInOrder(parts: readonly PartMatches[]): Reading[] {
  const readings: Reading[] = [];
  const provinces = new Set(parts.flatMap((part) => part.provinces.map((it) => it.place)));
  const districts = new Set(parts.flatMap((part) => part.districts.map((it) => it.place.district.code)));
  const isNamedAround = (place: CommunePlace) =>
    provinces.has(place.province) ||
    meets(place.relatedProvinces, provinces) ||
    meets(place.districts, districts);
  for (const [at, part] of parts.entries()) {
    for (const match of part.communes) {
      if (at + 1 < parts.length && !isNamedAround(match.place)) continue;
      const around = surroundings(parts, at, match.place);
      const front = frontCost(parts, at, match, provinces);
      if (!around || front === null) continue;
      readings.push({
        ...{ named: match.place.unit, current: match.place.current },
        cost: match.cost + around.cost + front + newTownship(match),
        how: heaviest([match.how, ...around.how]),
      });
    }
    for (const match of part.districts) {
      const { district, province } = match.place;
      if (match.place.current.length === 0 || !province) continue;
      const after = found(
        parts,
        at,
        (it) => it.provinces,
        (it) => (it.place === province ? it.cost : null),
      ).at(-1);
      if (!after) continue;
      readings.push({
        ...{ named: district, current: match.place.current },
        cost: match.cost + after.cost + SKIPPED * (parts.length - 2 - at),
        how: heaviest([match.how, after.how]),
      });
    }
  }
  return readings;
}

function meets<T>(some: ReadonlySet<T>, others: ReadonlySet<T>): boolean {
  for (const it of some) if (others.has(it)) return true;
  return false;
}

function heaviest(how: readonly NameMatch[]): NameMatch {
  return NAME_MATCHES.findLast((it) => how.includes(it))!;
}

/** No township (thị trấn) was left in the new table. */
function newTownship(match: PlaceMatch<CommunePlace>): number {
  return !match.place.old && match.type === 'TOWNSHIP' ? 3 : 0;
}

/**
 * What stands before the commune: hamlets are expected there, a part that calls itself a commune is not. Null when
 * the commune is rather the district of an unread part before it.
 */
function frontCost(
  parts: readonly PartMatches[],
  at: number,
  match: PlaceMatch<CommunePlace>,
  provinces: ReadonlySet<AdminUnit>,
): number | null {
  const before = parts[at - 1];
  if (!before) return 0;
  const isHere = ({ place }: PlaceMatch<DistrictPlace>) =>
    place.province !== null && [place.province, ...place.currentProvinces].some((it) => provinces.has(it));
  const asDistrict =
    match.type === null ? parts[at]!.districts.filter((it) => isCertain(it) && isHere(it)) : [];
  const isCommuneOfIt = (it: PlaceMatch<CommunePlace>) =>
    isCertain(it) && asDistrict.some((district) => belongs(it.place, district));
  if (before.communes.some(isCommuneOfIt)) return null;
  if (before.belowCommune && !before.callsItselfCommune) return asDistrict.length > 0 ? HAMLET_OR_COMMUNE : 0;
  if (asDistrict.length > 0) return null;
  return before.callsItselfCommune ? SKIPPED : UNREAD_BEFORE;
}

import type { CommunePlace, DistrictPlace } from './address-book.js';
import type { NameMatch, PartMatches, PlaceMatch } from './address-match.js';
import type { AdminUnit } from './admin-unit.js';

/** Something stands where it is not understood: after the commune, or an unread commune before it. */
export const SKIPPED = 14;
const NO_DISTRICT = 4;
const NO_PROVINCE = 4;
const OTHER_TABLE = 1;
/** A commune of the new table after which a district of the old one still stands. */
const NEW_IN_DISTRICT = 6;

/** What stands after a commune, and what it costs that the rest is not understood. */
export interface Around {
  cost: number;
  how: NameMatch[];
}

/** The cheapest district and province after a commune, with what is left over; null when they contradict it. */
export function surroundings(parts: readonly PartMatches[], at: number, place: CommunePlace): Around | null {
  const provinces = found(
    parts,
    at,
    (it) => it.provinces,
    (it) => provinceCost(place, it),
  );
  const districts = found(
    parts,
    at,
    (it) => it.districts,
    (it) => (belongs(place, it) ? it.cost : null),
  );
  const left = parts.length - 1 - at;
  const inOtherTable = place.old ? 0 : NEW_IN_DISTRICT;
  const options: Around[] = [];
  if (left === 0 && parts.slice(0, at).every((part) => part.belowCommune)) {
    options.push({ cost: NO_PROVINCE * 3, how: [] });
  }
  for (const p of provinces) {
    const between = parts.slice(at + 1, p.at);
    if (!between.some((part) => namesOtherDistrict(part, place))) {
      options.push({ cost: (place.old ? NO_DISTRICT : 0) + p.cost + SKIPPED * (left - 1), how: [p.how] });
    }
    for (const d of districts) {
      if (d.at >= p.at) continue;
      options.push({ cost: d.cost + p.cost + SKIPPED * (left - 2) + inOtherTable, how: [d.how, p.how] });
    }
  }
  for (const d of districts) {
    const others = parts.filter((_, it) => it !== at && it !== d.at);
    const between = parts.slice(at + 1, d.at);
    if (others.some((part) => part.provinces.some(isCertain))) continue;
    if (between.some((part) => namesOtherDistrict(part, place))) continue;
    options.push({ cost: NO_PROVINCE + d.cost + SKIPPED * (left - 1) + inOtherTable, how: [d.how] });
  }
  return options.reduce<Around | null>((best, it) => (best && best.cost <= it.cost ? best : it), null);
}

export const isCertain = (match: PlaceMatch<unknown>) => match.how !== 'ONE_LETTER';

export const belongs = (place: CommunePlace, match: PlaceMatch<DistrictPlace>) =>
  place.districts.has(match.place.district.code);

/** A district hereabouts that the commune never lay in: another commune of that name is meant. */
function namesOtherDistrict(part: PartMatches, place: CommunePlace): boolean {
  const isHere = ({ province, currentProvinces }: DistrictPlace) =>
    [province, ...currentProvinces].some(
      (it) => it !== null && (it === place.province || place.relatedProvinces.has(it)),
    );
  const certain = part.districts.filter((it) => isCertain(it) && isHere(it.place));
  return certain.length > 0 && !certain.some((it) => belongs(place, it));
}

function provinceCost(place: CommunePlace, match: PlaceMatch<AdminUnit>): number | null {
  if (match.place === place.province) return match.cost;
  return place.relatedProvinces.has(match.place) ? match.cost + OTHER_TABLE : null;
}

interface Found {
  at: number;
  cost: number;
  how: NameMatch;
}

/** Where after a part what is asked for stands, the cheapest of each part. */
export function found<Place>(
  parts: readonly PartMatches[],
  after: number,
  matches: (part: PartMatches) => readonly PlaceMatch<Place>[],
  costOf: (match: PlaceMatch<Place>) => number | null,
): Found[] {
  const all: Found[] = [];
  for (let at = after + 1; at < parts.length; at += 1) {
    let best: Found | null = null;
    for (const match of matches(parts[at]!)) {
      const cost = costOf(match);
      if (cost !== null && (!best || cost < best.cost)) best = { at, cost, how: match.how };
    }
    if (best) all.push(best);
  }
  return all;
}

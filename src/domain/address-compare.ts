import { type ResolvedAddress, resolveAddress } from './address.js';
import type { AdminUnit, AdminUnitKey, AdminUnits } from './admin-unit.js';
import { canonicalName } from './person-name.js';
import type { Verdict } from './verdict.js';

/**
 * Why two addresses are judged as they are.
 *
 * COMMUNE: the recorded unit is the one named. ONE_OF_SEVERAL: the address may name it, or another of that name.
 * MERGED_OR_RENAMED: another name of the same place. SPLIT_UNIT: one of the two was divided, and the other is a part
 * of it. NEIGHBOUR_BEFORE_MERGER: two communes that were different and are one today. OTHER_COMMUNE: elsewhere.
 * ADDRESS_NOT_READ: no commune was understood.
 */
export type AddressReason =
  | 'COMMUNE'
  | 'ONE_OF_SEVERAL'
  | 'MERGED_OR_RENAMED'
  | 'SPLIT_UNIT'
  | 'NEIGHBOUR_BEFORE_MERGER'
  | 'OTHER_COMMUNE'
  | 'ADDRESS_NOT_READ';

export interface AddressComparison {
  verdict: Extract<Verdict, 'SAME' | 'RENAMED_UNIT' | 'DIFFERENT' | 'NOT_ON_RECORD'>;
  reason: AddressReason | null;
}

/** The surest first: what a person with several residences is judged by. */
const SUREST: readonly AddressReason[] = [
  ...(['COMMUNE', 'MERGED_OR_RENAMED', 'ONE_OF_SEVERAL', 'SPLIT_UNIT'] as const),
  ...(['NEIGHBOUR_BEFORE_MERGER', 'OTHER_COMMUNE', 'ADDRESS_NOT_READ'] as const),
];

/**
 * Whether a stated address (as written) lies in the commune of one of the recorded residences, whatever either is
 * called. Nothing below the commune is compared. RENAMED_UNIT: the same place under another name, or possibly so
 * where a commune was divided. NOT_ON_RECORD: no residence, or the text names no commune that we know.
 */
export function compareAddresses(
  stated: string,
  residences: readonly AdminUnitKey[],
  units: AdminUnits,
): AddressComparison {
  if (residences.length === 0) return { verdict: 'NOT_ON_RECORD', reason: null };
  const named = resolveAddress(stated, units);
  if (named.units.length === 0) return { verdict: 'NOT_ON_RECORD', reason: 'ADDRESS_NOT_READ' };
  const found = residences.map((it) => compareWith(named, it, units));
  return SUREST.flatMap((reason) => found.filter((it) => it.reason === reason))[0]!;
}

function compareWith(stated: ResolvedAddress, residence: AdminUnitKey, units: AdminUnits): AddressComparison {
  const recorded = units.find(residence.code, residence.validFrom);
  const current = units.currentOf(residence.code, residence.validFrom);
  if (current.length === 0) return { verdict: 'NOT_ON_RECORD', reason: 'ADDRESS_NOT_READ' };
  if (!stated.units.some((it) => current.includes(it))) {
    return recorded && stated.lessLikely.includes(recorded)
      ? { verdict: 'SAME', reason: 'ONE_OF_SEVERAL' }
      : { verdict: 'DIFFERENT', reason: 'OTHER_COMMUNE' };
  }

  if (recorded && stated.readings.some((it) => isSameUnit(it, recorded, units))) {
    return { verdict: 'SAME', reason: stated.readings.length === 1 ? 'COMMUNE' : 'ONE_OF_SEVERAL' };
  }
  const onlyPlace = stated.units.length === 1 && current.length === 1;
  if (!onlyPlace) return { verdict: 'RENAMED_UNIT', reason: 'SPLIT_UNIT' };
  const wereNeighbours =
    recorded && stated.readings.length > 0 && stated.readings.every((it) => wereBeside(it, recorded));
  if (wereNeighbours) return { verdict: 'DIFFERENT', reason: 'NEIGHBOUR_BEFORE_MERGER' };
  return { verdict: 'RENAMED_UNIT', reason: 'MERGED_OR_RENAMED' };
}

/** Two units that were in force on the same day, so that each named its own place. */
function wereBeside(a: AdminUnit, b: AdminUnit): boolean {
  const always = '9999-12-31';
  return a.code !== b.code && a.validFrom <= (b.validTo ?? always) && b.validFrom <= (a.validTo ?? always);
}

/** One unit of one table, or the unit that went whole into one of the same name. */
function isSameUnit(a: AdminUnit, b: AdminUnit, units: AdminUnits): boolean {
  if (units.isOld(a) === units.isOld(b)) return a.code === b.code;
  const places = new Set([a, b].flatMap((it) => units.currentOf(it.code, it.validFrom)));
  return places.size === 1 && canonicalName(a.name) === canonicalName(b.name);
}

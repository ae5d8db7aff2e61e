import { resolveAddress } from './address.js';
import type { AdminUnit, AdminUnits } from './admin-unit.js';
import type { LocalDate } from './local-date.js';
import { canonicalName } from './person-name.js';

/** Where someone is recorded: a unit as a residence cites it, and what is written below it. */
export interface RecordedPlace {
  /** Means a unit only together with `unitValidFrom`. */
  unitCode: string;
  unitValidFrom: LocalDate;
  /** House, street, hamlet; some registries write the commune there too. */
  addressLine: string;
}

/** NOTE: most lines name no commune, and reading an address costs a thousand times what this does. */
const mayNameCommune = /(?:^|[^\p{L}])(?:xã|xa|phường|phuong|đặc khu|dac khu|[xp](?=[.\d]))/iu;

/**
 * The units in force that a residence may lie in: one, unless its commune was divided and nothing says which part.
 *
 * The line says it where it names one of the parts by the name it got in the reform, type word included (`Thôn 3, xã
 * Ba Vì`): hamlets and streets are called like communes elsewhere. The divided commune's own name says nothing, even
 * where a part goes on under it, and neither does a name that had to be guessed.
 */
export function unitsOfResidence(
  { unitCode, unitValidFrom, addressLine }: RecordedPlace,
  units: AdminUnits,
): AdminUnit[] {
  const all = units.currentOf(unitCode, unitValidFrom);
  if (all.length < 2 || !mayNameCommune.test(addressLine.normalize('NFC'))) return all;
  const { readings, how } = resolveAddress(addressLine, units);
  if (how === 'ONE_LETTER') return all;
  const recorded = units.find(unitCode, unitValidFrom);
  const ownName = recorded && canonicalName(recorded.name);
  const named = readings.filter((it) => !units.isOld(it) && canonicalName(it.name) !== ownName);
  const codes = new Set(
    named.flatMap((it) => units.currentOf(it.code, it.validFrom)).map(({ code }) => code),
  );
  const told = all.filter(({ code }) => codes.has(code));
  return told.length > 0 ? told : all;
}

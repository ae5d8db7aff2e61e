/** A residence as documents of the wires ask for it. */
export interface ResidenceAnswer {
  addressLine: string;
  recordedUnit: UnitAnswer | null;
  currentUnits: UnitAnswer[];
}

interface UnitAnswer {
  name: string;
  provinceName: string | null;
}

export const residenceFields =
  'addressLine recordedUnit { name provinceName } currentUnits { name provinceName }';

/** The unit to write an address with. One that was divided is named as recorded: which part is today's, nobody knows. */
export function unitOfAddress({ currentUnits, recordedUnit }: ResidenceAnswer): UnitAnswer | null {
  return currentUnits.length === 1 ? currentUnits[0]! : recordedUnit;
}

/** The whole address as one line. */
export function addressText(residence: ResidenceAnswer): string {
  const unit = unitOfAddress(residence);
  return [residence.addressLine, unit?.name, unit?.provinceName].filter(Boolean).join(', ');
}

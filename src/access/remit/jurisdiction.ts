import { unitsOfResidence } from '../../domain/units-of-residence.js';
import type { RemitRule, Residence } from './rule.js';

/**
 * Residents of the authority's communes or provinces, through every merger: someone recorded under an old commune
 * belongs to the new commune it went into. Of a divided commune he belongs to the part that the record names, and to
 * each part when it names none. Codes of an authority's units are those in force.
 */
export const jurisdiction: RemitRule = (subject, { agency }, { units, today }) =>
  residencesOn(today, subject.residences).some((residence) =>
    unitsOfResidence(residence, units).some(
      ({ code, provinceCode }) =>
        agency.units.includes(code) || (provinceCode !== null && agency.units.includes(provinceCode)),
    ),
  );

/** Where he lives on a day; for who lives nowhere any more (the dead, who moved abroad) where he last lived for good. */
function residencesOn(day: string, residences: readonly Residence[]): readonly Residence[] {
  const now = residences.filter(({ until }) => until === null || until >= day);
  return now.length > 0 ? now : residences.filter(({ kind }) => kind === 'PERMANENT');
}

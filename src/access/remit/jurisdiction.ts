import type { RemitRule } from './rule.js';

/**
 * Residents of the authority's communes or provinces, through every merger: someone recorded under an old commune
 * belongs to each new commune it went into. Of a split commune the record alone cannot say which part is meant.
 */
export const jurisdiction: RemitRule = (subject, caller, facts) =>
  subject.residences.some(({ unitCode, unitValidFrom }) =>
    facts.units
      .currentOf(unitCode, unitValidFrom)
      .some(
        (unit) =>
          caller.agency.units.includes(unit.code) ||
          (unit.provinceCode !== null && caller.agency.units.includes(unit.provinceCode)),
      ),
  );

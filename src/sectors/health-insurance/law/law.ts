import type { LocalDate } from '../../../domain/local-date.js';
import { inForceOn } from './dated.js';
import { type Figure, type FigureName, figures } from './figures.js';
import { type BenefitLevel, levels } from './levels.js';
import { type CardManager, managers } from './managers.js';
import { type PortalCode, portalCodes } from './portal-codes.js';
import type { RouteRule } from './route-rule.js';
import { routes } from './routes.js';

/** The rules of health insurance (Luật BHYT and what hangs on it) as dated rows: a change of law is a row. */
export interface InsuranceLaw {
  portalCodes: readonly PortalCode[];
  routes: readonly RouteRule[];
  levels: readonly BenefitLevel[];
  figures: readonly Figure[];
  managers: readonly CardManager[];
}

/** As known on 2026-11-22 (docs/eligibility.md). */
export const insuranceLaw: InsuranceLaw = { portalCodes, routes, levels, figures, managers };

/** The law of one day. */
export interface LawOfDay extends Omit<InsuranceLaw, 'portalCodes' | 'figures'> {
  /** Undefined where no such row is in force: the rule it belongs to does not count then. */
  figure(name: FigureName): Figure | undefined;
  /** Whether a code is one of the portal's that we know, ended or not. */
  knows(code: string): boolean;
  /** What a code means; those that have ended too, since they were given once. */
  portalCode(code: string): PortalCode;
  /** Whether a code may be given on that day. */
  gives(code: string): boolean;
}

/** The law of the days asked about last: nearly every look is about today. */
const known = new WeakMap<InsuranceLaw, Map<LocalDate, LawOfDay>>();
const mostKnown = 100;

export function lawOn(law: InsuranceLaw, day: LocalDate): LawOfDay {
  const days = known.get(law) ?? new Map<LocalDate, LawOfDay>();
  known.set(law, days);
  let ofDay = days.get(day);
  if (!ofDay) {
    if (days.size === mostKnown) days.clear();
    ofDay = makeLawOn(law, day);
    days.set(day, ofDay);
  }
  return ofDay;
}

function makeLawOn(law: InsuranceLaw, day: LocalDate): LawOfDay {
  const figures = inForceOn(law.figures, day);
  const given = new Set(inForceOn(law.portalCodes, day).map(({ code }) => code));
  const codes = new Map(law.portalCodes.map((row) => [row.code, row]));
  return {
    routes: inForceOn(law.routes, day),
    levels: inForceOn(law.levels, day),
    managers: inForceOn(law.managers, day),
    figure: (name) => figures.find((figure) => figure.name === name),
    knows: (code) => codes.has(code),
    portalCode(code) {
      const row = codes.get(code);
      if (!row) throw new Error(`No portal code ${code}`);
      return row;
    },
    gives: (code) => given.has(code),
  };
}

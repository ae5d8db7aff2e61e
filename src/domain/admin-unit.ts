import type { LocalDate } from './local-date.js';

/** One province or commune as one table of units knows it (đơn vị hành chính). */
export interface AdminUnit {
  /** Two digits for a province, five for a commune. Names a place only together with `validFrom`. */
  code: string;
  validFrom: LocalDate;
  validTo: LocalDate | null;
  level: 'PROVINCE' | 'COMMUNE';
  name: string;
  provinceCode: string | null;
}

/** Where a unit of the old table went on 1 July 2025; a divided commune has several. */
export interface AdminUnitSuccessor {
  level: AdminUnit['level'];
  oldCode: string;
  newCode: string;
  extent: 'FULL' | 'PARTIAL';
}

/** A unit as residences cite it. */
export type AdminUnitKey = Pick<AdminUnit, 'code' | 'validFrom'>;

/** The day 63 provinces became 34 and districts ended (Decision 19/2025/QĐ-TTg). */
const NEW_TABLE_FROM: LocalDate = '2025-07-01';

/**
 * Which place a recorded unit is today, and under which units the people of a place may be recorded.
 *
 * Most codes of the old table were given to another place on 1 July 2025, so every question takes the day the
 * unit was recorded from: a day before that one asks the old table, any later day the new one. Within the new table
 * a code stays with its place when the place changes its type (xã to phường); its latest row is the one in force.
 * A divided commune answers the whole set of places it went into: nothing here guesses one of them.
 */
export class AdminUnits {
  /** Rows by code, earliest first. */
  private readonly oldRows: ReadonlyMap<string, AdminUnit[]>;
  private readonly newRows: ReadonlyMap<string, AdminUnit[]>;
  private readonly newCodesOf: ReadonlyMap<string, string[]>;
  private readonly oldCodesOf: ReadonlyMap<string, string[]>;

  constructor(units: readonly AdminUnit[], successors: readonly AdminUnitSuccessor[]) {
    const inOrder = [...units].sort((a, b) => a.validFrom.localeCompare(b.validFrom, 'en'));
    const isNew = (unit: AdminUnit) => unit.validFrom >= NEW_TABLE_FROM;
    this.oldRows = grouped(inOrder.filter((unit) => !isNew(unit)).map((unit) => [unit.code, unit]));
    this.newRows = grouped(inOrder.filter(isNew).map((unit) => [unit.code, unit]));
    this.newCodesOf = grouped(successors.map((it) => [it.oldCode, it.newCode]));
    this.oldCodesOf = grouped(successors.map((it) => [it.newCode, it.oldCode]));
  }

  /** The unit this code named on that day; null when the table of that day has no such code. */
  find(code: string, validFrom: LocalDate): AdminUnit | null {
    const rows = this.rowsOf(code, validFrom);
    return rows.findLast((unit) => unit.validFrom <= validFrom) ?? rows[0] ?? null;
  }

  /** The units in force into which a recorded unit went, by code; itself when in force, none when unknown. */
  currentOf(code: string, validFrom: LocalDate): AdminUnit[] {
    const codes = validFrom >= NEW_TABLE_FROM ? [code] : [...new Set(this.newCodesOf.get(code))].sort();
    return codes.flatMap((it) => this.inForce(it) ?? []);
  }

  /** Every unit under which residents of a unit in force may be recorded, itself first; none when unknown. */
  recordedAs(code: string): AdminUnitKey[] {
    if (!this.inForce(code)) return [];
    const old = [...new Set(this.oldCodesOf.get(code))].sort();
    const rows = [
      ...(this.newRows.get(code) ?? []).toReversed(),
      ...old.flatMap((it) => this.oldRows.get(it) ?? []),
    ];
    return rows.map((unit) => ({ code: unit.code, validFrom: unit.validFrom }));
  }

  private inForce(code: string): AdminUnit | null {
    const latest = this.newRows.get(code)?.at(-1);
    return latest && latest.validTo === null ? latest : null;
  }

  private rowsOf(code: string, day: LocalDate): readonly AdminUnit[] {
    return (day >= NEW_TABLE_FROM ? this.newRows : this.oldRows).get(code) ?? [];
  }
}

function grouped<T>(entries: readonly (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of entries) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

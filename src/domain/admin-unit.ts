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
  /** Of a commune of the old table, where known; districts (quận, huyện) ended on 30 June 2025. */
  districtCode?: string | null;
}

/** Where a unit went on a day of reform; a divided commune has several. */
export interface AdminUnitSuccessor {
  level: AdminUnit['level'];
  oldCode: string;
  newCode: string;
  extent: 'FULL' | 'PARTIAL';
  /** The day of the reform; 1 July 2025 when it is left out. */
  validFrom?: LocalDate;
  /** Not all public lists say so; such a place counts as one of several it may be in. */
  disputed?: boolean;
}

/** A district (quận, huyện, thị xã, thành phố thuộc tỉnh) of the old table. */
export interface AdminDistrict {
  /** Three digits. */
  code: string;
  validFrom: LocalDate;
  validTo: LocalDate | null;
  name: string;
  provinceCode: string;
}

/** What a unit was or is also called, or the code that another public list gives it. */
export interface AdminUnitAlias {
  level: AdminUnit['level'] | 'DISTRICT';
  /** The unit meant: with `validFrom`, as everywhere. */
  code: string;
  validFrom: LocalDate;
  kind: 'NAME' | 'CODE';
  /** The type word (Xã, Phường) that has to stand before the name; null when the name alone is enough. */
  type: string | null;
  /** A code, or a name in lower case ASCII without spaces: `namhoa`. */
  alias: string;
}

/** What resolving an address asks beyond the units themselves. */
export interface AdminUnitNames {
  districts: readonly AdminDistrict[];
  aliases: readonly AdminUnitAlias[];
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
 * a code stays with its place when the place changes its type (xã to phường), until a later reform says where it went.
 * A divided commune answers the whole set of places it went into: nothing here guesses one of them.
 */
export class AdminUnits {
  /** Rows by code, earliest first. */
  private readonly oldRows: ReadonlyMap<string, AdminUnit[]>;
  private readonly newRows: ReadonlyMap<string, AdminUnit[]>;
  /** Successors by predecessor, one map a day of reform, earliest first. */
  private readonly reforms: readonly (readonly [LocalDate, ReadonlyMap<string, string[]>])[];
  private readonly disputed: ReadonlySet<string>;
  /** The code we know a unit of the new table by, under a code that only other lists give it. */
  private readonly codeOf: ReadonlyMap<string, string>;
  private readonly current = new Map<string, readonly AdminUnit[]>();
  private recorded: ReadonlyMap<string, AdminUnitKey[]> | null = null;

  constructor(
    readonly all: readonly AdminUnit[],
    successors: readonly AdminUnitSuccessor[],
    readonly names: AdminUnitNames = { districts: [], aliases: [] },
  ) {
    const inOrder = [...all].sort((a, b) => a.validFrom.localeCompare(b.validFrom, 'en'));
    this.oldRows = grouped(inOrder.filter((unit) => this.isOld(unit)).map((unit) => [unit.code, unit]));
    this.newRows = grouped(inOrder.filter((unit) => !this.isOld(unit)).map((unit) => [unit.code, unit]));
    const byDay = grouped(successors.map((it) => [it.validFrom ?? NEW_TABLE_FROM, it]));
    this.reforms = [...byDay]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, rows]) => [day, grouped(rows.map((it) => [it.oldCode, it.newCode]))]);
    this.disputed = new Set(successors.filter((it) => it.disputed).map((it) => it.oldCode));
    const codes = names.aliases.filter((it) => it.kind === 'CODE' && it.validFrom >= NEW_TABLE_FROM);
    this.codeOf = new Map(codes.map((it) => [it.alias, it.code]));
  }

  /** The unit this code named on that day; null when the table of that day has no such code. */
  find(code: string, validFrom: LocalDate): AdminUnit | null {
    const rows = this.rowsOf(code, validFrom);
    return rows.findLast((unit) => unit.validFrom <= validFrom) ?? rows[0] ?? null;
  }

  /** The units in force into which a recorded unit went, by code; itself when in force, none when unknown. */
  currentOf(code: string, validFrom: LocalDate): AdminUnit[] {
    const next = this.reforms.findIndex(([day]) => day > validFrom);
    const key = `${code} ${next}`;
    const known = this.current.get(key);
    if (known) return [...known];
    let codes = [this.isOld({ validFrom }) ? code : this.ourCode(code)];
    for (const [day, successors] of next === -1 ? [] : this.reforms.slice(next)) {
      // NOTE: the first reform gave every code anew: what it does not name is in the old table only.
      const stays = (it: string) => (day === NEW_TABLE_FROM ? [] : [it]);
      codes = [...new Set(codes.flatMap((it) => successors.get(it) ?? stays(it)))];
    }
    const found = codes.sort().flatMap((it) => this.inForce(it) ?? []);
    if (found.length > 0) this.current.set(key, found);
    return [...found];
  }

  /** Every unit under which residents of a unit in force may be recorded, itself first; none when unknown. */
  recordedAs(code: string): AdminUnitKey[] {
    if (!this.inForce(code)) return [];
    this.recorded ??= this.recordedUnder();
    return [...(this.recorded.get(code) ?? [])];
  }

  /** Whether public lists disagree on where a unit of the old table went. */
  isDisputed(code: string): boolean {
    return this.disputed.has(code);
  }

  /** Whether a unit is recorded under the table that ended on 30 June 2025. */
  isOld(unit: Pick<AdminUnitKey, 'validFrom'>): boolean {
    return unit.validFrom < NEW_TABLE_FROM;
  }

  /** By unit in force: its own rows, newest first, then those that went into it, by code. */
  private recordedUnder(): Map<string, AdminUnitKey[]> {
    const otherCodes = grouped([...this.codeOf].map(([theirs, ours]) => [ours, theirs]));
    const entries = this.all.flatMap((unit) =>
      this.currentOf(unit.code, unit.validFrom).map((now) => [now.code, unit] as const),
    );
    const under = new Map<string, AdminUnitKey[]>();
    for (const [code, units] of grouped(entries)) {
      const isOwn = (unit: AdminUnit) => unit.code === code && !this.isOld(unit);
      const own = units.filter(isOwn).sort((a, b) => (a.validFrom > b.validFrom ? -1 : 1));
      const others = units.filter((it) => !isOwn(it)).sort((a, b) => (a.code < b.code ? -1 : 1));
      const elsewhere = (otherCodes.get(code) ?? []).flatMap((it) =>
        own.map((unit) => ({ ...unit, code: it })),
      );
      under.set(
        code,
        [...own, ...others, ...elsewhere].map((unit) => ({ code: unit.code, validFrom: unit.validFrom })),
      );
    }
    return under;
  }

  private ourCode(code: string): string {
    return this.newRows.has(code) ? code : (this.codeOf.get(code) ?? code);
  }

  private inForce(code: string): AdminUnit | null {
    const latest = this.newRows.get(code)?.at(-1);
    return latest && latest.validTo === null ? latest : null;
  }

  private rowsOf(code: string, day: LocalDate): readonly AdminUnit[] {
    const rows = this.isOld({ validFrom: day })
      ? this.oldRows.get(code)
      : this.newRows.get(this.ourCode(code));
    return rows ?? [];
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

import { type Dice, type Draw, weighted } from './dice.js';
import { projectCsv } from './project-file.js';

export interface Unit {
  code: string;
  /** `2004-07-08` before the reform of 2025-07-01, `2025-07-01` after: a code means nothing without it. */
  validFrom: string;
  name: string;
  provinceCode: string;
  provinceName: string;
}

/** A commune before the reform and the one it (or the larger part of it) went into. */
export interface Place {
  before: Unit;
  after: Unit;
}

export const BEFORE = '2004-07-08';
export const AFTER = '2025-07-01';
const SHARES = { hanoi: 0.4, ngheAn: 0.2 };

type UnitColumn = 'code' | 'valid_from' | 'valid_to' | 'level' | 'name' | 'province_code';
type SuccessorColumn = 'level' | 'old_code' | 'new_code' | 'extent';

/**
 * Where the sample people live: 40 % in Hà Nội (01), 20 % in Nghệ An (40), the others by number of communes.
 *
 * NOTE: a unit that changed its type on 2026-04-30 keeps its code; the name is the latest, the record says 2025-07-01.
 */
export class Places {
  readonly byProvince = new Map<string, Place[]>();
  readonly provinces: string[];
  /** The 63 provinces before the reform, each to the one it became: a personal ID begins with 0 and the former's code. */
  readonly successorOfProvince: Map<string, string>;
  readonly formerProvinces: string[];
  readonly #anyProvince: Draw<string>;
  readonly #units = new Map<string, Unit>();

  constructor() {
    const units = projectCsv<UnitColumn>('migrations/hub/data/admin-units.csv');
    const before = unitsOf(units.filter((unit) => unit.valid_from === BEFORE));
    const after = unitsOf(units.filter((unit) => unit.valid_from >= AFTER));
    const codes = projectCsv<'gso_code_old' | 'gso_code_new_2025'>('src/sample/data/id_province_codes.csv');
    this.successorOfProvince = new Map(codes.map((row) => [row.gso_code_old, row.gso_code_new_2025]));
    this.formerProvinces = [...this.successorOfProvince.keys()];
    for (const { communes } of [before, after])
      for (const unit of communes.values()) this.#units.set(`${unit.code}|${unit.validFrom}`, unit);
    const seen = new Set<string>();
    for (const row of projectCsv<SuccessorColumn>('migrations/hub/data/admin-unit-successors.csv')) {
      const old = before.communes.get(row.old_code);
      const now = after.communes.get(row.new_code);
      if (row.level !== 'COMMUNE' || !old || !now || seen.has(old.code)) continue;
      seen.add(old.code);
      const places = this.byProvince.get(now.provinceCode);
      if (places) places.push({ before: old, after: now });
      else this.byProvince.set(now.provinceCode, [{ before: old, after: now }]);
    }
    this.provinces = [...this.byProvince.keys()].sort();
    this.#anyProvince = weighted(this.provinces.map((code) => [code, this.byProvince.get(code)!.length]));
  }

  /** Null when no such unit is on the list. */
  unit(code: string, validFrom: string): Unit | null {
    return this.#units.get(`${code}|${validFrom}`) ?? null;
  }

  draw(dice: Dice, province?: string): Place {
    return dice.pick(this.byProvince.get(province ?? this.#province(dice))!);
  }

  #province(dice: Dice): string {
    const at = dice.next();
    if (at < SHARES.hanoi) return '01';
    if (at < SHARES.hanoi + SHARES.ngheAn) return '40';
    return this.#anyProvince(dice);
  }
}

function unitsOf(rows: Record<UnitColumn, string>[]) {
  const provinceNames = new Map<string, string>();
  const communes = new Map<string, Unit>();
  for (const row of rows) if (row.level === 'PROVINCE') provinceNames.set(row.code, row.name);
  for (const row of rows) {
    if (row.level !== 'COMMUNE') continue;
    communes.set(row.code, {
      code: row.code,
      validFrom: row.valid_from === BEFORE ? BEFORE : AFTER,
      name: row.name,
      provinceCode: row.province_code,
      provinceName: provinceNames.get(row.province_code)!,
    });
  }
  return { communes };
}

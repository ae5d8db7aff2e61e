import { readFileSync } from 'node:fs';
import { type AdminUnit, type AdminUnitSuccessor, AdminUnits } from '../../src/domain/admin-unit.js';

const DATA = new URL('../../migrations/hub/data/', import.meta.url);

function rows(file: string): string[][] {
  const [, ...lines] = readFileSync(new URL(file, DATA), 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => line.split(','));
}

const units = rows('admin-units.csv').map(
  ([code, validFrom, validTo, level, name, provinceCode]) =>
    ({
      code,
      validFrom,
      validTo: validTo || null,
      level,
      name,
      provinceCode: provinceCode || null,
    }) as AdminUnit,
);
const successors = rows('admin-unit-successors.csv').map(
  ([level, oldCode, newCode, extent]) => ({ level, oldCode, newCode, extent }) as AdminUnitSuccessor,
);
const table = new AdminUnits(units, successors);
const OLD = '2004-07-08';
const NEW = '2025-07-01';
const names = (found: AdminUnit[]) => found.map((unit) => unit.name);

describe('the table of administrative units', () => {
  it('gives the same code another meaning before and after 1 July 2025', () => {
    expect(table.find('24', OLD)?.name).toBe('Tỉnh Bắc Giang');
    expect(table.find('24', NEW)?.name).toBe('Tỉnh Bắc Ninh');
    expect(names(table.currentOf('27', OLD))).toEqual(['Tỉnh Bắc Ninh']);
    expect(names(table.currentOf('15', OLD))).toEqual(['Tỉnh Lào Cai']);
  });

  it('takes any day for the table that was in force on it', () => {
    expect(table.find('24', '2025-06-30')?.name).toBe('Tỉnh Bắc Giang');
    expect(table.find('24', '1999-01-01')?.name).toBe('Tỉnh Bắc Giang');
    expect(table.find('24', '2026-11-20')?.name).toBe('Tỉnh Bắc Ninh');
  });

  it('keeps a place that only changed its type under its code', () => {
    expect(table.find('25270', '2025-09-01')?.name).toBe('Xã Lộc Ninh');
    expect(table.find('25270', '2026-04-30')?.name).toBe('Phường Lộc Ninh');
    expect(names(table.currentOf('25270', NEW))).toEqual(['Phường Lộc Ninh']);
    expect(names(table.currentOf('25270', '2025-12-01'))).toEqual(['Phường Lộc Ninh']);
    expect(names(table.currentOf('70', OLD))).toEqual(['Thành phố Đồng Nai']);
    expect(table.recordedAs('75')).toEqual([
      { code: '75', validFrom: '2026-04-30' },
      { code: '75', validFrom: NEW },
      { code: '70', validFrom: OLD },
      { code: '75', validFrom: OLD },
    ]);
  });

  it('answers a divided commune with the whole set it went into', () => {
    expect(table.currentOf('00634', OLD)).toHaveLength(5);
    expect(table.recordedAs('00637')).toContainEqual({ code: '00634', validFrom: OLD });
  });

  it('knows where the island districts without communes went', () => {
    expect(names(table.currentOf('755', OLD))).toEqual(['Đặc khu Côn Đảo']);
    expect(table.find('755', OLD)).toBeNull();
  });

  it('answers nothing for a code it does not know', () => {
    expect(table.find('99999', NEW)).toBeNull();
    expect(table.currentOf('99999', OLD)).toEqual([]);
    expect(table.currentOf('99999', NEW)).toEqual([]);
    expect(table.recordedAs('99999')).toEqual([]);
    expect(table.currentOf('02', NEW)).toEqual([]);
  });

  it('brings every old unit to at least one unit in force, and back', () => {
    for (const unit of units) {
      const current = table.currentOf(unit.code, unit.validFrom);
      expect(current.length).toBeGreaterThan(0);
      for (const place of current) {
        if (place.validTo !== null || place.level !== unit.level)
          throw new Error(`${unit.code} ends in ${place.code}`);
        const known = table.recordedAs(place.code);
        if (!known.some((key) => key.code === unit.code && key.validFrom === unit.validFrom)) {
          throw new Error(`${place.code} does not know ${unit.code} of ${unit.validFrom}`);
        }
      }
    }
  });

  it('brings every unit under which a place is recorded to that place', () => {
    for (const unit of units.filter((it) => it.validTo === null)) {
      const keys = table.recordedAs(unit.code);
      expect(keys[0]).toEqual({ code: unit.code, validFrom: unit.validFrom });
      expect(new Set(keys.map((key) => `${key.code} ${key.validFrom}`)).size).toBe(keys.length);
      const lost = keys.filter((key) => !table.currentOf(key.code, key.validFrom).includes(unit));
      expect(lost).toEqual([]);
    }
  });

  it('holds 34 provinces and 3,321 communes in force', () => {
    const inForce = units.filter((unit) => table.currentOf(unit.code, unit.validFrom).includes(unit));
    expect(inForce.filter((unit) => unit.level === 'PROVINCE')).toHaveLength(34);
    expect(inForce.filter((unit) => unit.level === 'COMMUNE')).toHaveLength(3321);
  });
});

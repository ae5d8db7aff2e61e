import { readFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { readUnits } from '../proof/identity/address-units.js';
import { compareCrosswalks } from '../proof/identity/crosswalk-compare.js';
import { readCurrent } from '../proof/identity/crosswalk-sources.js';

const units = readUnits();
const OLD = '2004-07-08';
const NEW = '2025-07-01';

describe('names and codes of administrative units', () => {
  it('lead every alias to a unit or district that is on the list', () => {
    const districts = new Set(units.names.districts.map((it) => it.code));
    const lost = units.names.aliases.filter((it) =>
      it.level === 'DISTRICT' ? !districts.has(it.code) : !units.find(it.code, it.validFrom),
    );
    expect(lost).toEqual([]);
    expect(units.names.aliases.length).toBeGreaterThan(2000);
  });

  it('know the district of every old commune but twelve that one list has alone', () => {
    const without = units.all.filter((it) => it.level === 'COMMUNE' && units.isOld(it) && !it.districtCode);
    expect(without).toHaveLength(12);
  });

  it('are those of the list in force today, code by code', () => {
    const current = readCurrent();
    const inForce = units.all.filter(
      (it) => it.level === 'COMMUNE' && it.validTo === null && !units.isOld(it),
    );
    expect(inForce).toHaveLength(current.size);
    for (const code of current.keys()) expect(units.find(code, '2026-07-25')).not.toBeNull();
    expect(inForce.filter((it) => !current.has(it.code)).map((it) => it.name)).toEqual([
      'Xã Ba Chẽ',
      'Xã Ia Mơ',
    ]);
  });

  it('are found by the code that another list gives them', () => {
    expect(units.find('06978', NEW)?.name).toBe('Xã Ba Chẽ');
    expect(units.currentOf('23938', NEW).map((it) => it.code)).toEqual(['23737']);
    expect(units.recordedAs('23737')).toContainEqual({ code: '23938', validFrom: NEW });
    expect(units.find('23938', OLD)?.name).toBe('Xã Ia Mơ');
  });

  it('keep both answers where the public lists disagree on a successor', () => {
    expect(units.isDisputed('23710')).toBe(true);
    expect(units.currentOf('23710', OLD).map((it) => it.code)).toEqual(['23710', '23869']);
    expect(units.isDisputed('00001')).toBe(false);
    for (const island of ['318', '471', '498', '536', '755']) {
      expect(units.currentOf(island, OLD)).toHaveLength(1);
      expect(units.isDisputed(island)).toBe(false);
    }
  });

  it('differ between the lists exactly as the committed list of disagreements says', () => {
    const { disagreements } = compareCrosswalks();
    const committed = readFileSync('tests/proof/identity/crosswalk-disagreements.csv', 'utf8');
    expect(stringify(disagreements, { header: true })).toBe(committed);
  });
});

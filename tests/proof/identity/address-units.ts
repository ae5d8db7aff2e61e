import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import {
  type AdminDistrict,
  type AdminUnit,
  type AdminUnitAlias,
  type AdminUnitSuccessor,
  AdminUnits,
} from '../../../src/domain/admin-unit.js';

const folder = join(process.cwd(), 'migrations/hub/data');

const rows = (file: string): Record<string, string>[] =>
  parse(readFileSync(join(folder, file)), { columns: true, skip_empty_lines: true });

/** The table of units as the hub's migrations load it, read from the same files. */
export function readUnits(): AdminUnits {
  const districtOf = new Map(rows('commune-districts.csv').map((it) => [it.commune_code, it.district_code]));
  const units = rows('admin-units.csv').map((it) => ({
    ...{
      code: it.code,
      validFrom: it.valid_from,
      validTo: it.valid_to || null,
      level: it.level,
      name: it.name,
    },
    provinceCode: it.province_code || null,
    districtCode:
      (it.level === 'COMMUNE' && it.valid_from! < '2025-07-01' && districtOf.get(it.code!)) || null,
  })) as AdminUnit[];
  const disputed = new Map(
    rows('disputed-successors.csv').map((it) => [`${it.old_code}>${it.new_code}`, it]),
  );
  const successors: AdminUnitSuccessor[] = rows('admin-unit-successors.csv').map((it) => ({
    ...{ level: it.level, oldCode: it.old_code, newCode: it.new_code, extent: it.extent },
    disputed: it.level === 'COMMUNE' && disputed.delete(`${it.old_code}>${it.new_code}`),
  })) as AdminUnitSuccessor[];
  for (const it of disputed.values()) {
    successors.push({
      ...{
        level: 'COMMUNE',
        oldCode: it.old_code!,
        newCode: it.new_code!,
        extent: 'PARTIAL',
        disputed: true,
      },
    });
  }
  const districts = rows('districts.csv').map((it) => ({
    ...{ code: it.code, validFrom: it.valid_from, validTo: it.valid_to || null, name: it.name },
    provinceCode: it.province_code,
  })) as AdminDistrict[];
  const aliases = rows('unit-aliases.csv').map((it) => ({
    ...{ level: it.level, code: it.code, validFrom: it.valid_from, kind: it.kind, alias: it.alias },
    type: it.type || null,
  })) as AdminUnitAlias[];
  return new AdminUnits(units, successors, { districts, aliases });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** The public lists as they were published, each with its licence beside it. */
const folder = join(process.cwd(), 'tests/data/units');

const csv = <Column extends string>(file: string): Record<Column, string>[] =>
  parse(readFileSync(join(folder, file)), { columns: true, bom: true, skip_empty_lines: true, trim: true });

const json = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));

const tidy = (name: string) => name.normalize('NFC').replace(/\s+/g, ' ').trim();

/** A name as a key without spaces: lower case ASCII letters and digits only. */
export const squash = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');

/** The same with its tones. */
export const markedSquash = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\d]/gu, '');

export interface Edge {
  oldCode: string;
  newCode: string;
}

export interface OldCommune {
  code: string;
  name: string;
  province: string;
  district: string | null;
  districtCode: string | null;
}

interface Split {
  level3s: { level3_id: string; name: string; splits: { new_id: string }[] }[];
  name: string;
}

interface Merge {
  level1_id: string;
  level2s: { level2_id: string; name: string; merges: { old_id: string }[] }[];
}

/** What dvhcvn says, from each of its two files. */
export function readDvhcvn() {
  const splits = json('admin_old_to_new_splits.dvhcvn.json').data as Split[];
  const merges = json('admin_new_from_old_merges.dvhcvn.json').data as Merge[];
  const olds = splits.flatMap((p) => p.level3s.map((it) => ({ ...it, province: p.name })));
  const news = merges.flatMap((p) => p.level2s);
  return {
    oldNames: new Map(olds.map((it) => [it.level3_id, tidy(it.name)])),
    oldProvinces: new Map(olds.map((it) => [it.level3_id, it.province])),
    newNames: new Map(news.map((it) => [it.level2_id, tidy(it.name)])),
    fromSplits: olds.flatMap((it) => it.splits.map((to) => ({ oldCode: it.level3_id, newCode: to.new_id }))),
    fromMerges: news.flatMap((it) =>
      it.merges.map((from) => ({ oldCode: from.old_id, newCode: it.level2_id })),
    ),
  };
}

type CrosswalkColumn =
  | 'wardCode'
  | 'districtCode'
  | 'province'
  | 'district'
  | 'ward'
  | 'newWardCode'
  | 'newWard';

/** What vietnamadminunits says; an island district without communes stands under its district code. */
export function readCrosswalk() {
  const rows = csv<CrosswalkColumn>('vn-crosswalk-legacy63-to-2025.csv').map((row) => ({
    oldCode: row.wardCode
      ? row.wardCode.replace('.0', '').padStart(5, '0')
      : row.districtCode.padStart(3, '0'),
    newCode: row.newWardCode.padStart(5, '0'),
    oldName: tidy(row.ward || row.district),
    newName: tidy(row.newWard),
    province: row.province,
    district: row.district,
  }));
  return {
    rows,
    edges: rows.map(({ oldCode, newCode }): Edge => ({ oldCode, newCode })),
    oldNames: new Map(rows.map((row) => [row.oldCode, row.oldName])),
    newNames: new Map(rows.map((row) => [row.newCode, row.newName])),
  };
}

/** The third list: communes in force on 2026-07-25. */
export function readCurrent(): Map<string, string> {
  const provinces = json('wards_34p_current_2026-07-25.thanglequoc.json') as {
    Wards: { Code: string; FullName: string }[];
  }[];
  return new Map(provinces.flatMap((it) => it.Wards.map((unit) => [unit.Code, tidy(unit.FullName)])));
}

/** The statistics office's list of old communes with their districts. */
export function readGso(): OldCommune[] {
  type Column = 'Mã' | 'Tên' | 'Mã QH' | 'Quận Huyện' | 'Tỉnh / Thành Phố';
  return csv<Column>('gso-wards-pre-merger-2025-07.csv').map((row) => ({
    code: row.Mã,
    name: tidy(row.Tên),
    province: row['Tỉnh / Thành Phố'],
    district: row['Quận Huyện'],
    districtCode: row['Mã QH'],
  }));
}

export function readDistricts() {
  return csv<'Mã' | 'Tên' | 'Mã TP' | 'Tỉnh / Thành Phố'>('districts_63p_legacy_gso_2025-07-18.csv').map(
    (row) => ({
      code: row.Mã,
      name: tidy(row.Tên).replace('Thị Xã', 'Thị xã').replace('Thành Phố', 'Thành phố'),
      provinceCode: row['Mã TP'],
      province: row['Tỉnh / Thành Phố'],
    }),
  );
}

/** Older names of communes and districts, as keys under the keys of the units they went into. */
export function readAliases() {
  const communes = csv<'province_key' | 'district_key' | 'ward_key' | 'alias_keyword'>(
    'vn-ward-alias-renames.csv',
  ).map((row) => ({
    // Where two communes of a district differ by tones only, their keys have tones.
    unit: [squash(row.province_key), squash(row.district_key), markedSquash(row.ward_key)].join('/'),
    alias: squash(row.alias_keyword),
  }));
  const renamed = csv<'province_key' | 'district_key' | 'alias_keyword'>(
    'alias_district_legacy.vietnamadminunits.csv',
  ).map((row) => ({
    unit: [row.province_key, row.district_key].map(squash).join('/'),
    alias: squash(row.alias_keyword),
  }));
  const divided = csv<'provinceKey' | 'dividedDistrictKeyWords' | 'districtKey'>(
    'divided_district_legacy.vietnamadminunits.csv',
  ).flatMap((row) =>
    (JSON.parse(row.dividedDistrictKeyWords) as string[]).map((alias) => ({
      unit: [row.provinceKey, row.districtKey].map(squash).join('/'),
      alias: squash(alias),
    })),
  );
  return { communes, districts: [...renamed, ...divided] };
}

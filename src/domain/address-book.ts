import { type NamedPlace, NameIndex, type Names } from './address-name-index.js';
import { readPart } from './address-part.js';
import { keyOf } from './address-words.js';
import type { AdminDistrict, AdminUnit, AdminUnitAlias, AdminUnits } from './admin-unit.js';

/** A commune of either table with what an address says around it. */
export interface CommunePlace {
  unit: AdminUnit;
  /** The communes in force that it went into; itself when in force. */
  current: readonly AdminUnit[];
  old: boolean;
  /** The district it lay in, or for a unit in force those that its parts came from. */
  districts: ReadonlySet<string>;
  province: AdminUnit;
  /** The same ground in the other table: the province it went into, or those it was made of. */
  relatedProvinces: ReadonlySet<AdminUnit>;
}

export interface DistrictPlace {
  district: AdminDistrict;
  province: AdminUnit | null;
  /** Where that province went. */
  currentProvinces: readonly AdminUnit[];
  /** What an island district that never had communes is today; none for any other. */
  current: readonly AdminUnit[];
}

/** Every name by which an address may call a unit. */
export interface AddressBook {
  provinces: NameIndex<AdminUnit>;
  districts: NameIndex<DistrictPlace>;
  communes: NameIndex<CommunePlace>;
  /** Keys of the names that have a dash inside: Bà Rịa - Vũng Tàu. */
  dashed: readonly string[];
}

const books = new WeakMap<AdminUnits, AddressBook>();

/** The address book of a table of units, made on first use (about 100 ms) and kept as long as the table. */
export function addressBookOf(units: AdminUnits): AddressBook {
  let book = books.get(units);
  if (!book) {
    book = makeBook(units);
    books.set(units, book);
  }
  return book;
}

function makeBook(units: AdminUnits): AddressBook {
  const provinces: Names<AdminUnit> = new Map();
  const districts: Names<DistrictPlace> = new Map();
  const communes: Names<CommunePlace> = new Map();
  const latest = latestRows(units);
  const rowOf = (code: string, day: string) => {
    const unit = units.find(code, day);
    return unit && latest.get(unit)!;
  };
  const related = relatedProvinces(units, latest);
  const districtPlaces = new Map(
    units.names.districts.map((it) => [
      it.code,
      makeDistrict(it, rowOf(it.provinceCode, it.validFrom), units),
    ]),
  );
  const places = new Map<AdminUnit, CommunePlace>();
  for (const unit of new Set(latest.values())) {
    const province = unit.provinceCode === null ? null : rowOf(unit.provinceCode, unit.validFrom);
    if (unit.level !== 'COMMUNE' || !province) continue;
    places.set(unit, {
      ...{ unit, province, old: units.isOld(unit), current: units.currentOf(unit.code, unit.validFrom) },
      districts: districtsOf(unit, units),
      relatedProvinces: related.get(province) ?? new Set(),
    });
  }
  for (const unit of units.all) {
    const row = latest.get(unit)!;
    if (unit.level === 'PROVINCE') add(provinces, ownName(row, unit.name));
    else if (places.has(row)) add(communes, ownName(places.get(row)!, unit.name));
  }
  for (const place of districtPlaces.values()) add(districts, ownName(place, place.district.name));
  for (const it of units.names.aliases) {
    if (it.kind !== 'NAME') continue;
    const unit = it.level === 'DISTRICT' ? null : rowOf(it.code, it.validFrom);
    const district = it.level === 'DISTRICT' && districtPlaces.get(it.code);
    if (district) add(districts, otherName(district, it));
    else if (unit?.level === 'PROVINCE') add(provinces, otherName(unit, it));
    else if (unit && places.has(unit)) add(communes, otherName(places.get(unit)!, it));
  }
  const dashed = [...units.all, ...units.names.districts].filter((it) => it.name.includes('-'));
  return {
    provinces: new NameIndex(provinces),
    districts: new NameIndex(districts),
    communes: new NameIndex(communes),
    dashed: [...new Set(dashed.map((it) => readPart(it.name, false)[0]!.key))],
  };
}

/** For every row the latest one of the same place: a place that changed its type has several rows. */
function latestRows(units: AdminUnits): Map<AdminUnit, AdminUnit> {
  const keyed = units.all.map((unit) => {
    const current = units.currentOf(unit.code, unit.validFrom).map((it) => it.code);
    return [unit, `${unit.level} ${units.isOld(unit)} ${unit.code} ${current}`] as const;
  });
  const latest = new Map<string, AdminUnit>();
  for (const [unit, key] of keyed) {
    const known = latest.get(key);
    if (!known || known.validFrom < unit.validFrom) latest.set(key, unit);
  }
  return new Map(keyed.map(([unit, key]) => [unit, latest.get(key)!]));
}

/** For every province those that it went into or that went into it. */
function relatedProvinces(units: AdminUnits, latest: ReadonlyMap<AdminUnit, AdminUnit>) {
  const related = new Map<AdminUnit, Set<AdminUnit>>();
  const relate = (a: AdminUnit, b: AdminUnit) => related.set(a, (related.get(a) ?? new Set()).add(b));
  for (const unit of new Set(latest.values())) {
    if (unit.level !== 'PROVINCE') continue;
    for (const now of units.currentOf(unit.code, unit.validFrom)) {
      if (now === unit) continue;
      relate(unit, now);
      relate(now, unit);
    }
  }
  return related;
}

function makeDistrict(district: AdminDistrict, province: AdminUnit | null, units: AdminUnits): DistrictPlace {
  return {
    ...{ district, province },
    currentProvinces: province ? units.currentOf(province.code, province.validFrom) : [],
    current: units.currentOf(district.code, district.validFrom),
  };
}

function districtsOf(unit: AdminUnit, units: AdminUnits): Set<string> {
  const rows = units.isOld(unit)
    ? [unit]
    : units
        .recordedAs(unit.code)
        .flatMap((it) => (units.isOld(it) ? (units.find(it.code, it.validFrom) ?? []) : []));
  return new Set(rows.flatMap((it) => it.districtCode ?? []));
}

function ownName<Place>(place: Place, fullName: string): NamedPlace<Place> {
  return { place, ...readPart(fullName, false)[0]!, alias: false, typeRequired: false };
}

function otherName<Place>(place: Place, { alias, type }: AdminUnitAlias): NamedPlace<Place> {
  return {
    ...{ place, key: keyOf(alias), words: [], alias: true, typeRequired: type !== null },
    type: type === null ? null : readPart(`${type} x`, false)[0]!.type,
  };
}

function add<Place>(names: Names<Place>, named: NamedPlace<Place>): void {
  const known = names.get(named.key);
  if (!known) names.set(named.key, [named]);
  else if (!known.some((it) => it.place === named.place && it.type === named.type && !it.alias))
    known.push(named);
}

import type { AdminUnits } from '../domain/admin-unit.js';
import { readBirth } from './birth.js';
import { copyText } from './copy-in.js';
import { nameKey, writtenHash } from './name-key.js';
import { LOOSE, nameOnly, residentKeys, STRICT } from './search-keys.js';

/** As the columns hold them. */
export const SEXES = ['UNKNOWN', 'MALE', 'FEMALE'] as const;
export const STATUSES = ['ALIVE', 'DECEASED', 'MISSING', 'ID_CANCELLED'] as const;

const keyColumns = [...STRICT, ...LOOSE];

/** Columns of `matching.resident_key` that are made of the resident alone, in the order of a row. */
export const RESIDENT_COLUMNS = [
  ...['id', 'full_name', 'written_key', 'birth', 'sex', 'communes', 'status', 'deceased_on', 'name_key'],
  ...keyColumns,
] as const;

/** A resident as `registrySource` answers him: places are `code day` with commas between, permanent first. */
export type ResidentCells = readonly (string | null)[];

/** Residents as rows of keys. Where a commune went is looked up once a commune. */
export class ResidentKeys {
  readonly #communes = new Map<string, string>();

  constructor(private readonly units: AdminUnits) {}

  /** One row in the order of `RESIDENT_COLUMNS`, as COPY wants it. */
  row(cells: ResidentCells): string {
    const [id, fullName, birthText, sex, status, deceasedOn, places] = cells;
    const name = nameKey(fullName!);
    const birth = readBirth(birthText!);
    const communes = this.#communesOf(places ?? '');
    const first = communes.length > 2 ? Number.parseInt(communes.slice(1), 10) : null;
    const keys = residentKeys({ name, birth, communes: first === null ? [] : [first] });
    const sexNo = Math.max(0, SEXES.indexOf(sex as (typeof SEXES)[number]));
    const statusNo = Math.max(0, STATUSES.indexOf(status as (typeof STATUSES)[number]));
    let row = `${id}\t${copyText(fullName!)}\t${writtenHash(fullName!)}\t${birth}\t${sexNo}\t`;
    row += `${communes}\t${statusNo}\t${deceasedOn ?? '\\N'}\t${nameOnly(name)}`;
    for (const column of keyColumns) row += `\t${keys[column] ?? '\\N'}`;
    return row;
  }

  #communesOf(places: string): string {
    let communes = this.#communes.get(places);
    if (communes === undefined) {
      const codes = places.split(',').flatMap((place) => {
        const [code, day] = place.split(' ');
        return code && day ? this.units.currentOf(code, day).map((unit) => Number(unit.code)) : [];
      });
      communes = `{${[...new Set(codes)].join(',')}}`;
      this.#communes.set(places, communes);
    }
    return communes;
  }
}

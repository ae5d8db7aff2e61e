import { setImmediate as breathe } from 'node:timers/promises';
import type pg from 'pg';
import type { Queryable } from '../database/transaction.js';
import type { Hash } from './hash.js';
import { rememberedNameKey } from './name-key.js';
import type { KeyedResident, SexNo, Via } from './people.js';
import { LOOSE, type SearchColumn, STRICT } from './search-keys.js';

/** A resident for one of the records asked about, by its place in the question. */
export interface FoundResident {
  at: number;
  resident: KeyedResident;
  via: Via | null;
}

/** Numbers of one record. */
export interface AskedNumbers {
  at: number;
  claimedId: number | null;
  oldNumber: number | null;
}

type Row = [at: number, via: Via | null, id: string, fullName: string, birth: number, ...rest: RestOfRow];
type RestOfRow = [sex: SexNo, communes: string, status: number, bearers: number];
/** A list of numbers as PostgreSQL reads it; NOTE: the driver would look at each for what is to be escaped. */
const arrayOf = (list: readonly (number | string | null)[]): string => `{${list.join(',')}}`;

const residentColumns = `r.id::text, r.full_name, r.birth, r.sex, r.communes::text, r.status, r.bearers`;

const byNumber = `
  select a.at, 'ID', ${residentColumns}
  from unnest($1::int[], $2::bigint[]) a (at, number) join matching.resident_key r on r.id = a.number
  union all
  select a.at, case n.kind when 'FORMER_PERSONAL_ID' then 'FORMER_ID' else 'OLD_NUMBER' end, ${residentColumns}
  from unnest($3::int[], $4::bigint[]) a (at, number)
  join matching.resident_number n on n.number = a.number
  join matching.resident_key r on r.id = n.id`;

const AT_A_TIME = 1_000;

/** One branch a column, each an inner join by equality of one bigint; NOTE: a join by either of two would read it all. */
const byKeys = (columns: readonly SearchColumn[]): string =>
  columns
    .map(
      (column, at) => `select a.at, null, ${residentColumns}
        from unnest($${2 * at + 1}::int[], $${2 * at + 2}::bigint[]) a (at, key)
        join matching.resident_key r on r.${column} = a.key`,
    )
    .join(' union all ');

const byStrictKeys = byKeys(STRICT);
const byLooseKeys = byKeys(LOOSE);

/** Residents by the numbers of records, and by the keys they share with them, from `matching.resident_key`. */
export class ResidentRows {
  constructor(private readonly client: Queryable) {}

  /** Holders of the numbers: as a resident's own, as a former one, or as an old identity card number. */
  findByNumber(asked: readonly AskedNumbers[]): Promise<FoundResident[]> {
    const ids = asked.filter((it) => it.claimedId !== null);
    const others = asked.flatMap(({ at, claimedId, oldNumber }) =>
      [claimedId, oldNumber].filter((it) => it !== null).map((number) => ({ at, number })),
    );
    return this.#ask(byNumber, [
      ...[arrayOf(ids.map((it) => it.at)), arrayOf(ids.map((it) => it.claimedId))],
      ...[arrayOf(others.map((it) => it.at)), arrayOf(others.map((it) => it.number))],
    ]);
  }

  /** Residents who share a key; one who shares several comes several times. */
  findByKeys(
    kind: 'STRICT' | 'LOOSE',
    asked: readonly { at: number; keys: readonly [SearchColumn, Hash][] }[],
  ): Promise<FoundResident[]> {
    const columns: readonly SearchColumn[] = kind === 'STRICT' ? STRICT : LOOSE;
    const values = columns.flatMap((column) => {
      const places: number[] = [];
      const keys: Hash[] = [];
      for (const one of asked) {
        for (const [name, key] of one.keys) {
          if (name !== column) continue;
          places.push(one.at);
          keys.push(key);
        }
      }
      return [arrayOf(places), arrayOf(keys)];
    });
    return this.#ask(kind === 'STRICT' ? byStrictKeys : byLooseKeys, values);
  }

  async #ask(text: string, values: string[]): Promise<FoundResident[]> {
    const { rows } = await (this.client as pg.ClientBase).query<Row>({ text, values, rowMode: 'array' });
    const found: FoundResident[] = [];
    /** NOTE: most come several times, by one key after another. */
    const residents = new Map<string, KeyedResident>();
    for (const row of rows) {
      // NOTE: in a process that serves others go first now and then.
      if (found.length % AT_A_TIME === 0) await breathe();
      const id = row[2];
      let resident = residents.get(id);
      if (resident === undefined) {
        resident = residentOf(row);
        residents.set(id, resident);
      }
      found.push({ at: row[0], via: row[1], resident });
    }
    return found;
  }
}

/** NOTE: by place: taking a row apart by names costs as much as all else here. */
function residentOf(row: Row): KeyedResident {
  return {
    id: Number(row[2]),
    fullName: row[3],
    name: rememberedNameKey(row[3]),
    birth: row[4],
    sex: row[5],
    communes: numbersOf(row[6]),
    status: row[7],
    bearers: row[8],
  };
}

/** `{1,2}` as PostgreSQL writes an array of numbers. */
export function numbersOf(array: string): number[] {
  return array.length <= 2 ? [] : array.slice(1, -1).split(',').map(Number);
}

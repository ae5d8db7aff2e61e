import { setImmediate as breathe } from 'node:timers/promises';
import type pg from 'pg';
import type { Queryable } from '../database/transaction.js';
import type { Hash } from './hash.js';
import { nameKey } from './name-key.js';
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
      ...[ids.map((it) => it.at), ids.map((it) => it.claimedId)],
      ...[others.map((it) => it.at), others.map((it) => it.number)],
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
      return [places, keys];
    });
    return this.#ask(kind === 'STRICT' ? byStrictKeys : byLooseKeys, values);
  }

  async #ask(text: string, values: unknown[]): Promise<FoundResident[]> {
    const { rows } = await (this.client as pg.ClientBase).query<Row>({ text, values, rowMode: 'array' });
    const found: FoundResident[] = [];
    for (const row of rows) {
      // NOTE: in a process that serves others go first now and then.
      if (found.length % AT_A_TIME === 0) await breathe();
      found.push(foundOf(row));
    }
    return found;
  }
}

function foundOf([at, via, id, fullName, birth, sex, communes, status, bearers]: Row): FoundResident {
  const name = nameKey(fullName);
  return {
    ...{ at, via },
    resident: {
      ...{ id: Number(id), fullName, name, birth, sex, status, bearers, communes: numbersOf(communes) },
    },
  };
}

/** `{1,2}` as PostgreSQL writes an array of numbers. */
export function numbersOf(array: string): number[] {
  return array.length <= 2 ? [] : array.slice(1, -1).split(',').map(Number);
}

import type { Keyring } from '../../../access/keys.js';
import type { RequestContext } from '../../../context.js';
import type { Ask } from '../../../database/lane.js';
import type { Queryable } from '../../../database/transaction.js';
import type { LocalDate } from '../../../domain/local-date.js';
import type { ComputedExemption } from '../../../fees/exemption/compute.js';

/** A pupil of a school in a school year. */
export interface ContestKey {
  schoolCode: string;
  schoolYear: string;
  personalId: string;
}

/** What a person decided in place of what was worked out, and the last day on which it counts. */
export interface Decided {
  exemption: ComputedExemption | null;
  until: LocalDate;
}

/** The decisions in force for pupils, the latest of each; aligned. One statement. */
export async function findDecided(
  db: Queryable,
  keyring: Keyring,
  keys: readonly ContestKey[],
): Promise<(Decided | null)[]> {
  const { rows } = await db.query<{
    place: number;
    decided: Omit<ComputedExemption, 'restsOn'> | null;
    until: string;
  }>(
    `select distinct on (k.place) k.place::int as place, c.decided, c.until::text as until
     from unnest($1::text[], $2::text[], $3::bytea[]) with ordinality as k(school_code, school_year, subject_mac, place)
     join exemption.contest c using (school_code, school_year, subject_mac)
     where c.state = 'CHANGED' order by k.place, c.decided_on desc, c.id desc`,
    [
      keys.map(({ schoolCode }) => schoolCode),
      keys.map(({ schoolYear }) => schoolYear),
      keys.map(({ personalId }) => keyring.mac('contest-subject', personalId)),
    ],
  );
  const found = new Map(rows.map(({ place, decided, until }) => [place, { decided, until }]));
  return keys.map((_key, at) => {
    const one = found.get(at + 1);
    if (!one) return null;
    return { until: one.until, exemption: one.decided && { ...one.decided, restsOn: ['DECISION'] } };
  });
}

/** NOTE: by what a request keeps, since the engine works on a copy of its context: keys meet by the same function. */
const asks = new WeakMap<object, Ask<ContestKey, Decided | null>>();

/** The same for all pupils of one request together. */
export function askDecided(ctx: RequestContext): Ask<ContestKey, Decided | null> {
  let ask = asks.get(ctx.sectors);
  if (!ask) {
    ask = (keys) => ctx.read((db) => findDecided(db, ctx.keys, keys));
    asks.set(ctx.sectors, ask);
  }
  return ask;
}

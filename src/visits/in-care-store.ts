import type pg from 'pg';
import type { Keyring } from '../access/keys.js';
import type { Ask, Asker, Lane } from '../database/lane.js';
import type { Clock } from '../process/clock.js';

/** How long a facility may look after a visit has ended, and while one is never ended but nothing is added to it. */
export const daysAfter = 15;
export const daysSilent = 30;

/** Whether a person is in the care of an agency. */
export interface CareKey {
  agency: string;
  personalId: string;
}

/** Asks for several agencies' persons in one statement: a visit recorded there that is open or ended lately. */
export function askInCare(pool: pg.Pool, keys: Keyring, clock: Clock): Ask<CareKey, boolean> {
  return async (asked) => {
    const { rows } = await pool.query<{ place: number }>({
      name: 'in_care',
      text: 'select i.place from visit.in_care($1::text[], $2::bytea[], $3::timestamptz, $4, $5) i',
      values: [
        asked.map(({ agency }) => agency),
        asked.map(({ personalId }) => keys.mac('visit-subject', personalId)),
        ...[new Date(clock.now()), daysAfter, daysSilent],
      ],
    });
    const inCare = new Set(rows.map(({ place }) => place));
    return asked.map((_key, at) => inCare.has(at + 1));
  };
}

/** The same for one person, through the lane that all requests ask by. */
export function makeInCare(ask: Ask<CareKey, boolean>, lane: Lane) {
  return (key: CareKey, asker: Asker): Promise<boolean> => lane.load(ask, key, asker);
}

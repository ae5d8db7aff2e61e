import type pg from 'pg';
import type { Story } from './stories.js';

/** A case and the personal ID of the sample resident who shows it; `CHILD` is the first child of `ACTIVE`. */
export type KnownStory = Story | 'CHILD';

export type KnownResidents = Partial<Record<KnownStory, string>>;

/**
 * Who in the loaded sample shows which case, as noted while it was made.
 *
 * `ACTIVE` is the very first resident: card in force without end, valid chip card, a child of 8; the demo's resident.
 * Needs the owner's connection to the population database. Empty when no sample is loaded.
 */
export async function findKnown(population: Pick<pg.Pool, 'query'>): Promise<KnownResidents> {
  const { rows } = await population.query<{ story: KnownStory; personal_id: string }>(
    'SELECT story, personal_id FROM public.sample_known',
  );
  return Object.fromEntries(rows.map((row) => [row.story, row.personal_id]));
}

/** A member of social insurance in a province who pays now, the first by number; null when there is none. */
export async function findMember(
  socialSecurity: Pick<pg.Pool, 'query'>,
  provinceCode: string,
): Promise<string | null> {
  const { rows } = await socialSecurity.query<{ personal_id: string }>(
    `SELECT personal_id FROM lienthong.member
     WHERE province_code = $1 AND personal_id IS NOT NULL AND status = 'PARTICIPATING'
     ORDER BY sector_no LIMIT 1`,
    [provinceCode],
  );
  return rows[0]?.personal_id ?? null;
}

/** How many sample residents a sample database holds and from which seed; null when none, or a load was interrupted. */
export async function findLoaded(
  database: Pick<pg.Pool, 'query'>,
): Promise<{ residents: number; seed: number } | null> {
  const { rows } = await database.query<{ residents: number; seed: number }>(
    'SELECT residents, seed FROM public.sample_info',
  );
  return rows[0] ?? null;
}

import type pg from 'pg';
import type { Sentence } from '../domain/language.js';
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

/** Residents that a demonstration lets sign in: a mother or father of a young child first, a pupil, an old person. */
const signingIn: readonly { story: Story; duty: Sentence }[] = [
  { story: 'ACTIVE', duty: { vi: '36 tuổi, có con 8 tuổi', en: '36 years old, a child of 8' } },
  { story: 'CLASS_10A1', duty: { vi: '15 tuổi, học sinh lớp 10', en: '15 years old, at school' } },
  { story: 'PENSIONER', duty: { vi: '66 tuổi, hưởng lương hưu', en: '66 years old, with a pension' } },
];

/** Who that is in the loaded sample. Needs the owner's connection, as `findKnown` does. */
export async function findSigningIn(
  population: Pick<pg.Pool, 'query'>,
): Promise<{ personalId: string; name: string; duty: Sentence }[]> {
  const known = await findKnown(population);
  const { rows } = await population.query<{ personal_id: string; full_name: string }>(
    'SELECT personal_id, full_name FROM lienthong.resident WHERE personal_id = any($1::text[])',
    [signingIn.flatMap(({ story }) => known[story] ?? [])],
  );
  return signingIn.flatMap(({ story, duty }) => {
    const row = rows.find(({ personal_id }) => personal_id === known[story]);
    return row ? [{ personalId: row.personal_id, name: row.full_name, duty }] : [];
  });
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

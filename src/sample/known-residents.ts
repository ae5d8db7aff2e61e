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

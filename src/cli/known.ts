import type { SampleUrls } from '../database/embedded-databases.js';
import { findKnown, findMember } from '../sample/known-residents.js';
import { withPool } from './workplace.js';

/**
 * The first sample resident with a child, for resident.demo; null when no sample is loaded, and where the configured
 * login may read contract views only.
 */
export async function firstParent(urls: SampleUrls): Promise<string | null> {
  return withPool(urls.population, async (pool) => {
    try {
      return (await findKnown(pool)).ACTIVE ?? null;
    } catch (error) {
      if (noSampleHere.includes((error as { code?: string }).code ?? '')) return null;
      throw error;
    }
  });
}

/** SQLSTATE insufficient_privilege and undefined_table. */
const noSampleHere = ['42501', '42P01'];

/** A sample member of social insurance in the province of insurance.demo. */
export async function firstMember(urls: SampleUrls): Promise<string | null> {
  return withPool(urls.socialSecurity, (pool) => findMember(pool, '01'));
}

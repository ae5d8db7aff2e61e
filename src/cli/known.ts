import type { SampleUrls } from '../database/embedded-databases.js';
import { findKnown } from '../sample/known-residents.js';
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

/** A sample member of social insurance in the province of insurance.demo whose name differs from the registry's, else any. */
export async function firstMember(urls: SampleUrls): Promise<string | null> {
  return withPool(urls.socialSecurity, async (pool) => {
    const { rows } = await pool.query<{ personal_id: string }>(
      `select m.personal_id from lienthong.member m
       where m.province_code = '01' and m.personal_id is not null and m.status = 'PARTICIPATING'
       order by m.sector_no limit 1`,
    );
    return rows[0]?.personal_id ?? null;
  });
}

import type { SampleUrls } from '../database/embedded-databases.js';
import { findKnown } from '../sample/known-residents.js';
import { withPool } from './workplace.js';

/** The first sample resident with a child, for resident.demo; null when no sample is loaded. */
export async function firstParent(urls: SampleUrls): Promise<string | null> {
  return withPool(urls.population, async (pool) => (await findKnown(pool)).ACTIVE ?? null);
}

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

import type pg from 'pg';
import { withPool } from '../../src/cli/workplace.js';
import type { SampleUrls } from '../../src/database/embedded-databases.js';
import { chipQr } from '../../src/sample/card-forms.js';
import { findHolders } from '../../src/sample/card-holders.js';
import { Places } from '../../src/sample/places.js';
import type { Patient } from './wires/wire.js';

/** Whom the questions are about; all of them sample people, spread over the whole registry, the same in every run. */

/** Card texts of living residents with a chip card, at most `count`. */
export async function drawCards(urls: SampleUrls, count: number): Promise<string[]> {
  return withPool(urls.population, (population) =>
    withPool(urls.healthInsurance, async (health) => {
      const ids = await column(
        population,
        `select r.personal_id from lienthong.resident r where r.status = 'ALIVE' and exists (
           select from lienthong.identity_card c where c.personal_id = r.personal_id and c.card_type = 'CCCD_CHIP'
             and c.status = 'VALID') order by md5(r.personal_id) limit $1`,
        [count],
      );
      const holders = await findHolders(ids, population, health, new Places());
      return [...holders.values()].map(chipQr).filter((text) => text !== null);
    }),
  );
}

/** Living residents with an insurance card and a whole birth date, as the registry writes them, at most `count`. */
export async function drawPatients(urls: SampleUrls, count: number): Promise<Patient[]> {
  const insured = await withPool(urls.healthInsurance, (pool) =>
    column(
      pool,
      `select personal_id from lienthong.coverage where personal_id is not null group by 1
       order by md5(personal_id) limit $1`,
      [2 * count],
    ),
  );
  return withPool(urls.population, async (pool) => {
    const { rows } = await pool.query<Patient>(
      `select personal_id as "personalId", full_name as "fullName", date_of_birth as "dateOfBirth"
       from lienthong.resident where personal_id = any($1::text[]) and status = 'ALIVE' and length(date_of_birth) = 10
       order by md5(personal_id) limit $2`,
      [insured, count],
    );
    return rows;
  });
}

/** Years and names of a school's classes of 40, newest year only. */
export async function drawClasses(
  urls: SampleUrls,
  school: string,
): Promise<{ year: string; name: string }[]> {
  return withPool(urls.educationFee, async (pool) => {
    const { rows } = await pool.query<{ year: string; name: string }>(
      `select school_year as year, class_name as name from lienthong.enrolment
       where school_code = $1 and school_year = (select max(school_year) from lienthong.enrolment)
       group by 1, 2 having count(*) = 40 order by 1, 2`,
      [school],
    );
    return rows;
  });
}

/** Residents on record, half of them pupils, half members of social insurance, at most `count`. */
export async function drawResidents(urls: SampleUrls, count: number): Promise<string[]> {
  const from = (url: string, table: string) =>
    withPool(url, (pool) =>
      column(
        pool,
        `select personal_id from lienthong.${table} where personal_id is not null group by 1 order by md5(personal_id) limit $1`,
        [count],
      ),
    );
  const [pupils, members] = await Promise.all([
    from(urls.educationFee, 'enrolment'),
    from(urls.socialSecurity, 'member'),
  ]);
  const known = await withPool(urls.population, (pool) =>
    column(pool, 'select personal_id from lienthong.resident where personal_id = any($1::text[])', [
      [...pupils, ...members],
    ]),
  );
  const onRecord = (ids: string[]) => ids.filter((id) => known.includes(id)).slice(0, Math.ceil(count / 2));
  return [...new Set([...onRecord(pupils), ...onRecord(members)])];
}

async function column(pool: pg.Pool, text: string, values: unknown[]): Promise<string[]> {
  const { rows } = await pool.query<string[]>({ text, values, rowMode: 'array' });
  return rows.map((row) => row[0]!);
}

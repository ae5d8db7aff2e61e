import { randomInt } from 'node:crypto';
import { withPool } from '../../src/cli/workplace.js';
import { addAgency } from './agencies.js';
import type { Cluster } from './cluster.js';
import { rowsOf } from './people.js';
import { addPupil } from './scratch-fees.js';

/** A school of a test's own with an account, in the shared database, and the agency that acts for it. */
export interface TestSchool {
  code: string;
  agency: string;
  /** As `addPupil`, at this school. */
  addPupil(wish: Omit<Parameters<typeof addPupil>[1], 'at'>): ReturnType<typeof addPupil>;
}

export async function addSchool(
  cluster: Cluster,
  wish: { kind?: string; ownership?: string } = {},
): Promise<TestSchool> {
  const { kind = 'UPPER_SECONDARY', ownership = 'PRIVATE' } = wish;
  const code = `01${randomInt(1e6, 1e7)}`;
  await rowsOf(
    cluster,
    'educationFee',
    `with school as (insert into public.school_unit values ($1, 'Trường hư cấu', $2, $3, '01', '00004'))
     , class as (insert into public.school_class values ($1, '2026-2027', '10A1', 10))
     insert into public.school_account values ($1, '999901', 'Ngân hàng mẫu', $1, 'TRUONG HU CAU')`,
    [code, kind, ownership],
  );
  const agency = await addAgency(cluster, { kind: 'SCHOOL', units: [code] });
  return {
    ...{ code, agency },
    addPupil: (pupil) =>
      withPool(cluster.databases.owners.educationFee, (pool) => addPupil(pool, { ...pupil, at: code })),
  };
}

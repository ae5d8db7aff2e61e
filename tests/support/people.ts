import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPool } from '../../src/cli/workplace.js';
import type { SampleUrls } from '../../src/database/embedded-databases.js';
import type { LocalDate } from '../../src/domain/local-date.js';
import { findKnown, type KnownResidents } from '../../src/sample/known-residents.js';
import type { Cluster } from './cluster.js';

/** Rows of one statement in a sample database, by its owner's login: what the agency itself would see. */
export function rowsOf<Row extends object>(
  { databases }: Cluster,
  database: keyof SampleUrls,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return withPool(databases.owners[database], async (pool) => (await pool.query<Row>(text, values)).rows);
}

/** Who in the sample shows which case. */
export function knownPeople({ databases }: Cluster): Promise<KnownResidents> {
  return withPool(databases.owners.population, findKnown);
}

/**
 * A number that no sample resident has (nobody in the sample was born in 1900) and that was not drawn before: a thousand
 * draws of a million seldom differ all.
 */
export function unusedPersonalId(): string {
  for (;;) {
    const number = `001000${String(Math.floor(Math.random() * 1e6)).padStart(6, '0')}`;
    if (isFirst(number)) return number;
  }
}

const drawn = new Set<string>();

/** Suites of one run share databases: each number leaves a file in the run's folder. */
function isFirst(number: string): boolean {
  const run = process.env.LIENTHONG_TEST_FOLDER;
  if (!run) return drawn.size < drawn.add(number).size;
  const folder = join(run, 'numbers');
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(join(folder, number), '', { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Who someone is by the registry; also a claim that matches him. */
export interface Person {
  personalId: string;
  fullName: string;
  dateOfBirth: string;
}

/** A resident as the registry records him. */
export async function personOf(cluster: Cluster, personalId: string): Promise<Person> {
  const [person] = await rowsOf<Person>(
    cluster,
    'population',
    `select personal_id as "personalId", full_name as "fullName", birth_date as "dateOfBirth"
     from public.citizen where personal_id = $1`,
    [personalId],
  );
  return person!;
}

/** A resident of the test's own in the registry, living in Hà Nội unless the unit says otherwise. */
export async function addResident(
  cluster: Cluster,
  wish: { fullName?: string; dateOfBirth?: string; unitCode?: string; unitValidFrom?: LocalDate } = {},
): Promise<Person> {
  const { fullName = 'Trần Hư Cấu', dateOfBirth = '1990-05-17' } = wish;
  const { unitCode = '00004', unitValidFrom = '2025-07-01' } = wish;
  const personalId = unusedPersonalId();
  await rowsOf(
    cluster,
    'population',
    `with person as (
       insert into public.citizen (personal_id, full_name, birth_date, gender_code, life_status)
       values ($1, $2, $3, 1, 'ALIVE') returning personal_id)
     insert into public.residence_record (personal_id, kind, unit_code, unit_valid_from, address_line)
     select personal_id, 'PERMANENT', $4, $5::date, 'Số 1 đường Hư Cấu' from person`,
    [personalId, fullName, dateOfBirth, unitCode, unitValidFrom],
  );
  return { personalId, fullName, dateOfBirth };
}

/** An insurance card of a resident; the name and birth date are as health insurance holds them. */
export async function addInsuranceCard(
  cluster: Cluster,
  personalId: string,
  held: { fullName: string; dateOfBirth: string; startOn?: LocalDate; endOn?: LocalDate | null },
): Promise<string> {
  const { fullName, dateOfBirth, startOn = '2024-01-01', endOn = null } = held;
  const insuranceNumber = String(Math.floor(Math.random() * 1e10)).padStart(10, '0');
  const cardNumber = `GD401${insuranceNumber}`;
  await rowsOf(
    cluster,
    'healthInsurance',
    `insert into public.insurance_card (card_number, insurance_number, personal_id, full_name, birth_date,
       gender_code, valid_from, valid_to, state) values ($1, $2, $3, $4, $5, 1, $6, $7, 'ACTIVE')`,
    [cardNumber, insuranceNumber, personalId, fullName, dateOfBirth, startOn, endOn],
  );
  return cardNumber;
}

import { randomInt } from 'node:crypto';
import type { Cluster } from '../support/cluster.js';
import { addInsuranceCard, addResident, type Person, rowsOf } from '../support/people.js';

/** Invented people of one province: a parent, his small child, his grown child, their school. */
export interface World {
  parent: Person;
  child: Person;
  grown: Person;
  commune: string;
  province: string;
  school: string;
  className: string;
  oldIdNumber: string;
  insuranceNumber: string;
  /** All that must never be read by who has to do with the other world alone. */
  marks: string[];
}

export const schoolYear = '2026-2027';

const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join('');

/**
 * Two families of two provinces, with nothing between them but what the registry says: of the first family, the
 * child's other guardian, the grown child and half of the household are the second's.
 */
export async function makeWorlds(cluster: Cluster): Promise<{ mine: World; theirs: World }> {
  const mine = await makeWorld(cluster, { word: 'Hở', province: '01', commune: '00004' });
  const theirs = await makeWorld(cluster, { word: 'Kín', province: '79', commune: '26740' });
  await guard(cluster, mine.child, [mine.parent, theirs.parent]);
  await guard(cluster, theirs.child, [theirs.parent]);
  await guard(cluster, theirs.grown, [mine.parent]);
  await guard(cluster, mine.grown, [theirs.parent]);
  const household = `HK${digits(10)}`;
  const people = [mine, theirs].flatMap((world) => [world.parent, world.child]);
  await rowsOf(
    cluster,
    'population',
    `with book as (
       insert into public.household_book (household_no, head_personal_id, unit_code, unit_valid_from, address_line)
       values ($1, $2, '00004', '2025-07-01', 'Ngõ Hở'))
     update public.citizen set household_no = $1, household_relation = 'OTHER' where personal_id = any($3)`,
    [household, mine.parent.personalId, people.map((person) => person.personalId)],
  );
  return { mine, theirs };
}

function guard(cluster: Cluster, child: Person, guardians: readonly Person[]): Promise<unknown> {
  return rowsOf(
    cluster,
    'population',
    `insert into public.guardianship (child_id, guardian_id, relation) select $1, unnest($2::text[]), 'GUARDIAN'`,
    [child.personalId, guardians.map((guardian) => guardian.personalId)],
  );
}

async function makeWorld(
  cluster: Cluster,
  { word, province, commune }: { word: string; province: string; commune: string },
): Promise<World> {
  const tag = digits(6);
  const live = (name: string, dateOfBirth: string) =>
    addResident(cluster, { fullName: `Đặng ${word} ${name}`, dateOfBirth, unitCode: commune });
  const parent = await live('Bưng', '1986-03-04');
  const child = await live('Búp', '2018-05-06');
  const grown = await live('Bông', '2004-07-08');
  const line = `Ngõ ${word} ${tag}`;
  const oldIdNumber = digits(9);
  const ids = [parent, child, grown].map((person) => person.personalId);
  await rowsOf(
    cluster,
    'population',
    `with place as (update public.residence_record set address_line = $2 where personal_id = any($1))
     insert into public.citizen_number (number, personal_id, kind, valid_from) values ($3, $4, 'OLD_ID_NUMBER', '2004-01-01')`,
    [ids, line, oldIdNumber, parent.personalId],
  );
  const cards = [];
  for (const person of [parent, child, grown])
    cards.push(await addInsuranceCard(cluster, person.personalId, person));
  const sectorNo = digits(10);
  await rowsOf(
    cluster,
    'socialSecurity',
    `insert into public.insured_person (sector_no, personal_id, full_name, birth_date, gender_code, address,
       province_code, status, months_contributed) values ($1, $2, $3, $4, 1, $5, $6, 'PARTICIPATING', 120)`,
    [sectorNo, parent.personalId, parent.fullName, parent.dateOfBirth, line, province],
  );
  const school = `${province}S${tag}`;
  const className = `1${word}${tag}`;
  const enrolment = `E${school}`;
  await rowsOf(
    cluster,
    'educationFee',
    `with school as (
       insert into public.school_unit values ($1, $2, 'PRIMARY', 'PUBLIC', $3, $4)),
     class as (insert into public.school_class values ($1, '2026-2027', $5, 1)),
     pupil as (
       insert into public.pupil_enrolment (enrolment_no, school_code, school_year, class_name, personal_id, full_name,
         birth_date, gender_code, status, start_on)
       values ($6, $1, '2026-2027', $5, $7, $8, $9, 1, 'ENROLLED', '2026-08-15'))
     insert into public.fee_charge (fee_no, enrolment_no, item_code, item_name, period, amount_due, due_on)
     values ($10, $6, 'HP', $11, 'HK1', 1000000, '2026-09-30')`,
    [
      ...[school, `Trường ${word} ${tag}`, province, commune, className, enrolment],
      ...[child.personalId, child.fullName, child.dateOfBirth, `F${school}`, `Khoản ${word} ${tag}`],
    ],
  );
  const people = [parent, child, grown];
  return {
    ...{ parent, child, grown, commune, province, school, className, oldIdNumber },
    insuranceNumber: cards[0]!.slice(-10),
    marks: [
      ...people.flatMap((person) => [person.personalId, person.fullName]),
      ...cards.flatMap((card) => [card, card.slice(-10)]),
      ...[
        line,
        oldIdNumber,
        sectorNo,
        className,
        enrolment,
        `F${school}`,
        `Trường ${word} ${tag}`,
        `Khoản ${word} ${tag}`,
      ],
    ],
  };
}

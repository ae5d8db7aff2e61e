import type { AgencyKind, Purpose } from '../../../src/access/kinds.js';
import type { Cluster } from '../../support/cluster.js';
import { addResident, rowsOf, unusedPersonalId } from '../../support/people.js';

/** A kind of agency that asks by number, and whom it may ask about. */
export interface Asking {
  kind: AgencyKind;
  purpose: Purpose;
  units: string[];
  query: string;
  /** Puts people into the place that the remit is measured by: `inside` or another of the same kind. */
  place(cluster: Cluster, ids: readonly string[], inside: boolean): Promise<unknown>;
}

const query = 'query Look($id: PersonalId!) { resident(personalId: $id) { personalId } }';
const here = { commune: '00004', province: '01', school: '01000998' };
const elsewhere = { commune: '26740', province: '79', school: '79000998' };

/** Everyone is invented and called alike, so that only where he belongs is different. */
export const askingKinds: readonly Asking[] = [
  {
    ...{ kind: 'AUTHORITY', purpose: 'ADMINISTRATIVE_PROCEDURE', units: [here.commune], query },
    place: (cluster, ids, inside) =>
      rowsOf(
        cluster,
        'population',
        'update public.residence_record set unit_code = $2 where personal_id = any($1)',
        [ids, inside ? here.commune : elsewhere.commune],
      ),
  },
  {
    ...{ kind: 'SOCIAL_INSURANCE', purpose: 'INSURANCE_ADMINISTRATION', units: [here.province], query },
    place: (cluster, ids, inside) =>
      rowsOf(
        cluster,
        'socialSecurity',
        `insert into public.insured_person (sector_no, personal_id, full_name, birth_date, gender_code, address,
           province_code, status, months_contributed)
         select substr(id, 3), id, 'Trần Hư Cấu', '1990-05-17', 1, '', $2, 'PARTICIPATING', 12 from unnest($1::text[]) as id`,
        [ids, inside ? here.province : elsewhere.province],
      ),
  },
  {
    ...{ kind: 'SCHOOL', purpose: 'ENROLMENT', units: [here.school], query },
    place: (cluster, ids, inside) =>
      rowsOf(
        cluster,
        'educationFee',
        `insert into public.pupil_enrolment (enrolment_no, school_code, school_year, class_name, personal_id, full_name,
           birth_date, gender_code, status, start_on)
         select 'E' || id, $2, '2026-2027', '1A', id, 'Trần Hư Cấu', '1990-05-17', 1, 'ENROLLED', '2026-08-15'
         from unnest($1::text[]) as id`,
        [ids, inside ? here.school : elsewhere.school],
      ),
  },
];

/** People inside, people outside, and numbers of nobody; so many of each. */
export async function peopleFor(
  cluster: Cluster,
  asking: Asking,
  count: number,
): Promise<Record<'found' | 'foreign' | 'unknown', string[]>> {
  const make = async (inside: boolean) => {
    const ids: string[] = [];
    for (let at = 0; at < count; at += 1) ids.push((await addResident(cluster)).personalId);
    await asking.place(cluster, ids, inside);
    return ids;
  };
  const [found, foreign] = [await make(true), await make(false)];
  return { found, foreign, unknown: Array.from({ length: count }, unusedPersonalId) };
}

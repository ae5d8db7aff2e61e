import type { Source } from '../../database/source.js';
import { askSector, groupByKey, type RecordView, type Sector } from '../sector.js';
import { insuringAt } from './cover.js';
import { Facilities } from './facilities.js';
import type { Facility } from './facility.js';
import type { CoverageRecord, Insurance } from './record.js';

export const name = 'health-insurance';

const findCoverages = {
  name: 'find_coverages',
  text: `select c.personal_id as "personalId", c.insurance_number as "insuranceNumber", c.card_number as "cardNumber",
      c.full_name as "fullName", c.date_of_birth as "dateOfBirth", c.sex, c.object_code as "objectCode",
      c.benefit_level as "benefitLevel", c.initial_facility as "initialFacility", c.start_on as "startOn",
      c.end_on as "endOn", c.five_year_on as "fiveYearOn", c.area_code as "areaCode", c.status,
      c.status_on as "statusOn", c.status_reason as "statusReason", c.replaced_by_card as "replacedByCard",
      c.co_paid as "coPaid", c.co_paid_year as "coPaidYear"
    from lienthong.coverage c where c.personal_id = any($1::text[])
    order by c.personal_id, c.start_on desc, c.card_number`,
};

const findNumbers = {
  name: 'find_insurance_numbers',
  text: `select distinct c.insurance_number as "number", c.personal_id as "personalId"
    from lienthong.coverage c where c.insurance_number = any($1::text[]) and c.personal_id is not null`,
};

const listFacilities = {
  name: 'list_facilities',
  text: `select f.code, f.name, f.level, f.points, f.former_level as "formerLevel", f.kind
    from lienthong.facility f`,
};

type Row = CoverageRecord & { personalId: string };

/** The whole register of places of care. @throws HubError SECTOR_UNAVAILABLE */
export function readFacilities(source: Source): Promise<Facility[]> {
  return askSector<Facility>(name, source, listFacilities, []);
}

/** The cards by person, and the register of places of care. */
export interface HealthInsurance extends Sector<Insurance> {
  readonly facilities: Facilities;
}

/** Health insurance (BHYT) behind the contract views `lienthong.coverage` and `lienthong.facility`. */
export function makeHealthInsurance(source: Source): HealthInsurance {
  const facilities = new Facilities(() => readFacilities(source));
  return {
    ...{ name, source, ...insuringAt(facilities) },
    prepare: () => facilities.read(),
    async findMany(keys) {
      const ids = keys.map((key) => key.personalId);
      const rows = await askSector<Row>(name, source, findCoverages, [ids]);
      return groupByKey(ids, rows, (row) => row.personalId).map((cards) => ({ cards, said: null }));
    },
    async findByNumber(numbers) {
      const rows = await askSector<{ number: string; personalId: string }>(name, source, findNumbers, [
        numbers,
      ]);
      // Two people under one number answer for nobody.
      return groupByKey(numbers, rows, (row) => row.number).map((found) =>
        found.length === 1 ? found[0]!.personalId : null,
      );
    },
  };
}

/** A person's latest card speaks for him; he is his province's whose facility he is registered at. */
export const records: RecordView = {
  name: 'lienthong.coverage',
  of: { vi: 'Người có thẻ BHYT', en: 'Holders of health insurance cards' },
  query: `select distinct on (sector_no) coalesce(c.insurance_number, c.card_number) as sector_no, c.personal_id,
    null::text as old_cmnd, c.full_name, c.date_of_birth as dob, c.sex as gender, c.address,
    c.initial_facility as facility, f.province_code as province
    from lienthong.coverage c left join lienthong.facility f on f.code = c.initial_facility
    order by sector_no, c.start_on desc nulls last, c.card_number desc`,
  others: ['facility', 'province'],
  unit: 'province',
};

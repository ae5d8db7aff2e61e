import type { SectorModule } from '../sector.js';
import { makeHealthInsurance, name } from './adapter.js';
import { makeHealthInsuranceByGateway } from './gateway/adapter.js';
import { HealthInsuranceResolver } from './resolver.js';

/** Health insurance (bảo hiểm y tế, BHYT). */
export const healthInsurance: SectorModule = {
  name,
  database: 'healthInsurance',
  resolvers: [HealthInsuranceResolver],
  views: [
    {
      name: 'coverage',
      columns: {
        personal_id: 'text',
        insurance_number: 'text',
        card_number: 'text',
        full_name: 'text',
        date_of_birth: 'text',
        sex: 'text',
        object_code: 'text',
        benefit_level: 'integer',
        initial_facility: 'text',
        start_on: 'date',
        end_on: 'date',
        five_year_on: 'date',
        area_code: 'text',
        status: 'text',
        status_on: 'date',
        status_reason: 'text',
        replaced_by_card: 'text',
        address: 'text',
        co_paid_year: 'integer',
        co_paid: 'money',
      },
    },
    {
      name: 'facility',
      columns: {
        code: 'text',
        name: 'text',
        province_code: 'text',
        level: 'text',
        points: 'integer',
        former_level: 'text',
        kind: 'text',
      },
    },
  ],
  // A person's latest card speaks for him; he is his province's whose facility he is registered at.
  records: {
    name: 'lienthong.coverage',
    query: `select distinct on (sector_no) coalesce(c.insurance_number, c.card_number) as sector_no, c.personal_id,
      null::text as old_cmnd, c.full_name, c.date_of_birth as dob, c.sex as gender, c.address,
      c.initial_facility as facility, f.province_code as province
      from lienthong.coverage c left join lienthong.facility f on f.code = c.initial_facility
      order by sector_no, c.start_on desc nulls last, c.card_number desc`,
    others: ['facility', 'province'],
    unit: 'province',
  },
  make: makeHealthInsurance,
  overWeb: makeHealthInsuranceByGateway,
};

import type { SectorModule } from '../sector.js';
import { makeHealthInsurance, name, records } from './adapter.js';
import { makeHealthInsuranceByGateway } from './gateway/adapter.js';
import { HealthInsuranceResolver } from './resolver.js';

/** Health insurance (bảo hiểm y tế, BHYT). */
export const healthInsurance: SectorModule = {
  name,
  title: { vi: 'Bảo hiểm y tế', en: 'Health insurance' },
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
  records,
  make: makeHealthInsurance,
  overWeb: makeHealthInsuranceByGateway,
};

import type { SectorModule } from '../sector.js';
import { makeSocialSecurity, name, records } from './adapter.js';
import { correctionFunctions } from './corrections.js';
import { SocialSecurityResolver } from './resolver.js';

/** Social insurance and welfare (bảo hiểm xã hội, BHXH). */
export const socialSecurity: SectorModule = {
  name,
  title: { vi: 'Bảo hiểm xã hội', en: 'Social insurance' },
  database: 'socialSecurity',
  resolvers: [SocialSecurityResolver],
  writes: { database: 'socialSecurityWrite', functions: correctionFunctions },
  views: [
    {
      name: 'member',
      columns: {
        sector_no: 'text',
        personal_id: 'text',
        old_cmnd: 'text',
        full_name: 'text',
        date_of_birth: 'text',
        sex: 'text',
        address: 'text',
        province_code: 'text',
        employer_code: 'text',
        status: 'text',
        joined_on: 'date',
        months_contributed: 'integer',
      },
    },
    {
      name: 'contribution',
      columns: {
        sector_no: 'text',
        from_month: 'text',
        to_month: 'text',
        salary: 'money',
        employer_code: 'text',
      },
    },
    {
      name: 'benefit',
      columns: {
        benefit_id: 'text',
        sector_no: 'text',
        personal_id: 'text',
        kind: 'text',
        monthly_amount: 'money',
        start_on: 'date',
        end_on: 'date',
        status: 'text',
      },
    },
    {
      name: 'payment_account',
      columns: { sector_no: 'text', bank_code: 'text', account_masked: 'text', opened_on: 'date' },
    },
    {
      name: 'poor_household',
      columns: {
        household_id: 'text',
        personal_id: 'text',
        class: 'text',
        year: 'integer',
        decision_no: 'text',
      },
    },
    {
      name: 'welfare_ground',
      columns: { personal_id: 'text', ground: 'text', start_on: 'date', end_on: 'date' },
    },
    { name: 'hard_area', columns: { unit_code: 'text', start_on: 'date', end_on: 'date' } },
  ],
  records,
  make: makeSocialSecurity,
};

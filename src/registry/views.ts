import type { ContractView } from '../database/contract-views.js';

/** The contract views of the population registry that the hub reads. */
export const registryViews: readonly ContractView[] = [
  {
    name: 'resident',
    columns: {
      personal_id: 'text',
      full_name: 'text',
      date_of_birth: 'text',
      sex: 'text',
      status: 'text',
      deceased_on: 'date',
      household_id: 'text',
      eid_level: 'integer',
      eid_status: 'text',
      eid_activated_on: 'date',
      updated_at: 'time',
    },
  },
  {
    name: 'identifier',
    columns: {
      identifier: 'text',
      kind: 'text',
      personal_id: 'text',
      valid_from: 'date',
      valid_until: 'date',
      reason: 'text',
    },
  },
  {
    name: 'identity_card',
    columns: {
      personal_id: 'text',
      card_number: 'text',
      card_type: 'text',
      issued_on: 'date',
      expires_on: 'date',
      status: 'text',
    },
  },
  {
    name: 'residence',
    columns: {
      personal_id: 'text',
      kind: 'text',
      unit_code: 'text',
      unit_valid_from: 'date',
      address_line: 'text',
      since: 'date',
      until: 'date',
    },
  },
  {
    name: 'household',
    columns: {
      household_id: 'text',
      head_personal_id: 'text',
      unit_code: 'text',
      unit_valid_from: 'date',
      address_line: 'text',
    },
  },
  { name: 'household_member', columns: { household_id: 'text', personal_id: 'text', relationship: 'text' } },
  {
    name: 'guardian',
    columns: { child_personal_id: 'text', guardian_personal_id: 'text', relationship: 'text' },
  },
];

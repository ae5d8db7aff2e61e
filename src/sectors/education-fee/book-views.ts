import type { ContractView } from '../../database/contract-views.js';

/** What the hub reads of a school's books: items, payments, receipts, and what changed of exemptions. */
export const bookViews: readonly ContractView[] = [
  {
    name: 'fee_item',
    columns: {
      ...{ item_id: 'text', school_code: 'text', school_year: 'text', item_code: 'text', item_name: 'text' },
      ...{ period: 'text', amount: 'money', due_on: 'date', start_on: 'date', end_on: 'date' },
      ...{ legal_basis: 'text', close_reason: 'text', charged: 'integer' },
    },
  },
  {
    name: 'fee_exemption_change',
    columns: {
      ...{ change_id: 'text', fee_id: 'text', school_code: 'text', changed_at: 'time', as_of: 'date' },
      ...{ rests_on: 'text', rate_before: 'integer', ground_before: 'text', exempt_before: 'money' },
      ...{ rate_after: 'integer', ground_after: 'text', basis_after: 'text', exempt_after: 'money' },
      released: 'money',
    },
  },
  {
    name: 'booked_payment',
    columns: {
      ...{ payment_no: 'integer', payment_id: 'text', school_code: 'text', bank_reference: 'text' },
      ...{ amount: 'money', method: 'text', paid_at: 'time', order_reference: 'text', enrolment_id: 'text' },
      ...{ personal_id: 'text', receipt_no: 'text', credited: 'money', unmatched: 'money' },
      ...{ refunded: 'money', reversals: 'integer' },
    },
  },
  {
    name: 'booked_allocation',
    columns: { payment_no: 'integer', fee_id: 'text', amount: 'money' },
  },
  {
    name: 'receipt',
    columns: {
      ...{ receipt_no: 'text', school_code: 'text', school_name: 'text', payment_id: 'text' },
      ...{ enrolment_id: 'text', personal_id: 'text', pupil_name: 'text', class_name: 'text' },
      ...{ school_year: 'text', order_reference: 'text', bank_reference: 'text', method: 'text' },
      ...{ amount: 'money', paid_at: 'time', issued_at: 'time', voided_at: 'time', void_reason: 'text' },
      given_back: 'money',
    },
  },
  {
    name: 'receipt_line',
    columns: {
      ...{ receipt_no: 'text', school_code: 'text', line: 'integer', item_name: 'text', period: 'text' },
      amount: 'money',
    },
  },
];

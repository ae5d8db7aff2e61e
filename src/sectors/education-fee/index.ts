import { bookFunctions } from '../../fees/fee-book.js';
import { registerFunctions } from '../../students/register.js';
import type { SectorModule } from '../sector.js';
import { makeEducationFee, name, records } from './adapter.js';
import { bookViews } from './book-views.js';
import {
  ContestResolver,
  ContestReviewResolver,
  ResidentContestResolver,
  SchoolContestResolver,
} from './contests/resolver.js';
import { ExemptionChangeResolver, RecomputeResolver } from './exemptions/resolver.js';
import { FeeIndicatorResolver } from './indicators/resolver.js';
import { FeeItemResolver } from './items/mutations.js';
import { BookedPaymentResolver } from './payments/booked.js';
import { FeePaymentMutations } from './payments/mutations.js';
import { BankStatementMutation } from './payments/statement.js';
import { UnmatchedPaymentResolver } from './payments/unmatched.js';
import { ReceiptResolver } from './receipts/resolver.js';
import {
  EnrolmentResolver,
  ExemptionResolver,
  ResidentEducationResolver,
  SchoolClassResolver,
  SchoolResolver,
} from './resolver.js';
import { EnrolledElsewhereResolver, EnrolmentCheckResolver } from './roster/check.js';
import { RosterImportResolver, RosterImportsResolver } from './roster/import-resolver.js';
import { EnrolmentMutations } from './roster/mutations.js';
import { RosterResolver } from './roster/roster.js';

/** Schools, enrolments and fees (giáo dục, học phí). */
export const educationFee: SectorModule = {
  name,
  title: { vi: 'Giáo dục và học phí', en: 'Schools and fees' },
  database: 'educationFee',
  resolvers: [
    ...[SchoolResolver, SchoolClassResolver, EnrolmentResolver, ResidentEducationResolver],
    ...[ExemptionResolver, FeePaymentMutations, BankStatementMutation, UnmatchedPaymentResolver],
    ...[FeeItemResolver, BookedPaymentResolver, ReceiptResolver, ExemptionChangeResolver, RecomputeResolver],
    ...[ContestResolver, SchoolContestResolver, ResidentContestResolver, ContestReviewResolver],
    FeeIndicatorResolver,
    ...[RosterResolver, EnrolmentCheckResolver, EnrolledElsewhereResolver, EnrolmentMutations],
    ...[RosterImportResolver, RosterImportsResolver],
  ],
  writes: { database: 'educationFeeWrite', functions: [...bookFunctions, ...registerFunctions] },
  views: [
    {
      name: 'school',
      columns: {
        code: 'text',
        name: 'text',
        kind: 'text',
        ownership: 'text',
        province_code: 'text',
        unit_code: 'text',
      },
    },
    {
      name: 'school_class',
      columns: { school_code: 'text', school_year: 'text', name: 'text', grade: 'integer' },
    },
    {
      name: 'enrolment',
      columns: {
        enrolment_id: 'text',
        school_code: 'text',
        school_year: 'text',
        class_name: 'text',
        moet_code: 'text',
        personal_id: 'text',
        full_name: 'text',
        date_of_birth: 'text',
        sex: 'text',
        status: 'text',
        start_on: 'date',
        end_on: 'date',
        held_since: 'time',
      },
    },
    {
      name: 'fee',
      columns: {
        fee_id: 'text',
        enrolment_id: 'text',
        item_code: 'text',
        item_name: 'text',
        period: 'text',
        amount_due: 'money',
        amount_exempt: 'money',
        amount_paid: 'money',
        due_on: 'date',
        exemption_rate: 'integer',
        exemption_ground: 'text',
        exemption_legal_basis: 'text',
      },
    },
    {
      name: 'payment',
      columns: {
        payment_id: 'text',
        fee_id: 'text',
        amount: 'money',
        paid_at: 'time',
        method: 'text',
        reference: 'text',
      },
    },
    {
      name: 'school_account',
      columns: {
        school_code: 'text',
        bank_bin: 'text',
        bank_name: 'text',
        account_no: 'text',
        account_name: 'text',
      },
    },
    {
      name: 'unmatched_payment',
      columns: {
        payment_id: 'text',
        school_code: 'text',
        bank_reference: 'text',
        amount: 'money',
        unmatched: 'money',
        paid_at: 'time',
        said: 'text',
        reason: 'text',
      },
    },
    ...bookViews,
  ],
  records,
  make: makeEducationFee,
};

/** The databases of the sample, by the key of their URL. */
export const DATABASES = ['population', 'healthInsurance', 'educationFee', 'socialSecurity'] as const;

export type SampleDatabase = (typeof DATABASES)[number];

interface Table {
  database: SampleDatabase;
  columns: string;
}

function table(database: SampleDatabase, columns: string): Table {
  return { database, columns };
}

/** Every table the sample fills, with its columns in the order the rows are made. */
export const TABLES = {
  citizen: table(
    'population',
    'personal_id, full_name, birth_date, gender_code, life_status, deceased_on, household_no, household_relation, eid_level, eid_status, eid_activated_on, updated_at',
  ),
  citizen_number: table('population', 'number, personal_id, kind, valid_from, valid_until, reason'),
  citizen_card: table('population', 'personal_id, card_number, card_type, issued_on, expires_on, status'),
  residence_record: table(
    'population',
    'personal_id, kind, unit_code, unit_valid_from, address_line, since, until',
  ),
  household_book: table(
    'population',
    'household_no, head_personal_id, unit_code, unit_valid_from, address_line',
  ),
  guardianship: table('population', 'child_id, guardian_id, relation'),
  sample_known: table('population', 'story, personal_id'),

  insurance_card: table(
    'healthInsurance',
    'card_number, insurance_number, personal_id, full_name, birth_date, gender_code, address, initial_facility, area_code, valid_from, valid_to, five_years_on, state, state_on, state_reason, replaced_by_card, co_paid_year, co_paid',
  ),
  facility: table('healthInsurance', 'code, name, province_code, level, points, former_level, kind'),

  school_unit: table('educationFee', 'school_code, school_name, kind, ownership, province_code, unit_code'),
  school_account: table('educationFee', 'school_code, bank_bin, bank_name, account_no, account_name'),
  school_class: table('educationFee', 'school_code, school_year, class_name, grade'),
  pupil_enrolment: table(
    'educationFee',
    'enrolment_no, school_code, school_year, class_name, moet_code, personal_id, full_name, birth_date, gender_code, status, start_on, end_on',
  ),
  fee_charge: table(
    'educationFee',
    'fee_no, enrolment_no, item_code, item_name, period, amount_due, amount_exempt, amount_paid, due_on, exemption_rate, exemption_ground, exemption_legal_basis, item_no',
  ),
  fee_item: table(
    'educationFee',
    'item_no, school_code, school_year, item_code, item_name, period, amount, due_on, start_on, legal_basis, opened_by',
  ),
  fee_payment: table('educationFee', 'payment_no, fee_no, amount, paid_at, method, reference'),

  employer: table('socialSecurity', 'employer_code, employer_name, province_code'),
  insured_person: table(
    'socialSecurity',
    'sector_no, personal_id, old_cmnd, full_name, birth_date, gender_code, address, province_code, employer_code, status, joined_on, months_contributed',
  ),
  contribution_record: table('socialSecurity', 'sector_no, from_month, to_month, salary, employer_code'),
  benefit_order: table(
    'socialSecurity',
    'benefit_no, sector_no, personal_id, kind, monthly_amount, start_on, end_on, status',
  ),
  payment_account: table('socialSecurity', 'sector_no, bank_code, account_last4, opened_on'),
  poor_household_member: table('socialSecurity', 'personal_id, year, household_no, class, decision_no'),
  minority_list: table('socialSecurity', 'personal_id, listed_on, delisted_on'),
  disability_certificate: table(
    'socialSecurity',
    'certificate_no, personal_id, degree, issued_on, valid_until',
  ),
  hard_area_list: table('socialSecurity', 'unit_code, listed_on, delisted_on, decision_no'),
} satisfies Record<string, Table>;

export type TableName = keyof typeof TABLES;

import type { Sentence } from '../../domain/language.js';

/** Kinds of data as a resident would name them, in the order they are told. */
export const dataKinds = [
  'VERIFICATION',
  'IDENTITY',
  'IDENTITY_DOCUMENTS',
  'RESIDENCE',
  'HOUSEHOLD',
  'FAMILY',
  'COVERAGE',
  'VISITS',
  'EDUCATION',
  'FEES',
  'MEMBERSHIP',
  'BENEFITS',
  'RECORD_OF_LOOKS',
  'OTHER',
] as const;

export type DataKind = (typeof dataKinds)[number];

export const dataKindWords: Readonly<Record<DataKind, Sentence>> = {
  VERIFICATION: { vi: 'đúng hay sai so với giấy tờ', en: 'whether papers agree' },
  IDENTITY: { vi: 'họ tên, ngày sinh, số định danh', en: 'name, birth date, number' },
  IDENTITY_DOCUMENTS: { vi: 'giấy tờ tùy thân', en: 'identity documents' },
  RESIDENCE: { vi: 'nơi cư trú', en: 'residence' },
  HOUSEHOLD: { vi: 'hộ gia đình', en: 'household' },
  FAMILY: { vi: 'cha mẹ, con, người giám hộ', en: 'parents, children, guardians' },
  COVERAGE: { vi: 'bảo hiểm y tế', en: 'health insurance' },
  VISITS: { vi: 'lượt khám bệnh, chữa bệnh', en: 'visits' },
  EDUCATION: { vi: 'học tập', en: 'schooling' },
  FEES: { vi: 'học phí', en: 'school fees' },
  MEMBERSHIP: { vi: 'bảo hiểm xã hội', en: 'social insurance' },
  BENEFITS: { vi: 'trợ cấp, chế độ', en: 'benefits' },
  RECORD_OF_LOOKS: { vi: 'nhật ký tra cứu', en: 'the record of looks' },
  OTHER: { vi: 'dữ liệu khác', en: 'other data' },
};

/** Fields of a person, and of what identifies him, by coordinate. */
const ofField: Readonly<Record<string, DataKind | null>> = {
  'Resident.handle': null,
  'Resident.formerIdentifiers': 'IDENTITY_DOCUMENTS',
  'Resident.identityCards': 'IDENTITY_DOCUMENTS',
  'Resident.electronicIdentity': 'IDENTITY_DOCUMENTS',
  'Resident.permanentResidence': 'RESIDENCE',
  'Resident.temporaryResidence': 'RESIDENCE',
  'Resident.household': 'HOUSEHOLD',
  'Resident.guardians': 'FAMILY',
  'Resident.children': 'FAMILY',
  'Resident.coverage': 'COVERAGE',
  'Resident.coverages': 'COVERAGE',
  'Resident.eligibility': 'COVERAGE',
  'Resident.enrolments': 'EDUCATION',
  'Resident.enrolledElsewhere': 'EDUCATION',
  'Resident.guardianship': 'FAMILY',
  'Enrolment.check': 'VERIFICATION',
  'Resident.fees': 'FEES',
  'Enrolment.exemption': 'FEES',
  'Resident.exemptionContests': 'FEES',
  'Resident.membership': 'MEMBERSHIP',
  'Resident.benefits': 'BENEFITS',
  'Identification.resident': null,
};

/** Everything else of a type; null for what tells nothing about a person. */
const ofType: Readonly<Record<string, DataKind | null>> = {
  ...{
    Query: null,
    Mutation: null,
    PageInfo: null,
    Period: null,
    Hub: null,
    HubSource: null,
    UnitName: null,
  },
  ...{ Resident: 'IDENTITY', Identification: 'VERIFICATION', FieldVerdict: 'VERIFICATION' },
  ...{ FormerIdentifier: 'IDENTITY_DOCUMENTS', IdentityCard: 'IDENTITY_DOCUMENTS' },
  ...{ ElectronicIdentity: 'IDENTITY_DOCUMENTS', Residence: 'RESIDENCE' },
  ...{ Household: 'HOUSEHOLD', HouseholdMember: 'HOUSEHOLD' },
  ...{ Coverage: 'COVERAGE', CoPayment: 'COVERAGE', Eligibility: 'COVERAGE' },
  ...{ Visit: 'VISITS', VisitEntry: 'VISITS', VisitPage: 'VISITS', VisitEvidencePack: 'VISITS' },
  ...{ LastKnownCoverage: 'COVERAGE' },
  ...{ VisitIndicators: null, OutcomeShare: null, FacilityDay: null, VisitDay: null, LookDay: null },
  ...{
    ReconciliationIndicators: null,
    RecordCount: null,
    AccessGrant: null,
    QuotaUse: null,
    AuditSealing: null,
  },
  ...{ Operation: null, Dependency: null, WorkQueue: null, SampleSource: null },
  ...{ School: 'EDUCATION', SchoolClass: 'EDUCATION', Enrolment: 'EDUCATION', EnrolmentPage: 'EDUCATION' },
  ...{ RosterImport: 'EDUCATION', RosterColumn: null, RosterCount: null, RosterNote: null },
  ...{ RosterRow: 'EDUCATION', RosterRowPage: 'EDUCATION', Guardianship: 'FAMILY' },
  ...{ Fee: 'FEES', Exemption: 'FEES', TuitionExemption: 'FEES' },
  ...{ FeePayment: 'FEES', FeeAllocation: 'FEES' },
  ...{ PaymentOrder: 'FEES', PaymentOrderLine: 'FEES' },
  ...{ UnmatchedPayment: 'FEES', UnmatchedPaymentPage: 'FEES', FeePaymentPage: 'FEES', FeeReceipt: 'FEES' },
  ...{ FeeItem: 'FEES', ChargedFeeItem: 'FEES', ClassPaymentOrders: 'FEES' },
  ...{ ExemptionChange: 'FEES', RecomputedFee: 'FEES', RecomputedExemptions: 'FEES' },
  ...{ ExemptionContest: 'FEES', ExemptionContestPage: 'FEES', ContestEntry: 'FEES' },
  ...{ ExemptionReview: 'FEES', ExemptionReviewPage: 'FEES', ReviewEntry: 'FEES' },
  ...{ FeeIndicators: null, FeeFigures: null, SchoolFiguresPage: null, ExemptCount: null },
  ...{
    Membership: 'MEMBERSHIP',
    Contribution: 'MEMBERSHIP',
    Benefit: 'BENEFITS',
    PaymentAccount: 'BENEFITS',
  },
  // What a sector's record says, compared with the registry, and what of it is to be put right.
  ...{ Finding: 'MEMBERSHIP', FindingPage: 'MEMBERSHIP', StatedRecord: 'MEMBERSHIP' },
  ...{ FindingCandidate: 'VERIFICATION', ScoreShare: 'VERIFICATION' },
  ...{ CorrectedValue: 'MEMBERSHIP', RegistryCorrection: 'IDENTITY', RegistryCorrectionPage: 'IDENTITY' },
  ...{ FindingMove: null, FindingResult: null, FindingCount: null, FindingGroup: null },
  ...{ FindingGroupPage: null, AcceptedGroup: null, DecideFindingsPayload: null },
  ...{ ApplyCorrectionsPayload: null, CorrectionResult: null, RegistryDecisionResult: null },
  ...{ ReconciliationRun: null, ReconciliationSource: null, ReconciliationVersions: null },
  ...{ ReconciliationRunPage: null, ReconciliationFile: null, ReconciliationFileColumn: null },
  ...{ ReconciledSector: null, ReconciliationFileReject: null, ReconciliationFileRow: null },
  ...{ ReconciliationCauseCount: null, ReconciliationOutcomeCount: null, Subscription: null },
  ...{ UsagePage: 'RECORD_OF_LOOKS', UsageEntry: 'RECORD_OF_LOOKS', WithheldInYear: 'RECORD_OF_LOOKS' },
  ...{ UsageCount: 'RECORD_OF_LOOKS', UsageQuestion: 'RECORD_OF_LOOKS' },
  ...{ UsageQuestionCase: 'RECORD_OF_LOOKS', UsageQuestionPage: 'RECORD_OF_LOOKS' },
  ...{ AuditEvent: 'RECORD_OF_LOOKS', AuditEventPage: 'RECORD_OF_LOOKS', AuditSubject: 'RECORD_OF_LOOKS' },
  ...{ AuditSummaryRow: 'RECORD_OF_LOOKS', AuditEventFilter: null },
  ...{ ImportedBankStatement: 'FEES', StatementLineProblem: null, PupilLeftOut: 'FEES' },
};

/** The kinds of data that an event's released field coordinates belong to; a field nobody has placed is OTHER. */
export function dataKindsOf(coordinates: readonly string[]): DataKind[] {
  const found = new Set(coordinates.map(dataKindOf));
  return dataKinds.filter((kind) => found.has(kind));
}

/** Null for a field that tells nothing about a person. */
export function dataKindOf(coordinate: string): DataKind | null {
  const known = ofField[coordinate];
  if (known !== undefined) return known;
  const type = coordinate.slice(0, coordinate.indexOf('.'));
  return Object.hasOwn(ofType, type) ? ofType[type]! : 'OTHER';
}

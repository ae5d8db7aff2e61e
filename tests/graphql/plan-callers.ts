import { type AgencyKind, kinds } from '../../src/access/kinds.js';
import { withPool } from '../../src/cli/workplace.js';
import { sampleCards } from '../../src/sample/cards.js';
import type { Cluster } from '../support/cluster.js';
import { knownPeople, personOf, rowsOf } from '../support/people.js';
import type { Values } from './plan-operations.js';

/** A sample agency as it asks: its headers, the root fields it gets answers from, and what it would fill in. */
export interface SampleCaller {
  agency: string;
  kind: AgencyKind;
  headers: Record<string, string>;
  roots: readonly string[];
  scopes: readonly string[];
  values: Values;
}

const reasons: Record<AgencyKind, { agency: string; roots: string[]; headers: Record<string, string> }> = {
  HOSPITAL: {
    agency: 'hospital.demo',
    roots: ['identify', 'identify', 'resident'],
    headers: { 'x-purpose': 'TREATMENT' },
  },
  SCHOOL: {
    agency: 'school.demo',
    roots: ['school', 'school', 'identify', 'residents'],
    headers: { 'x-purpose': 'FEE_COLLECTION' },
  },
  SOCIAL_INSURANCE: {
    agency: 'insurance.demo',
    roots: ['resident', 'residents', 'identify'],
    headers: { 'x-purpose': 'INSURANCE_ADMINISTRATION' },
  },
  PUBLIC_SERVICE: {
    agency: 'portal.demo',
    roots: ['identify'],
    headers: { 'x-purpose': 'ADMINISTRATIVE_PROCEDURE', 'x-case-reference': 'HS-2026-1' },
  },
  AUTHORITY: {
    agency: 'authority.demo',
    roots: ['resident', 'residents'],
    headers: { 'x-purpose': 'RESIDENT_REQUEST' },
  },
  AUDITOR: { agency: 'auditor.demo', roots: ['hub'], headers: {} },
  RESIDENT: { agency: 'resident.demo', roots: ['me', 'me', 'resident'], headers: {} },
  OPERATOR: { agency: 'operator.demo', roots: ['hub'], headers: {} },
};

/** Every kind's sample agency, with people, cards and schools of the sample it can and cannot see. */
export async function sampleCallers(cluster: Cluster): Promise<SampleCaller[]> {
  const known = await knownPeople(cluster);
  const stories = Object.values(known);
  const people = {
    AUTHORITY: await personalIds(
      cluster,
      'population',
      `select personal_id from public.residence_record where kind = 'PERMANENT' and unit_code = any($1)
       order by 1 limit 12`,
      [await communesOf(cluster, '40')],
    ),
    SOCIAL_INSURANCE: await personalIds(
      cluster,
      'socialSecurity',
      "select personal_id from lienthong.member where province_code = '01' and personal_id is not null order by 1 limit 8",
    ),
    SCHOOL: await personalIds(
      cluster,
      'educationFee',
      `select personal_id from lienthong.enrolment where school_code = '01000701' and class_name = '10A1'
         and personal_id is not null order by 1 limit 8`,
    ),
  } as Partial<Record<AgencyKind, string[]>>;
  const claims = await Promise.all(
    [known.ACTIVE!, known.CHILD!, known.PENSIONER!, known.YEAR_ONLY!, known.CLASS_10A1!].map((id) =>
      personOf(cluster, id),
    ),
  );
  const cards = (await sampleCards({ urls: cluster.databases.owners })).map(({ cardText }) => ({ cardText }));
  return (Object.keys(reasons) as AgencyKind[]).map((kind) => {
    const own = [...(people[kind] ?? []), known.ACTIVE!, known.CHILD!];
    const ids = [...own, ...own, ...stories, '001000999999'];
    return {
      kind,
      ...reasons[kind],
      scopes: kinds[kind].scopes,
      values: {
        PersonalId: ids,
        'Query.residents.personalIds': [
          [],
          own.slice(0, 1),
          own.slice(0, 4),
          [...stories.slice(0, 5), ...own.slice(0, 2)],
        ],
        IdentityClaim: [
          ...claims,
          ...claims,
          ...claims.map((claim) => ({ ...claim, sex: 'MALE' })),
          ...claims.map(({ personalId }) => ({ personalId })),
          { ...claims[0], fullName: 'Nguyễn Hư Cấu' },
          { ...claims[1], dateOfBirth: 'hôm qua' },
          { personalId: '001000999999', fullName: 'Trần Hư Cấu', dateOfBirth: '1990-05-17' },
          { personalId: claims[0]!.personalId, oldIdNumber: '012345678' },
          { cardText: 'không đọc được' },
          {},
          ...cards,
        ],
        'Query.residentByHandle.handle': ['none', 7],
        'Query.school.code': ['01000701', '01000701', '01000701', '79000701', 'no such code'],
        'School.class.name': ['10A1', '10A1', '10A2', '"]'],
        'Resident.eligibility.facility': ['01001', '79001', 'nowhere'],
        String: ['2026-2027', '2026-2027', '2025-2026', ''],
        LocalDate: ['2026-07-01', '2020-02-29', '2031-01-01'],
        CareKind: ['OUTPATIENT', 'INPATIENT', 'EMERGENCY'],
        EnrolmentStatus: ['ENROLLED', 'TRANSFERRED'],
        IdentificationOutcome: ['MATCHED', 'UNREADABLE'],
        CareCircumstances: [
          {},
          { bases: ['REFERRAL'], admittedOn: '2026-06-01', cost: 1_200_000 },
          { bases: [], cardNumber: 'GD4010123456789', cardFacility: '79001', coPaidThisYear: 20_000_000 },
          { cardFacility: 'nowhere' },
        ],
        ID: ['01a2038a-3654-7ab1-9967-49e740bf11ef', 'none', 7],
        Boolean: [true, false],
        DateTime: ['2026-07-01T00:00:00Z', '2026-11-22T03:04:05.678Z', '2031-01-01T00:00:00Z'],
        AuditEventFilter: [
          null,
          {},
          { agency: 'hospital.demo' },
          { agency: 'hospital.demo', officer: '001', outcome: 'ANSWERED' },
          { subject: known.ACTIVE!, purpose: 'TREATMENT' },
          { from: '2026-01-01T00:00:00Z', to: '2031-01-01T00:00:00Z' },
          { requestId: 'none' },
        ],
        MisuseCaseFilter: [null, {}, { state: 'OPEN' }, { agency: 'hospital.demo' }],
        FindingFilter: [null, {}, { outcomes: ['DECEASED'], touchesBenefits: true }, { group: 0 }],
        FindingsBy: ['CAUSE', 'OFFICE'],
        ReconciliationColumnInput: [[], [{ column: 'FULL_NAME', header: 'Họ tên' }]],
        UsageFilter: [
          null,
          {},
          { agencyKind: 'HOSPITAL' },
          { withoutOwn: true, asked: false },
          { month: '2026-07' },
        ],
        RegistryCorrectionFilter: [null, {}, { state: 'ACCEPTED', owner: 'REGISTRY' }],
        Int: [1, 2, 3, 0, 201],
      },
    };
  });
}

async function personalIds(
  cluster: Cluster,
  database: 'population' | 'socialSecurity' | 'educationFee',
  text: string,
  values: unknown[] = [],
): Promise<string[]> {
  const rows = await rowsOf<{ personal_id: string }>(cluster, database, text, values);
  return rows.map((row) => row.personal_id);
}

/** Codes of a province's communes, of any time. */
function communesOf({ databases }: Cluster, province: string): Promise<string[]> {
  return withPool(databases.urls.hub, async (pool) => {
    const { rows } = await pool.query<{ code: string }>(
      'select distinct code from unit.admin_unit where province_code = $1',
      [province],
    );
    return rows.map(({ code }) => code);
  });
}

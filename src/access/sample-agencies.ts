import type pg from 'pg';
import type { StateDir } from '../config/state.js';
import type { Sentence } from '../domain/language.js';
import { addKey, grantScopes, listAgencies, putAgency } from './agency-admin.js';
import { keysOf } from './agency-details.js';
import type { AgencyStore } from './agency-store.js';
import { makeSigningKey } from './issuer.js';
import { type AgencyKind, kinds } from './kinds.js';

/** The sample agencies, one a kind; invented, as are the units they answer for. */
const sampleAgencies: { code: string; kind: AgencyKind; name: string; units: string[] }[] = [
  { code: 'hospital.demo', kind: 'HOSPITAL', name: 'Bệnh viện mẫu (hư cấu)', units: ['01001'] },
  { code: 'school.demo', kind: 'SCHOOL', name: 'Trường THPT mẫu (hư cấu)', units: ['01000701'] },
  { code: 'insurance.demo', kind: 'SOCIAL_INSURANCE', name: 'BHXH tỉnh mẫu (hư cấu)', units: ['01'] },
  { code: 'portal.demo', kind: 'PUBLIC_SERVICE', name: 'Cổng dịch vụ công mẫu (hư cấu)', units: [] },
  { code: 'authority.demo', kind: 'AUTHORITY', name: 'Công an tỉnh mẫu (hư cấu)', units: ['40'] },
  { code: 'auditor.demo', kind: 'AUDITOR', name: 'Thanh tra mẫu (hư cấu)', units: [] },
  { code: 'resident.demo', kind: 'RESIDENT', name: 'Cổng công dân mẫu (hư cấu)', units: [] },
  { code: 'operator.demo', kind: 'OPERATOR', name: 'Đơn vị vận hành mẫu (hư cấu)', units: [] },
];

/** Somebody invented who can be chosen at the embedded issuer's sign-in. */
export interface SampleOfficer {
  agency: string;
  agencyName: string;
  officer: string;
  name: string;
  duty: Sentence;
}

/** Officers of those sample agencies that have a desk. */
const sampleOfficers: readonly Omit<SampleOfficer, 'agencyName'>[] = [
  {
    ...{ agency: 'hospital.demo', officer: '001', name: 'Đỗ Thị Thanh Hương' },
    duty: { vi: 'Quầy tiếp đón số 1', en: 'Reception desk 1' },
  },
  {
    ...{ agency: 'hospital.demo', officer: '004', name: 'Lý Quốc Bảo' },
    duty: { vi: 'Quầy tiếp đón số 2', en: 'Reception desk 2' },
  },
  {
    ...{ agency: 'hospital.demo', officer: '007', name: 'Nông Văn Kiên' },
    duty: { vi: 'Khoa Cấp cứu', en: 'Emergency department' },
  },
  {
    ...{ agency: 'school.demo', officer: '011', name: 'Vi Thị Mai Anh' },
    duty: { vi: 'Văn phòng nhà trường', en: 'School office' },
  },
  {
    ...{ agency: 'school.demo', officer: '012', name: 'Hoàng Đức Trí' },
    duty: { vi: 'Kế toán nhà trường', en: 'School accounts' },
  },
  {
    ...{ agency: 'insurance.demo', officer: '021', name: 'Bùi Hải Yến' },
    duty: { vi: 'Tổ rà soát dữ liệu', en: 'Reconciliation' },
  },
  {
    ...{ agency: 'insurance.demo', officer: '022', name: 'Phan Trọng Nghĩa' },
    duty: { vi: 'Người duyệt thứ hai', en: 'Second reviewer' },
  },
  {
    ...{ agency: 'authority.demo', officer: '031', name: 'Đặng Minh Khôi' },
    duty: { vi: 'Lãnh đạo: bảng chỉ số', en: 'Leadership: indicators' },
  },
  {
    ...{ agency: 'auditor.demo', officer: '041', name: 'Lê Thu Trang' },
    duty: { vi: 'Thanh tra viên', en: 'Inspector' },
  },
  {
    ...{ agency: 'operator.demo', officer: '051', name: 'Trần Quang Huy' },
    duty: { vi: 'Trực vận hành', en: 'Operator on duty' },
  },
];

/**
 * Who may be chosen here: officers of sample agencies whose private keys lie in the state folder, since whoever reads it
 * can have their tokens anyway. Where no demonstration was ever started: nobody.
 */
export async function sampleOfficersHere(
  state: StateDir,
  agencies: AgencyStore,
): Promise<readonly SampleOfficer[]> {
  const keys = readSampleKeys(state) ?? {};
  const here = await Promise.all(
    sampleOfficers.map(async (officer) => {
      const agency = officer.agency in keys ? await agencies.find(officer.agency) : null;
      return agency ? [{ ...officer, agencyName: agency.name }] : [];
    }),
  );
  return here.flat();
}

const keysFile = 'agency-keys.json';

/** Private keys of the sample agencies' own systems, by agency code; kept in the state folder for the demonstration. */
export type SampleKeys = Record<string, Record<string, unknown>>;

/**
 * Registers the sample agencies with every scope of their kind and a key each. Safe to repeat; what an operator
 * changed about an existing one (a withdrawn grant, a suspension) stays as it is.
 */
export async function seedSampleAgencies(pool: pg.Pool, state: StateDir): Promise<void> {
  const keys = state.readJson<SampleKeys>(keysFile) ?? {};
  const known = new Set((await listAgencies(pool)).map((agency) => agency.code));
  for (const { code, kind, name, units } of sampleAgencies) {
    keys[code] ??= makeSigningKey();
    if (!known.has(code)) {
      await putAgency(pool, { code, kind, name, units, legalBasis: 'Dữ liệu mẫu, không có giá trị pháp lý' });
      await grantScopes(pool, code, kinds[kind].scopes);
    }
    const { d: _private, ...publicKey } = keys[code];
    const held = await keysOf(pool, code);
    if (!held.some(({ kid }) => kid === publicKey.kid)) await addKey(pool, code, publicKey);
  }
  state.writeJson(keysFile, keys);
}

/** The sample agencies' private keys, or null where no demonstration was ever started. */
export function readSampleKeys(state: StateDir): SampleKeys | null {
  return state.readJson<SampleKeys>(keysFile);
}

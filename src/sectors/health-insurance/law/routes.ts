import type { RouteRule } from './route-rule.js';
import { routesBefore2025 } from './routes-before-2025.js';

const list = 'QĐ 3276/QĐ-BYT 2025 PL1';
const since2025 = { from: '2025-01-01', until: null } as const;
const untilJune2026 = { from: '2025-01-01', until: '2026-06-30' } as const;
const sinceJuly2026 = { from: '2026-07-01', until: null } as const;

const own = { vi: 'Đúng nơi đăng ký khám chữa bệnh ban đầu.', en: 'This is the facility of registration.' };
const unpaid = {
  vi: 'Tự đến khám ngoại trú ở cơ sở này chưa được quỹ chi trả: cần phiếu chuyển.',
  en: 'Coming here unreferred as an outpatient is not paid by insurance: a referral is needed.',
};
const half = {
  vi: 'Tự đến khám ngoại trú ở cơ sở này: quỹ trả 50% mức hưởng.',
  en: 'Coming here unreferred as an outpatient: insurance pays half of the level.',
};
const paid = {
  vi: 'Tự đến nhưng được hưởng như đúng tuyến ở cơ sở này.',
  en: 'Coming here unreferred is paid as care as prescribed.',
};
const prescribed = { share: 100, prescribed: true } as const;
const open = { share: 100, prescribed: false } as const;
const selfPresented = { route: 'SELF_PRESENTED' } as const;

/**
 * The routes of the list of the Ministry of Health, with its codes and in its order: of rows that pay the same the
 * first counts. Codes that say no more than that something else was fetched or taken back (7.2–7.4, 8, 9, 10) are none.
 */
export const routes: readonly RouteRule[] = [
  {
    ...{ code: '1.1', route: 'RIGHT_FACILITY', ...prescribed, ...since2025, ...own },
    source: `Luật BHYT Đ22 k1, Đ26; ${list} mã 1.1`,
    when: { registeredHere: true },
  },
  {
    ...{ code: '1.2', route: 'INITIAL_LEVEL', share: 'WHOLE', prescribed: true, ...since2025 },
    source: `Luật BHYT Đ22 k1 c, k4 c; TT 01/2025/TT-BYT Đ3; ${list} mã 1.2`,
    when: { levels: ['INITIAL'], kind: 'HEALTH_STATION' },
    vi: 'Khám ở trạm y tế hoặc tương đương: quỹ trả toàn bộ trong phạm vi quyền lợi.',
    en: 'Care at a health station or its like: insurance pays the whole cost within its scope.',
  },
  {
    ...{ code: '1.3', route: 'REFERRAL', ...prescribed, ...since2025 },
    source: `Luật BHYT Đ27; TT 01/2025/TT-BYT Đ9, Đ10, Đ12; ${list} mã 1.3`,
    when: { basis: 'REFERRAL' },
    vi: 'Có phiếu chuyển cơ sở khám chữa bệnh.',
    en: 'Referred by another facility.',
  },
  {
    ...{ code: '1.4', route: 'RESIDENCE_CHANGE', ...prescribed, ...since2025 },
    source: `Luật BHYT Đ22 k3; TT 01/2025/TT-BYT Đ4; ${list} mã 1.4`,
    when: { basis: 'RESIDENCE_CHANGE' },
    vi: 'Khám khi thay đổi nơi lưu trú hoặc cư trú.',
    en: 'Care where the person stays or has moved to.',
  },
  {
    ...{ code: '1.5', route: 'APPOINTMENT', ...prescribed, ...since2025 },
    source: `Luật BHYT Đ28 k2; TT 01/2025/TT-BYT Đ11; ${list} mã 1.5`,
    when: { basis: 'APPOINTMENT' },
    vi: 'Có phiếu hẹn khám lại.',
    en: 'An appointment for another examination.',
  },
  {
    ...{ code: '1.6', route: 'ORGAN_DONOR', ...prescribed, ...since2025 },
    source: `NĐ 188/2025/NĐ-CP Đ37 k4; ${list} mã 1.6`,
    when: { basis: 'ORGAN_DONOR' },
    vi: 'Người hiến bộ phận cơ thể phải điều trị ngay sau khi hiến.',
    en: 'A donor of a part of the body who needs treatment right after.',
  },
  {
    ...{ code: '1.7', route: 'NEWBORN', ...prescribed, ...since2025 },
    source: `NĐ 188/2025/NĐ-CP Đ37 k2; ${list} mã 1.7`,
    when: { basis: 'NEWBORN' },
    vi: 'Trẻ sơ sinh phải điều trị ngay sau khi sinh.',
    en: 'A newborn who needs treatment right after birth.',
  },
  {
    ...{ code: '1.11', ...selfPresented, ...open, ...since2025, ...paid },
    source: `Luật BHYT Đ22 k4 c; ${list} mã 1.11`,
    when: { levels: ['INITIAL'] },
  },
  {
    ...{ code: '1.12', ...selfPresented, ...open, ...since2025, ...paid },
    source: `NĐ 188/2025/NĐ-CP Đ19 k1; ${list} mã 1.12`,
    when: { care: 'OUTPATIENT', levels: ['BASIC'], points: [0, 50], notFormerly: ['PROVINCE', 'CENTRAL'] },
  },
  {
    ...{ code: '1.13', ...selfPresented, share: 0, prescribed: false, ...untilJune2026, ...unpaid },
    source: `NĐ 188/2025/NĐ-CP Đ19 k2; ${list} mã 1.13`,
    when: { care: 'OUTPATIENT', levels: ['BASIC'], points: [50, 70] },
  },
  {
    ...{ code: '1.13', ...selfPresented, share: 50, prescribed: false, ...sinceJuly2026, ...half },
    source: `NĐ 188/2025/NĐ-CP Đ19 k2; ${list} mã 1.13`,
    when: { care: 'OUTPATIENT', levels: ['BASIC'], points: [50, 70] },
  },
  {
    ...{ code: '1.14', ...selfPresented, share: 0, prescribed: false, ...untilJune2026, ...unpaid },
    source: `NĐ 188/2025/NĐ-CP Đ19 k3; ${list} mã 1.14`,
    when: { care: 'OUTPATIENT', levels: ['BASIC'], formerly: ['PROVINCE', 'CENTRAL'] },
  },
  {
    ...{ code: '1.14', ...selfPresented, share: 50, prescribed: false, ...sinceJuly2026, ...half },
    source: `NĐ 188/2025/NĐ-CP Đ19 k3; ${list} mã 1.14`,
    when: { care: 'OUTPATIENT', levels: ['BASIC'], formerly: ['PROVINCE', 'CENTRAL'] },
  },
  {
    ...{ code: '1.15', ...selfPresented, ...open, ...since2025, ...paid },
    source: `Luật BHYT Đ22 k4 d; ${list} mã 1.15`,
    when: { care: 'INPATIENT', levels: ['BASIC'] },
  },
  {
    ...{ code: '1.16', route: 'LISTED_DISEASE', ...open, ...since2025 },
    source: `Luật BHYT Đ22 k4 a; TT 01/2025/TT-BYT Đ5 k1 b, PL II; ${list} mã 1.16`,
    when: { basis: 'LISTED_DISEASE', levels: ['BASIC'] },
    vi: 'Bệnh thuộc Phụ lục II Thông tư 01/2025/TT-BYT.',
    en: 'A disease of Appendix II of Circular 01/2025/TT-BYT.',
  },
  {
    ...{ code: '1.17', route: 'LISTED_DISEASE', ...open, ...since2025 },
    source: `Luật BHYT Đ22 k4 a; TT 01/2025/TT-BYT Đ5 k1 a, PL I; ${list} mã 1.17`,
    when: { basis: 'LISTED_DISEASE', levels: ['SPECIALISED'] },
    vi: 'Bệnh thuộc Phụ lục I Thông tư 01/2025/TT-BYT.',
    en: 'A disease of Appendix I of Circular 01/2025/TT-BYT.',
  },
  {
    ...{ code: '1.18', ...selfPresented, share: 0, prescribed: false, ...untilJune2026, ...unpaid },
    source: `Luật BHYT Đ22 k4 h; NĐ 188/2025/NĐ-CP Đ19 k4; ${list} mã 1.18`,
    when: { care: 'OUTPATIENT', levels: ['SPECIALISED'], formerly: ['PROVINCE'] },
  },
  {
    ...{ code: '1.18', ...selfPresented, share: 50, prescribed: false, ...sinceJuly2026, ...half },
    source: `Luật BHYT Đ22 k4 h; NĐ 188/2025/NĐ-CP Đ19 k4; ${list} mã 1.18`,
    when: { care: 'OUTPATIENT', levels: ['SPECIALISED'], formerly: ['PROVINCE'] },
  },
  {
    ...{ code: '2', route: 'EMERGENCY', ...prescribed, ...since2025 },
    source: `Luật BHYT Đ22 k5; NĐ 188/2025/NĐ-CP Đ37 k5; ${list} mã 2`,
    when: { care: 'EMERGENCY' },
    vi: 'Cấp cứu: được hưởng ở mọi cơ sở; xuất trình giấy tờ trước khi kết thúc đợt điều trị.',
    en: 'Emergency: covered at any facility; papers are shown before the treatment ends.',
  },
  {
    ...{ code: '3.1', ...selfPresented, share: 40, prescribed: false, ...since2025 },
    source: `Luật BHYT Đ22 k4 g; ${list} mã 3.1`,
    when: { care: 'INPATIENT', levels: ['SPECIALISED'], formerly: ['CENTRAL'] },
    vi: 'Tự đến điều trị nội trú ở cơ sở trước đây là tuyến trung ương: quỹ trả 40% mức hưởng.',
    en: 'Coming unreferred as an inpatient to a formerly central hospital: insurance pays 40% of the level.',
  },
  {
    ...{ code: '3.1', ...selfPresented, share: 0, prescribed: false, ...since2025, ...unpaid },
    source: `Luật BHYT Đ22 k4 g; ${list} mã 3.1`,
    when: { care: 'OUTPATIENT', levels: ['SPECIALISED'], formerly: ['CENTRAL'] },
  },
  {
    ...{ code: '3.2', ...selfPresented, ...open, ...since2025, ...paid },
    source: `Luật BHYT Đ22 k4 h; ${list} mã 3.2`,
    when: { care: 'INPATIENT', levels: ['SPECIALISED'], formerly: ['PROVINCE'] },
  },
  {
    ...{ code: '3.3', ...selfPresented, ...open, ...since2025, ...paid },
    source: `Luật BHYT Đ22 k4 đ; ${list} mã 3.3`,
    when: { levels: ['BASIC', 'SPECIALISED'], formerly: ['DISTRICT'] },
  },
  {
    ...{ code: '3.6', route: 'DIFFICULT_AREA', ...open, ...since2025 },
    source: `Luật BHYT Đ22 k4 b; ${list} mã 3.6`,
    when: { care: 'INPATIENT', levels: ['SPECIALISED'], areas: ['K1', 'K2', 'K3'] },
    vi: 'Người sinh sống ở vùng khó khăn, xã đảo, huyện đảo điều trị nội trú.',
    en: 'An inpatient who lives in a difficult area or on an island.',
  },
  {
    ...{ code: '7', route: 'MEDICINE_COLLECTION', ...open, ...since2025 },
    source: `${list} mã 7`,
    when: { basis: 'MEDICINE_IN_EPIDEMIC' },
    vi: 'Lĩnh thuốc theo giấy hẹn khi có dịch bệnh nhóm A hoặc bất khả kháng.',
    en: 'Medicine is collected by appointment in an epidemic or for force majeure.',
  },
  ...routesBefore2025,
];

import type { RouteRule } from './route-rule.js';

/** Second-hand: the rows were made from the list of codes of 2023 and digests of the law of 2014. */
const before = { from: '2021-01-01', until: '2024-12-31', secondHand: true } as const;
const list = 'QĐ 824/QĐ-BYT 2023 PL2';
const prescribed = { share: 100, prescribed: true } as const;
const notPrescribed = { route: 'SELF_PRESENTED', prescribed: false } as const;
const paid = {
  vi: 'Trái tuyến nhưng được hưởng như đúng tuyến ở cơ sở này.',
  en: 'Not on the right route, but paid like it at this facility.',
};
const unpaid = {
  vi: 'Trái tuyến khám ngoại trú ở cơ sở này không được quỹ chi trả.',
  en: 'Outpatient care off the right route is not paid at this facility.',
};

/** The routes between facilities by former levels (tuyến), open within a province, until Law 51/2024/QH15. */
export const routesBefore2025: readonly RouteRule[] = [
  {
    ...{ code: '1.1', route: 'RIGHT_FACILITY', ...prescribed, ...before },
    source: `Luật BHYT (sửa 2014) Đ22 k1, Đ26; ${list} mã 1.1`,
    when: { registeredHere: true },
    vi: 'Đúng nơi đăng ký khám chữa bệnh ban đầu.',
    en: 'This is the facility of registration.',
  },
  {
    ...{ code: '1.2', route: 'SAME_PROVINCE', ...prescribed, ...before },
    source: `Luật BHYT (sửa 2014) Đ22 k4; ${list} mã 1.2`,
    when: { sameProvince: true, formerly: ['COMMUNE', 'DISTRICT'] },
    vi: 'Thông tuyến xã, huyện trong cùng tỉnh.',
    en: 'Communes and districts of one province are open to each other.',
  },
  {
    ...{ code: '1.3', route: 'REFERRAL', ...prescribed, ...before },
    source: `Luật BHYT Đ27; TT 40/2015/TT-BYT; ${list} mã 1.3`,
    when: { basis: 'REFERRAL' },
    vi: 'Có giấy chuyển tuyến.',
    en: 'Referred by another facility.',
  },
  {
    ...{ code: '1.4', route: 'RESIDENCE_CHANGE', ...prescribed, ...before },
    source: `NĐ 146/2018/NĐ-CP Đ15; ${list} mã 1.4`,
    when: { basis: 'RESIDENCE_CHANGE' },
    vi: 'Công tác, học tập, tạm trú ở địa phương khác.',
    en: 'Working, studying or staying elsewhere.',
  },
  {
    ...{ code: '1.5', route: 'APPOINTMENT', ...prescribed, ...before },
    source: `NĐ 146/2018/NĐ-CP Đ15; ${list} mã 1.5`,
    when: { basis: 'APPOINTMENT' },
    vi: 'Có giấy hẹn khám lại.',
    en: 'An appointment for another examination.',
  },
  {
    ...{ code: '1.7', route: 'NEWBORN', ...prescribed, ...before },
    source: `NĐ 146/2018/NĐ-CP Đ15; ${list} mã 1.7`,
    when: { basis: 'NEWBORN' },
    vi: 'Trẻ sơ sinh phải điều trị ngay sau khi sinh.',
    en: 'A newborn who needs treatment right after birth.',
  },
  {
    ...{ code: '2', route: 'EMERGENCY', ...prescribed, ...before },
    source: `Luật BHYT Đ28; NĐ 146/2018/NĐ-CP Đ15; ${list} mã 2`,
    when: { care: 'EMERGENCY' },
    vi: 'Cấp cứu: được hưởng ở mọi cơ sở.',
    en: 'Emergency: covered at any facility.',
  },
  {
    ...{ code: '3.1', ...notPrescribed, share: 40, ...before },
    source: `Luật BHYT (sửa 2014) Đ22 k3 a; ${list} mã 3.1`,
    when: { care: 'INPATIENT', formerly: ['CENTRAL'] },
    vi: 'Trái tuyến nội trú tuyến trung ương: quỹ trả 40% mức hưởng.',
    en: 'An inpatient off the right route at a central hospital: insurance pays 40% of the level.',
  },
  {
    ...{ code: '3.2', ...notPrescribed, share: 100, ...before, ...paid },
    source: `Luật BHYT (sửa 2014) Đ22 k3 b, k6; ${list} mã 3.2`,
    when: { care: 'INPATIENT', formerly: ['PROVINCE'] },
  },
  {
    ...{ code: '3.3', ...notPrescribed, share: 100, ...before, ...paid },
    source: `Luật BHYT (sửa 2014) Đ22 k3 c; ${list} mã 3.3`,
    when: { formerly: ['DISTRICT'] },
  },
  {
    ...{ code: '3.5', ...notPrescribed, share: 0, ...before, ...unpaid },
    source: `Luật BHYT (sửa 2014) Đ22 k3; ${list} mã 3.5`,
    when: { care: 'OUTPATIENT', formerly: ['PROVINCE'] },
  },
  {
    ...{ code: '3.6', route: 'DIFFICULT_AREA', share: 100, prescribed: false, ...before },
    source: `Luật BHYT (sửa 2014) Đ22 k5; ${list} mã 3.6`,
    when: { care: 'INPATIENT', formerly: ['PROVINCE', 'CENTRAL'], areas: ['K1', 'K2', 'K3'] },
    vi: 'Người sinh sống ở vùng khó khăn, xã đảo, huyện đảo điều trị nội trú.',
    en: 'An inpatient who lives in a difficult area or on an island.',
  },
];

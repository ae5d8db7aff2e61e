import type { CardTextKind } from '../domain/card-text.js';
import type { CareKind } from '../domain/care.js';
import { publicSentence } from '../domain/errors.js';
import type { Sentence } from '../domain/language.js';
import type { Verdict, VerdictField } from '../domain/verdict.js';
import type {
  NotConfirmedCause,
  PendingCause,
  Verification,
  VisitEntry,
  VisitMoment,
  VisitState,
} from './visit.js';

type Words<Code extends string> = Readonly<Record<Code, Sentence>>;

export const states: Words<VisitState> = {
  PENDING_VERIFICATION: { vi: 'Chờ xác minh', en: 'pending' },
  OPEN: { vi: 'Đang điều trị', en: 'open' },
  ENDED: { vi: 'Đã kết thúc', en: 'ended' },
  NOT_CONFIRMED: { vi: 'Không xác minh được', en: 'not confirmed' },
  WITHDRAWN: { vi: 'Đã hủy', en: 'withdrawn' },
};

export const moments: Words<VisitMoment> = {
  ARRIVAL: { vi: 'Tiếp đón', en: 'arrival' },
  DURING: { vi: 'Trong điều trị', en: 'during' },
  DISCHARGE: { vi: 'Kết thúc', en: 'discharge' },
};

export const verifications: Words<Verification> = {
  CONFIRMED: { vi: 'Đã xác minh', en: 'confirmed' },
  PENDING: { vi: 'Chờ xác minh', en: 'pending' },
  NOT_CONFIRMED: { vi: 'Không xác minh được', en: 'not confirmed' },
};

export const careKinds: Words<CareKind> = {
  OUTPATIENT: { vi: 'Ngoại trú', en: 'outpatient' },
  INPATIENT: { vi: 'Nội trú', en: 'inpatient' },
  EMERGENCY: { vi: 'Cấp cứu', en: 'emergency' },
};

export const outcomes: Words<NonNullable<VisitEntry['outcome']>> = {
  ELIGIBLE: { vi: 'Đủ điều kiện hưởng', en: 'eligible' },
  ELIGIBLE_CHECK: { vi: 'Đủ điều kiện hưởng, cần kiểm tra thẻ', en: 'eligible, check the card' },
  NOT_ELIGIBLE: { vi: 'Không đủ điều kiện hưởng', en: 'not eligible' },
  NOT_COVERED: { vi: 'Không có thẻ BHYT', en: 'not insured' },
};

export const pendingCauses: Words<PendingCause> = {
  REGISTRY_UNAVAILABLE: publicSentence('REGISTRY_UNAVAILABLE'),
  SECTOR_UNAVAILABLE: publicSentence('SECTOR_UNAVAILABLE'),
  OVERLOADED: { vi: 'Quá nhiều yêu cầu chờ nguồn dữ liệu', en: 'too many wait for the source' },
  OVER_BUDGET: { vi: 'Nguồn dữ liệu trả lời quá chậm', en: 'the source is too slow' },
  ARRIVAL_PENDING: { vi: 'Lần tiếp đón còn chờ xác minh', en: 'the arrival is pending itself' },
};

export const notConfirmedCauses: Words<NotConfirmedCause> = {
  NOT_FOUND: { vi: 'Không tìm thấy người này', en: 'nobody was found' },
  MISMATCHED: {
    vi: 'Thông tin đã nêu không khớp CSDL dân cư',
    en: 'what was stated is not what is on record',
  },
  PARTIAL: { vi: 'Thông tin đã nêu chưa đủ để xác minh', en: 'what was stated is not enough' },
  UNREADABLE: { vi: 'Không đọc được mã đã quét', en: 'what was scanned cannot be read' },
  ARRIVAL_NOT_CONFIRMED: { vi: 'Lần tiếp đón không xác minh được', en: 'the arrival is not confirmed' },
  EXPIRED: { vi: 'Quá hạn tra cứu lại', en: 'the look could not be made up for in time' },
};

export const papers: Words<CardTextKind> = {
  CCCD_QR: { vi: 'Mã QR thẻ CCCD', en: 'QR of a CCCD card' },
  CAN_CUOC_QR: { vi: 'Mã QR thẻ căn cước', en: 'QR of a căn cước card' },
  INSURANCE_QR: { vi: 'Mã QR thẻ BHYT', en: 'QR of an insurance card' },
  MRZ: { vi: 'Dòng MRZ của thẻ', en: 'machine readable zone' },
  PERSONAL_ID: { vi: 'Số định danh', en: 'personal ID' },
  OLD_ID_NUMBER: { vi: 'Số CMND', en: 'old ID number' },
  INSURANCE_NUMBER: { vi: 'Mã số BHXH', en: 'insurance number' },
  INSURANCE_CARD: { vi: 'Số thẻ BHYT', en: 'insurance card number' },
};

export const verdictFields: Words<VerdictField> = {
  NUMBER: { vi: 'Số', en: 'number' },
  FULL_NAME: { vi: 'Họ tên', en: 'name' },
  DATE_OF_BIRTH: { vi: 'Ngày sinh', en: 'birth date' },
  SEX: { vi: 'Giới tính', en: 'sex' },
  ADDRESS: { vi: 'Địa chỉ', en: 'address' },
};

export const verdictWords: Words<Verdict> = {
  SAME: { vi: 'khớp', en: 'same' },
  SAME_NORMALISED: { vi: 'khớp sau chuẩn hóa', en: 'same once normalised' },
  LESS_PRECISE: { vi: 'khớp, kém chi tiết hơn', en: 'less precise' },
  RENAMED_UNIT: { vi: 'khớp, đơn vị hành chính đã đổi tên', en: 'unit renamed' },
  DIFFERENT: { vi: 'khác', en: 'different' },
  NOT_ON_RECORD: { vi: 'không có trên hệ thống', en: 'not on record' },
};

import type { Purpose } from '../../access/kinds.js';
import type { Sentence } from '../../domain/language.js';

/** What a purpose means to the person it was about, and the law that lets an agency look for it. */
export interface PurposeWords {
  sentence: Sentence;
  /** As cited in Vietnamese; the same in both languages. */
  legalBasis: string;
}

const insurance = 'Luật Bảo hiểm y tế (sửa đổi bởi Luật 51/2024/QH15), Nghị định 188/2025/NĐ-CP';
const sharing = 'Nghị định 278/2025/NĐ-CP về kết nối, chia sẻ dữ liệu';
const own = 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (quyền được biết, được xem)';

/** Words in force from a day on, newest first; a look is told in the words of its own day. */
const wordings: readonly { from: string; words: Readonly<Record<Purpose, PurposeWords>> }[] = [
  {
    from: '2026-01-01',
    words: {
      TREATMENT: {
        sentence: {
          vi: 'Tiếp nhận khám bệnh, chữa bệnh và kiểm tra thẻ bảo hiểm y tế',
          en: 'Admission to medical care and check of health insurance',
        },
        legalBasis: insurance,
      },
      EMERGENCY: {
        sentence: {
          vi: 'Cấp cứu: tra cứu khẩn cấp có nêu lý do',
          en: 'Emergency care, with a stated reason',
        },
        legalBasis: insurance,
      },
      ENROLMENT: {
        sentence: { vi: 'Tuyển sinh và quản lý học sinh', en: 'School enrolment and class lists' },
        legalBasis: sharing,
      },
      FEE_COLLECTION: {
        sentence: { vi: 'Thu học phí và xét miễn, giảm', en: 'School fees and exemptions' },
        legalBasis: sharing,
      },
      INSURANCE_ADMINISTRATION: {
        sentence: { vi: 'Quản lý người tham gia bảo hiểm xã hội', en: 'Administration of social insurance' },
        legalBasis: 'Luật Bảo hiểm xã hội 41/2024/QH15, Nghị định 164/2025/NĐ-CP',
      },
      RECONCILIATION: {
        sentence: {
          vi: 'Đối soát dữ liệu với Cơ sở dữ liệu quốc gia về dân cư',
          en: 'Reconciliation of records with the population registry',
        },
        legalBasis: 'Luật Căn cước 26/2023/QH15 Điều 11 khoản 4',
      },
      ADMINISTRATIVE_PROCEDURE: {
        sentence: { vi: 'Giải quyết thủ tục hành chính', en: 'An administrative procedure' },
        legalBasis: sharing,
      },
      STATISTICS: {
        sentence: { vi: 'Thống kê', en: 'Statistics' },
        legalBasis: sharing,
      },
      RESIDENT_REQUEST: {
        sentence: { vi: 'Theo yêu cầu của chính người dân', en: 'At the resident’s own request' },
        legalBasis: own,
      },
      INSPECTION: {
        sentence: {
          vi: 'Thanh tra, kiểm tra việc tra cứu dữ liệu',
          en: 'Inspection of how data are looked up',
        },
        legalBasis: 'Pháp luật về thanh tra; Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15',
      },
      SELF: {
        sentence: { vi: 'Người dân tự xem', en: 'The resident’s own look' },
        legalBasis: own,
      },
      OPERATION: {
        sentence: { vi: 'Vận hành hệ thống', en: 'Operation of the hub' },
        legalBasis: 'Nghị định 69/2024/NĐ-CP',
      },
    },
  },
];

/** The words of a purpose on a day (`2026-01-31`); null for a purpose that is not in the list. */
export function purposeWords(purpose: string | null, day: string): PurposeWords | null {
  const wording = wordings.find(({ from }) => from <= day) ?? wordings.at(-1)!;
  return purpose !== null && Object.hasOwn(wording.words, purpose) ? wording.words[purpose as Purpose] : null;
}

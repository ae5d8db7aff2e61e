import type { AgencyKind } from '../../access/kinds.js';
import type { Sentence } from '../../domain/language.js';

/** What a kind of agency is called where its name is not told. */
export const kindWords: Readonly<Record<AgencyKind, Sentence>> = {
  HOSPITAL: { vi: 'Một cơ sở khám bệnh, chữa bệnh', en: 'A hospital or clinic' },
  SCHOOL: { vi: 'Một cơ sở giáo dục', en: 'A school' },
  SOCIAL_INSURANCE: { vi: 'Một cơ quan bảo hiểm xã hội', en: 'A social insurance office' },
  PUBLIC_SERVICE: { vi: 'Một cổng dịch vụ công', en: 'A public service portal' },
  AUTHORITY: { vi: 'Một cơ quan công an hoặc chính quyền', en: 'An authority' },
  AUDITOR: { vi: 'Một cơ quan thanh tra', en: 'An inspectorate' },
  RESIDENT: { vi: 'Một người dân', en: 'A resident' },
  OPERATOR: { vi: 'Đơn vị vận hành hệ thống', en: 'The operator of the hub' },
};

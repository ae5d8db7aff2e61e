import type { Sentence } from '../../../domain/language.js';

/** What the board of indicators says. */
export const words = {
  deskName: { vi: 'Bảng chỉ số', en: 'Indicators' },
  loading: { vi: 'Đang tính các chỉ số…', en: 'Counting…' },
  period: { vi: 'Kỳ', en: 'Period' },
  days: (count: number): Sentence => ({ vi: `${count} ngày gần nhất`, en: `Last ${count} days` }),
  from: { vi: 'từ', en: 'from' },
  until: { vi: 'đến', en: 'until' },
  asOf: { vi: 'Số liệu lúc', en: 'As of' },
  csv: { vi: 'Tải CSV', en: 'Download CSV' },
  print: { vi: 'In', en: 'Print' },
  purposeIs: { vi: 'Mục đích: Thống kê.', en: 'Purpose: statistics.' },
  nobody: { vi: 'Chỉ có số đếm, không có dữ liệu của ai.', en: 'Counts alone, nobody’s data.' },
  notAnswered: {
    vi: 'Nguồn chưa trả lời nên chưa có số liệu này.',
    en: 'Its source does not answer, so there is no figure.',
  },
  facilities: { vi: 'Cơ sở khám đã dùng thẻ căn cước', en: 'Facilities that used identity cards' },
  visitsByCard: { vi: 'Lượt khám bằng thẻ căn cước', en: 'Visits by identity card' },
  people: { vi: 'Người đã khám', en: 'People seen' },
  cashless: { vi: 'Học phí thu không tiền mặt', en: 'Fees paid without cash' },
  schools: { vi: 'Trường có thu không tiền mặt', en: 'Schools paid without cash' },
  agrees: { vi: 'Bản ghi khớp với dân cư', en: 'Records that agree with the registry' },
  looks: { vi: 'Lượt tra cứu trong kỳ', en: 'Looks in the period' },
  millions: { vi: 'tr ₫', en: 'm ₫' },
  ofAll: { vi: 'trên', en: 'of' },
  noVisits: { vi: 'Chưa có lượt khám nào trong kỳ.', en: 'No visit in this period yet.' },
  noFees: { vi: 'Năm học này chưa có khoản thu nào.', en: 'No fee in this school year yet.' },
  noPaid: { vi: 'Chưa thu khoản nào.', en: 'Nothing was paid yet.' },
  noRuns: { vi: 'Chưa có đợt rà soát nào.', en: 'There was no reconciliation run yet.' },
  noLooks: { vi: 'Chưa có lượt tra cứu nào trong kỳ.', en: 'No look in this period yet.' },
  pendingToo: { vi: 'chờ xác minh, chưa tính', en: 'pending, not counted' },
  schoolYear: { vi: 'Năm học', en: 'School year' },
  runOf: { vi: 'đợt xong lúc', en: 'run over at' },
  visitsByDay: { vi: 'Lượt khám theo ngày', en: 'Visits by day' },
  conclusions: { vi: 'Kết luận lúc tiếp đón', en: 'Conclusions at arrival' },
  cashlessByProvince: { vi: 'Thu học phí theo tỉnh', en: 'Fees by province' },
  cashlessShare: { vi: 'Không tiền mặt (%)', en: 'Without cash (%)' },
  schoolsShort: { vi: 'Trường', en: 'Schools' },
  province: { vi: 'Tỉnh', en: 'Province' },
  results: { vi: 'Kết quả rà soát', en: 'Reconciliation' },
  causes: { vi: 'Nguyên nhân sai lệch', en: 'Causes of what differs' },
  looksByDay: { vi: 'Lượt tra cứu theo ngày', en: 'Looks by day' },
  day: { vi: 'Ngày', en: 'Day' },
  total: { vi: 'Tổng', en: 'Total' },
  byCard: { vi: 'Bằng thẻ căn cước', en: 'By identity card' },
  otherwise: { vi: 'Cách khác', en: 'Otherwise' },
  count: { vi: 'Số lượng', en: 'Count' },
  share: { vi: 'Tỷ lệ', en: 'Share' },
  showTable: { vi: 'Xem bảng', en: 'Table' },
  showChart: { vi: 'Xem biểu đồ', en: 'Chart' },
  most: { vi: 'cao nhất', en: 'highest' },
  chart: { vi: 'Bảng', en: 'Table' },
  item: { vi: 'Mục', en: 'Item' },
  measure: { vi: 'Chỉ số', en: 'Figure' },
  value: { vi: 'Giá trị', en: 'Value' },
} as const;

export const outcomeNames: Readonly<Record<string, Sentence>> = {
  ELIGIBLE: { vi: 'Được hưởng', en: 'Eligible' },
  ELIGIBLE_CHECK: { vi: 'Được hưởng, cần kiểm tra', en: 'Eligible, to be checked' },
  NOT_ELIGIBLE: { vi: 'Không được hưởng', en: 'Not eligible' },
  NOT_COVERED: { vi: 'Không có thẻ còn hạn', en: 'Not covered' },
  UNKNOWN: { vi: 'Chưa rõ', en: 'Unknown' },
};

export const resultNames: Readonly<Record<string, Sentence>> = {
  VERIFIED: { vi: 'Khớp hoàn toàn', en: 'Agrees' },
  VERIFIED_NORMALISED: { vi: 'Khớp, khác cách viết', en: 'Agrees, written otherwise' },
  MISMATCH: { vi: 'Có điểm khác', en: 'Differs' },
  AMBIGUOUS: { vi: 'Chưa phân biệt được người nào', en: 'Several possible' },
  DUPLICATE: { vi: 'Trùng bản ghi', en: 'Duplicate' },
  DECEASED: { vi: 'Người đã mất', en: 'Deceased' },
  ID_REPLACED: { vi: 'Số định danh đã đổi', en: 'Number replaced' },
  NOT_FOUND: { vi: 'Không tìm thấy', en: 'Not found' },
};

const fields: Readonly<Record<string, Sentence>> = {
  name: { vi: 'Họ tên', en: 'Name' },
  dob: { vi: 'Ngày sinh', en: 'Birth date' },
  gender: { vi: 'Giới tính', en: 'Sex' },
  address: { vi: 'Địa chỉ', en: 'Address' },
  id: { vi: 'Số định danh', en: 'Number' },
};
const classes: Readonly<Record<string, Sentence>> = {
  MISSING: { vi: 'thiếu', en: 'missing' },
  UNREADABLE: { vi: 'không đọc được', en: 'unreadable' },
  NOT_ON_RECORD: { vi: 'dân cư không có', en: 'not on record' },
  YEAR_ONLY: { vi: 'chỉ có năm', en: 'year only' },
  MONTH_ONLY: { vi: 'chỉ có tháng, năm', en: 'month only' },
  DAY_MONTH_SWAPPED: { vi: 'đảo ngày và tháng', en: 'day and month swapped' },
  FIRST_OF_JANUARY: { vi: 'ghi ngày 01/01', en: 'first of January' },
  OFF_BY_ONE: { vi: 'lệch một đơn vị', en: 'off by one' },
  CENTURY: { vi: 'nhầm thế kỷ', en: 'wrong century' },
  ONE_OR_TWO_DIGITS: { vi: 'sai một, hai chữ số', en: 'one or two digits' },
  OTHER_PERSON: { vi: 'của người khác', en: 'of another person' },
  OLD_NUMBER: { vi: 'dùng số CMND cũ', en: 'old number' },
  WRITTEN_OTHERWISE: { vi: 'viết khác', en: 'written otherwise' },
  REPLACED: { vi: 'đã đổi', en: 'replaced' },
  DECEASED: { vi: 'của người đã mất', en: 'of a deceased' },
  CANCELLED: { vi: 'đã hủy', en: 'cancelled' },
  CLAIMED_TWICE: { vi: 'hai bản ghi cùng dùng', en: 'claimed twice' },
  ONE_LETTER: { vi: 'sai một chữ', en: 'one letter' },
  DIFFERENT: { vi: 'khác', en: 'different' },
  CASE: { vi: 'khác chữ hoa, thường', en: 'capitals' },
  UNICODE_FORM: { vi: 'khác bảng mã Unicode', en: 'Unicode form' },
  TONE_PLACEMENT: { vi: 'khác chỗ đặt dấu', en: 'tone placement' },
  I_Y: { vi: 'i và y', en: 'i and y' },
  LETTER_D: { vi: 'đ và d', en: 'đ and d' },
  SPACING: { vi: 'khác khoảng trắng', en: 'spacing' },
  TONES_DROPPED: { vi: 'thiếu dấu', en: 'marks dropped' },
  ENCODING: { vi: 'phông chữ cũ', en: 'old font' },
  TYPING_ARTEFACT: { vi: 'lỗi bộ gõ', en: 'typing artefact' },
  MIDDLE_NAME_MISSING: { vi: 'thiếu chữ đệm', en: 'middle name missing' },
  CONFUSABLE: { vi: 'chữ dễ lẫn', en: 'confusable letters' },
  ORDER: { vi: 'khác thứ tự', en: 'order' },
  RENAMED_UNIT: { vi: 'địa danh đã đổi tên', en: 'renamed place' },
};

/** `name:ONE_LETTER` as people say it; what has no words of its own stands as it is. */
export function causeName(cause: string): Sentence {
  const [field = '', kind = ''] = cause.split(':');
  const [f, c] = [fields[field], classes[kind]];
  const plain = kind.toLowerCase().replaceAll('_', ' ');
  return {
    vi: `${f?.vi ?? field}: ${c?.vi ?? plain}`,
    en: `${f?.en ?? field}: ${c?.en ?? plain}`,
  };
}

export const kindNames: Readonly<Record<string, Sentence>> = {
  HOSPITAL: { vi: 'Bệnh viện', en: 'Hospitals' },
  SCHOOL: { vi: 'Trường học', en: 'Schools' },
  SOCIAL_INSURANCE: { vi: 'Bảo hiểm xã hội', en: 'Social insurance' },
  PUBLIC_SERVICE: { vi: 'Một cửa', en: 'One-stop portals' },
  AUTHORITY: { vi: 'Công an, chính quyền', en: 'Authorities' },
  AUDITOR: { vi: 'Thanh tra', en: 'Auditors' },
  RESIDENT: { vi: 'Chính người dân', en: 'Residents themselves' },
  OPERATOR: { vi: 'Vận hành', en: 'Operators' },
};

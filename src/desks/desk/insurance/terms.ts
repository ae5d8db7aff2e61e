import type { Language, Sentence } from '../../../domain/language.js';

/** The words of the field for what the hub names by codes. */
type Terms = Readonly<Record<string, Sentence>>;

export const runStates: Terms = {
  WAITING: { vi: 'Chờ máy chủ nhận', en: 'Waiting to be taken up' },
  RUNNING: { vi: 'Đang chạy', en: 'Running' },
  PAUSING: { vi: 'Đang dừng lại', en: 'Pausing' },
  PAUSED: { vi: 'Tạm dừng', en: 'Paused' },
  CANCELLING: { vi: 'Đang hủy', en: 'Cancelling' },
  CANCELLED: { vi: 'Đã hủy', en: 'Cancelled' },
  FAILED: { vi: 'Không làm được', en: 'Failed' },
  FINISHED: { vi: 'Đã xong', en: 'Finished' },
};
export const stages: Terms = {
  LOADING: { vi: 'Đọc, so theo số', en: 'Read, compare by number' },
  SEARCHING: { vi: 'Tìm người giống', en: 'Search who is alike' },
  GROUPING: { vi: 'Tìm trùng, đếm', en: 'Duplicates, counts' },
};
export const sourceKinds: Terms = {
  FILE: { vi: 'tệp của lệnh', en: 'file of a command' },
  UPLOAD: { vi: 'tệp gửi lên', en: 'file sent in' },
  VIEW: { vi: 'dữ liệu của ngành', en: 'the sector’s records' },
};
export const outcomes: Terms = {
  VERIFIED: { vi: 'Khớp', en: 'Verified' },
  VERIFIED_NORMALISED: { vi: 'Khớp, viết khác', en: 'Verified, written otherwise' },
  MISMATCH: { vi: 'Sai lệch', en: 'Mismatch' },
  AMBIGUOUS: { vi: 'Nhiều người phù hợp', en: 'Ambiguous' },
  DUPLICATE: { vi: 'Trùng người', en: 'Duplicate' },
  DECEASED: { vi: 'Đã mất', en: 'Deceased' },
  ID_REPLACED: { vi: 'Số đã được thay', en: 'Number replaced' },
  NOT_FOUND: { vi: 'Không tìm thấy', en: 'Not found' },
};
export const findingStates: Terms = {
  OPEN: { vi: 'Chưa xem', en: 'Open' },
  PROPOSED: { vi: 'Chờ người thứ hai', en: 'Waits for a second' },
  ACCEPTED: { vi: 'Chấp nhận', en: 'Accepted' },
  DISMISSED: { vi: 'Đã bác', en: 'Dismissed' },
  ROUTED: { vi: 'Gửi cơ quan dân cư', en: 'With the registry' },
  SENDING: { vi: 'Đang áp dụng', en: 'Being applied' },
  APPLIED: { vi: 'Đã áp dụng', en: 'Applied' },
  REVERTING: { vi: 'Đang hoàn tác', en: 'Being taken back' },
  REGISTRY_CORRECTED: { vi: 'Dân cư đã sửa', en: 'Registry corrected' },
  REGISTRY_REFUSED: { vi: 'Dân cư không sửa', en: 'Registry refused' },
};
export const filterStates: Terms = {
  TODO: { vi: 'Chưa xử lý', en: 'To do' },
  PROPOSED: findingStates.PROPOSED!,
  ACCEPTED: findingStates.ACCEPTED!,
  DISMISSED: findingStates.DISMISSED!,
  ROUTED: findingStates.ROUTED!,
  APPLIED: findingStates.APPLIED!,
  ALL: { vi: 'Tất cả', en: 'All' },
};
export const groupStates: Terms = {
  OPEN: { vi: 'Chưa rút mẫu', en: 'Not sampled' },
  SAMPLED: { vi: 'Đang xem mẫu', en: 'Sample under review' },
  ACCEPTED: { vi: 'Đã chấp nhận', en: 'Accepted' },
  REFUSED: { vi: 'Không chấp nhận theo nhóm', en: 'Refused as a group' },
};
export const acts: Terms = {
  ACCEPT: { vi: 'Chấp nhận', en: 'Accept' },
  DISMISS: { vi: 'Bác', en: 'Dismiss' },
  ROUTE: { vi: 'Gửi cơ quan dân cư', en: 'To the registry' },
  UNDO: { vi: 'Rút lại', en: 'Take back' },
  TAKE: { vi: 'Nhận việc', en: 'Take' },
  RELEASE: { vi: 'Trả lại', en: 'Give back' },
  ACCEPT_GROUP: { vi: 'Chấp nhận theo nhóm', en: 'Accept with its group' },
  APPLIED: { vi: 'Đã áp dụng', en: 'Applied' },
  APPLY: { vi: 'Áp dụng', en: 'Apply' },
  REVERT: { vi: 'Hoàn tác', en: 'Take back' },
  REVERTED: { vi: 'Đã hoàn tác', en: 'Taken back' },
  SAMPLE: { vi: 'Rút vào mẫu', en: 'Drawn into a sample' },
};
/** Why something was not done. */
export const conflicts: Terms = {
  VERSION: { vi: 'người khác vừa xử lý; mở lại để xem', en: 'somebody was faster; look again' },
  ASSIGNED: { vi: 'cán bộ khác đang giữ', en: 'another officer has it in hand' },
  STATE: { vi: 'đã kết luận hoặc áp dụng rồi', en: 'decided or applied already' },
  SAME_OFFICER: { vi: 'phải là cán bộ khác', en: 'a second officer must do it' },
  OTHER_DECISION: { vi: 'khác kết luận của người thứ nhất', en: 'not what the first officer said' },
  NO_CANDIDATE: { vi: 'phải chọn ứng viên', en: 'choose a candidate' },
  OUT_OF_REMIT: { vi: 'ứng viên ngoài phạm vi quản lý', en: 'out of your agency’s remit' },
  NOT_YOURS: { vi: 'chỉ người kết luận được rút lại', en: 'only who decided may take it back' },
  TOO_LATE: { vi: 'đã quá 72 giờ', en: 'the 72 hours are over' },
  ALREADY_RIGHT: { vi: 'hồ sơ đã đúng', en: 'it is right already' },
  NEEDS_SECOND: { vi: 'có chế độ: cần người thứ hai', en: 'a benefit: needs a second officer' },
  UNKNOWN_RECORD: { vi: 'ngành không có hồ sơ này', en: 'the sector has no such record' },
  CHANGED: { vi: 'hồ sơ của ngành đã đổi', en: 'the sector’s record has changed' },
  REFUSED: { vi: 'ngành từ chối', en: 'the sector refused' },
  NOT_FOUND: { vi: 'không tìm thấy', en: 'not found' },
};
export const appliedOutcomes: Terms = {
  WOULD_APPLY: { vi: 'sẽ sửa', en: 'would be changed' },
  APPLIED: { vi: 'đã sửa', en: 'changed' },
  REVERTED: { vi: 'đã hoàn tác', en: 'taken back' },
  SKIPPED: { vi: 'bỏ qua', en: 'skipped' },
  FAILED: { vi: 'bị từ chối', en: 'refused' },
  PENDING: { vi: 'chờ ngành trả lời', en: 'waits for the sector' },
};
export const fields: Terms = {
  NUMBER: { vi: 'Số định danh', en: 'Personal id' },
  FULL_NAME: { vi: 'Họ và tên', en: 'Name' },
  DATE_OF_BIRTH: { vi: 'Ngày sinh', en: 'Birth date' },
  SEX: { vi: 'Giới tính', en: 'Sex' },
  ADDRESS: { vi: 'Địa chỉ', en: 'Address' },
  BENEFITS: { vi: 'Tạm dừng chi trả', en: 'Payment suspended' },
};
export const columnNames: Terms = {
  sector_no: { vi: 'Mã số hồ sơ', en: 'Sector number' },
  personal_id: fields.NUMBER!,
  old_cmnd: { vi: 'Số CMND', en: 'Old id number' },
  full_name: fields.FULL_NAME!,
  dob: fields.DATE_OF_BIRTH!,
  gender: fields.SEX!,
  address: fields.ADDRESS!,
  employer: { vi: 'Đơn vị', en: 'Employer' },
  issuing_office: { vi: 'Nơi cấp', en: 'Issuing office' },
  commune: { vi: 'Xã, phường', en: 'Commune' },
};
export const rejectReasons: Terms = {
  QUOTE_NOT_CLOSED: { vi: 'dấu nháy không đóng', en: 'a quote is not closed' },
  TOO_FEW_CELLS: { vi: 'thiếu ô', en: 'too few cells' },
  TOO_MANY_CELLS: { vi: 'thừa ô', en: 'too many cells' },
  NOT_TEXT: { vi: 'ký tự hỏng', en: 'not text' },
  CELL_TOO_LONG: { vi: 'ô quá dài', en: 'a cell is too long' },
  NO_SECTOR_NO: { vi: 'không có mã số hồ sơ', en: 'no sector number' },
  NO_NAME: { vi: 'không có tên', en: 'no name' },
  SECTOR_NO_REPEATED: { vi: 'mã số hồ sơ lặp lại', en: 'sector number repeated' },
};
export const sexes: Terms = {
  MALE: { vi: 'Nam', en: 'Male' },
  FEMALE: { vi: 'Nữ', en: 'Female' },
  UNKNOWN: { vi: 'chưa rõ', en: 'unknown' },
};
export const statuses: Terms = {
  DECEASED: { vi: 'đã mất', en: 'deceased' },
  MISSING: { vi: 'mất tích', en: 'missing' },
  ID_CANCELLED: { vi: 'số đã hủy', en: 'number cancelled' },
};
/** The same behind the number somebody was found by. */
export const statusesOfFound: Terms = {
  DECEASED: { vi: 'của người đã mất', en: 'of somebody deceased' },
  MISSING: { vi: 'của người mất tích', en: 'of somebody missing' },
  ID_CANCELLED: { vi: '(số đã hủy)', en: '(number cancelled)' },
};
export const foundBy: Terms = {
  ID: { vi: 'tìm theo số định danh', en: 'found by the number' },
  FORMER_ID: { vi: 'tìm theo số cũ', en: 'found by a former number' },
  OLD_NUMBER: { vi: 'tìm theo số CMND', en: 'found by the old id number' },
};

const causeFields: Terms = {
  ...{ id: fields.NUMBER!, name: fields.FULL_NAME!, dob: fields.DATE_OF_BIRTH! },
  ...{ gender: fields.SEX!, address: fields.ADDRESS! },
};
const causeClasses: Terms = {
  DIFFERENT: { vi: 'khác', en: 'different' },
  MISSING: { vi: 'không có', en: 'missing' },
  UNREADABLE: { vi: 'không đọc được', en: 'unreadable' },
  NOT_ON_RECORD: { vi: 'không có trong dân cư', en: 'not on record' },
  ONE_LETTER: { vi: 'sai một chữ', en: 'one letter' },
  MIDDLE_NAME_MISSING: { vi: 'thiếu chữ đệm', en: 'middle name missing' },
  ORDER: { vi: 'đảo thứ tự', en: 'other order' },
  CONFUSABLE: { vi: 'chữ dễ nhầm', en: 'confusable letters' },
  MARKS_ADDED: { vi: 'thêm dấu', en: 'marks added' },
  TONES_DROPPED: { vi: 'thiếu dấu', en: 'tones dropped' },
  ENCODING: { vi: 'sai bảng mã', en: 'wrong encoding' },
  TYPING_ARTEFACT: { vi: 'lỗi gõ', en: 'typing slip' },
  YEAR_ONLY: { vi: 'chỉ có năm', en: 'year alone' },
  MONTH_ONLY: { vi: 'chỉ có tháng, năm', en: 'month and year alone' },
  DAY_MONTH_SWAPPED: { vi: 'đảo ngày tháng', en: 'day and month swapped' },
  OFF_BY_ONE: { vi: 'lệch một', en: 'off by one' },
  CENTURY: { vi: 'sai thế kỷ', en: 'wrong century' },
  FIRST_OF_JANUARY: { vi: 'ghi 01/01', en: 'first of January' },
  OLD_NUMBER: { vi: 'chỉ có số cũ', en: 'old number' },
  WRITTEN_OTHERWISE: { vi: 'viết khác', en: 'written otherwise' },
  REPLACED: { vi: 'đã được thay', en: 'replaced' },
  CANCELLED: { vi: 'đã hủy', en: 'cancelled' },
  DECEASED: { vi: 'của người đã mất', en: 'of somebody deceased' },
  ONE_OR_TWO_DIGITS: { vi: 'sai một, hai chữ số', en: 'one or two digits wrong' },
  OTHER_PERSON: { vi: 'của người khác', en: 'another person’s' },
  CLAIMED_TWICE: { vi: 'hai hồ sơ cùng số', en: 'claimed twice' },
};

/** `name:ONE_LETTER` as officers say it: Họ và tên: sai một chữ. */
export function causeName(cause: string, language: Language): string {
  const [field = '', kind = ''] = cause.split(':');
  return `${causeFields[field]?.[language] ?? field}: ${causeClasses[kind]?.[language] ?? kind}`;
}

/** Reasons that officers give again and again. */
export const reasons: Readonly<Record<'DISMISS' | 'ROUTE', readonly Sentence[]>> = {
  DISMISS: [
    { vi: 'Đã kiểm tra giấy tờ gốc, hồ sơ đúng', en: 'Original papers checked: the record is right' },
    { vi: 'Hai người khác nhau, không phải một', en: 'Two different people' },
    { vi: 'Khác cách viết, không cần sửa', en: 'Written otherwise, nothing to correct' },
  ],
  ROUTE: [
    { vi: 'Giấy khai sinh khác dữ liệu dân cư', en: 'The birth certificate differs from the registry' },
    { vi: 'Căn cước khác dữ liệu dân cư', en: 'The identity card differs from the registry' },
    { vi: 'Có bằng chứng còn sống', en: 'There is proof that the person lives' },
  ],
};

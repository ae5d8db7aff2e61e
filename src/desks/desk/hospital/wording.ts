import type { Sentence } from '../../../domain/language.js';
import type { Hindrance } from './recordable.js';

/** What the hospital desk says. */
export const words = {
  deskName: { vi: 'Quầy tiếp đón', en: 'Reception desk' },
  cleared: {
    vi: 'Không ai thao tác một lúc nên thông tin người bệnh không còn hiển thị. Bấm phím bất kỳ hoặc quét thẻ để tiếp tục.',
    en: 'Nobody has touched this page for a while, so it shows no patient any more. Press any key or scan a card to go on.',
  },
  boxLabel: { vi: 'Quét thẻ hoặc nhập số', en: 'Scan a card or enter a number' },
  boxHint: {
    vi: 'Mã QR căn cước, mã QR thẻ BHYT, 12 số định danh, 9 số CMND, mã số BHXH, mã thẻ BHYT',
    en: 'QR of an identity or insurance card, 12-digit personal id, 9-digit old id, insurance number',
  },
  ask: { vi: 'Tra cứu', en: 'Look up' },
  answer: { vi: 'Kết quả tra cứu', en: 'The answer' },
  ready: { vi: 'Sẵn sàng quét', en: 'Ready to scan' },
  readyText: {
    vi: 'Quét thẻ ở bất kỳ đâu trên trang này, hoặc gõ / rồi nhập số. Tên luôn lấy từ CSDL dân cư, không lấy từ máy quét.',
    en: 'Scan a card anywhere on this page, or press / and enter a number. The name always comes from the registry, never from the scanner.',
  },
  recognised: { vi: 'Nhận ra', en: 'Recognised' },
  unreadableDo: {
    vi: 'Quét lại; nếu vẫn không được, nhập 12 số in trên thẻ.',
    en: 'Scan again; if that fails, enter the 12 digits printed on the card.',
  },
  inputMethod: {
    vi: 'Bộ gõ tiếng Việt đang bật nên chữ trên thẻ bị đổi. Kết quả vẫn đúng; nên tắt Unikey (Ctrl+Shift) khi quét.',
    en: 'A Vietnamese input method changed the letters of this card. The result stands; turn Unikey off (Ctrl+Shift) while scanning.',
  },
  more: { vi: 'Cần thêm họ tên và ngày sinh', en: 'Name and birth date are needed too' },
  moreWhy: {
    vi: 'Chỉ có số thì không xác định được người. Nhập đúng như trên giấy tờ.',
    en: 'A number alone does not tell who somebody is. Enter what the document says.',
  },
  fullName: { vi: 'Họ, chữ đệm và tên', en: 'Full name' },
  dateOfBirth: { vi: 'Ngày, tháng, năm sinh', en: 'Date of birth' },
  dateForm: { vi: 'dd/mm/yyyy, hoặc chỉ năm', en: 'dd/mm/yyyy, or the year alone' },
  nameMissing: { vi: 'Nhập họ tên như trên giấy tờ.', en: 'Enter the name as on the document.' },
  dateWrong: {
    vi: 'Nhập ngày sinh theo dd/mm/yyyy, hoặc bốn số của năm.',
    en: 'Enter the birth date as dd/mm/yyyy, or the four digits of the year.',
  },
  identity: { vi: 'Danh tính', en: 'Identity' },
  insurance: { vi: 'Bảo hiểm y tế', en: 'Health insurance' },
  waitingRegistry: { vi: 'Đang chờ CSDL dân cư…', en: 'Waiting for the population registry…' },
  waitingInsurance: { vi: 'Đang chờ CSDL bảo hiểm y tế…', en: 'Waiting for health insurance…' },
  field: { vi: 'Trường', en: 'Field' },
  onCard: { vi: 'Trên thẻ / đã nhập', en: 'Card / as entered' },
  inRegistry: { vi: 'CSDL dân cư', en: 'Registry' },
  verdict: { vi: 'So khớp', en: 'Verdict' },
  notShown: { vi: 'không hiển thị', en: 'not shown' },
  personalId: { vi: 'Số định danh', en: 'Personal id' },
  oldId: { vi: 'Số CMND cũ', en: 'Old id number' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  residence: { vi: 'Thường trú', en: 'Residence' },
  formerly: { vi: 'trước đây', en: 'formerly' },
  cardNumber: { vi: 'Mã thẻ BHYT', en: 'Card number' },
  validity: { vi: 'Thời hạn', en: 'Valid' },
  level: { vi: 'Mức hưởng', en: 'Benefit level' },
  covered: { vi: 'quỹ BHYT trả', en: 'paid by insurance' },
  facility: { vi: 'Nơi ĐK KCB ban đầu', en: 'First registration' },
  recordedAt: { vi: 'Cơ sở', en: 'Facility' },
  thisFacility: { vi: 'cơ sở này', en: 'this facility' },
  route: { vi: 'Tuyến', en: 'Route' },
  routeCode: { vi: 'mã đối tượng', en: 'route code' },
  legalBasis: { vi: 'Căn cứ', en: 'Legal basis' },
  portalCode: { vi: 'Mã kết quả', en: 'Result code' },
  newCard: { vi: 'Thẻ mới', en: 'New card' },
  unlimited: { vi: 'không thời hạn', en: 'without end' },
  unknownInsurance: {
    vi: 'Chưa có trả lời về BHYT. Ghi lượt khám chờ xác minh (F2); không yêu cầu người bệnh giấy tờ khác.',
    en: 'Insurance has not answered. Record the visit as pending (F2); ask the patient for no other paper.',
  },
  unknownBecauseOfIdentity: {
    vi: 'Chỉ tra cứu BHYT khi danh tính đã khớp.',
    en: 'Insurance is looked up only once the identity matches.',
  },
  noCard: {
    vi: 'Không có thẻ BHYT nào của người này trong CSDL.',
    en: 'This person has no card in the insurance database.',
  },
  care: { vi: 'Loại khám', en: 'Care' },
  papers: { vi: 'Giấy tờ kèm theo', en: 'Papers shown' },
  record: { vi: 'Ghi lượt khám', en: 'Record the visit' },
  recordPending: { vi: 'Ghi chờ xác minh', en: 'Record as pending' },
  recording: { vi: 'Đang ghi lượt khám…', en: 'Recording the visit…' },
  recorded: { vi: 'Đã ghi lượt khám', en: 'Visit recorded' },
  recordedPending: { vi: 'Đã ghi, chờ xác minh', en: 'Recorded, pending' },
  unsent: {
    vi: 'Chưa gửi được: trang này tự gửi lại khi có kết nối. Đừng đóng trang.',
    en: 'Not sent yet: this page sends it again by itself. Do not close it.',
  },
  print: { vi: 'In phiếu', en: 'Print slip' },
  clear: { vi: 'Xóa', en: 'Clear' },
  tookTime: { vi: 'trả lời sau', en: 'answered in' },
  queue: { vi: 'Chờ xác minh', en: 'Pending' },
  queueEmpty: { vi: 'Không có lượt nào chờ xác minh.', en: 'Nothing waits for verification.' },
  today: { vi: 'Hôm nay', en: 'Today' },
  todayEmpty: { vi: 'Chưa có lượt khám nào hôm nay.', en: 'No visit yet today.' },
  showNames: { vi: 'Hiện tên', en: 'Show names' },
  hideNames: { vi: 'Ẩn tên', en: 'Hide names' },
  namesOnRecord: {
    vi: 'Hiện tên là một lần tra cứu từng người, được ghi lại.',
    en: 'Showing names looks each person up, on record.',
  },
  asOf: { vi: 'lúc', en: 'at' },
  shift: { vi: 'Trong ngày', en: 'The day' },
  figVisits: { vi: 'lượt khám', en: 'visits' },
  figPeople: { vi: 'người', en: 'people' },
  figCards: { vi: 'dùng căn cước', en: 'by identity card' },
  figPending: { vi: 'chờ xác minh', en: 'pending' },
  figMedian: { vi: 'tra cứu (trung vị)', en: 'median look' },
  time: { vi: 'Giờ', en: 'Time' },
  patient: { vi: 'Người bệnh', en: 'Patient' },
  result: { vi: 'BHYT', en: 'Insurance' },
  state: { vi: 'Trạng thái', en: 'State' },
  since: { vi: 'Chờ từ', en: 'Since' },
  because: { vi: 'Lý do', en: 'Because' },
  open: { vi: 'Mở', en: 'Open' },
  slipTitle: { vi: 'PHIẾU TIẾP ĐÓN', en: 'RECEPTION SLIP' },
  slipPending: { vi: 'PHIẾU CHỜ XÁC MINH', en: 'PENDING SLIP' },
  slipPendingText: {
    vi: 'Khi tiếp đón, CSDL chưa trả lời. Cơ sở tự tra cứu lại; người bệnh không phải bổ sung giấy tờ (Nghị định 188/2025/NĐ-CP, Điều 37, 38).',
    en: 'At arrival the database did not answer. The facility looks again by itself; the patient brings no other paper (Decree 188/2025, articles 37 and 38).',
  },
  slipVisit: { vi: 'Mã lượt khám', en: 'Visit' },
  slipRequest: { vi: 'Mã tra cứu', en: 'Look' },
  slipPatient: { vi: 'Người bệnh ký', en: 'Patient’s signature' },
  slipOfficer: { vi: 'Cán bộ tiếp đón', en: 'Reception officer' },
  slipPurpose: { vi: 'Mục đích tra cứu', en: 'Purpose' },
  sendingFirst: { vi: 'Gửi lại', en: 'To be sent' },
  discharge: { vi: 'Ra viện', en: 'Discharge' },
  lookAgain: { vi: 'Tra cứu lại', en: 'Look again' },
  correct: { vi: 'Sửa', en: 'Correct' },
  correctTitle: { vi: 'Sửa lượt khám', en: 'Correct this visit' },
  correctWhat: { vi: 'Sửa gì', en: 'What to correct' },
  correctWhy: { vi: 'Lý do (bắt buộc)', en: 'Why (required)' },
  correctWhyMissing: {
    vi: 'Nhập lý do: bản ghi cũ vẫn được lưu cùng lý do này.',
    en: 'Enter why: the old entry stays on record beside it.',
  },
  correctHint: {
    vi: 'BHYT được tra cứu lại theo giấy tờ và loại khám này; bản ghi cũ vẫn được lưu.',
    en: 'Insurance is looked up anew with these papers and this kind of care; the old entry stays on record.',
  },
  withdraw: { vi: 'Hủy lượt khám', en: 'Withdraw the visit' },
  withdrawHint: {
    vi: 'Lượt khám ghi nhầm: vẫn được lưu nhưng không tính vào đâu.',
    en: 'Recorded by mistake: it stays on record and counts nowhere.',
  },
  recordingMove: { vi: 'Đang ghi…', en: 'Recording…' },
  recordedMove: { vi: 'Đã ghi', en: 'Recorded' },
  moments: { vi: 'Các lần tra cứu của lượt khám', en: 'The looks of this visit' },
  moment: { vi: 'Thời điểm', en: 'Moment' },
  madeUpFor: { vi: 'Lượt khám này đã được xác minh lúc', en: 'This visit was verified at' },
  lookForMore: {
    vi: 'Bấm Tra cứu lại ở trên để xem chi tiết.',
    en: 'Press Look again above for the details.',
  },
  notMadeUpFor: {
    vi: 'Đã tra cứu lại, không xác minh được lượt khám này, lúc',
    en: 'Looked up again, this visit could not be verified, at',
  },
  deceased: { vi: 'ĐÃ MẤT', en: 'DECEASED' },
  holderDeceased: {
    vi: 'Chủ thẻ đã mất theo CSDL dân cư',
    en: 'The holder is deceased according to the registry',
  },
  deceasedDo: {
    vi: 'Đối chiếu giấy tờ với người đang ở quầy: thẻ có thể của người khác. Nếu đúng người, vẫn ghi lượt khám (F2) và báo công an xã sửa CSDL dân cư.',
    en: 'Compare the document with the person here: the card may be somebody else’s. If it is the same person, record the visit (F2); the commune police corrects the registry.',
  },
  ofThisCard: { vi: 'thẻ của người này', en: 'this person’s card' },
  ofThisNumber: { vi: 'mã số của người này', en: 'this person’s number' },
  formerNumber: { vi: 'số cũ của người này, nay là', en: 'this person’s former number, now' },
  replaced: { vi: 'đã thay', en: 'replaced' },
  refusedEntry: { vi: 'Không ghi được lượt khám', en: 'The visit was refused' },
} as const satisfies Record<string, Sentence>;

/** Why F2 does nothing now. */
export const hindranceWords: Readonly<Record<Hindrance, Sentence>> = {
  WAITING: {
    vi: 'Chưa ghi được: đang chờ câu trả lời.',
    en: 'Cannot be recorded yet: the answer is awaited.',
  },
  NOT_MATCHED: {
    vi: 'Không ghi được: danh tính chưa khớp.',
    en: 'Cannot be recorded: the identity does not match.',
  },
  REFUSED: {
    vi: 'Không ghi được: tra cứu bị từ chối.',
    en: 'Cannot be recorded: the look was refused.',
  },
};

export const kindNames: Readonly<Record<string, Sentence>> = {
  CCCD_QR: { vi: 'Mã QR căn cước công dân', en: 'Citizen card QR' },
  CAN_CUOC_QR: { vi: 'Mã QR thẻ căn cước', en: 'Identity card QR' },
  INSURANCE_QR: { vi: 'Mã QR thẻ BHYT', en: 'Insurance card QR' },
  MRZ: { vi: 'Dòng máy đọc (MRZ)', en: 'Machine readable zone' },
  PERSONAL_ID: { vi: 'Số định danh cá nhân', en: 'Personal id' },
  OLD_ID_NUMBER: { vi: 'Số CMND', en: 'Old id number' },
  INSURANCE_NUMBER: { vi: 'Mã số BHXH', en: 'Insurance number' },
  INSURANCE_CARD: { vi: 'Mã thẻ BHYT', en: 'Insurance card number' },
};

export const unreadableWords: Readonly<Record<string, Sentence>> = {
  TOO_LONG: { vi: 'Nội dung quá dài, không phải thẻ', en: 'Too long: this is no card' },
  EMPTY: { vi: 'Chưa có gì để tra cứu', en: 'There is nothing to look up yet' },
  NOT_RECOGNISED: { vi: 'Không nhận ra loại thẻ hoặc số này', en: 'This card or number is not recognised' },
  FIELD_COUNT: {
    vi: 'Nội dung thẻ bị thiếu: máy quét đọc chưa hết',
    en: 'Part of the card is missing: the scan broke off',
  },
  PERSONAL_ID: { vi: 'Số định danh không đúng cấu trúc', en: 'The personal id is not well formed' },
  BIRTH_DATE: { vi: 'Ngày sinh trên thẻ đọc không được', en: 'The birth date on the card cannot be read' },
  HEX: { vi: 'Tên trên thẻ BHYT đọc không được', en: 'The name on the insurance card cannot be read' },
};
export const unreadableAny: Sentence = { vi: 'Không đọc được thẻ này', en: 'This card cannot be read' };

export const outcomeNames: Readonly<Record<string, Sentence>> = {
  MATCHED: { vi: 'KHỚP', en: 'MATCHED' },
  MISMATCHED: { vi: 'KHÔNG KHỚP', en: 'MISMATCH' },
  NOT_FOUND: { vi: 'KHÔNG TÌM THẤY', en: 'NOT FOUND' },
  PARTIAL: { vi: 'CHƯA ĐỦ', en: 'INCOMPLETE' },
  UNREADABLE: { vi: 'KHÔNG ĐỌC ĐƯỢC', en: 'UNREADABLE' },
  UNKNOWN: { vi: 'CHƯA RÕ', en: 'NOT KNOWN' },
};

export const outcomeActs: Readonly<Record<string, Sentence>> = {
  MISMATCHED: {
    vi: 'Thông tin khác với CSDL dân cư. Đối chiếu giấy tờ với người bệnh, sửa chỗ ghi KHÁC rồi tra cứu lại.',
    en: 'Something differs from the registry. Compare the document with the person, correct what is marked DIFFERENT and look again.',
  },
  NOT_FOUND: {
    vi: 'Không có số này trong CSDL dân cư. Kiểm tra lại số trên thẻ.',
    en: 'The registry has no such number. Check it against the card.',
  },
  PARTIAL: {
    vi: 'Chưa đủ thông tin để xác định người.',
    en: 'Not enough is stated to tell who this is.',
  },
  UNREADABLE: { vi: 'Quét lại hoặc nhập số.', en: 'Scan again, or enter the number.' },
};

export const personStates: Readonly<Record<string, Sentence>> = {
  DECEASED: { vi: 'Đã mất theo CSDL dân cư', en: 'Deceased according to the registry' },
  MISSING: { vi: 'Mất tích theo CSDL dân cư', en: 'Missing according to the registry' },
  ID_CANCELLED: { vi: 'Số định danh đã hủy', en: 'This personal id is cancelled' },
};

export const fieldNames: Readonly<Record<string, Sentence>> = {
  NUMBER: { vi: 'Số', en: 'Number' },
  FULL_NAME: { vi: 'Họ tên', en: 'Name' },
  DATE_OF_BIRTH: { vi: 'Ngày sinh', en: 'Birth date' },
  SEX: { vi: 'Giới tính', en: 'Sex' },
  ADDRESS: { vi: 'Nơi cư trú', en: 'Address' },
};

export const verdictNames: Readonly<Record<string, Sentence>> = {
  SAME: { vi: 'khớp', en: 'same' },
  SAME_NORMALISED: { vi: 'khớp, khác cách viết', en: 'same, written otherwise' },
  LESS_PRECISE: { vi: 'khớp, kém chi tiết', en: 'same, less precise' },
  RENAMED_UNIT: { vi: 'khớp, địa danh đã đổi', en: 'same, unit renamed' },
  DIFFERENT: { vi: 'KHÁC', en: 'DIFFERENT' },
  NOT_ON_RECORD: { vi: 'không có để so', en: 'not on record' },
};

export const reasonNames: Readonly<Record<string, Sentence>> = {
  DAY_MONTH_SWAPPED: { vi: 'đảo ngày và tháng', en: 'day and month swapped' },
  YEAR_ONLY: { vi: 'chỉ có năm', en: 'year only' },
  MONTH_ONLY: { vi: 'chỉ có tháng, năm', en: 'month and year only' },
  OFF_BY_ONE: { vi: 'lệch một đơn vị', en: 'off by one' },
  CENTURY: { vi: 'lệch một trăm năm', en: 'off by a century' },
};

export const sexNames: Readonly<Record<string, Sentence>> = {
  MALE: { vi: 'Nam', en: 'Male' },
  FEMALE: { vi: 'Nữ', en: 'Female' },
  UNKNOWN: { vi: 'Chưa rõ', en: 'Unknown' },
};

export const tagNames: Readonly<Record<string, Sentence>> = {
  ACTIVE: { vi: 'CÒN HẠN', en: 'VALID' },
  EXPIRED: { vi: 'HẾT HẠN', en: 'EXPIRED' },
  REVOKED: { vi: 'THẺ BỊ THU HỒI', en: 'REVOKED' },
  REDUCED: { vi: 'THẺ ĐÃ BÁO GIẢM', en: 'WITHDRAWN' },
  REPLACED: { vi: 'THẺ ĐÃ ĐỔI', en: 'REPLACED' },
  NONE: { vi: 'KHÔNG TÌM THẤY', en: 'NOT FOUND' },
  UNKNOWN: { vi: 'CHƯA RÕ', en: 'NOT KNOWN' },
};

export const entitlementNames: Readonly<Record<string, Sentence>> = {
  ELIGIBLE: { vi: 'Được hưởng tại đây', en: 'Covered here' },
  ELIGIBLE_CHECK: { vi: 'Được hưởng, cần đối chiếu giấy tờ', en: 'Covered, once the document is checked' },
  NOT_ELIGIBLE: { vi: 'Không được hưởng tại đây', en: 'Not covered here' },
  NOT_COVERED: { vi: 'Không có BHYT', en: 'Not insured' },
};

export const routeNames: Readonly<Record<string, Sentence>> = {
  RIGHT_FACILITY: { vi: 'Đúng nơi đăng ký ban đầu', en: 'Place of first registration' },
  INITIAL_LEVEL: { vi: 'Cấp khám chữa bệnh ban đầu', en: 'Initial level of care' },
  SAME_PROVINCE: { vi: 'Trong tỉnh', en: 'Within the province' },
  REFERRAL: { vi: 'Chuyển cơ sở', en: 'Referral' },
  APPOINTMENT: { vi: 'Khám lại theo hẹn', en: 'Appointment' },
  EMERGENCY: { vi: 'Cấp cứu', en: 'Emergency' },
  LISTED_DISEASE: { vi: 'Bệnh trong danh mục', en: 'Listed disease' },
  DIFFICULT_AREA: { vi: 'Vùng khó khăn', en: 'Difficult area' },
  NEWBORN: { vi: 'Trẻ sơ sinh', en: 'Newborn' },
  ORGAN_DONOR: { vi: 'Người hiến tạng', en: 'Organ donor' },
  RESIDENCE_CHANGE: { vi: 'Thay đổi nơi cư trú', en: 'Moved' },
  MEDICINE_COLLECTION: { vi: 'Lĩnh thuốc', en: 'Collects medicine' },
  SELF_PRESENTED: { vi: 'Tự đến', en: 'Without referral' },
};

export const careNames: Readonly<Record<string, Sentence>> = {
  OUTPATIENT: { vi: 'Ngoại trú', en: 'Outpatient' },
  INPATIENT: { vi: 'Nội trú', en: 'Inpatient' },
  EMERGENCY: { vi: 'Cấp cứu', en: 'Emergency' },
};

export const paperNames: Readonly<Record<string, Sentence>> = {
  '': { vi: 'Không', en: 'None' },
  REFERRAL: { vi: 'Phiếu chuyển cơ sở', en: 'Referral' },
  APPOINTMENT: { vi: 'Phiếu hẹn khám lại', en: 'Appointment' },
  NEWBORN: { vi: 'Giấy chứng sinh', en: 'Birth certificate' },
  RESIDENCE_CHANGE: { vi: 'Giấy tờ thay đổi nơi cư trú', en: 'Change of residence' },
  ORGAN_DONOR: { vi: 'Giấy hiến tạng', en: 'Organ donor' },
};

export const momentNames: Readonly<Record<'ARRIVAL' | 'DURING' | 'DISCHARGE', Sentence>> = {
  ARRIVAL: { vi: 'Tiếp đón', en: 'Arrival' },
  DURING: { vi: 'Trong khi khám', en: 'During care' },
  DISCHARGE: { vi: 'Ra viện', en: 'Discharge' },
};

export const visitStates: Readonly<Record<string, Sentence>> = {
  PENDING_VERIFICATION: { vi: 'Chờ xác minh', en: 'Pending' },
  OPEN: { vi: 'Đang khám', en: 'Open' },
  ENDED: { vi: 'Kết thúc', en: 'Ended' },
  NOT_CONFIRMED: { vi: 'Không xác minh được', en: 'Not confirmed' },
  WITHDRAWN: { vi: 'Đã hủy', en: 'Withdrawn' },
};

export const pendingReasons: Readonly<Record<string, Sentence>> = {
  REGISTRY_UNAVAILABLE: { vi: 'CSDL dân cư ngừng trả lời', en: 'Registry down' },
  SECTOR_UNAVAILABLE: { vi: 'CSDL BHYT ngừng trả lời', en: 'Insurance down' },
  OVERLOADED: { vi: 'Nguồn quá tải', en: 'Source overloaded' },
  OVER_BUDGET: { vi: 'Nguồn trả lời quá chậm', en: 'Source too slow' },
  ARRIVAL_PENDING: { vi: 'Chờ lượt tiếp đón', en: 'Arrival pending' },
};

/** What a source that does not answer means here. */
export const problemsHere: Readonly<Record<string, { what?: Sentence; act?: Sentence }>> = {
  DEADLINE_EXCEEDED: {
    act: {
      vi: 'Thử lại; hoặc ghi lượt khám chờ xác minh (F2).',
      en: 'Try again; or record the visit as pending (F2).',
    },
  },
  REGISTRY_UNAVAILABLE: {
    act: {
      vi: 'Ghi lượt khám chờ xác minh (F2): hệ thống tự tra cứu lại khi có kết nối.',
      en: 'Record the visit as pending (F2): the hub looks again by itself.',
    },
  },
  SECTOR_UNAVAILABLE: {
    what: { vi: 'CSDL bảo hiểm y tế không trả lời', en: 'Health insurance does not answer' },
    act: {
      vi: 'Ghi lượt khám chờ xác minh (F2): hệ thống tự tra cứu lại khi có kết nối.',
      en: 'Record the visit as pending (F2): the hub looks again by itself.',
    },
  },
};

/** Keys, as the sheet lists them. */
export const keyWords: readonly (readonly [string, Sentence])[] = [
  ['/', { vi: 'Về ô quét', en: 'To the scan box' }],
  ['Enter', { vi: 'Tra cứu nội dung trong ô', en: 'Look up what is in the box' }],
  ['F2', { vi: 'Ghi lượt khám của người đang hiển thị', en: 'Record the visit of the person shown' }],
  ['F4', { vi: 'Quét bằng máy ảnh', en: 'Scan with the camera' }],
  ['F8', { vi: 'Ghi ra viện cho lượt khám đang mở', en: 'Record the discharge of the visit that is open' }],
  ['Esc', { vi: 'Dừng chờ; xóa kết quả', en: 'Stop waiting; clear the answer' }],
  ['Ctrl P', { vi: 'In phiếu', en: 'Print the slip' }],
  ['Alt 1', { vi: 'Ô quét', en: 'Scan box' }],
  ['Alt 2', { vi: 'Kết quả tra cứu', en: 'The answer' }],
  ['Alt 3', { vi: 'Danh sách chờ xác minh', en: 'Pending list' }],
  ['Alt 4', { vi: 'Danh sách hôm nay', en: 'Today’s list' }],
  ['Alt 5', { vi: 'Số liệu trong ngày', en: 'Figures of the day' }],
  ['?', { vi: 'Bảng phím tắt này', en: 'This sheet' }],
];

import type { Dated } from './dated.js';

export type EligibilityOutcome = 'ELIGIBLE' | 'ELIGIBLE_CHECK' | 'NOT_ELIGIBLE' | 'NOT_COVERED';

/** A result code of the social-insurance portal (mã kết quả): what it means at a desk and how it is read out. */
export interface PortalCode extends Dated {
  code: string;
  /** Null for the codes that say no answer was had: nothing is decided about the person. */
  outcome: EligibilityOutcome | null;
  /** For the person at the desk; `{day}` is replaced by the day that matters. */
  vi: string;
  en: string;
}

const note = 'Ghi chú API tra cứu thẻ của BHXH Việt Nam 20/6/2024 (CV 1923/BHXH-CNTT) §4';
const since2018 = { from: '2018-01-01', until: null, source: note } as const;
/** Codes that only the descriptions before the note of 2024 have. */
const until2024 = {
  ...{ from: '2018-01-01', until: '2024-06-19' },
  secondHand: true,
  source: 'Mô tả API tra cứu thẻ trước 20/6/2024',
} as const;

/** All 28 codes. Those about the person come from a decision, the others from `portalCodeOfRefusal`. */
export const portalCodes: readonly PortalCode[] = [
  {
    ...{ code: '000', outcome: 'ELIGIBLE', ...since2018 },
    vi: 'Thẻ BHYT còn giá trị sử dụng.',
    en: 'The insurance card is valid.',
  },
  {
    ...{ code: '001', outcome: 'ELIGIBLE_CHECK', ...since2018 },
    vi: 'Thẻ do BHXH Bộ Quốc phòng quản lý: vẫn tiếp nhận, kiểm tra thẻ và giấy tờ tùy thân.',
    en: 'The card is managed by the Ministry of National Defence: accept it, check the card and the identity document.',
  },
  {
    ...{ code: '002', outcome: 'ELIGIBLE_CHECK', ...since2018 },
    vi: 'Thẻ do BHXH Bộ Công an quản lý: vẫn tiếp nhận, kiểm tra thẻ và giấy tờ tùy thân.',
    en: 'The card is managed by the Ministry of Public Security: accept it, check the card and the identity document.',
  },
  {
    ...{ code: '003', outcome: 'ELIGIBLE', ...since2018 },
    vi: 'Thẻ cũ đã hết giá trị sử dụng, đã được cấp thẻ mới: dùng thẻ mới.',
    en: 'The old card is no longer valid and a new one was issued: use the new card.',
  },
  {
    ...{ code: '004', outcome: 'ELIGIBLE', ...since2018 },
    vi: 'Thẻ cũ còn giá trị sử dụng nhưng đã được cấp thẻ mới: dùng thẻ mới.',
    en: 'The old card is still valid but a new one was issued: use the new card.',
  },
  {
    ...{ code: '010', outcome: 'NOT_ELIGIBLE', ...since2018 },
    vi: 'Thẻ BHYT hết giá trị sử dụng từ ngày {day}.',
    en: 'The insurance card ended on {day}.',
  },
  {
    ...{ code: '050', outcome: 'NOT_COVERED', ...since2018 },
    vi: 'Không có thông tin thẻ BHYT của người này.',
    en: 'No insurance card is on record for this person.',
  },
  {
    ...{ code: '051', outcome: 'ELIGIBLE_CHECK', ...since2018 },
    vi: 'Mã thẻ BHYT đã nhập không phải của người này: dùng thẻ ghi trên hệ thống, kiểm tra giấy tờ tùy thân.',
    en: 'The card number given is not this person’s: use the card on record and check the identity document.',
  },
  {
    ...{ code: '052', outcome: 'ELIGIBLE_CHECK', ...since2018 },
    vi: 'Mã tỉnh (ký tự 4-5) của thẻ đã nhập không đúng: dùng thẻ ghi trên hệ thống.',
    en: 'The province (characters 4-5) of the card number given is wrong: use the card on record.',
  },
  {
    ...{ code: '053', outcome: 'ELIGIBLE_CHECK', ...since2018 },
    vi: 'Mã quyền lợi (ký tự 3) của thẻ đã nhập không đúng: dùng thẻ ghi trên hệ thống.',
    en: 'The benefit level (character 3) of the card number given is wrong: use the card on record.',
  },
  {
    ...{ code: '054', outcome: null, ...since2018 },
    vi: 'Số CCCD của cán bộ tra cứu không có trong danh sách cơ sở đã đăng ký.',
    en: 'The officer who looks is not on the list that the facility registered.',
  },
  {
    ...{ code: '055', outcome: null, ...since2018 },
    vi: 'Họ tên cán bộ tra cứu không khớp với số CCCD đã đăng ký.',
    en: 'The officer’s name is not the one registered with this identity number.',
  },
  {
    ...{ code: '060', outcome: 'NOT_ELIGIBLE', ...since2018 },
    vi: 'Họ tên trên dữ liệu BHYT khác với CSDL dân cư: đề nghị cơ quan BHXH rà soát.',
    en: 'The name held by health insurance differs from the registry: social insurance has to review it.',
  },
  {
    ...{ code: '061', outcome: 'ELIGIBLE_CHECK', ...since2018 },
    vi: 'Họ tên trên dữ liệu BHYT khác với CSDL dân cư nhưng đúng ký tự đầu: kiểm tra giấy tờ tùy thân.',
    en: 'The name held by health insurance differs from the registry but has the same initials: check the identity document.',
  },
  {
    ...{ code: '070', outcome: 'NOT_ELIGIBLE', ...since2018 },
    vi: 'Ngày sinh trên dữ liệu BHYT khác với CSDL dân cư: đề nghị cơ quan BHXH rà soát.',
    en: 'The birth date held by health insurance differs from the registry: social insurance has to review it.',
  },
  {
    ...{ code: '080', outcome: 'NOT_ELIGIBLE', ...until2024 },
    vi: 'Giới tính trên dữ liệu BHYT khác với CSDL dân cư: đề nghị cơ quan BHXH rà soát.',
    en: 'The sex held by health insurance differs from the registry: social insurance has to review it.',
  },
  {
    ...{ code: '090', outcome: 'ELIGIBLE_CHECK', ...until2024 },
    vi: 'Nơi đăng ký khám chữa bệnh ban đầu đã nhập khác với thẻ ghi trên hệ thống.',
    en: 'The facility of first registration that was given differs from the card on record.',
  },
  {
    ...{ code: '100', outcome: null, ...since2018 },
    vi: 'Không lấy được dữ liệu thẻ: vẫn tiếp nhận, ghi lại mã số và tra cứu lại sau.',
    en: 'The card data could not be read: accept the person, note the number and look again later.',
  },
  {
    ...{ code: '101', outcome: null, ...since2018 },
    vi: 'Lỗi hệ thống: vẫn tiếp nhận, ghi lại mã số và tra cứu lại sau.',
    en: 'System error: accept the person, note the number and look again later.',
  },
  {
    ...{ code: '110', outcome: 'NOT_ELIGIBLE', ...since2018 },
    vi: 'Thẻ BHYT đã bị thu hồi từ ngày {day}.',
    en: 'The insurance card was revoked on {day}.',
  },
  {
    ...{ code: '120', outcome: 'NOT_ELIGIBLE', ...since2018 },
    vi: 'Thẻ BHYT đã báo giảm từ ngày {day}.',
    en: 'The insurance card was cancelled by a decrease report on {day}.',
  },
  {
    ...{ code: '121', outcome: 'NOT_ELIGIBLE', ...since2018 },
    vi: 'Thẻ BHYT đã báo giảm từ ngày {day} do chuyển ngoại tỉnh.',
    en: 'The insurance card was cancelled on {day}: the holder moved to another province.',
  },
  {
    ...{ code: '122', outcome: 'NOT_ELIGIBLE', ...since2018 },
    vi: 'Thẻ BHYT đã báo giảm từ ngày {day} do chuyển nội tỉnh.',
    en: 'The insurance card was cancelled on {day}: the holder moved within the province.',
  },
  {
    ...{ code: '123', outcome: 'NOT_ELIGIBLE', ...since2018 },
    vi: 'Thẻ BHYT đã thu hồi từ ngày {day} do tăng lại cùng đơn vị.',
    en: 'The insurance card was withdrawn on {day}: the holder was enrolled again by the same employer.',
  },
  {
    ...{ code: '124', outcome: 'NOT_ELIGIBLE', ...since2018 },
    vi: 'Thẻ BHYT đã báo giảm từ ngày {day} do ngừng tham gia.',
    en: 'The insurance card was cancelled on {day}: the holder left the insurance.',
  },
  {
    ...{ code: '130', outcome: 'ELIGIBLE_CHECK', ...since2018 },
    vi: 'Trẻ em dưới 6 tuổi không có thẻ: tiếp nhận bằng giấy khai sinh hoặc giấy chứng sinh, lấy mã thẻ tạm trên Cổng.',
    en: 'A child under six without a card: accept the birth certificate and take a temporary card code from the portal.',
  },
  {
    ...{ code: '205', outcome: null, ...since2018 },
    vi: 'Thông tin gửi lên sai định dạng.',
    en: 'What was sent is not in the right form.',
  },
  {
    ...{ code: '401', outcome: null, ...since2018 },
    vi: 'Tài khoản tra cứu không xác thực được.',
    en: 'The account that asks could not be authenticated.',
  },
];

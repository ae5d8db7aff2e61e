import { HubError, publicSentence } from '../domain/errors.js';
import type { Sentence } from '../domain/language.js';

/** What a school's books refuse, as its contract functions name it; each is an `extensions.reason` (docs/fees.md). */
export type BookRefusal =
  | 'NOT_FOUND'
  | 'NOTHING_DUE'
  | 'NO_ACCOUNT'
  | 'UNKNOWN_ORDER'
  | 'NOTHING_HELD'
  | 'OTHER_PUPIL'
  | 'REVERSED'
  | 'REFUNDED'
  | 'EXCEEDS'
  | 'OVERLAPS'
  | 'CLOSED'
  | 'BEFORE_START'
  | 'BEFORE_PAYMENT'
  | 'NO_PUPILS'
  | 'TOO_MANY'
  | 'CONFLICT';

/** What that says to whoever keeps the books, and what to do. */
const words: Readonly<Record<BookRefusal, Sentence>> = {
  NOT_FOUND: {
    vi: 'Không tìm thấy trong sổ thu của trường.',
    en: 'The school’s books have no such entry.',
  },
  NOTHING_DUE: {
    vi: 'Không còn khoản nào phải nộp: đã nộp đủ hoặc được miễn.',
    en: 'Nothing is left to pay: it was paid or is exempt.',
  },
  NO_ACCOUNT: {
    vi: 'Trường chưa khai tài khoản ngân hàng để thu. Khai tài khoản trước rồi lập lại.',
    en: 'The school has no bank account on its books. Enter one first.',
  },
  UNKNOWN_ORDER: {
    vi: 'Trường không có mã thanh toán này. Kiểm tra lại mã HP….',
    en: 'The school has no order with this reference. Check the HP… number.',
  },
  NOTHING_HELD: {
    vi: 'Khoản tiền này không còn phần nào chưa khớp hoặc còn dư.',
    en: 'Nothing of this payment is unmatched or held as credit.',
  },
  OTHER_PUPIL: {
    vi: 'Số dư là của học sinh khác; chỉ khớp được vào khoản thu của chính học sinh đó.',
    en: 'The credit is another pupil’s; it can only go to that pupil’s own fees.',
  },
  REVERSED: {
    vi: 'Ngân hàng đã thu hồi khoản tiền này.',
    en: 'The bank has called this payment back already.',
  },
  REFUNDED: {
    vi: 'Khoản tiền này đã được hoàn trả một phần hoặc toàn bộ.',
    en: 'This payment was refunded already, in part or in full.',
  },
  EXCEEDS: {
    vi: 'Số tiền hoàn trả lớn hơn phần còn lại của khoản đã nộp.',
    en: 'That is more than is left of this payment.',
  },
  OVERLAPS: {
    vi: 'Khoản thu cùng mã, cùng kỳ đang mở với mức thu khác. Đóng khoản cũ trước khi mở khoản mới.',
    en: 'The same item of this period is open at another price. Close that one first.',
  },
  CLOSED: {
    vi: 'Khoản thu chưa mở hoặc đã đóng vào ngày này.',
    en: 'The item is not open on that day.',
  },
  BEFORE_START: {
    vi: 'Ngày kết thúc trước ngày bắt đầu.',
    en: 'The last day is before the first.',
  },
  BEFORE_PAYMENT: {
    vi: 'Thời điểm hoàn trả trước thời điểm nộp tiền.',
    en: 'Money cannot go back before it came in.',
  },
  NO_PUPILS: {
    vi: 'Lớp không có học sinh đang học trong năm học này.',
    en: 'The class has no pupils in this school year.',
  },
  TOO_MANY: {
    vi: 'Lớp có hơn 200 học sinh. Chia lớp rồi lập lại.',
    en: 'The class has more than 200 pupils. Divide it first.',
  },
  CONFLICT: {
    vi: 'Trái với việc đã ghi: cùng số tham chiếu hoặc khóa, nhưng nội dung khác. Xem lại khoản đã ghi.',
    en: 'This contradicts what is booked: the same reference or key with another content. See what is booked.',
  },
};

const unknown: readonly BookRefusal[] = ['NOT_FOUND', 'UNKNOWN_ORDER', 'NO_ACCOUNT', 'NO_PUPILS'];

/** What the books refuse, with its reason and its sentence; of a function that names a reason of its own, the code's. */
export function bookRefusal(reason: BookRefusal): HubError {
  if (reason === 'BEFORE_PAYMENT')
    return new HubError('BAD_USER_INPUT', { field: 'at', reason }, words[reason]);
  const code = unknown.includes(reason) ? 'NOT_FOUND' : 'CONFLICT';
  return new HubError(code, { reason }, words[reason] ?? publicSentence(code));
}

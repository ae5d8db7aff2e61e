import type { Sentence } from '../../../domain/language.js';

/** What the desk says of what is charged and what comes in, and of exemptions. */
export const words = {
  items: { vi: 'Khoản thu của năm học', en: 'What is charged this school year' },
  loadingItems: { vi: 'Đang tải các khoản thu…', en: 'Loading what is charged…' },
  noItems: {
    vi: 'Chưa có khoản thu nào trong năm học này.',
    en: 'Nothing is charged in this school year yet.',
  },
  charged: { vi: 'Đã giao', en: 'Charged to' },
  chargeTo: { vi: 'Giao cho lớp', en: 'Charge class' },
  closed: { vi: 'Đã đóng', en: 'Closed' },
  charging: { vi: 'Đang giao khoản thu…', en: 'Charging…' },
  chargedNow: { vi: 'vừa giao', en: 'charged now' },
  chargedBefore: { vi: 'đã có từ trước', en: 'had it before' },
  newItem: { vi: 'Mở khoản thu mới', en: 'A new fee item' },
  itemCode: { vi: 'Mã (HOC_PHI là học phí)', en: 'Code (HOC_PHI is tuition)' },
  itemName: { vi: 'Tên khoản thu', en: 'Name' },
  periodHint: { vi: 'Kỳ (2026-09 hoặc HK1)', en: 'Period (2026-09 or HK1)' },
  dueOn: { vi: 'Hạn nộp (dd/mm/yyyy)', en: 'Due on (dd/mm/yyyy)' },
  openIt: { vi: 'Mở khoản thu', en: 'Open it' },
  opening: { vi: 'Đang mở khoản thu…', en: 'Opening the item…' },
  opened: { vi: 'Đã mở khoản thu', en: 'The item is open' },
  itemWrong: {
    vi: 'Điền đủ mã, tên, kỳ, mức thu bằng đồng và hạn nộp dd/mm/yyyy.',
    en: 'Fill in code, name, period, whole đồng and a due day as dd/mm/yyyy.',
  },
  orders: { vi: 'Phiếu báo nộp tiền cho cả lớp', en: 'Payment orders for the class' },
  ordersExplain: {
    vi: 'Mỗi học sinh còn nợ một phiếu có mã VietQR. Lập lại thì phiếu cũ được giữ nguyên.',
    en: 'One order with VietQR for each pupil who owes. Asked again, the same orders come.',
  },
  makeOrders: { vi: 'Lập phiếu lớp', en: 'Make orders of class' },
  makingOrders: { vi: 'Đang lập phiếu cho cả lớp…', en: 'Making the orders…' },
  madeOrders: { vi: 'phiếu đã lập', en: 'orders made' },
  printOrders: { vi: 'In các phiếu', en: 'Print the orders' },
  leftOut: { vi: 'Không có phiếu', en: 'Without an order' },
  statement: { vi: 'Nhập sao kê ngân hàng', en: 'Bring in a bank statement' },
  statementExplain: {
    vi: 'Tệp CSV (UTF-8) của ngân hàng, hoặc dán vào ô. Đưa lại cùng một sao kê không ghi hai lần.',
    en: 'The bank’s CSV (UTF-8), or paste it. The same statement again books nothing twice.',
  },
  statementFile: { vi: 'Tệp sao kê', en: 'Statement file' },
  statementText: { vi: 'Nội dung sao kê', en: 'Text of the statement' },
  book: { vi: 'Ghi sao kê', en: 'Book it' },
  booking: { vi: 'Đang ghi sao kê…', en: 'Booking…' },
  notUtf8: {
    vi: 'Tệp không phải CSV UTF-8. Mở bằng Excel, lưu thành “CSV UTF-8” rồi chọn lại.',
    en: 'This is no CSV in UTF-8. Open it in Excel, save it as “CSV UTF-8” and choose it again.',
  },
  noHeader: {
    vi: 'Không thấy dòng tiêu đề (Ngày giao dịch, Số tham chiếu, Ghi có, Nội dung).',
    en: 'There is no header row (date, reference, credit, description).',
  },
  part: { vi: 'phần', en: 'part' },
  matched: { vi: 'khớp', en: 'matched' },
  queued: { vi: 'chờ đối chiếu', en: 'to look at' },
  repeated: { vi: 'đã ghi từ trước', en: 'booked before' },
  outgoing: { vi: 'dòng tiền ra', en: 'outgoing' },
  line: { vi: 'Dòng', en: 'Line' },
  queue: { vi: 'Chờ đối chiếu', en: 'Unmatched' },
  queueEmpty: { vi: 'Không có khoản nào chờ đối chiếu.', en: 'Nothing is unmatched.' },
  loadingMoney: { vi: 'Đang tải các khoản đã nhận…', en: 'Loading what came in…' },
  said: { vi: 'Nội dung chuyển khoản', en: 'Words of the transfer' },
  assignTo: { vi: 'Mã thanh toán', en: 'Order' },
  assign: { vi: 'Khớp', en: 'Match' },
  assigning: { vi: 'Đang khớp…', en: 'Matching…' },
  received: { vi: 'Đã nhận gần đây', en: 'Received lately' },
  receivedEmpty: { vi: 'Chưa nhận khoản nào.', en: 'Nothing came in yet.' },
  receipt: { vi: 'Biên lai', en: 'Receipt' },
  at: { vi: 'Lúc', en: 'At' },
  unassign: { vi: 'Bỏ khớp', en: 'Undo match' },
  unassignWhy: {
    vi: 'Vì sao bỏ khớp (ghi trên biên lai hủy)',
    en: 'Why it is undone (stands on the void receipt)',
  },
  unassigning: { vi: 'Đang bỏ khớp…', en: 'Undoing…' },
  more: { vi: 'Còn nữa: xử lý các khoản trên trước.', en: 'There are more: deal with these first.' },
  whyShort: { vi: 'Ghi rõ lý do, ít nhất 10 ký tự.', en: 'Say why, in 10 characters at least.' },
  exemptions: { vi: 'Miễn, giảm của lớp', en: 'Exemptions of the class' },
  byLaw: { vi: 'Theo luật hôm nay', en: 'By law, today' },
  onBooks: { vi: 'Trên sổ thu', en: 'On the books' },
  restsOn: { vi: 'Dựa trên', en: 'Rests on' },
  otherSupport: { vi: 'Hỗ trợ khác', en: 'Other support' },
  none: { vi: 'Không có', en: 'None' },
  recompute: { vi: 'Tính lại sổ thu của lớp', en: 'Recompute this class’s books' },
  recomputing: { vi: 'Đang tính lại…', en: 'Recomputing…' },
  changed: { vi: 'khoản thay đổi', en: 'fees changed' },
  right: { vi: 'khoản giữ nguyên', en: 'were right' },
  byHand: { vi: 'khoản do trường tự quyết định', en: 'decided by the school' },
  notKnown: { vi: 'khoản chưa xác định được học sinh', en: 'of pupils not known well enough' },
  contest: { vi: 'Đề nghị xem lại', en: 'Contest' },
  contestWhy: {
    vi: 'Vì sao mức này chưa đúng (tối đa 500 ký tự; không ghi số định danh)',
    en: 'Why it is not right (500 characters at most; no personal id)',
  },
  contesting: { vi: 'Đang gửi đề nghị…', en: 'Sending the contest…' },
  contested: {
    vi: 'Đã gửi đề nghị; xã, phường trả lời trong mười ngày.',
    en: 'Sent; the commune answers within ten days.',
  },
  contests: { vi: 'Các đề nghị', en: 'Contests' },
  noContests: { vi: 'Chưa có đề nghị nào.', en: 'There is no contest.' },
  loadingContests: { vi: 'Đang tải các đề nghị…', en: 'Loading the contests…' },
  askedOn: { vi: 'Gửi ngày', en: 'Asked' },
  decideBy: { vi: 'Hạn trả lời', en: 'Decided by' },
  withdraw: { vi: 'Rút lại', en: 'Withdraw' },
  withdrawWhy: { vi: 'Vì sao rút lại', en: 'Why it is withdrawn' },
  withdrawing: { vi: 'Đang rút lại…', en: 'Withdrawing…' },
  overdue: { vi: 'quá hạn', en: 'overdue' },
  send: { vi: 'Gửi', en: 'Send' },
} as const satisfies Record<string, Sentence>;

export const factNames: Readonly<Record<string, Sentence>> = {
  SCHOOL: { vi: 'loại trường', en: 'the school' },
  AGE: { vi: 'tuổi', en: 'age' },
  RESIDENCE: { vi: 'nơi cư trú', en: 'residence' },
  WELFARE: { vi: 'hồ sơ an sinh', en: 'welfare' },
  DECISION: { vi: 'quyết định của xã, phường', en: 'a decision' },
};

export const contestStates: Readonly<Record<string, Sentence>> = {
  OPEN: { vi: 'Đang chờ', en: 'Open' },
  UPHELD: { vi: 'Giữ nguyên', en: 'Upheld' },
  CHANGED: { vi: 'Đã đổi', en: 'Changed' },
  WITHDRAWN: { vi: 'Đã rút', en: 'Withdrawn' },
};

export const sideNames: Readonly<Record<string, Sentence>> = {
  SCHOOL: { vi: 'nhà trường', en: 'the school' },
  FAMILY: { vi: 'gia đình', en: 'the family' },
  AUTHORITY: { vi: 'xã, phường', en: 'the commune' },
};

export const lineReasons: Readonly<Record<string, Sentence>> = {
  NO_BANK_REFERENCE: { vi: 'thiếu số tham chiếu', en: 'no reference' },
  BAD_DATE: { vi: 'ngày không đọc được', en: 'no such day' },
  BAD_AMOUNT: { vi: 'số tiền không đọc được', en: 'no amount' },
  REPEATED_REFERENCE: { vi: 'trùng số tham chiếu trong tệp', en: 'the reference repeats' },
  CONFLICT: { vi: 'đã ghi với số tiền hoặc phiếu khác', en: 'booked with another amount or order' },
};

export const unmatchedReasons: Readonly<Record<string, Sentence>> = {
  NO_REFERENCE: { vi: 'không có mã HP', en: 'no reference' },
  UNKNOWN_ORDER: { vi: 'mã HP không có', en: 'no such order' },
  UNASSIGNED: { vi: 'đã bỏ khớp', en: 'match undone' },
};

export const leftOutReasons: Readonly<Record<string, Sentence>> = {
  NOTHING_DUE: { vi: 'không còn nợ', en: 'nothing is due' },
  NOT_FOUND: { vi: 'lập lại lần nữa', en: 'ask again' },
  CONFLICT: { vi: 'lập lại lần nữa', en: 'ask again' },
};

export const paymentStates: Readonly<Record<string, Sentence>> = {
  MATCHED: { vi: 'Đã khớp', en: 'Matched' },
  UNMATCHED: { vi: 'Chờ đối chiếu', en: 'Unmatched' },
  REFUNDED: { vi: 'Đã hoàn trả', en: 'Refunded' },
  REVERSED: { vi: 'Ngân hàng thu hồi', en: 'Called back' },
};

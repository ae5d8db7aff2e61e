import type { Sentence } from '../../../domain/language.js';
import type { ProblemsHere } from '../shell/problem.js';

/** What the school's desk says of classes, pupils and their fees. */
export const words = {
  deskName: { vi: 'Quầy nhà trường', en: 'School desk' },
  school: { vi: 'Trường', en: 'School' },
  cleared: {
    vi: 'Không ai thao tác một lúc nên trang không còn hiển thị học sinh nào. Bấm phím bất kỳ để tiếp tục.',
    en: 'Nobody has touched this page for a while, so it shows no pupil any more. Press any key to go on.',
  },
  unsent: {
    vi: 'việc đã nhập đang chờ gửi, trang tự gửi lại',
    en: 'entered and still to be sent; sent again by itself',
  },
  otherPurpose: {
    vi: 'Mục đích trên thanh chỉ dùng để xem; việc ghi ở phần này luôn theo mục đích:',
    en: 'The purpose in the bar is for looking; what is entered in this part always goes under:',
  },
  year: { vi: 'Năm học', en: 'School year' },
  className: { vi: 'Lớp', en: 'Class' },
  noClasses: {
    vi: 'Năm học này chưa có lớp nào trong sổ của trường. Chọn năm học khác.',
    en: 'The school’s register has no class in this school year. Choose another year.',
  },
  notYours: {
    vi: 'Hệ thống không có trường này trong phạm vi của đơn vị bạn. Hỏi người quản lý của đơn vị.',
    en: 'The hub has no such school within your agency’s remit. Ask your agency’s manager.',
  },
  noClass: {
    vi: 'Không còn lớp này. Chọn lớp khác.',
    en: 'There is no such class any more. Choose another.',
  },
  loadingClasses: { vi: 'Đang tải các lớp…', en: 'Loading the classes…' },
  loadingClass: {
    vi: 'Đang tải lớp, so với CSDL dân cư và sổ học phí…',
    en: 'Loading the class, the registry and the fee books…',
  },
  find: { vi: 'Tìm theo tên', en: 'Find by name' },
  filter: { vi: 'Hiện', en: 'Show' },
  exportCsv: { vi: 'Xuất CSV', en: 'Export CSV' },
  printList: { vi: 'In danh sách', en: 'Print list' },
  pupils: { vi: 'học sinh', en: 'pupils' },
  owing: { vi: 'còn nợ', en: 'owe' },
  more: {
    vi: 'Lớp có hơn 200 học sinh; chỉ hiện 200 em đầu.',
    en: 'The class has more than 200 pupils; the first 200 are shown.',
  },
  nobody: { vi: 'Không có học sinh nào khớp với bộ lọc.', en: 'No pupil is left by this filter.' },
  no: { vi: 'TT', en: 'No.' },
  fullName: { vi: 'Họ và tên', en: 'Name' },
  dateOfBirth: { vi: 'Ngày sinh', en: 'Born' },
  identity: { vi: 'Danh tính', en: 'Identity' },
  moetCode: { vi: 'Mã định danh Bộ GD&ĐT', en: 'Ministry’s code' },
  personalId: { vi: 'Số định danh', en: 'Personal id' },
  due: { vi: 'Phải thu', en: 'Charged' },
  exempt: { vi: 'Miễn, giảm', en: 'Exempt' },
  paid: { vi: 'Đã nộp', en: 'Paid' },
  owed: { vi: 'Còn nợ', en: 'Owed' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  standing: { vi: 'Tình trạng', en: 'State' },
  total: { vi: 'Cộng', en: 'Total' },
  choosePupil: { vi: 'Chọn một học sinh', en: 'Choose a pupil' },
  choosePupilText: {
    vi: 'Dùng ↑ ↓ trong danh sách rồi Enter. Các khoản thu, mã VietQR và biên lai hiện ở đây.',
    en: 'Use ↑ ↓ in the list, then Enter. Fees, VietQR and receipt appear here.',
  },
  inRegister: { vi: 'Sổ của trường', en: 'School’s register' },
  inRegistry: { vi: 'CSDL dân cư', en: 'Population registry' },
  mended: {
    vi: 'Số trong sổ của trường mất số 0 ở đầu hoặc nằm nhầm cột; khi so đã sửa lại. Nên sửa trong phần mềm của trường.',
    en: 'The number in the register had lost its zeros or stood in the wrong column; it was set right to compare. Correct it in the school’s system.',
  },
  noFees: { vi: 'Chưa giao khoản thu nào.', en: 'Nothing was charged yet.' },
  feesUnknown: { vi: 'Chưa đọc được các khoản thu.', en: 'The fees could not be read.' },
  item: { vi: 'Khoản thu', en: 'Fee' },
  dueOn: { vi: 'Hạn nộp', en: 'Due on' },
  choose: { vi: 'Chọn', en: 'Choose' },
  chosen: { vi: 'Đã chọn', en: 'Chosen' },
  collect: { vi: 'Thu tiền', en: 'Collect' },
  overpaid: { vi: 'Nộp thừa', en: 'Overpaid' },
  ordering: { vi: 'Đang lập mã thanh toán…', en: 'Making the payment order…' },
  waitsFor: { vi: 'Chưa gửi được, đang tự gửi lại:', en: 'Not sent yet, tried again by itself:' },
  orderTitle: { vi: 'Phiếu báo nộp tiền', en: 'Payment order' },
  orderDo: {
    vi: 'Gia đình quét mã VietQR để chuyển khoản; ngân hàng báo về thì trường tự khớp. Nộp tại quầy thì ghi dưới đây.',
    en: 'The family scans the VietQR; the bank’s notice is matched by itself. Paid at this desk? Record it below.',
  },
  qrLabel: { vi: 'Mã VietQR của phiếu', en: 'VietQR of the order' },
  reference: { vi: 'Mã thanh toán', en: 'Reference' },
  amount: { vi: 'Số tiền', en: 'Amount' },
  account: { vi: 'Tài khoản', en: 'Account' },
  printOrder: { vi: 'In phiếu', en: 'Print order' },
  record: { vi: 'Ghi khoản nộp', en: 'Record payment' },
  method: { vi: 'Hình thức', en: 'Method' },
  bankReference: { vi: 'Số tham chiếu', en: 'Reference no.' },
  bankReferenceHint: {
    vi: 'Số giao dịch của ngân hàng; tiền mặt thì số phiếu thu. Mỗi số ghi được một lần.',
    en: 'The bank’s transaction number; for cash the slip’s number. Each is booked once.',
  },
  paidAt: { vi: 'Lúc (dd/mm/yyyy hh:mm)', en: 'At (dd/mm/yyyy hh:mm)' },
  amountWrong: { vi: 'Nhập số tiền bằng đồng, ví dụ 1.250.000.', en: 'Enter whole đồng, as 1.250.000.' },
  referenceWrong: {
    vi: 'Nhập số tham chiếu, ít nhất 4 ký tự.',
    en: 'Enter the reference, 4 characters at least.',
  },
  momentWrong: {
    vi: 'Nhập thời điểm theo dd/mm/yyyy hh:mm, không sau bây giờ.',
    en: 'Enter the moment as dd/mm/yyyy hh:mm, not after now.',
  },
  recording: { vi: 'Đang ghi khoản nộp…', en: 'Recording the payment…' },
  paidTitle: { vi: 'Đã ghi khoản nộp', en: 'Payment recorded' },
  receiptNo: { vi: 'Biên lai số', en: 'Receipt no.' },
  credited: { vi: 'Nộp thừa, trường giữ hộ', en: 'Overpaid, held for the pupil' },
  unmatched: { vi: 'Chưa khớp', en: 'Unmatched' },
  stillOwed: { vi: 'Còn phải nộp', en: 'Still to pay' },
  nothingOwed: { vi: 'Không còn nợ.', en: 'Nothing is owed.' },
  printReceipt: { vi: 'In biên lai', en: 'Print receipt' },
  loadingReceipt: { vi: 'Đang lấy biên lai…', en: 'Fetching the receipt…' },
  done: { vi: 'Xong', en: 'Done' },
  backToList: { vi: 'Về danh sách', en: 'Back to the list' },
  inWords: { vi: 'Bằng chữ', en: 'In words' },
  issuedAt: { vi: 'Lập lúc', en: 'Issued' },
  voided: { vi: 'Biên lai đã hủy', en: 'This receipt is void' },
  pupil: { vi: 'Học sinh', en: 'Pupil' },
  listTitle: { vi: 'Danh sách lớp và học phí', en: 'Class list and fees' },
  receiptTitle: { vi: 'Biên lai thu tiền', en: 'Receipt' },
  printedBy: { vi: 'Người in', en: 'Printed by' },
  printedAt: { vi: 'In lúc', en: 'Printed at' },
  purpose: { vi: 'Mục đích', en: 'Purpose' },
  reason: { vi: 'Lý do', en: 'Reason' },
  payer: { vi: 'Người nộp tiền', en: 'Payer' },
  cashier: { vi: 'Người thu tiền', en: 'Cashier' },
} as const satisfies Record<string, Sentence>;

export const sections = {
  classes: { vi: 'Danh sách lớp', en: 'Class list' },
  roster: { vi: 'Nhập danh sách', en: 'Roster import' },
  exemptions: { vi: 'Miễn, giảm', en: 'Exemptions' },
  payments: { vi: 'Thu học phí', en: 'Payments' },
} as const satisfies Record<string, Sentence>;

/** For what each part asks. */
export const purposeOf: Readonly<Record<string, string>> = {
  classes: 'FEE_COLLECTION',
  roster: 'ENROLMENT',
  exemptions: 'FEE_COLLECTION',
  payments: 'FEE_COLLECTION',
};

export const knownNames: Readonly<Record<string, Sentence>> = {
  CONFIRMED: { vi: 'Khớp', en: 'Confirmed' },
  DIFFERS: { vi: 'Khác', en: 'Differs' },
  NOT_FOUND: { vi: 'Không tìm thấy', en: 'Not found' },
  NO_NUMBER: { vi: 'Chưa có số', en: 'No number' },
  WAITS: { vi: 'Chờ chuyển trường', en: 'Waits for transfer' },
  LEFT: { vi: 'Đã rời trường', en: 'Has left' },
  UNKNOWN: { vi: 'Chưa rõ', en: 'Not known' },
};

/** What to do about it. */
export const knownActs: Readonly<Record<string, Sentence>> = {
  DIFFERS: {
    vi: 'Đối chiếu với giấy khai sinh hoặc căn cước. Sổ sai thì sửa trong phần mềm của trường; CSDL dân cư sai thì gia đình đến công an xã.',
    en: 'Compare with the birth certificate or card. If the register is wrong, correct it in the school’s system; if the registry is, the family goes to the commune’s police.',
  },
  NOT_FOUND: {
    vi: 'Số này không có trong CSDL dân cư. Xem lại số trên giấy tờ của học sinh.',
    en: 'The registry has no such number. Look at the pupil’s papers again.',
  },
  NO_NUMBER: {
    vi: 'Sổ của trường chưa có số định danh của em. Xin gia đình và nhập qua phần Nhập danh sách.',
    en: 'The register has no personal id of this pupil. Ask the family and bring it in by Roster import.',
  },
  WAITS: {
    vi: 'Trường trước chưa ghi chuyển đi nên thông tin dân cư và miễn giảm chưa mở. Nhắc trường trước ghi chuyển trường.',
    en: 'The former school has not recorded the transfer, so registry data and exemption stay closed. Remind that school.',
  },
  UNKNOWN: {
    vi: 'CSDL dân cư chưa trả lời. Làm mới sau.',
    en: 'The registry has not answered. Refresh later.',
  },
};

export const fieldNames: Readonly<Record<string, Sentence>> = {
  NUMBER: { vi: 'số định danh', en: 'number' },
  FULL_NAME: { vi: 'họ tên', en: 'name' },
  DATE_OF_BIRTH: { vi: 'ngày sinh', en: 'birth date' },
  SEX: { vi: 'giới tính', en: 'sex' },
  ADDRESS: { vi: 'địa chỉ', en: 'address' },
};

export const standingNames: Readonly<Record<string, Sentence>> = {
  PAID: { vi: 'Đã đủ', en: 'Paid' },
  OWES: { vi: 'Còn nợ', en: 'Owes' },
  OVERDUE: { vi: 'Quá hạn', en: 'Overdue' },
  EXEMPT: { vi: 'Được miễn', en: 'Exempt' },
  NOTHING: { vi: 'Chưa giao', en: 'Not charged' },
  UNKNOWN: { vi: 'Chưa rõ', en: 'Not known' },
};

export const filterNames = {
  ALL: { vi: 'Tất cả', en: 'All' },
  OWING: { vi: 'Còn nợ', en: 'Who owes' },
  OVERDUE: { vi: 'Quá hạn', en: 'Overdue' },
} as const satisfies Record<string, Sentence>;

export const feeStates: Readonly<Record<string, Sentence>> = {
  DUE: { vi: 'Chưa nộp', en: 'To pay' },
  EXEMPT: { vi: 'Được miễn', en: 'Exempt' },
  OVERDUE: { vi: 'Quá hạn', en: 'Overdue' },
  PAID: { vi: 'Đã nộp', en: 'Paid' },
  PARTLY_PAID: { vi: 'Nộp một phần', en: 'Partly paid' },
};

export const methodNames: Readonly<Record<string, Sentence>> = {
  CASH: { vi: 'Tiền mặt', en: 'Cash' },
  BANK_TRANSFER: { vi: 'Chuyển khoản', en: 'Bank transfer' },
  CARD: { vi: 'Thẻ', en: 'Card' },
  WALLET: { vi: 'Ví điện tử', en: 'Wallet' },
};

/** What an exemption is granted for, by the codes of the books and of the law. */
export const groundNames: Readonly<Record<string, Sentence>> = {
  NQ217: { vi: 'Trường công lập', en: 'Public school' },
  ND238_D15_KHUYET_TAT: { vi: 'Khuyết tật', en: 'Disability' },
  ND238_D15_DTTS_NGHEO: { vi: 'DTTS, hộ nghèo hoặc cận nghèo', en: 'Minority, poor or near-poor household' },
  ND238_D15_TRO_CAP: { vi: 'Trợ cấp xã hội hằng tháng', en: 'Monthly social assistance' },
  ND238_D16_K1_VUNG: { vi: 'Vùng đặc biệt khó khăn', en: 'Commune of special difficulty' },
  KHUYET_TAT: { vi: 'Khuyết tật', en: 'Disability' },
  VUNG_KHO_KHAN: { vi: 'Vùng khó khăn', en: 'Disadvantaged area' },
  TAI_NAN_LAO_DONG: { vi: 'Con người bị tai nạn lao động', en: 'Child of a worker hurt at work' },
};

export const problemsHere: ProblemsHere = {
  SECTOR_UNAVAILABLE: {
    what: {
      vi: 'CSDL học sinh, học phí của trường không trả lời',
      en: 'The database of pupils and fees does not answer',
    },
    act: {
      vi: 'Thử lại sau ít phút. Việc đã nhập được giữ và tự gửi.',
      en: 'Try again in a few minutes. What was entered is kept and sent by itself.',
    },
  },
  REGISTRY_UNAVAILABLE: {
    act: {
      vi: 'Danh sách và học phí vẫn dùng được; phần so khớp danh tính chưa có. Thử lại sau ít phút.',
      en: 'List and fees can be used; who is confirmed is not known. Try again in a few minutes.',
    },
  },
};

export const keyWords: readonly (readonly [string, Sentence])[] = [
  ['Alt 1–4', { vi: 'sang từng phần', en: 'to each part' }],
  ['/', { vi: 'tìm theo tên trong lớp', en: 'find by name in the class' }],
  [
    '↑ ↓',
    {
      vi: 'lên, xuống trong danh sách; Enter mở học sinh',
      en: 'up and down the list; Enter opens the pupil',
    },
  ],
  ['U', { vi: 'hiện tất cả, còn nợ, quá hạn', en: 'show all, who owes, who is overdue' }],
  ['F2', { vi: 'thu tiền của học sinh đang mở', en: 'collect from the pupil shown' }],
  ['E', { vi: 'xuất danh sách đang hiện ra CSV', en: 'export the list shown as CSV' }],
  [
    'Ctrl P',
    { vi: 'in danh sách, phiếu hoặc biên lai đang mở', en: 'print the list, order or receipt shown' },
  ],
  ['Esc', { vi: 'đóng, về danh sách', en: 'close, back to the list' }],
  ['?', { vi: 'bảng phím tắt', en: 'all keys' }],
];

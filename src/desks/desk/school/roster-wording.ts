import type { Sentence } from '../../../domain/language.js';

/** What the desk says of rosters. */
export const words = {
  title: { vi: 'Nhập danh sách học sinh từ tệp', en: 'Bring in a roster from a file' },
  explain: {
    vi: 'Tệp .xlsx hoặc .csv từ phần mềm của trường, mỗi dòng một học sinh. Xem trước không tra cứu ai và không giữ gì lại.',
    en: 'An .xlsx or .csv from the school’s own software, one pupil a row. The preview looks nobody up and keeps nothing.',
  },
  file: { vi: 'Tệp danh sách', en: 'Roster file' },
  enrols: { vi: 'Tiếp nhận học sinh mới đã khớp', en: 'Enrol new pupils who match' },
  sheet: { vi: 'Trang tính (để trống: trang đầu)', en: 'Sheet (empty: the first)' },
  reading: { vi: 'Đang đọc tệp…', en: 'Reading the file…' },
  before: { vi: 'Các lần nhập trước', en: 'Earlier imports' },
  noneBefore: { vi: 'Chưa có lần nào.', en: 'None yet.' },
  loadingBefore: { vi: 'Đang tải các lần nhập…', en: 'Loading earlier imports…' },
  understood: { vi: 'Hệ thống hiểu tệp như sau', en: 'How the file was understood' },
  rows: { vi: 'dòng', en: 'rows' },
  readable: { vi: 'tra cứu được', en: 'can be looked up' },
  columns: { vi: 'Cột nào là cột nào', en: 'Which column is which' },
  holds: { vi: 'Nội dung', en: 'Holds' },
  inFile: { vi: 'Trong tệp', en: 'In the file' },
  otherName: { vi: 'Tên cột khác', en: 'Another column' },
  again: { vi: 'Đọc lại theo tên cột này', en: 'Read again with these columns' },
  notes: { vi: 'Đã tự sửa và cần xem', en: 'Set right, and to look at' },
  noNotes: { vi: 'Không có ghi chú nào.', en: 'There is nothing to note.' },
  firstRows: { vi: 'Các dòng đầu', en: 'The first rows' },
  start: { vi: 'Bắt đầu kiểm tra', en: 'Start checking' },
  starting: { vi: 'Đang gửi danh sách…', en: 'Sending the roster…' },
  cell: { vi: 'Ô', en: 'Cell' },
  row: { vi: 'Dòng', en: 'Row' },
  what: { vi: 'Điều cần biết', en: 'What is to know' },
  blocks: { vi: 'không tra cứu', en: 'not looked up' },
  run: { vi: 'Kiểm tra danh sách', en: 'Checking a roster' },
  checked: { vi: 'Đã kiểm tra', en: 'Checked' },
  of: { vi: 'trên', en: 'of' },
  pause: { vi: 'Tạm dừng', en: 'Pause' },
  resume: { vi: 'Tiếp tục từ dòng', en: 'Go on from row' },
  checking: { vi: 'Đang kiểm tra…', en: 'Checking…' },
  quota: { vi: 'Hết hạn mức tra cứu của phút này, đợi', en: 'This minute’s looks are used up; going on in' },
  heldUp: { vi: 'Bị gián đoạn, tự thử lại sau', en: 'Held up; tried again in' },
  stopped: { vi: 'Đang dừng. Các dòng đã kiểm tra được giữ.', en: 'Not running. What was checked is kept.' },
  finished: { vi: 'Đã kiểm tra xong', en: 'All checked' },
  isElsewhere: {
    vi: 'Lần nhập khác đang chạy; chỉ chạy một lần nhập một lúc.',
    en: 'Another import is running; one runs at a time.',
  },
  loadingRun: { vi: 'Đang tải lần nhập…', en: 'Loading the import…' },
  noRun: { vi: 'Không có lần nhập này.', en: 'There is no such import.' },
  newOne: { vi: 'Nhập tệp khác', en: 'Another file' },
  open: { vi: 'Mở', en: 'Open' },
  filter: { vi: 'Hiện các dòng', en: 'Show rows' },
  loadingRows: { vi: 'Đang tải các dòng…', en: 'Loading the rows…' },
  noRows: { vi: 'Không có dòng nào như vậy.', en: 'There are no such rows.' },
  forgotten: {
    vi: 'Các dòng đã được xóa sau 30 ngày; chỉ còn số đếm.',
    en: 'The rows were dropped after 30 days.',
  },
  next: { vi: '50 dòng tiếp', en: 'Next 50' },
  first: { vi: 'Từ đầu', en: 'From the first' },
  result: { vi: 'Kết quả', en: 'Result' },
  inRegister: { vi: 'Trong sổ', en: 'In the register' },
  exportRows: { vi: 'Xuất các dòng này (CSV)', en: 'Export these rows (CSV)' },
  startedAt: { vi: 'Bắt đầu', en: 'Started' },
  state: { vi: 'Trạng thái', en: 'State' },
  number: { vi: 'Số định danh', en: 'Personal id' },
  missing: { vi: 'Còn thiếu', en: 'Missing' },
} as const satisfies Record<string, Sentence>;

export const columnNames: Readonly<Record<string, Sentence>> = {
  className: { vi: 'Lớp', en: 'Class' },
  fullName: { vi: 'Họ và tên', en: 'Name' },
  familyName: { vi: 'Họ và tên đệm', en: 'Family and middle name' },
  givenName: { vi: 'Tên', en: 'Given name' },
  dateOfBirth: { vi: 'Ngày sinh', en: 'Birth date' },
  personalId: { vi: 'Số định danh cá nhân', en: 'Personal id' },
  moetCode: { vi: 'Mã định danh Bộ GD&ĐT', en: 'Ministry’s code' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  status: { vi: 'Trạng thái', en: 'State' },
  school: { vi: 'Trường', en: 'School' },
};

export const outcomeNames: Readonly<Record<string, Sentence>> = {
  MATCHED: { vi: 'Khớp', en: 'Confirmed' },
  PARTIAL: { vi: 'Khớp một phần', en: 'Partly' },
  MISMATCHED: { vi: 'Khác', en: 'Differs' },
  NOT_FOUND: { vi: 'Không tìm thấy', en: 'Not found' },
  UNREADABLE: { vi: 'Không tra cứu', en: 'Not looked up' },
};

export const registerNames: Readonly<Record<string, Sentence>> = {
  NEW: { vi: 'mới', en: 'new' },
  ENROLLED: { vi: 'đang học', en: 'enrolled' },
  OTHER_CLASS: { vi: 'đang ở lớp khác', en: 'in another class' },
  ENDED: { vi: 'đã rời trường', en: 'has left' },
  ENROLLED_NOW: { vi: 'vừa tiếp nhận', en: 'enrolled now' },
  REFUSED: { vi: 'không tiếp nhận được', en: 'was refused' },
};

/** Which rows of a run are shown, and what the hub is asked for them. */
export const rowFilters: Readonly<Record<string, { name: Sentence; asks: object }>> = {
  NOTED: { name: { vi: 'có ghi chú', en: 'with notes' }, asks: { noted: true } },
  MISMATCHED: { name: { vi: 'khác CSDL dân cư', en: 'that differ' }, asks: { only: 'MISMATCHED' } },
  NOT_FOUND: { name: { vi: 'không tìm thấy', en: 'not found' }, asks: { only: 'NOT_FOUND' } },
  UNREADABLE: { name: { vi: 'không tra cứu được', en: 'not looked up' }, asks: { only: 'UNREADABLE' } },
  MATCHED: { name: { vi: 'khớp', en: 'confirmed' }, asks: { only: 'MATCHED' } },
  ALL: { name: { vi: 'tất cả', en: 'all' }, asks: {} },
};

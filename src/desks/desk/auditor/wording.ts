import type { Sentence } from '../../../domain/language.js';

/** The parts of the desk, in the order of their keys. */
export const sections = {
  search: { vi: 'Tìm', en: 'Search' },
  event: { vi: 'Một lượt xử lý', en: 'One event' },
  seals: { vi: 'Niêm phong', en: 'Seals' },
  cases: { vi: 'Vụ việc', en: 'Cases' },
  access: { vi: 'Ma trận quyền', en: 'Access matrix' },
  questions: { vi: 'Câu hỏi của người dân', en: 'Residents’ questions' },
} as const satisfies Record<string, Sentence>;

/** What the auditor's desk says. */
export const words = {
  deskName: { vi: 'Bàn thanh tra', en: 'Auditor’s desk' },
  waiting: { vi: 'Đang đọc nhật ký…', en: 'Reading the record…' },
  // Search.
  onRecord: {
    vi: 'Mỗi lần tìm, mỗi lần mở một lượt đều được ghi vào chính nhật ký này, kể cả điều kiện tìm; thanh tra khác xem được.',
    en: 'Each search, and each event opened, is itself on this record with what was searched by; another auditor sees it.',
  },
  agency: { vi: 'Mã cơ quan', en: 'Agency code' },
  officer: { vi: 'Mã cán bộ', en: 'Officer' },
  outcome: { vi: 'Kết quả', en: 'Outcome' },
  from: { vi: 'Từ lúc (giờ Việt Nam)', en: 'From (Vietnam time)' },
  to: { vi: 'Đến lúc', en: 'Until' },
  subject: { vi: 'Về số định danh', en: 'About this personal id' },
  any: { vi: 'bất kỳ', en: 'any' },
  find: { vi: 'Tìm', en: 'Search' },
  clear: { vi: 'Xóa điều kiện', en: 'Clear' },
  dateWrong: {
    vi: 'Thời điểm viết theo dd/mm/yyyy hoặc dd/mm/yyyy hh:mm.',
    en: 'Write a moment as dd/mm/yyyy or dd/mm/yyyy hh:mm.',
  },
  spanWrong: { vi: '“Đến lúc” phải sau “Từ lúc”.', en: '“Until” must be later than “From”.' },
  subjectWrong: { vi: 'Số định danh có 12 chữ số.', en: 'A personal id has 12 digits.' },
  subjectHint: {
    vi: 'Số chỉ đi trong nội dung yêu cầu, không lưu ở trình duyệt, và mất khi không ai thao tác.',
    en: 'The number goes in the body of the request alone, is kept nowhere in this browser, and is gone when nobody is here.',
  },
  found: { vi: 'lượt', en: 'events' },
  tooMany: { vi: 'hơn 10.000', en: 'more than 10,000' },
  newest: { vi: 'mới nhất trước', en: 'newest first' },
  page: { vi: 'trang', en: 'page' },
  older: { vi: 'Cũ hơn', en: 'Older' },
  newer: { vi: 'Mới hơn', en: 'Newer' },
  firstPage: { vi: 'Trang đầu', en: 'First page' },
  nextPage: { vi: 'Trang sau', en: 'Next page' },
  noneFound: { vi: 'Không có lượt nào khớp các điều kiện này.', en: 'No event matches all of this.' },
  hideNobodys: { vi: 'Ẩn lượt không về ai', en: 'Hide events about nobody' },
  hiddenHint: {
    vi: 'Chỉ ẩn lượt được trả lời đủ, không về người nào và không thay đổi gì',
    en: 'Hidden are only those that were answered, were about nobody and changed nothing',
  },
  when: { vi: 'Lúc', en: 'When' },
  whoAsked: { vi: 'Cơ quan / cán bộ', en: 'Agency / officer' },
  purpose: { vi: 'Mục đích', en: 'Purpose' },
  operation: { vi: 'Thao tác', en: 'Operation' },
  people: { vi: 'Số người', en: 'People' },
  fields: { vi: 'Trường đã cấp', en: 'Fields released' },
  nobody: { vi: 'chưa rõ ai', en: 'nobody known' },
  timeline: { vi: 'Theo thời gian, của trang này', en: 'Over time, of this page' },
  timelineTable: { vi: 'Bảng số liệu', en: 'As a table' },
  answered: { vi: 'Trả lời đủ', en: 'Answered' },
  notAnswered: { vi: 'Không trả lời đủ', en: 'Not, or in part' },
  unitMINUTES: { vi: 'mỗi cột 10 phút', en: '10 minutes a bar' },
  unitHOURS: { vi: 'mỗi cột một giờ', en: 'an hour a bar' },
  unitDAYS: { vi: 'mỗi cột một ngày', en: 'a day a bar' },
  mostIn: { vi: 'nhiều nhất', en: 'at most' },
  // One event.
  chooseEvent: {
    vi: 'Chọn một lượt ở phần Tìm (Alt 1), hoặc nhập mã của nó.',
    en: 'Choose an event under Search (Alt 1), or enter its id.',
  },
  eventId: { vi: 'Mã lượt xử lý', en: 'Id of the event' },
  eventIdWrong: {
    vi: 'Mã có dạng 8-4-4-4-12 ký tự 0-9, a-f.',
    en: 'An id has the form 8-4-4-4-12 of 0-9, a-f.',
  },
  open: { vi: 'Mở', en: 'Open' },
  noEvent: {
    vi: 'Nhật ký không có lượt này, hoặc nội dung tháng đó đã được lưu trữ và xóa.',
    en: 'The record has no such event, or the contents of its month were archived and dropped.',
  },
  backToList: { vi: 'Về danh sách', en: 'Back to the list' },
  who: { vi: 'Ai', en: 'Who' },
  what: { vi: 'Đã cấp những gì', en: 'What was released' },
  ofWhom: { vi: 'Của ai', en: 'Of whom' },
  client: { vi: 'Hệ thống gọi', en: 'System' },
  caseReference: { vi: 'Mã hồ sơ', en: 'Case' },
  emergencyReason: { vi: 'Lý do khẩn cấp', en: 'Emergency reason' },
  duration: { vi: 'Xử lý trong', en: 'Took' },
  errorCodes: { vi: 'Mã lỗi', en: 'Error codes' },
  requestId: { vi: 'Mã yêu cầu', en: 'Request id' },
  operationHash: { vi: 'Mã băm truy vấn', en: 'Hash of the query' },
  change: { vi: 'Thay đổi quản trị', en: 'Administrative change' },
  before: { vi: 'trước', en: 'before' },
  after: { vi: 'sau', en: 'after' },
  refused: { vi: 'Bị từ chối', en: 'Refused' },
  unavailable: { vi: 'Nguồn không trả lời', en: 'Source did not answer' },
  nothingReleased: { vi: 'Không trường nào được cấp.', en: 'No field was released.' },
  noSubjects: { vi: 'Lượt này không về người nào.', en: 'This event was about nobody.' },
  pseudonym: { vi: 'Bí danh', en: 'Pseudonym' },
  pseudonymHint: {
    vi: 'Một người luôn có một bí danh trong mọi kết quả của thanh tra này.',
    en: 'One person has one pseudonym in all answers to this auditor.',
  },
  relation: { vi: 'Qua ai', en: 'How' },
  morePeople: { vi: 'người nữa', en: 'more' },
  // The proof.
  proof: { vi: 'Kiểm chứng tại trình duyệt này', en: 'Proof, checked in this browser' },
  checking: { vi: 'Đang tính lại…', en: 'Deriving it anew…' },
  HOLDS: { vi: 'ĐÃ KIỂM CHỨNG', en: 'VERIFIED' },
  FAILS: { vi: 'KHÔNG KHỚP', en: 'DOES NOT FIT' },
  OPEN: { vi: 'CHƯA KIỂM ĐƯỢC CHỮ KÝ', en: 'SIGNATURE NOT CHECKED' },
  UNSEALED: { vi: 'CHƯA NIÊM PHONG', en: 'NOT SEALED YET' },
  ALTERED: { vi: 'BẢN GHI ĐÃ BỊ SỬA', en: 'THE RECORD WAS ALTERED' },
  UNKNOWN: { vi: 'CHƯA CÓ BẰNG CHỨNG', en: 'NO PROOF YET' },
  unsealedText: {
    vi: 'Lượt này vừa ghi; niêm phong thường trong vòng 2 giây. Trang tự hỏi lại.',
    en: 'This event was just written; it is sealed within 2 seconds as a rule. The page asks again by itself.',
  },
  unsealedLong: {
    vi: 'Đã quá một phút mà chưa niêm phong: xem phần Niêm phong (Alt 3) và báo người vận hành.',
    en: 'Not sealed for over a minute: see Seals (Alt 3) and tell whoever runs the hub.',
  },
  alteredText: {
    vi: 'Cổng không lập được bằng chứng: nội dung trong cơ sở dữ liệu không còn như lúc niêm phong. Người vận hành chạy “lienthong audit verify” để biết điều gì đã bị sửa.',
    en: 'The hub can make no proof: what stands in the database is not what was sealed. Its operator runs “lienthong audit verify” to learn what was changed.',
  },
  failsText: {
    vi: 'Bước đánh dấu ✕ dưới đây không khớp. Giữ nguyên bằng chứng (D), không kết luận dựa trên lượt này.',
    en: 'The step marked ✕ below does not fit. Keep the evidence (D) and conclude nothing from this event.',
  },
  openText: {
    vi: 'Trình duyệt này không kiểm được chữ ký Ed25519. Dùng trình duyệt mới hơn, hoặc tải bằng chứng và kiểm bằng Node.',
    en: 'This browser cannot check Ed25519 signatures. Use a newer one, or download the evidence and check it with Node.',
  },
  recomputed: { vi: 'Đã tính lại', en: 'Derived' },
  nodesFit: {
    vi: 'nút, khớp gốc đã niêm phong lúc',
    en: 'nodes anew; they fit the root that was sealed at',
  },
  sealNumber: { vi: 'niêm phong số', en: 'seal' },
  stepRead: { vi: 'Đọc bằng chứng', en: 'Read the proof' },
  stepReadFails: {
    vi: 'Bằng chứng không đọc được hoặc không thuộc niêm phong nó nêu.',
    en: 'The proof cannot be read, or is not of the seal it names.',
  },
  stepReadHolds: { vi: 'Đúng mẫu, thuộc niêm phong số', en: 'Well formed, of seal' },
  stepShown: { vi: 'So nội dung trên trang', en: 'Compare with this page' },
  stepShownHolds: {
    vi: 'Nội dung đã niêm phong đúng như trang này hiển thị.',
    en: 'What was sealed is what this page shows.',
  },
  stepShownFails: { vi: 'Trang hiển thị khác nội dung đã niêm phong ở:', en: 'The page shows otherwise:' },
  stepLeaf: { vi: 'Tính lá', en: 'Derive the leaf' },
  stepPath: { vi: 'Đi lên cây tới gốc', en: 'Walk up to the root' },
  stepPathHolds: { vi: 'nút, ra đúng gốc của niêm phong', en: 'nodes, to the root of the seal' },
  stepPathFails: {
    vi: 'Không ra gốc của niêm phong: nội dung, muối hoặc đường đi đã bị thay đổi;',
    en: 'Does not lead to the root of the seal: contents, salt or path were changed;',
  },
  derived: { vi: 'tính được', en: 'derived' },
  sealed: { vi: 'niêm phong', en: 'sealed' },
  stepSigned: { vi: 'Chữ ký của niêm phong', en: 'Signature of the seal' },
  GOOD: { vi: 'Đúng, bằng khóa', en: 'Right, by key' },
  BAD: { vi: 'Sai: niêm phong đã bị sửa.', en: 'Wrong: the seal was edited.' },
  FOREIGN: { vi: 'Không phải của khóa nào đáng tin.', en: 'Of no key that is trusted.' },
  UNCHECKED: { vi: 'Trình duyệt này không kiểm được.', en: 'This browser cannot check it.' },
  keysFromHub: {
    vi: 'Khóa do chính cổng đưa. Để độc lập, nhập khóa được trao riêng ở phần Niêm phong (Alt 3).',
    en: 'The key was given by the hub itself. To be independent, enter the one you were handed under Seals (Alt 3).',
  },
  keysOwn: {
    vi: 'Kiểm bằng khóa mà thanh tra đã nhập.',
    en: 'Checked with the key that the auditor entered.',
  },
  download: { vi: 'Tải bằng chứng (JSON)', en: 'Download the evidence (JSON)' },
  downloadHint: {
    vi: 'Kiểm lại không cần cổng: node docs/audit-verifier.mjs --key KHÓA tệp.json',
    en: 'Check it without the hub: node docs/audit-verifier.mjs --key KEY file.json',
  },
  // Seals.
  lastSeal: { vi: 'Niêm phong cuối', en: 'Last seal' },
  lag: { vi: 'Độ trễ', en: 'Lag' },
  noLag: { vi: 'không lượt nào chờ', en: 'nothing waits' },
  chain: { vi: 'Chuỗi', en: 'Chain' },
  chainHOLDS: {
    vi: 'niêm phong cuối nối nhau, chữ ký đúng',
    en: 'last seals follow on each other, signatures right',
  },
  chainFAILS: { vi: 'KHÔNG KHỚP từ niêm phong số', en: 'DOES NOT FIT from seal' },
  chainOPEN: { vi: 'nối nhau; chưa kiểm được chữ ký', en: 'follow on each other; signatures not checked' },
  chainNONE: { vi: 'chưa có niêm phong nào', en: 'no seal yet' },
  anchor: { vi: 'Bản giữ ngoài CSDL', en: 'Kept outside the database' },
  anchorSAME: { vi: 'khớp', en: 'fits' },
  anchorOTHER: { vi: 'KHÁC với CSDL: nhật ký đã bị viết lại', en: 'DIFFERS: the record was rewritten' },
  anchorUNREADABLE: { vi: 'bản này không đọc được', en: 'it CANNOT be read' },
  anchorAHEAD: { vi: 'CSDL thiếu phần sau bản này', en: 'the database ends BEFORE it' },
  anchorOLDER: { vi: 'cũ hơn các niêm phong đang xem', en: 'older than the seals shown' },
  anchorNONE: { vi: 'tiến trình này không giữ bản nào', en: 'this process keeps none' },
  asOf: { vi: 'lúc', en: 'as of' },
  sealsTitle: {
    vi: 'Các niêm phong cuối, kiểm tại trình duyệt này',
    en: 'The last seals, checked in this browser',
  },
  sealsHint: {
    vi: 'Mỗi niêm phong được tính lại: chữ ký, số thứ tự, vị trí, và có nêu đúng niêm phong trước hay không. Toàn bộ nhật ký: lienthong audit verify.',
    en: 'Of each seal: its signature, number, place, and whether it names the one before. The whole record: lienthong audit verify.',
  },
  sealColumn: { vi: 'Số', en: 'Seal' },
  sealedAt: { vi: 'Niêm phong lúc', en: 'Sealed' },
  entries: { vi: 'Số lượt', en: 'Events' },
  total: { vi: 'Tổng', en: 'In all' },
  signature: { vi: 'Chữ ký', en: 'Signature' },
  follows: { vi: 'Nối niêm phong trước', en: 'Follows on' },
  yes: { vi: 'đúng', en: 'yes' },
  no: { vi: 'KHÔNG', en: 'NO' },
  oldestShown: { vi: 'đầu danh sách', en: 'oldest shown' },
  hash: { vi: 'Mã đầu', en: 'Head' },
  keysTitle: { vi: 'Khóa công khai', en: 'Public keys' },
  keysHint: {
    vi: 'Đối chiếu với khóa được trao riêng (lienthong audit key). Nhập khóa đó dưới đây thì mọi kiểm chứng trên trang chỉ dùng khóa ấy.',
    en: 'Compare with the key you were handed (lienthong audit key). Entered below, every check on this page uses that key alone.',
  },
  ownKey: { vi: 'Khóa được trao riêng', en: 'Key you were handed' },
  // Cases.
  state: { vi: 'Tình trạng', en: 'State' },
  noCases: { vi: 'Không có vụ việc nào ở tình trạng này.', en: 'There is no case in this state.' },
  chooseCase: { vi: 'Chọn một vụ việc trong danh sách.', en: 'Choose a case from the list.' },
  sign: { vi: 'Dấu hiệu', en: 'Sign' },
  seen: { vi: 'Lần cuối', en: 'Last seen' },
  opened: { vi: 'Mở lúc', en: 'Opened' },
  measure: { vi: 'Biện pháp tự động', en: 'What the hub did' },
  noOfficer: { vi: 'không về một cán bộ', en: 'of no one officer' },
  figures: { vi: 'Số liệu', en: 'Figures' },
  events: { vi: 'Các lượt liên quan', en: 'Events' },
  note: { vi: 'Lý do kết luận (được ghi lại)', en: 'Why (goes on record)' },
  noteHint: {
    vi: 'Ít nhất 5 ký tự; không ghi số định danh hay tên người dân.',
    en: '5 characters at least; no personal id and no resident’s name.',
  },
  noteShort: { vi: 'Ghi lý do, ít nhất 5 ký tự.', en: 'Say why, in 5 characters at least.' },
  noteNumber: {
    vi: 'Không ghi dãy số dài: lý do được lưu lâu dài.',
    en: 'No long number: what is written here stays on record.',
  },
  dismiss: { vi: 'Bỏ qua: không vi phạm', en: 'Dismiss: no misuse' },
  confirm: { vi: 'Xác nhận vi phạm', en: 'Confirm misuse' },
  lift: { vi: 'Cho cán bộ tra cứu trở lại', en: 'Let the officer look again' },
  dismissText: {
    vi: 'Bỏ qua thì cán bộ được tra cứu lại, nếu không còn vụ nào khác giữ. Xác nhận thì tạm dừng giữ nguyên; đình chỉ là việc của đơn vị vận hành.',
    en: 'Dismissed, the officer looks again unless another case holds him. Confirmed, a pause stays; suspending him is the operator’s.',
  },
  sending: { vi: 'Đang gửi…', en: 'Sending…' },
  waitingToSend: {
    vi: 'Chưa gửi được; trang tự gửi lại cho đến khi được. Đừng đóng trang.',
    en: 'Not sent yet; the page sends it again until it is. Do not close it.',
  },
  decided: { vi: 'Đã kết luận', en: 'Decided' },
  decidedBy: { vi: 'bởi', en: 'by' },
  lifted: {
    vi: 'Cán bộ được tra cứu trở lại trong vài giây. Vụ còn mở về người này:',
    en: 'The officer may look again within seconds. Cases about him still open:',
  },
  tryAgain: { vi: 'Sửa và gửi lại', en: 'Change and send again' },
  // Questions of residents.
  questionsTitle: { vi: 'Người dân hỏi về lượt xem', en: 'Residents ask about looks' },
  noQuestions: { vi: 'Không có câu hỏi nào chờ trả lời.', en: 'No question waits for an answer.' },
  noAnswered: { vi: 'Chưa có câu hỏi nào được trả lời.', en: 'No question has been answered yet.' },
  chooseQuestion: { vi: 'Chọn một câu hỏi trong danh sách.', en: 'Choose a question from the list.' },
  dueOn: { vi: 'Hạn trả lời', en: 'Answer by' },
  overdue: { vi: 'quá hạn', en: 'overdue' },
  agencyAsked: { vi: 'Cơ quan đã xem', en: 'Agency that looked' },
  question: { vi: 'Câu hỏi', en: 'Question' },
  askedAt: { vi: 'Hỏi lúc', en: 'Asked' },
  answeredState: { vi: 'đã trả lời', en: 'answered' },
  lookAskedAbout: { vi: 'Lượt xem được hỏi', en: 'The look it is about' },
  openLook: { vi: 'Mở lượt này và kiểm chứng', en: 'Open this event and prove it' },
  theAnswer: { vi: 'Trả lời', en: 'Answer' },
  answerField: { vi: 'Trả lời người dân', en: 'Answer to the resident' },
  answerHint: {
    vi: 'Người dân đọc nguyên văn; trả lời một lần, không sửa được. Không ghi số định danh.',
    en: 'The resident reads it as it is; it is given once and cannot be changed. No personal id.',
  },
  answerNone: { vi: 'Hãy viết câu trả lời.', en: 'Write the answer.' },
  answerNumber: {
    vi: 'Không ghi dãy số dài trong câu trả lời.',
    en: 'No long number in the answer.',
  },
  sendAnswer: { vi: 'Gửi trả lời', en: 'Send the answer' },
  answerSent: {
    vi: 'Đã gửi. Người dân đọc được ở trang của mình.',
    en: 'Sent. The resident reads it on his page.',
  },
  // Access.
  held: { vi: 'được cấp', en: 'granted' },
  forPurposes: { vi: 'chỉ cho mục đích', en: 'only for' },
  mostRows: { vi: 'tối đa người mỗi lượt:', en: 'people an operation at most:' },
  suspended: { vi: 'đang đình chỉ', en: 'suspended' },
  accessHint: {
    vi: '● được cấp · ◐ chỉ cho một mục đích hoặc có giới hạn số người',
    en: '● granted · ◐ for one purpose or with a limit of people',
  },
  compareTo: { vi: 'So với lúc', en: 'Compare with' },
  compare: { vi: 'So sánh', en: 'Compare' },
  changes: { vi: 'Thay đổi quyền', en: 'Changes of rights' },
  changesSince: { vi: 'từ', en: 'since' },
  noChanges: { vi: 'Không có thay đổi nào.', en: 'There were no changes.' },
  scope: { vi: 'Quyền', en: 'Right' },
  GRANTED: { vi: 'Cấp', en: 'Granted' },
  ENDED: { vi: 'Hết hiệu lực / thu hồi', en: 'Ended / withdrawn' },
  by: { vi: 'Người thực hiện', en: 'By' },
  byCommand: { vi: 'lệnh hoặc hệ thống', en: 'command or system' },
  agencies: { vi: 'cơ quan', en: 'agencies' },
  added: { vi: 'mới có', en: 'new' },
  removed: { vi: 'không còn', en: 'gone' },
  notHeld: { vi: 'không', en: 'no' },
} as const satisfies Record<string, Sentence>;

export const outcomes: Readonly<Record<string, Sentence>> = {
  ANSWERED: { vi: 'Trả lời đủ', en: 'Answered' },
  PARTIAL: { vi: 'Trả lời một phần', en: 'In part' },
  REFUSED: { vi: 'Từ chối', en: 'Refused' },
  FAILED: { vi: 'Lỗi', en: 'Failed' },
  REQUESTED: { vi: 'Đã yêu cầu', en: 'Requested' },
  CLIENT_GONE: { vi: 'Người hỏi đã đi', en: 'Asker gone' },
};

/** What a record that does not answer means here. */
export const problemsHere: Readonly<Record<string, { what?: Sentence; act?: Sentence }>> = {
  AUDIT_UNAVAILABLE: {
    what: { vi: 'Cơ sở dữ liệu nhật ký không trả lời', en: 'The database of the record does not answer' },
    act: {
      vi: 'Khi không ghi được nhật ký, cổng không trả lời ai điều gì. Thử lại sau ít phút; báo người vận hành.',
      en: 'While nothing can be recorded the hub answers nobody. Try again in a few minutes; tell whoever runs the hub.',
    },
  },
};

export const kindNames: Readonly<Record<string, Sentence>> = {
  HOSPITAL: { vi: 'cơ sở khám chữa bệnh', en: 'hospital' },
  SCHOOL: { vi: 'cơ sở giáo dục', en: 'school' },
  SOCIAL_INSURANCE: { vi: 'bảo hiểm xã hội', en: 'social insurance' },
  PUBLIC_SERVICE: { vi: 'cổng dịch vụ công', en: 'public service portal' },
  AUTHORITY: { vi: 'công an, chính quyền', en: 'authority' },
  AUDITOR: { vi: 'thanh tra', en: 'inspectorate' },
  RESIDENT: { vi: 'người dân', en: 'resident' },
  OPERATOR: { vi: 'đơn vị vận hành', en: 'operator' },
};

export const subjectOutcomes: Readonly<Record<string, Sentence>> = {
  RELEASED: { vi: 'đã cấp dữ liệu', en: 'released' },
  VERIFIED_ONLY: { vi: 'chỉ xác nhận', en: 'verified only' },
  MISMATCHED: { vi: 'không khớp', en: 'mismatched' },
  NOT_FOUND: { vi: 'không tìm thấy', en: 'not found' },
  OUT_OF_REMIT: { vi: 'ngoài phạm vi', en: 'outside the remit' },
  REFUSED: { vi: 'bị từ chối', en: 'refused' },
};

export const relations: Readonly<Record<string, Sentence>> = {
  DIRECT: { vi: 'trực tiếp', en: 'direct' },
  RELATED: { vi: 'qua người khác', en: 'through another' },
};

/** What the sealed text calls what the page shows. */
export const sealedNames: Readonly<Record<string, Sentence>> = {
  id: words.eventId,
  occurredAt: words.when,
  requestId: words.requestId,
  agencyCode: words.agency,
  officer: words.officer,
  purpose: words.purpose,
  outcome: words.outcome,
  fieldsReleased: words.fields,
  subjects: words.people,
};

export const caseStates: Readonly<Record<string, Sentence>> = {
  OPEN: { vi: 'Đang mở', en: 'Open' },
  CONFIRMED: { vi: 'Đã xác nhận', en: 'Confirmed' },
  DISMISSED: { vi: 'Đã bỏ qua', en: 'Dismissed' },
};

export const questionStates: Readonly<Record<string, Sentence>> = {
  OPEN: { vi: 'Chờ trả lời', en: 'Open' },
  ANSWERED: { vi: 'Đã trả lời', en: 'Answered' },
};

export const actions: Readonly<Record<string, Sentence>> = {
  NONE: { vi: 'không', en: 'none' },
  SLOW: { vi: 'làm chậm một giờ', en: 'slowed for an hour' },
  PAUSE: { vi: 'tạm dừng 24 giờ', en: 'paused for 24 hours' },
};

/** What a detector saw: its name, and what that means in a sentence. */
export const detectors: Readonly<Record<string, { name: Sentence; says: Sentence }>> = {
  WRONG_NUMBERS: {
    name: { vi: 'Nhiều số sai', en: 'Wrong numbers' },
    says: {
      vi: 'Phần lớn số định danh tra cứu không có thật hoặc không khớp: có thể đang dò số.',
      en: 'Many of the numbers looked up are unknown or do not match: perhaps somebody guesses.',
    },
  },
  NEAR_NUMBERS: {
    name: { vi: 'Số liền nhau', en: 'Numbers in a row' },
    says: {
      vi: 'Nhiều số tra cứu nằm sát nhau: có thể đang đếm lần lượt.',
      en: 'Many of the numbers lie near each other: perhaps somebody counts up.',
    },
  },
  OUTSIDE_REMIT: {
    name: { vi: 'Ngoài phạm vi', en: 'Outside the remit' },
    says: {
      vi: 'Phần lớn người được tra cứu không liên quan tới cơ quan này.',
      en: 'Most of the people looked up have nothing to do with this agency.',
    },
  },
  QUOTA_PRESSED: {
    name: { vi: 'Vượt hạn mức', en: 'Quota pressed' },
    says: {
      vi: 'Hạn mức tra cứu từ chối nhiều lần liền.',
      en: 'The quota refused this officer again and again.',
    },
  },
  VOLUME: {
    name: { vi: 'Nhiều bất thường', en: 'Unusual volume' },
    says: {
      vi: 'Số người tra cứu trong ngày gấp nhiều lần ngày thường.',
      en: 'The day’s looks are many times the usual day.',
    },
  },
  HOURS: {
    name: { vi: 'Giờ bất thường', en: 'Unusual hours' },
    says: {
      vi: 'Tra cứu vào giờ mà cán bộ này không bao giờ làm việc.',
      en: 'Looks at a time of day when this officer never works.',
    },
  },
  MANY_DESKS: {
    name: { vi: 'Nhiều nơi tra một người', en: 'Many desks, one person' },
    says: {
      vi: 'Một người dân bị nhiều cán bộ hoặc cơ quan tra cứu trong một ngày.',
      en: 'One resident was looked up by many officers or agencies within a day.',
    },
  },
  EMERGENCY: {
    name: { vi: 'Tra cứu cấp cứu', en: 'Emergency look' },
    says: {
      vi: 'Mọi lượt tra cứu với mục đích cấp cứu đều được xem lại.',
      en: 'Every look in an emergency is reviewed.',
    },
  },
  KEY_ADDED: {
    name: { vi: 'Thêm khóa', en: 'Key added' },
    says: {
      vi: 'Một khóa mới được thêm cho một cơ quan; vụ việc nêu người thêm.',
      en: 'A key was added to an agency; the case names who added it.',
    },
  },
  AGENCY_RESUMED: {
    name: { vi: 'Cơ quan được mở lại', en: 'Agency resumed' },
    says: {
      vi: 'Một cơ quan từng bị đình chỉ được tra cứu lại.',
      en: 'A suspended agency may ask again.',
    },
  },
};

export const figureNames: Readonly<Record<string, Sentence>> = {
  count: { vi: 'lần đếm được', en: 'counted' },
  looks: { vi: 'người đã tra cứu', en: 'people looked up' },
  wrong: { vi: 'số sai hoặc không khớp', en: 'wrong numbers' },
  outside: { vi: 'ngoài phạm vi', en: 'outside the remit' },
  limited: { vi: 'lần bị hạn mức từ chối', en: 'refused by the quota' },
  near: { vi: 'số liền nhau', en: 'near another' },
  numbers: { vi: 'số đã tra cứu', en: 'numbers looked up' },
  usual: { vi: 'người vào ngày thường', en: 'on a usual day' },
  days: { vi: 'ngày làm việc đã biết', en: 'days known' },
  desks: { vi: 'cán bộ', en: 'officers' },
  agencies: { vi: 'cơ quan', en: 'agencies' },
};

export const keyWords: readonly (readonly [string, Sentence])[] = [
  ['Alt 1', { vi: 'Tìm: các lượt mới nhất', en: 'Search: the newest events' }],
  ['Alt 2', { vi: 'Một lượt xử lý', en: 'One event' }],
  ['Alt 3', { vi: 'Niêm phong', en: 'Seals' }],
  ['Alt 4', { vi: 'Vụ việc', en: 'Cases' }],
  ['Alt 5', { vi: 'Ma trận quyền', en: 'Access matrix' }],
  ['Alt 6', sections.questions],
  ['↑ ↓', { vi: 'Dòng trên, dòng dưới', en: 'Row above, row below' }],
  ['Enter', { vi: 'Mở dòng đang chọn', en: 'Open the row' }],
  ['Esc', { vi: 'Về danh sách', en: 'Back to the list' }],
  ['/', { vi: 'Tới điều kiện tìm', en: 'To the search' }],
  ['R', { vi: 'Làm mới', en: 'Refresh' }],
  ['D', { vi: 'Tải bằng chứng của lượt đang mở', en: 'Download the evidence of the event' }],
  ['?', { vi: 'Bảng phím tắt này', en: 'This sheet' }],
];

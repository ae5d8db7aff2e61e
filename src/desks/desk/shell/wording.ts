import type { Sentence } from '../../../domain/language.js';

/** What the shell of every desk says. */
export const words = {
  sampleData: { vi: 'Dữ liệu mẫu hư cấu', en: 'Invented sample data' },
  language: { vi: 'Ngôn ngữ', en: 'Language' },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  officer: { vi: 'Cán bộ', en: 'Officer' },
  purpose: { vi: 'Mục đích', en: 'Purpose' },
  keys: { vi: 'Phím tắt', en: 'Keys' },
  signOut: { vi: 'Đăng xuất', en: 'Sign out' },
  signIn: { vi: 'Đăng nhập', en: 'Sign in' },
  signInTitle: { vi: 'Đăng nhập để tra cứu', en: 'Sign in to look people up' },
  signInResident: {
    vi: 'Người dân đăng nhập để xem ai đã xem dữ liệu của mình.',
    en: 'Residents sign in to see who looked at their data.',
  },
  signInExplain: {
    vi: 'Mỗi lần tra cứu được ghi lại theo cơ quan, cán bộ và mục đích, và người dân xem được.',
    en: 'Every look is on record by agency, officer and purpose, and residents can see it.',
  },
  signInSample: {
    vi: 'Bản dùng thử: trang kế tiếp cho chọn một cán bộ mẫu hoặc công dân mẫu.',
    en: 'Demonstration: the next page lets you choose a sample officer or resident.',
  },
  notConfigured: {
    vi: 'Máy chủ này chưa được cấu hình nơi đăng nhập cho cán bộ. Quản trị viên đặt LIENTHONG_DESK_ISSUER (xem docs/desks.md).',
    en: 'This hub has no place configured where officers sign in. Its operator sets LIENTHONG_DESK_ISSUER (see docs/desks.md).',
  },
  sessionOver: {
    vi: 'Phiên làm việc đã kết thúc. Đăng nhập lại để tiếp tục.',
    en: 'The session is over. Sign in again to go on.',
  },
  opening: { vi: 'Đang mở bàn làm việc…', en: 'Opening the desk…' },
  noHub: { vi: 'Không kết nối được máy chủ', en: 'The hub cannot be reached' },
  noHubDo: {
    vi: 'Kiểm tra mạng của quầy rồi bấm Thử lại. Nếu vẫn vậy, báo người vận hành hệ thống.',
    en: 'Check this desk’s network, then press Try again. If it stays so, tell whoever runs the hub.',
  },
  seconds: { vi: 's', en: 's' },
  stop: { vi: 'Dừng', en: 'Stop' },
  goWithout: { vi: 'Tiếp tục không có dữ liệu này', en: 'Go on without it' },
  waiting: { vi: 'đang chờ…', en: 'waiting…' },
  stale: { vi: 'Số liệu lúc', en: 'As of' },
  notRefreshed: { vi: 'chưa làm mới được', en: 'could not be refreshed' },
  refresh: { vi: 'Làm mới', en: 'Refresh' },
  stopped: { vi: 'Đã dừng chờ.', en: 'Stopped waiting.' },
  sections: { vi: 'Các phần', en: 'Parts of this desk' },
  retry: { vi: 'Thử lại', en: 'Try again' },
  close: { vi: 'Đóng', en: 'Close' },
  apply: { vi: 'Áp dụng', en: 'Apply' },
  cancel: { vi: 'Bỏ qua', en: 'Cancel' },
  whatToDo: { vi: 'Cần làm', en: 'What to do' },
  requestId: { vi: 'Mã yêu cầu', en: 'Request' },
  emergencyWhy: {
    vi: 'Lý do cấp cứu (ít nhất 10 ký tự)',
    en: 'Why it is an emergency (10 characters at least)',
  },
  emergencyOnRecord: {
    vi: 'Lý do được ghi vào nhật ký và được kiểm tra sau.',
    en: 'The reason goes on record and is looked at later.',
  },
  emergencyShort: {
    vi: 'Lý do còn ngắn: ghi rõ tình huống, ít nhất 10 ký tự.',
    en: 'The reason is too short: say what happened, in 10 characters at least.',
  },
  clearedTitle: { vi: 'Màn hình đã được xóa', en: 'The screen has been cleared' },
  cleared: {
    vi: 'Không ai thao tác một lúc nên trang không còn hiển thị thông tin của ai. Bấm phím bất kỳ để tiếp tục.',
    en: 'Nobody has touched this page for a while, so it shows nobody’s data any more. Press any key to go on.',
  },
  goOn: { vi: 'Tiếp tục', en: 'Go on' },
  singleKeys: { vi: 'Dùng phím tắt một ký tự', en: 'Use single-character keys' },
  leaveAnyway: {
    vi: 'Còn việc đã nhập chưa gửi được; đăng xuất bây giờ sẽ mất. Vẫn đăng xuất?',
    en: 'Something that was entered is still to be sent and would be lost. Sign out all the same?',
  },
  notLeft: {
    vi: 'Chưa đăng xuất được: hệ thống không trả lời. Đừng rời máy; thử lại, hoặc đóng trình duyệt.',
    en: 'You are not signed out: the hub does not answer. Do not leave; try again, or close the browser.',
  },
  leaveUnsent: {
    vi: 'Còn việc đã nhập chưa gửi được. Chính cán bộ này đăng nhập lại ở thẻ mới; trang này sẽ tự gửi tiếp.',
    en: 'Something is still to be sent. Sign in again in a new tab as the same officer; this page will then send it.',
  },
} as const satisfies Record<string, Sentence>;

/** Why a sign-in did not succeed, and what to do. */
export const signInProblems: Readonly<Record<string, Sentence>> = {
  NOT_CONFIGURED: words.notConfigured,
  ISSUER_UNAVAILABLE: {
    vi: 'Nơi đăng nhập không trả lời. Thử lại sau ít phút; nếu vẫn vậy, báo người vận hành hệ thống.',
    en: 'The identity provider does not answer. Try again in a few minutes; if it stays so, tell whoever runs the hub.',
  },
  SIGN_IN_FAILED: {
    vi: 'Lần đăng nhập này không hoàn tất (hết hạn hoặc mở ở hai thẻ). Đăng nhập lại.',
    en: 'This sign-in was not completed (too late, or in two tabs at once). Sign in again.',
  },
  CANCELLED: { vi: 'Đăng nhập đã bị hủy.', en: 'The sign-in was cancelled.' },
  NOT_ACCEPTED: {
    vi: 'Hệ thống không nhận tài khoản này: thiếu cơ quan hoặc mã cán bộ, cơ quan bị đình chỉ, hoặc người dân chưa được ghi nhận.',
    en: 'The hub does not take this account: agency or officer is missing, the agency is suspended, or the resident is not known here.',
  },
  MAY_NOT_LOOK: {
    vi: 'Cán bộ này đang bị đình chỉ, tạm dừng hoặc chưa đăng ký. Hỏi người quản lý của đơn vị.',
    en: 'This officer is suspended, paused or not registered. Ask your agency’s manager.',
  },
  NO_DESK: {
    vi: 'Chưa có bàn làm việc cho loại cơ quan này.',
    en: 'There is no desk for this kind of agency yet.',
  },
  NOT_RECORDED: {
    vi: 'Không ghi được nhật ký đăng nhập nên chưa đăng nhập được. Thử lại sau ít phút.',
    en: 'The sign-in could not be put on record, so it was not made. Try again in a few minutes.',
  },
};

export const purposeNames: Readonly<Record<string, Sentence>> = {
  TREATMENT: { vi: 'Khám chữa bệnh', en: 'Treatment' },
  EMERGENCY: { vi: 'Cấp cứu (nêu lý do)', en: 'Emergency (with reason)' },
  ENROLMENT: { vi: 'Tuyển sinh, quản lý học sinh', en: 'Enrolment' },
  FEE_COLLECTION: { vi: 'Thu học phí', en: 'Fee collection' },
  INSURANCE_ADMINISTRATION: { vi: 'Quản lý bảo hiểm', en: 'Insurance administration' },
  RECONCILIATION: { vi: 'Rà soát, đối chiếu dữ liệu', en: 'Reconciliation' },
  ADMINISTRATIVE_PROCEDURE: { vi: 'Giải quyết thủ tục hành chính', en: 'Administrative procedure' },
  STATISTICS: { vi: 'Thống kê', en: 'Statistics' },
  RESIDENT_REQUEST: { vi: 'Theo yêu cầu của công dân', en: 'At a resident’s request' },
  INSPECTION: { vi: 'Thanh tra, kiểm tra', en: 'Inspection' },
  SELF: { vi: 'Xem thông tin của chính mình', en: 'One’s own data' },
  OPERATION: { vi: 'Vận hành hệ thống', en: 'Operation' },
};

/** What a failed request means at the desk, and what to do. */
export const problemWords: Readonly<Record<string, { what: Sentence; act: Sentence }>> = {
  UNREACHABLE: { what: words.noHub, act: words.noHubDo },
  UNAUTHENTICATED: {
    what: { vi: 'Phiên làm việc đã kết thúc', en: 'The session is over' },
    act: { vi: 'Đăng nhập lại.', en: 'Sign in again.' },
  },
  FORBIDDEN: {
    what: { vi: 'Không được phép', en: 'Not allowed' },
    act: {
      vi: 'Cơ quan hoặc cán bộ chưa được cấp quyền này. Hỏi người quản lý của đơn vị.',
      en: 'Your agency or you do not hold this right. Ask your agency’s manager.',
    },
  },
  RATE_LIMITED: {
    what: { vi: 'Đã hết lượt tra cứu trong phút này', en: 'This minute’s looks are used up' },
    act: { vi: 'Chờ một phút rồi thử lại.', en: 'Wait a minute, then try again.' },
  },
  OVERLOADED: {
    what: { vi: 'Hệ thống đang quá tải', en: 'The hub is overloaded' },
    act: { vi: 'Chờ vài giây rồi thử lại.', en: 'Wait some seconds, then try again.' },
  },
  DEADLINE_EXCEEDED: {
    what: { vi: 'Quá thời gian chờ', en: 'It took too long' },
    act: { vi: 'Thử lại.', en: 'Try again.' },
  },
  REGISTRY_UNAVAILABLE: {
    what: { vi: 'CSDL dân cư không trả lời', en: 'The population registry does not answer' },
    act: { vi: 'Thử lại sau ít phút.', en: 'Try again in a few minutes.' },
  },
  SECTOR_UNAVAILABLE: {
    what: { vi: 'CSDL chuyên ngành không trả lời', en: 'The sector’s database does not answer' },
    act: { vi: 'Thử lại sau ít phút.', en: 'Try again in a few minutes.' },
  },
  NOT_FOUND: {
    what: { vi: 'Không tìm thấy', en: 'Not found' },
    act: { vi: 'Tải lại danh sách rồi chọn lại.', en: 'Load the list again and choose anew.' },
  },
  CONFLICT: {
    what: { vi: 'Việc này mâu thuẫn với việc đã ghi', en: 'This contradicts what is recorded' },
    act: { vi: 'Tải lại để xem hiện trạng.', en: 'Load it again to see how things stand.' },
  },
  LIMIT_EXCEEDED: {
    what: { vi: 'Yêu cầu quá lớn', en: 'The request is too large' },
    act: { vi: 'Chia nhỏ rồi làm lại.', en: 'Divide it, then try again.' },
  },
  AUDIT_UNAVAILABLE: {
    what: {
      vi: 'Không ghi được nhật ký nên không trả dữ liệu',
      en: 'No record can be written, so nothing is answered',
    },
    act: {
      vi: 'Thử lại sau ít phút; báo người vận hành.',
      en: 'Try again in a few minutes; tell whoever runs the hub.',
    },
  },
  BAD_USER_INPUT: {
    what: { vi: 'Thông tin chưa đúng', en: 'Something is not right in what was entered' },
    act: { vi: 'Sửa theo câu báo rồi thử lại.', en: 'Correct it as the sentence says, then try again.' },
  },
};

/** For what has no words of its own. */
export const anyProblem = {
  what: { vi: 'Lỗi hệ thống', en: 'Something went wrong in the hub' },
  act: {
    vi: 'Thử lại. Nếu vẫn vậy, báo mã yêu cầu cho người vận hành.',
    en: 'Try again. If it stays so, give whoever runs the hub the request’s id.',
  },
} as const;

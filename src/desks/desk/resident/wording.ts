import type { Sentence } from '../../../domain/language.js';
import type { ProblemsHere } from '../shell/problem.js';

/** What the resident's page says: short sentences, everyday words. */
export const words = {
  deskName: { vi: 'Dữ liệu của tôi', en: 'My data' },
  opening: { vi: 'Đang mở trang của bạn…', en: 'Opening your page…' },
  nobody: {
    vi: 'Cơ sở dữ liệu dân cư không còn ghi số của bạn. Hãy hỏi công an xã, phường nơi bạn ở.',
    en: 'The population registry does not know your number any more. Ask the police of your commune.',
  },
  whose: { vi: 'Xem của ai?', en: 'Whose?' },
  mine: { vi: 'Tôi', en: 'Me' },
  child: { vi: 'Con tôi', en: 'My child' },
  childHint: {
    vi: 'Bạn xem được của con dưới 14 tuổi.',
    en: 'You can see this for your children under 14.',
  },
  looksIntro: {
    vi: 'Mỗi lần một cơ quan xem dữ liệu, máy ghi lại ai xem, xem gì và để làm gì.',
    en: 'Each time an agency looks at the data, the hub notes who looked, at what, and why.',
  },
  loadingLooks: { vi: 'Đang tìm ai đã xem…', en: 'Finding out who looked…' },
  notYours: { vi: 'Không có gì để bạn xem ở đây.', en: 'There is nothing here for you to see.' },
  kindFilter: { vi: 'Loại cơ quan', en: 'Kind of agency' },
  monthFilter: { vi: 'Tháng', en: 'Month' },
  all: { vi: 'Tất cả', en: 'All' },
  hideOwn: { vi: 'Ẩn những lần tôi tự xem', en: 'Leave out my own looks' },
  looks: { vi: 'lượt xem', en: 'looks' },
  look: { vi: 'lượt xem', en: 'look' },
  none: { vi: 'Chưa có ai xem.', en: 'Nobody has looked.' },
  noneChosen: {
    vi: 'Không có lượt nào như bạn chọn. Hãy chọn “Tất cả”.',
    en: 'None is as you chose. Choose “All”.',
  },
  wholeDay: { vi: 'trong ngày', en: 'that day' },
  what: { vi: 'Xem gì', en: 'What' },
  nothing: { vi: 'Không có dữ liệu nào', en: 'No data' },
  why: { vi: 'Để làm gì', en: 'Why' },
  law: { vi: 'Theo luật', en: 'By law' },
  more: { vi: 'Chi tiết', en: 'Details' },
  moreOf: { vi: 'của lượt xem này', en: 'of this look' },
  code: { vi: 'Mã lượt xem', en: 'Code of this look' },
  caseReference: { vi: 'Mã hồ sơ', en: 'Their case' },
  record: { vi: 'Nhật ký', en: 'On record' },
  sealed: { vi: 'Đã niêm phong, không ai sửa được', en: 'Sealed: nobody can change it' },
  unsealed: { vi: 'Đã ghi, sắp niêm phong', en: 'Noted, to be sealed soon' },
  ownLook: { vi: 'Bạn tự xem', en: 'Your own look' },
  related: {
    vi: 'Họ tìm người khác trong nhà, rồi thấy cả người này.',
    en: 'They asked about somebody of the family and came to this person through that.',
  },
  ask: { vi: 'Không phải tôi? Hỏi lại', en: 'Not me? Ask about it' },
  askWhat: { vi: 'Bạn muốn hỏi gì về lượt xem này?', en: 'What do you want to ask about this look?' },
  askHint: {
    vi: 'Ví dụ: “Hôm đó tôi không đi khám. Vì sao bệnh viện xem?” Đừng ghi số định danh.',
    en: 'For example: “I saw no doctor that day. Why did the hospital look?” Leave numbers of people out.',
  },
  askShort: { vi: 'Hãy viết ít nhất 10 chữ cái.', en: 'Write at least 10 letters.' },
  askSend: { vi: 'Gửi câu hỏi', en: 'Send the question' },
  askCancel: { vi: 'Thôi', en: 'Leave it' },
  askSending: { vi: 'Đang gửi câu hỏi…', en: 'Sending the question…' },
  askWaiting: {
    vi: 'Chưa gửi được. Trang này tự gửi lại, bạn đừng đóng.',
    en: 'Not sent yet. This page sends it again by itself: do not close it.',
  },
  askReceived: { vi: 'Đã nhận câu hỏi.', en: 'Your question is there.' },
  askBy: { vi: 'Thanh tra trả lời chậm nhất ngày', en: 'An inspector answers by' },
  askAnswered: { vi: 'Đã có trả lời, ngày', en: 'Answered on' },
  askOverdue: { vi: 'Trả lời đang trễ hạn.', en: 'The answer is late.' },
  askOverdueDo: {
    vi: 'Bạn có quyền khiếu nại. Nêu mã lượt xem ở phần Chi tiết.',
    en: 'You may complain. Quote the code of the look, under Details.',
  },
  asked: { vi: 'Bạn hỏi ngày', en: 'You asked on' },
  answer: { vi: 'Trả lời', en: 'Answer' },
  onlyAsked: { vi: 'Chỉ những lượt tôi đã hỏi lại', en: 'Only looks that I asked about' },
  newer: { vi: 'Mới hơn', en: 'Newer' },
  older: { vi: 'Cũ hơn', en: 'Older' },
  pages: { vi: 'Trang', en: 'Page' },
  print: { vi: 'In trang này', en: 'Print this page' },
  download: { vi: 'Tải về, kèm bằng chứng', en: 'Download with proofs' },
  downloading: { vi: 'Đang lấy bằng chứng', en: 'Fetching proofs' },
  downloaded: { vi: 'Đã tải về. Số lượt:', en: 'Downloaded. Looks:' },
  downloadHint: {
    vi: 'Tệp JSON có dấu niêm phong của từng lượt. Ai cũng kiểm tra được tệp này.',
    en: 'A JSON file with the seal of each look. Anybody can check it.',
  },
  printedFor: { vi: 'Ai đã xem dữ liệu của', en: 'Who looked at the data of' },
  printedAt: { vi: 'In lúc', en: 'Printed at' },
  keptBackTitle: { vi: 'Vì sao có lượt chưa hiện?', en: 'Why are some looks not shown?' },
  keptBackNow: {
    vi: 'Phần lớn lượt xem hiện ngay ở đây.',
    en: 'Most looks are shown here at once.',
  },
  keptBackCoarse: {
    vi: 'Có lượt chỉ nói loại cơ quan và ngày, để giữ chuyện riêng của người khác trong nhà.',
    en: 'Of some only the kind of agency and the day are told, to keep what is private to others of the family.',
  },
  keptBackLate: {
    vi: 'Có lượt hiện muộn, ví dụ khi thanh tra đang kiểm tra. Đến ngày, bạn thấy đủ.',
    en: 'Some are shown late, for example during an inspection. When the day comes you see all of it.',
  },
  keptBackNever: {
    vi: 'Có lượt luật không cho báo. Hết năm, bạn biết có bao nhiêu lượt như vậy.',
    en: 'Some the law keeps back. When the year is over you are told how many.',
  },
  keptBackCount: { vi: 'Số lượt không báo', en: 'Looks kept back' },
  keptBackNone: {
    vi: 'Những năm đã qua: không có lượt nào được đếm là không báo.',
    en: 'Of the years that are over, no look is counted as kept back.',
  },
  shownOn: { vi: 'Báo muộn, từ ngày', en: 'Shown late, since' },
  because: { vi: 'Lý do', en: 'Because' },
  year: { vi: 'Năm', en: 'Year' },
  yearIntro: {
    vi: 'Đếm các lượt xem mà bạn được báo.',
    en: 'Counts of the looks that you are told of.',
  },
  byKind: { vi: 'Theo loại cơ quan', en: 'By kind of agency' },
  byMonth: { vi: 'Theo tháng', en: 'By month' },
  count: { vi: 'Số lượt', en: 'Looks' },
  total: { vi: 'Cộng', en: 'Total' },
  dataIntro: {
    vi: 'Đây là điều các cơ quan đang ghi. Mỗi lần mở phần này cũng được ghi là một lượt bạn tự xem.',
    en: 'This is what agencies have on record. Opening this part is itself noted as your own look.',
  },
  loadingData: { vi: 'Đang lấy dữ liệu…', en: 'Fetching it…' },
  identity: { vi: 'Giấy tờ và nơi ở', en: 'Identity and residence' },
  insurance: { vi: 'Thẻ bảo hiểm y tế', en: 'Health insurance card' },
  schooling: { vi: 'Học tập và học phí', en: 'School and fees' },
  membership: { vi: 'Bảo hiểm xã hội', en: 'Social insurance' },
  fullName: { vi: 'Họ, chữ đệm và tên', en: 'Full name' },
  number: { vi: 'Số định danh cá nhân', en: 'Personal number' },
  birth: { vi: 'Ngày sinh', en: 'Born' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  card: { vi: 'Căn cước', en: 'Identity card' },
  until: { vi: 'dùng đến', en: 'good until' },
  untilName: { vi: 'Dùng đến', en: 'Good until' },
  isOver: { vi: 'đã hết hạn', en: 'over' },
  noEnd: { vi: 'không thời hạn', en: 'without end' },
  permanent: { vi: 'Thường trú', en: 'Permanent residence' },
  temporary: { vi: 'Tạm trú', en: 'Temporary residence' },
  since: { vi: 'từ', en: 'since' },
  cardNumber: { vi: 'Số thẻ', en: 'Card number' },
  status: { vi: 'Tình trạng', en: 'Status' },
  rate: { vi: 'Mức chi trả đúng tuyến', en: 'Covered on the right route' },
  facility: { vi: 'Nơi đăng ký khám ban đầu', en: 'First facility' },
  noCard: { vi: 'Không có thẻ còn hạn.', en: 'There is no card in force.' },
  noSchool: { vi: 'Không có lớp học nào.', en: 'There is no class.' },
  noFees: { vi: 'Không còn khoản nào phải nộp.', en: 'Nothing is left to pay.' },
  feesToPay: { vi: 'Khoản chưa nộp', en: 'Still to pay' },
  feeItem: { vi: 'Khoản', en: 'Item' },
  feeDue: { vi: 'Hạn nộp', en: 'Due' },
  feeLeft: { vi: 'Còn phải nộp', en: 'Left' },
  class: { vi: 'Lớp', en: 'Class' },
  school: { vi: 'mã trường', en: 'school' },
  schoolYear: { vi: 'năm học', en: 'school year' },
  noMember: { vi: 'Chưa tham gia.', en: 'Not a member.' },
  memberNo: { vi: 'Mã số BHXH', en: 'Member number' },
  months: { vi: 'Số tháng đã đóng', en: 'Months paid' },
  joined: { vi: 'Tham gia từ', en: 'Joined' },
  wrongTitle: { vi: 'Thấy sai?', en: 'Is something wrong?' },
  wrongIdentity: {
    vi: 'Hỏi công an xã, phường nơi bạn ở. Mang theo căn cước hoặc giấy khai sinh.',
    en: 'Ask the police of your commune. Bring your identity card or birth certificate.',
  },
  wrongInsurance: {
    vi: 'Hỏi cơ quan bảo hiểm xã hội nơi cấp thẻ.',
    en: 'Ask the social insurance office that issued the card.',
  },
  wrongSchooling: {
    vi: 'Hỏi văn phòng nhà trường. Trường sửa sổ của mình và hệ thống lấy theo.',
    en: 'Ask the school’s office. The school corrects its own books and the hub follows.',
  },
  wrongMembership: {
    vi: 'Hỏi nơi bạn làm việc hoặc cơ quan bảo hiểm xã hội.',
    en: 'Ask your employer or the social insurance office.',
  },
} as const satisfies Record<string, Sentence>;

export const sections = {
  looks: { vi: 'Ai đã xem', en: 'Who looked' },
  year: { vi: 'Cả năm', en: 'The year' },
  data: { vi: 'Đang ghi gì', en: 'What is on record' },
} as const satisfies Record<string, Sentence>;

/** Kinds of agencies as people call them. */
export const kindNames: Readonly<Record<string, Sentence>> = {
  HOSPITAL: { vi: 'Bệnh viện, phòng khám', en: 'Hospital or clinic' },
  SCHOOL: { vi: 'Trường học', en: 'School' },
  SOCIAL_INSURANCE: { vi: 'Bảo hiểm xã hội', en: 'Social insurance' },
  PUBLIC_SERVICE: { vi: 'Cổng dịch vụ công', en: 'Public service portal' },
  AUTHORITY: { vi: 'Công an, chính quyền', en: 'Police or local authority' },
  AUDITOR: { vi: 'Thanh tra', en: 'Inspectorate' },
  RESIDENT: { vi: 'Người dân', en: 'Resident' },
  OPERATOR: { vi: 'Đơn vị vận hành', en: 'Operator of the hub' },
};

/** What came of a look, and whether anything was given. */
export const outcomes: Readonly<Record<string, { word: Sentence; gave: 'ALL' | 'LITTLE' | 'NOTHING' }>> = {
  RELEASED: { word: { vi: 'Đã cho xem', en: 'Shown' }, gave: 'ALL' },
  VERIFIED_ONLY: {
    // True of a card that was checked, of a list of visits and of a finding alike.
    word: {
      vi: 'Chỉ đối chiếu, hoặc xem hồ sơ họ giữ về bạn',
      en: 'Only checked, or read in the record they keep of you',
    },
    gave: 'LITTLE',
  },
  MISMATCHED: { word: { vi: 'Không khớp, không cho xem', en: 'Did not match: not shown' }, gave: 'NOTHING' },
  NOT_FOUND: { word: { vi: 'Không tìm thấy', en: 'Not found' }, gave: 'NOTHING' },
  REFUSED: { word: { vi: 'Bị từ chối', en: 'Refused' }, gave: 'NOTHING' },
  FAILED: { word: { vi: 'Lỗi máy, không cho xem gì', en: 'Failed: nothing was shown' }, gave: 'NOTHING' },
};

export const sexes: Readonly<Record<string, Sentence>> = {
  MALE: { vi: 'Nam', en: 'Male' },
  FEMALE: { vi: 'Nữ', en: 'Female' },
  UNKNOWN: { vi: 'Chưa rõ', en: 'Not known' },
};

export const coverageStates: Readonly<Record<string, Sentence>> = {
  ACTIVE: { vi: 'Còn hạn', en: 'In force' },
  EXPIRED: { vi: 'Hết hạn', en: 'Expired' },
  REVOKED: { vi: 'Bị thu hồi', en: 'Revoked' },
  REDUCED: { vi: 'Đã báo giảm', en: 'Taken off the list' },
  REPLACED: { vi: 'Đã đổi thẻ khác', en: 'Replaced' },
};

export const keyWords: readonly (readonly [string, Sentence])[] = [
  ['Alt 1', sections.looks],
  ['Alt 2', sections.year],
  ['Alt 3', sections.data],
  ['?', { vi: 'Bảng phím tắt này', en: 'These keys' }],
];

const laterOn: Sentence = {
  vi: 'Bấm Thử lại sau ít phút. Dữ liệu của bạn vẫn còn.',
  en: 'Press Try again in a few minutes. Your data are still there.',
};

/** What a failed request means to somebody at home. */
export const problemsHere: ProblemsHere = {
  UNREACHABLE: {
    act: {
      vi: 'Xem điện thoại, máy tính có mạng không, rồi bấm Thử lại.',
      en: 'See whether your phone or computer is online, then press Try again.',
    },
  },
  REGISTRY_UNAVAILABLE: {
    what: { vi: 'Cơ sở dữ liệu dân cư không trả lời', en: 'The population registry does not answer' },
    act: laterOn,
  },
  SECTOR_UNAVAILABLE: {
    what: { vi: 'Nơi giữ phần dữ liệu này không trả lời', en: 'The place that keeps this does not answer' },
    act: laterOn,
  },
  FORBIDDEN: {
    what: { vi: 'Phần này chưa mở cho người dân', en: 'This part is not open to residents' },
    act: { vi: 'Hỏi nơi bạn đăng nhập.', en: 'Ask where you signed in.' },
  },
  AUDIT_UNAVAILABLE: {
    what: {
      vi: 'Máy không ghi được nhật ký, nên không cho ai xem gì',
      en: 'Nothing can be put on record, so nothing is shown to anybody',
    },
    act: laterOn,
  },
};

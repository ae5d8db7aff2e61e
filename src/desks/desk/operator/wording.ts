import type { Sentence } from '../../../domain/language.js';
import type { Cause, Part, Queue } from './queries.js';

/** What the operator's desk says of sources and of acts. */
export const words = {
  deskName: { vi: 'Bàn vận hành', en: 'Operator’s desk' },
  refreshes: { vi: 'Trang tự làm mới mỗi 4 giây.', en: 'This page refreshes itself every 4 seconds.' },
  lastAt: { vi: 'Lần gần nhất lúc', en: 'Last at' },
  version: { vi: 'Phiên bản', en: 'Version' },
  runsSince: { vi: 'chạy từ', en: 'running since' },
  askingSources: { vi: 'Đang hỏi từng nguồn…', en: 'Asking every source…' },
  someDown: { vi: 'Không trả lời:', en: 'Not answering:' },
  allUp: (count: number): Sentence => ({
    vi: `Cả ${count} nguồn đang trả lời.`,
    en: `All ${count} sources answer.`,
  }),
  hubSilent: {
    vi: 'Trục liên thông không trả lời. Bảng dưới là lần gần nhất, không phải bây giờ.',
    en: 'The hub does not answer. What stands below is the last that was known, not now.',
  },
  source: { vi: 'Nguồn', en: 'Source' },
  state: { vi: 'Tình trạng', en: 'State' },
  since: { vi: 'Từ lúc', en: 'Since' },
  latency: { vi: 'Trả lời sau', en: 'Answers in' },
  toDo: { vi: 'Việc cần làm', en: 'What to do' },
  act: { vi: 'Thao tác', en: 'Act' },
  up: { vi: 'ĐANG TRẢ LỜI', en: 'ANSWERS' },
  down: { vi: 'KHÔNG TRẢ LỜI', en: 'DOWN' },
  stopped: { vi: 'ĐÃ DỪNG ĐỂ THỬ', en: 'STOPPED HERE' },
  nothingToDo: { vi: 'Không cần làm gì.', en: 'Nothing to do.' },
  stopVerb: { vi: 'Dừng thử', en: 'Stop' },
  startVerb: { vi: 'Chạy lại', en: 'Start again' },
  stop: (title: string): Sentence => ({
    vi: `Dừng nguồn mẫu: ${title}`,
    en: `Stop the sample source: ${title}`,
  }),
  start: (title: string): Sentence => ({
    vi: `Chạy lại nguồn mẫu: ${title}`,
    en: `Start the sample source: ${title}`,
  }),
  stopMeans: {
    vi: 'CSDL mẫu này ngắt mọi kết nối ngay và không nhận kết nối mới, đúng như khi máy chủ của nó mất. Trong vài giây mọi bàn làm việc sẽ báo nguồn này không trả lời. Không mất dữ liệu. Bấm Chạy lại để khôi phục; khởi động lại bản dùng thử cũng khôi phục tất cả.',
    en: 'This sample database drops every connection now and takes no new one, as if its server were gone. Within seconds every desk says that it does not answer. No data is lost. Start it again here; a new start of the demonstration brings all of them back too.',
  },
  startMeans: {
    vi: 'CSDL mẫu nhận kết nối trở lại ngay. Trong vài giây các bàn làm việc có lại dữ liệu, và các lượt đang chờ được xác minh tự động.',
    en: 'The sample database takes connections again now. Within seconds desks have its data again, and what waits is verified by itself.',
  },
  tryIt: {
    vi: 'Bản dùng thử: bấm Dừng thử ở một nguồn, rồi mở bàn của bệnh viện trong cửa sổ ẩn danh và quét một thẻ để xem quầy làm gì khi nguồn mất.',
    en: 'Demonstration: stop a source, then open the hospital’s desk in a private window and scan a card, to see what a counter does without it.',
  },
  queues: { vi: 'Việc đang chờ', en: 'What waits' },
  oldest: { vi: 'lâu nhất', en: 'the oldest' },
  notHere: { vi: 'Không biết', en: 'Not known' },
  healthSays: {
    vi: 'Trang tình trạng của trục báo không trả lời:',
    en: 'The hub’s health page names as down:',
  },
  hubDown: {
    vi: 'Khi CSDL của trục hoặc nhật ký mất, trục không trả lời ai. Kiểm tra PostgreSQL của trục.',
    en: 'Without its own database or the record the hub answers nobody. See to the hub’s PostgreSQL.',
  },
  actsHere: { vi: 'Việc vừa làm', en: 'What was done here' },
  onRecord: {
    vi: 'Việc này được ghi nhật ký với tên cán bộ, giá trị trước và sau.',
    en: 'This goes on record with the officer, what was before and what is after.',
  },
  actStates: {
    SENDING: { vi: 'Đang gửi:', en: 'Sending:' },
    WAITING: { vi: 'Chưa gửi được, tự gửi lại:', en: 'Not sent yet, trying again:' },
    SENT: { vi: '✓ Đã ghi:', en: '✓ Done:' },
    REFUSED: { vi: '✕ Bị từ chối:', en: '✕ Refused:' },
  },
} as const;

export const sections = {
  sources: { vi: 'Nguồn', en: 'Sources' },
  agencies: { vi: 'Cơ quan', en: 'Agencies' },
  changes: { vi: 'Thay đổi', en: 'Changes' },
  board: { vi: 'Bảng chỉ số', en: 'Indicators' },
} as const satisfies Record<string, Sentence>;

/** Why a source gave no answer. */
export const causeWords: Readonly<Record<Cause, Sentence>> = {
  UNREACHABLE: { vi: 'không kết nối được', en: 'cannot be reached' },
  TIMEOUT: { vi: 'quá giờ', en: 'too slow' },
  OPEN: { vi: 'tạm nghỉ sau nhiều lỗi', en: 'resting after failures' },
  FULL: { vi: 'quá nhiều câu hỏi', en: 'too many questions' },
  REJECTED: { vi: 'từ chối câu hỏi', en: 'refuses the question' },
};

const remedies: Readonly<Record<Cause, Sentence>> = {
  UNREACHABLE: {
    vi: 'Máy chủ tắt, mạng đứt hoặc sai địa chỉ, tài khoản: gọi quản trị CSDL này, rồi chạy “lienthong doctor”.',
    en: 'Its server is off, the network is cut, or address or login are wrong: call whoever runs it, then “lienthong doctor”.',
  },
  TIMEOUT: {
    vi: 'Máy chủ còn đó nhưng không kịp trả lời: xem tải, khóa và đường truyền của nó.',
    en: 'The server is there and does not answer in time: look at its load, locks and network.',
  },
  OPEN: {
    vi: 'Trục để nguồn nghỉ vài giây rồi tự thử lại; nếu kéo dài, xem máy chủ của nó.',
    en: 'The hub lets it rest for seconds, then tries again; if it lasts, see to its server.',
  },
  FULL: {
    vi: 'Quá nhiều câu hỏi cùng lúc: nguồn chậm lại, xem tải của nó.',
    en: 'Too many questions at once: the source has become slow, look at its load.',
  },
  REJECTED: {
    vi: 'Nguồn trả lời nhưng không đúng hợp đồng dữ liệu: chạy “lienthong sectors check”.',
    en: 'It answers, not as agreed: run “lienthong sectors check”.',
  },
};

export function remedyOf(part: Part, cause: Cause | null, isStopped: boolean): Sentence {
  if (isStopped)
    return {
      vi: 'Có người dừng nguồn mẫu này: bấm Chạy lại.',
      en: 'Somebody stopped this sample: start it again.',
    };
  if (part === 'RECORD' || part === 'HUB')
    return { vi: 'Kiểm tra PostgreSQL của trục ngay.', en: 'See to the hub’s PostgreSQL at once.' };
  return remedies[cause ?? 'UNREACHABLE'];
}

/** What callers see meanwhile. */
export const effectWords: Readonly<Record<Part, Sentence>> = {
  REGISTRY: {
    vi: 'Hiện không tra cứu được ai; quầy ghi lượt khám chờ xác minh.',
    en: 'Nobody can be looked up now; counters record visits as pending.',
  },
  SECTOR: {
    vi: 'Các bàn vẫn tra được danh tính; phần của ngành này báo chưa rõ.',
    en: 'Desks still verify identity; what this sector knows is shown as unknown.',
  },
  RECORD: {
    vi: 'Không ghi được nhật ký nên không trả dữ liệu.',
    en: 'Nothing is answered without a record.',
  },
  HUB: { vi: 'Trục không trả lời ai.', en: 'The hub answers nobody.' },
};

export const queueWords: Readonly<Record<Queue['name'], { name: Sentence; means: Sentence }>> = {
  SEALING: {
    name: { vi: 'Nhật ký chờ niêm phong', en: 'Looks waiting for their seal' },
    means: {
      vi: 'Tuổi của lượt cũ nhất chưa niêm phong. Trên vài phút: xem tài khoản niêm phong.',
      en: 'Age of the oldest without a seal. Beyond minutes: see to the sealer’s login.',
    },
  },
  VISITS: {
    name: { vi: 'Lượt khám chờ xác minh', en: 'Visits waiting to be verified' },
    means: {
      vi: 'Tự hết khi nguồn trả lời lại. Tăng mãi: còn nguồn đang mất.',
      en: 'They end by themselves once sources answer. If they only grow, one is still down.',
    },
  },
  RECONCILIATION: {
    name: { vi: 'Đợt rà soát đang chạy', en: 'Reconciliation runs under way' },
    means: { vi: 'Chạy hoặc đợi đến lượt.', en: 'Running, or waiting for their turn.' },
  },
};

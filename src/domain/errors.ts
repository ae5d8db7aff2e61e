import type { Language, Sentence } from './language.js';

/** HTTP status and public sentence of every code a caller can meet (docs/integrate.md). */
const codes = {
  UNAUTHENTICATED: [
    401,
    'Chưa xác thực hoặc phiên đã hết hạn.',
    'The token is missing, expired or not valid.',
  ],
  FORBIDDEN: [
    403,
    'Cơ quan không có quyền xem những trường này.',
    'Your agency is not granted these fields.',
  ],
  PURPOSE_REQUIRED: [
    403,
    'Cần nêu mục đích tra cứu (X-Purpose).',
    'State the purpose of this look (X-Purpose).',
  ],
  PURPOSE_NOT_ALLOWED: [
    403,
    'Mục đích này không được phép cho cơ quan hoặc cho những trường này.',
    'This purpose is not allowed for your agency or for these fields.',
  ],
  BAD_USER_INPUT: [400, 'Dữ liệu gửi lên không hợp lệ.', 'The input is not valid.'],
  LIMIT_EXCEEDED: [400, 'Yêu cầu vượt giới hạn cho phép.', 'The request is over a limit.'],
  RATE_LIMITED: [429, 'Quá nhiều lượt tra cứu, xin thử lại sau.', 'Too many looks; try again later.'],
  OVERLOADED: [503, 'Hệ thống đang quá tải, xin thử lại sau.', 'The hub is overloaded; try again shortly.'],
  DEADLINE_EXCEEDED: [504, 'Quá thời gian xử lý.', 'The request ran out of time.'],
  NOT_FOUND: [404, 'Không tìm thấy.', 'Not found.'],
  CONFLICT: [409, 'Yêu cầu mâu thuẫn với yêu cầu trước.', 'The request contradicts an earlier one.'],
  REGISTRY_UNAVAILABLE: [
    503,
    'CSDL quốc gia về dân cư tạm thời không trả lời.',
    'The population registry does not answer at the moment.',
  ],
  SECTOR_UNAVAILABLE: [
    503,
    'CSDL chuyên ngành tạm thời không trả lời.',
    'The sector database does not answer at the moment.',
  ],
  AUDIT_UNAVAILABLE: [
    503,
    'Không ghi được nhật ký tra cứu nên không trả dữ liệu.',
    'The record of looks cannot be written, so no data is answered.',
  ],
  INTERNAL_SERVER_ERROR: [500, 'Lỗi hệ thống.', 'Internal error.'],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ErrorCode = keyof typeof codes;

/** What a caller may be told besides the code; never a personal id or a name. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * A refusal or failure with a code: the caller reads the code's sentence (or `sentence`), the log keeps `cause`.
 * Nothing personal belongs in either sentence.
 */
export class HubError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    readonly sentence: Sentence = sentenceOf(code, details),
    options?: { cause?: unknown },
  ) {
    super(sentence.en, options);
    this.name = 'HubError';
  }
}

/** The fixed public sentence of a code. */
export function publicSentence(code: ErrorCode): Sentence {
  const [, vi, en] = codes[code];
  return { vi, en };
}

/** The code's sentence; of a wrong input, which value it is about. NOTE: names of our own alone, never what was sent. */
function sentenceOf(code: ErrorCode, { field }: ErrorDetails): Sentence {
  if (code !== 'BAD_USER_INPUT' || typeof field !== 'string' || !/^[A-Za-z][\w.[\]]*$/.test(field))
    return publicSentence(code);
  return {
    vi: `Dữ liệu gửi lên không hợp lệ: thiếu hoặc sai “${field}”.`,
    en: `The input is not valid: “${field}” is missing or wrong.`,
  };
}

/** The HTTP status that goes with a code when the whole request is refused with it. */
export function httpStatusOf(code: ErrorCode): number {
  return codes[code][0];
}

/** Whether a text is one of our codes. */
export function isErrorCode(text: unknown): text is ErrorCode {
  return typeof text === 'string' && Object.hasOwn(codes, text);
}

/** `code` as the `errors` array of a GraphQL answer that carries no data (shape of the GraphQL spec, section 7.1). */
export function errorAnswer(error: HubError, language: Language, requestId: string) {
  return {
    errors: [
      {
        message: error.sentence[language],
        extensions: { code: error.code, requestId, ...error.details },
      },
    ],
  };
}

export type Language = 'vi' | 'en';

/** A sentence for people, in both languages of the page. */
export type Bilingual = Readonly<Record<Language, string>>;

/** English for a browser set to English, Vietnamese for every other. */
export function languageOf(browserLanguage: string): Language {
  return /^en\b/i.test(browserLanguage) ? 'en' : 'vi';
}

/** What the page itself says; titles, explanations and the notice come from the hub. */
export const wording = {
  pageTitle: { vi: 'Liên Thông: truy vấn thử', en: 'Liên Thông: try a query' },
  pageWord: { vi: 'Truy vấn thử', en: 'Try a query' },
  sampleData: { vi: 'Dữ liệu mẫu hư cấu', en: 'Invented sample data' },
  chooseLanguage: { vi: 'Ngôn ngữ', en: 'Language' },
  readyQueries: { vi: 'Truy vấn mẫu theo nơi sử dụng', en: 'Ready queries by user' },
  restore: { vi: 'Khôi phục truy vấn mẫu', en: 'Restore the ready query' },
  ownTab: {
    vi: 'Thẻ do bạn mở: tự viết truy vấn; header điền sẵn là của nơi sử dụng đầu tiên.',
    en: 'A tab of your own: write any query; the headers filled in are those of the first user.',
  },
  loading: { vi: 'Đang mở phiên dùng thử…', en: 'Opening the sample session…' },
  noSession: {
    vi: 'Không lấy được phiên dùng thử từ máy chủ. Hãy kiểm tra máy chủ đang chạy rồi thử lại.',
    en: 'The sample session could not be fetched from the server. Check that it is running, then try again.',
  },
  retry: { vi: 'Thử lại', en: 'Try again' },
  noFreshToken: {
    vi: 'Mã truy cập đã hết hạn và không lấy được mã mới từ máy chủ.',
    en: 'The access token has expired and a new one could not be fetched from the server.',
  },
  notGraphql: {
    vi: 'Máy chủ không trả lời bằng GraphQL; mã HTTP',
    en: 'The server did not answer in GraphQL; HTTP status',
  },
} as const satisfies Record<string, Bilingual>;

/** Both languages at once, for a sentence shown where the chosen language is not known. */
export function bothLanguages({ vi, en }: Bilingual): string {
  return `${vi} / ${en}`;
}

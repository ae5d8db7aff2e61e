import type { Sentence } from '../../domain/language.js';

/** That a window's quota is used up, and when to ask again. */
export function usedUp(window: 'MINUTE' | 'DAY', retryAfterMs: number): Sentence {
  if (window === 'MINUTE') {
    const seconds = Math.ceil(retryAfterMs / 1000);
    return {
      vi: `Đã hết hạn mức phút này, thử lại sau ${seconds} giây.`,
      en: `This minute’s quota is used up, try again in ${seconds} s.`,
    };
  }
  const minutes = Math.ceil(retryAfterMs / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return {
    vi: `Đã hết hạn mức hôm nay, thử lại sau ${hours} giờ ${rest} phút (từ 0 giờ, giờ Việt Nam).`,
    en: `Today’s quota is used up, try again in ${hours} h ${rest} min (from midnight in Vietnam).`,
  };
}

import type { Language } from '../../../domain/language.js';
import { writtenTime } from '../shell/written.js';

const locale = (language: Language) => (language === 'vi' ? 'vi-VN' : 'en-GB');

/** 812.000, or 812,000 in English. */
export const writtenCount = (count: number, language: Language): string =>
  count.toLocaleString(locale(language));

/** +17,5: bits of a score, with their sign. */
export const writtenBits = (bits: number, language: Language): string =>
  bits.toLocaleString(locale(language), {
    ...({ signDisplay: 'exceptZero', maximumFractionDigits: 1 } as const),
  });

/** 29/11/2026 14:05, in Vietnam. */
export function writtenMoment(moment: string, language: Language): string {
  const day = new Date(moment).toLocaleDateString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' });
  return `${day} ${writtenTime(moment, language)}`;
}

/** 2 phút 05 s. */
export function writtenSeconds(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.round(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  const minute = language === 'vi' ? 'phút' : 'min';
  return minutes === 0 ? `${rest} s` : `${minutes} ${minute} ${String(rest).padStart(2, '0')} s`;
}

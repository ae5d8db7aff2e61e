import type { Language } from '../../../domain/language.js';

/** `1990-08-22`, `1990-08` or `1990` as people write it here: 22/08/1990, 08/1990, 1990. */
export function writtenDate(date: string): string {
  return date.split('-').reverse().join('/');
}

/** The time of day in Vietnam, 14:05. */
export function writtenTime(moment: string | number, language: Language): string {
  return new Date(moment).toLocaleTimeString(language === 'vi' ? 'vi-VN' : 'en-GB', {
    ...({ hour: '2-digit', minute: '2-digit', hour12: false } as const),
    timeZone: 'Asia/Ho_Chi_Minh',
  });
}

/** The calendar day in Vietnam, 2026-11-29. */
export function dayInVietnam(now: number): string {
  return new Date(now + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** `001 090 123 456`. */
export function grouped(number: string): string {
  return /^\d{12}$/.test(number) ? number.replace(/(\d{3})(?=\d)/g, '$1 ') : number;
}

/** `001******456`; of a card number likewise the first three and the last three. */
export function masked(number: string): string {
  return number.length < 9
    ? number
    : `${number.slice(0, 3)}${'*'.repeat(number.length - 6)}${number.slice(-3)}`;
}

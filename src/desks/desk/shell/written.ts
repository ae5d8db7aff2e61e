import type { Language } from '../../../domain/language.js';

/** `1990-08-22`, `1990-08` or `1990` as people write it here: 22/08/1990, 08/1990, 1990. */
export function writtenDate(date: string): string {
  return date.split('-').reverse().join('/');
}

const vietnamMs = 7 * 3_600_000;

/** The calendar day in Vietnam, 2026-11-29. */
export function dayInVietnam(now: number): string {
  return new Date(now + vietnamMs).toISOString().slice(0, 10);
}

/** A moment in Vietnam's time to the second: 29/11/2026 14:05:02. */
export function writtenMoment(moment: string | number): string {
  const iso = new Date(new Date(moment).getTime() + vietnamMs).toISOString();
  return `${writtenDate(iso.slice(0, 10))} ${iso.slice(11, 19)}`;
}

/** The same to the minute, as somebody would enter it: 29/11/2026 14:05. */
export const writtenMinute = (moment: string | number): string => writtenMoment(moment).slice(0, 16);

/** To the second, with the day where it is not today: 14:05:09. */
export function writtenLately(moment: string | number): string {
  const [day, time] = writtenMoment(moment).split(' ') as [string, string];
  return day === writtenDate(dayInVietnam(Date.now())) ? time : `${day} ${time}`;
}

/** The time of day in Vietnam, 14:05. */
export const writtenTime = (moment: string | number): string => writtenMoment(moment).slice(11, 16);

const entered = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d{1,2})[:h](\d{2}))?$/;

/**
 * The moment in UTC of what was entered in Vietnam's time, dd/mm/yyyy with or without hh:mm; null when it is none.
 * @param isEnd of a day without a time, its end is meant
 */
export function parseMoment(text: string, isEnd: boolean): string | null {
  const match = entered.exec(text.trim());
  if (!match) return null;
  const [day, month, year, hour = 0, minute = 0] = match
    .slice(1)
    .map((part) => part && Number(part)) as number[];
  const at = Date.UTC(year!, month! - 1, day!, hour, minute);
  const read = new Date(at);
  const isThere =
    read.getUTCDate() === day && read.getUTCMonth() === month! - 1 && hour <= 23 && minute <= 59;
  if (!isThere) return null;
  const wholeDay = isEnd && match[4] === undefined ? 86_400_000 : 0;
  return new Date(at + wholeDay - vietnamMs).toISOString();
}

/** How long: 40 s, 3 phút, 2 giờ, 5 ngày. */
export function writtenSpan(seconds: number, language: Language): string {
  const steps: [number, number, string, string][] = [
    [90, 1, 's', 's'],
    [5_400, 60, 'phút', 'min'],
    [172_800, 3_600, 'giờ', 'h'],
    [Number.POSITIVE_INFINITY, 86_400, 'ngày', 'days'],
  ];
  const [, unit, vi, en] = steps.find(([limit]) => seconds < limit)!;
  return `${Math.max(0, Math.round(seconds / unit))} ${language === 'vi' ? vi : en}`;
}

/** 2 phút 05 s. */
export function writtenSeconds(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.round(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  const minute = language === 'vi' ? 'phút' : 'min';
  return minutes === 0 ? `${rest} s` : `${minutes} ${minute} ${String(rest).padStart(2, '0')} s`;
}

/** 812.000 and 17,5 in Vietnamese. */
export function writtenNumber(
  value: number,
  language: Language,
  digits: Intl.NumberFormatOptions = {},
): string {
  return value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', digits);
}

/** `1.250.000 ₫`. */
export const dong = (amount: number): string => `${writtenNumber(amount, 'vi')} ₫`;

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

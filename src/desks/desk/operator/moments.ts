import type { Language } from '../../../domain/language.js';

/** A moment in Vietnam to the second: 14:05:09, with the day where it is not today. */
export function writtenMoment(moment: string | number, language: Language): string {
  const zone = { timeZone: 'Asia/Ho_Chi_Minh' };
  const date = new Date(moment);
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const time = date.toLocaleTimeString(locale, { ...zone, hour12: false });
  const dayOf = (one: Date) =>
    one.toLocaleDateString('en-GB', { ...zone, day: '2-digit', month: '2-digit', year: 'numeric' });
  return dayOf(date) === dayOf(new Date()) ? time : `${dayOf(date)} ${time}`;
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

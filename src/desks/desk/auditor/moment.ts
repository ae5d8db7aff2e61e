const vietnamMs = 7 * 3_600_000;

/** A moment as it is read here, in Vietnam's time: 29/11/2026 14:05:02. */
export function writtenMoment(moment: string | number): string {
  const iso = new Date(new Date(moment).getTime() + vietnamMs).toISOString();
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} ${iso.slice(11, 19)}`;
}

/** The same without seconds, as somebody would enter it. */
export const enteredMoment = (moment: number): string => writtenMoment(moment).slice(0, 16);

const form = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d{1,2})[:h](\d{2}))?$/;

/**
 * The moment in UTC of what was entered in Vietnam's time, dd/mm/yyyy with or without hh:mm; null when it is none.
 * @param isEnd of a day without a time, its end is meant
 */
export function parseMoment(entered: string, isEnd: boolean): string | null {
  const match = form.exec(entered.trim());
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

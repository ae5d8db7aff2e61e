import { HubError } from '../../domain/errors.js';
import type { Look } from './report.js';
import { dayAt } from './vietnam-day.js';

/** Which looks a resident wants to read; what is not said chooses none away. */
export interface LookChoice {
  agencyKind?: string | null;
  /** In Vietnam, `2026-11`. */
  month?: string | null;
  withoutOwn?: boolean | null;
}

/** How many looks of a month one kind of agency took. */
export interface LookCount {
  month: string;
  agencyKind: string | null;
  own: boolean;
  count: number;
}

/** @throws HubError BAD_USER_INPUT for a month that is none */
export function chosenLooks(looks: readonly Look[], choice: LookChoice): readonly Look[] {
  const { agencyKind, month, withoutOwn } = choice;
  if (typeof month === 'string' && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    throw new HubError('BAD_USER_INPUT', { argument: 'filter.month' });
  return looks.filter(
    (look) =>
      (!agencyKind || look.agencyKind === agencyKind) &&
      (!month || monthOf(look) === month) &&
      !(withoutOwn && look.own),
  );
}

/** Looks by month, newest first, and kind of agency; one's own apart. */
export function countLooks(looks: readonly Look[]): LookCount[] {
  const counts = new Map<string, LookCount>();
  for (const look of looks) {
    const { agencyKind, own } = look;
    const month = monthOf(look);
    const key = `${month} ${agencyKind} ${own}`;
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { month, agencyKind, own, count: 1 });
  }
  return [...counts.values()];
}

function monthOf({ at }: Look): string {
  return dayAt(at).slice(0, 7);
}

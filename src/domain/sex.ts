import type { Verdict } from './verdict.js';

/** Legal sex as the registry keeps it (giới tính). */
export type Sex = 'MALE' | 'FEMALE' | 'UNKNOWN';

export interface SexComparison {
  verdict: Extract<Verdict, 'SAME' | 'LESS_PRECISE' | 'NOT_ON_RECORD' | 'DIFFERENT'>;
  reason: 'IDENTICAL' | 'NOT_STATED' | 'NOT_ON_RECORD' | 'DIFFERENT';
}

const WRITTEN: ReadonlyMap<string, Sex> = new Map<string, Sex>([
  ['nam', 'MALE'],
  ['m', 'MALE'],
  ['male', 'MALE'],
  ['1', 'MALE'],
  ['nu', 'FEMALE'],
  ['f', 'FEMALE'],
  ['female', 'FEMALE'],
  ['2', 'FEMALE'],
  ['', 'UNKNOWN'],
  ['<', 'UNKNOWN'],
  ['x', 'UNKNOWN'],
  ['3', 'UNKNOWN'],
  ['unknown', 'UNKNOWN'],
  ['khong xac dinh', 'UNKNOWN'],
]);

/**
 * The sex a card, file or form means: Nam, Nữ, M, F, 1, 2 in any case and Unicode form.
 * UNKNOWN when it says nothing (empty, `<` in a machine readable zone, 3 in health insurance files); null when
 * it cannot be read. `0` is null: agencies use it for different things.
 */
export function parseSex(text: string): Sex | null {
  if (text.length > 64) return null;
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase().replace('đ', 'd');
  return WRITTEN.get(bare) ?? null;
}

/** Whether the stated sex contradicts the record; what either side does not know is never a difference. */
export function compareSex(stated: Sex, recorded: Sex): SexComparison {
  if (stated === recorded) return { verdict: 'SAME', reason: 'IDENTICAL' };
  if (recorded === 'UNKNOWN') return { verdict: 'NOT_ON_RECORD', reason: 'NOT_ON_RECORD' };
  if (stated === 'UNKNOWN') return { verdict: 'LESS_PRECISE', reason: 'NOT_STATED' };
  return { verdict: 'DIFFERENT', reason: 'DIFFERENT' };
}

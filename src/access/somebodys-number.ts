import { HubError } from '../domain/errors.js';
import type { Sentence } from '../domain/language.js';

/**
 * Refuses what stands in the record as it is and has nine digits in a row, as a number of a person or a telephone has.
 * @throws HubError BAD_USER_INPUT
 */
export function requireNoNumber(text: string, what: Sentence, details: Record<string, unknown>): void {
  if (/\d{9}/.test(text)) throw mayBeNumber(what, details);
}

/** Whether a text has nine digits or more in a row, separators left out: a number of a person may be written in groups. */
export function mayHoldNumber(text: string): boolean {
  return /\d{9}/.test(text.normalize('NFKC').replace(/[\s\p{P}\p{C}]/gu, ''));
}

/** Refuses a text that holds twelve digits of the form of a personal id; other digits may stand in a case reference. */
export function requireNoPersonalId(text: string, what: Sentence, details: Record<string, unknown>): void {
  if (/(?<!\d)0\d{11}(?!\d)/.test(text)) throw mayBeNumber(what, details);
}

/** An officer's identifier, in commands and tokens. @throws HubError BAD_USER_INPUT */
export function requireNoNumberOfficer(officer: string): void {
  requireNoNumber(officer, { vi: 'Mã cán bộ', en: 'The officer’s identifier' }, { field: 'officer' });
}

function mayBeNumber({ vi, en }: Sentence, details: Record<string, unknown>): HubError {
  return new HubError('BAD_USER_INPUT', details, {
    vi: `${vi} có dãy chữ số có thể là số của một người.`,
    en: `${en} has digits in a row that could be somebody’s number.`,
  });
}

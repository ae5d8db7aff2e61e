import { HubError } from '../domain/errors.js';
import { requireNoNumberOfficer } from './somebodys-number.js';

/** The refusal of a value, naming its field and, where it helps, what is allowed. */
export function badField(field: string, allowed?: unknown): HubError {
  return new HubError('BAD_USER_INPUT', { field, ...(allowed !== undefined && { allowed }) });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are refused
const control = /[\u0000-\u001f\u007f]/;

/** A text of at least one character, trimmed. NUL, other control characters and half surrogates are refused. */
export function requireText(field: string, text: string, most = 200): string {
  const trimmed = text.trim();
  if (!trimmed || trimmed.length > most || control.test(trimmed) || !trimmed.isWellFormed()) {
    throw badField(field, { characters: most });
  }
  return trimmed;
}

/** The same of a text that may be missing: undefined stays, null and blanks are null. */
export function optionalText(
  field: string,
  text: string | null | undefined,
  most = 200,
): string | null | undefined {
  if (text === undefined) return undefined;
  return text === null || !text.trim() ? null : requireText(field, text, most);
}

/** Codes that a remit is measured by, each once. */
export function requireUnits(field: string, units: readonly string[]): string[] {
  if (units.length > 500 || units.some((unit) => !/^[0-9A-Za-z][0-9A-Za-z.-]{0,29}$/.test(unit))) {
    throw badField(field);
  }
  return [...new Set(units)];
}

/** What an officer is called in tokens and on record; none that could hold a person's number. */
export function requireOfficerId(officer: string): string {
  requireNoNumberOfficer(officer);
  if (/^[\w.@-]{1,100}$/.test(officer)) return officer;
  throw new HubError(
    'BAD_USER_INPUT',
    { field: 'officer' },
    {
      vi: 'Mã cán bộ gồm 1 đến 100 chữ không dấu, chữ số, . _ @ -',
      en: 'An officer’s identifier is 1 to 100 letters without accents, digits, . _ @ -',
    },
  );
}

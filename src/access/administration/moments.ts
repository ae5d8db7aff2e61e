import { badField } from '../input.js';

/** The same object with moments as the API writes them, RFC 3339. */
export function asText<T extends object>(row: T): { [K in keyof T]: T[K] extends Date ? string : T[K] } {
  const pairs = Object.entries(row).map(([key, value]) => [
    key,
    value instanceof Date ? value.toISOString() : value,
  ]);
  return Object.fromEntries(pairs);
}

/** The moment of a text that the API or a command was given. @throws HubError BAD_USER_INPUT naming the field */
export function momentOf(field: string, text: string | null | undefined): Date | null {
  if (text === null || text === undefined) return null;
  const moment = new Date(text);
  // Years beyond these are slips, and some that JavaScript knows PostgreSQL does not.
  if (Number.isNaN(moment.getTime()) || moment.getUTCFullYear() < 2000 || moment.getUTCFullYear() > 2200) {
    throw badField(field);
  }
  return moment;
}

import { HubError } from '../../domain/errors.js';
import { parsePersonalId } from '../../domain/personal-id.js';

/** What `findUsage` is asked. */
export interface FindUsageInput {
  /** Null: whoever asks. */
  userCode: string | null;
  /** Milliseconds since 1970, both in the period. */
  from: number;
  to: number;
  /** Records to leave out, as SQL's. */
  offset: number;
  limit: number;
}

/** The most records of one answer, and how many there are when nothing is said. */
export const maxRecords = 1_000;

const names = ['userCode', 'periodStart', 'periodEnd', 'offset', 'limit'];

/** @throws HubError BAD_USER_INPUT naming the field; a field that the protocol does not have is refused too */
export function parseFindUsage(body: unknown): FindUsageInput {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badField('body');
  const unknown = Object.keys(body).find((name) => !names.includes(name));
  if (unknown !== undefined) throw badField('body', names);
  const { userCode, periodStart, periodEnd, offset, limit } = body as Record<string, unknown>;
  const from = asMoment('periodStart', periodStart, Number.NEGATIVE_INFINITY);
  const to = asMoment('periodEnd', periodEnd, Number.POSITIVE_INFINITY);
  if (from > to) throw badField('periodEnd', { from: 'periodStart' });
  return {
    ...{ userCode: asPersonalId(userCode), from, to },
    offset: asWhole('offset', offset, 0, 0),
    limit: Math.min(maxRecords, asWhole('limit', limit, 1, maxRecords)),
  };
}

function asPersonalId(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const parsed = typeof value === 'string' ? parsePersonalId(value) : null;
  if (parsed === null) throw badField('userCode');
  return parsed;
}

function asMoment(field: string, value: unknown, missing: number): number {
  if (value === undefined || value === null) return missing;
  const isText =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value);
  const moment = isText ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(moment)) throw badField(field, 'RFC 3339');
  return moment;
}

function asWhole(field: string, value: unknown, min: number, missing: number): number {
  if (value === undefined || value === null) return missing;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min) throw badField(field, { min });
  return value;
}

function badField(field: string, allowed?: unknown): HubError {
  return new HubError('BAD_USER_INPUT', { field, ...(allowed !== undefined && { allowed }) });
}

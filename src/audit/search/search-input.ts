import { HubError } from '../../domain/errors.js';
import type { EventFilter, EventPlace } from './search-store.js';

/** What an auditor asked for. */
interface Asked {
  subject?: string | null;
  agency?: string | null;
  officer?: string | null;
  purpose?: string | null;
  outcome?: string | null;
  requestId?: string | null;
  from?: string | null;
  to?: string | null;
  withoutNobodys?: boolean | null;
}

const dayMs = 86_400_000;

/**
 * A filter as the store takes it.
 * @throws HubError BAD_USER_INPUT naming the field; a request id without two days at most to look in
 */
export function filterOf(asked: Asked, macsOf: (number: string) => Buffer[]): EventFilter {
  const { subject } = asked;
  const from = asked.from ? asMoment(asked.from) : null;
  const to = asked.to ? asMoment(asked.to) : null;
  if (from !== null && to !== null && Date.parse(from) >= Date.parse(to)) throw badField('to');
  const requestId = requireText('requestId', asked.requestId);
  // NOTE: request ids have no index, which every look would pay for; a complaint knows its day.
  if (requestId !== null && (from === null || to === null || Date.parse(to) - Date.parse(from) > 2 * dayMs)) {
    throw badField('requestId', { needs: ['from', 'to'], days: 2 });
  }
  return {
    subjects: subject ? macsOf(subject) : null,
    agency: requireText('agency', asked.agency),
    officer: requireText('officer', asked.officer),
    purpose: asked.purpose ?? null,
    outcome: asked.outcome ?? null,
    ...{ requestId, from, to, withoutNobodys: asked.withoutNobodys ?? false },
  };
}

/** A span as the store takes it. @throws HubError BAD_USER_INPUT when it ends before it begins, or is longer */
export function spanOf(from: string, to: string, days: number): { from: string; to: string } {
  const length = Date.parse(to) - Date.parse(from);
  if (length <= 0 || length > days * dayMs) throw new HubError('BAD_USER_INPUT', { argument: 'to', days });
  return { from: asMoment(from), to: asMoment(to) };
}

/** What a cursor holds of its last event, and back. */
export function placeOf({ occurredAt, id }: EventPlace): string {
  return `${occurredAt}|${id}`;
}

export function placeIn(key: string): EventPlace {
  const [, occurredAt, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{15}Z)\|([0-9a-f-]{36})$/.exec(key) ?? [];
  if (!occurredAt || !id || Number.isNaN(Date.parse(occurredAt)) || !uuid.test(id)) {
    throw new HubError('BAD_USER_INPUT', { argument: 'after' });
  }
  return { occurredAt, id };
}

/** NOTE: written anew, since JavaScript reads days that PostgreSQL does not know. */
function asMoment(text: string): string {
  return new Date(text).toISOString();
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function requireText(field: string, text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  if (text.length === 0 || text.length > 100 || text.includes('\0') || !text.isWellFormed())
    throw badField(field);
  return text;
}

function badField(field: string, details: Record<string, unknown> = {}): HubError {
  return new HubError('BAD_USER_INPUT', { field, ...details });
}

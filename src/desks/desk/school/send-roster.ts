import { type Asking, HubRefusal } from '../shell/ask-hub.js';
import type { RosterPreview } from './roster-queries.js';

/** What a roster is sent with. */
export interface RosterSending {
  school: string;
  year: string;
  enrols: boolean;
  /** The names of columns that are not the usual ones, by what they hold. */
  columns: Readonly<Record<string, string>>;
  sheet: string;
}

/** Why a file is no roster, with what is missing in it. */
export class RosterRefusal extends HubRefusal {
  missing: readonly string[] = [];
}

/**
 * Sends a roster as it is: first to be understood, then to be kept as a run.
 * @throws HubRefusal; RosterRefusal where the hub says what is wrong with the file
 */
export function previewRoster(asking: Asking, file: File, sending: RosterSending): Promise<RosterPreview> {
  return send<RosterPreview>(asking, file, sending, true);
}

export function startRoster(asking: Asking, file: File, sending: RosterSending): Promise<{ id: string }> {
  return send<{ id: string }>(asking, file, sending, false);
}

async function send<T>(
  { session, language, purpose, onEnded }: Asking,
  file: File,
  { school, year, enrols, columns, sheet }: RosterSending,
  isPreview: boolean,
): Promise<T> {
  const asked = new URLSearchParams({ school, year, preview: String(isPreview), enrol: String(enrols) });
  if (sheet.trim() !== '') asked.set('sheet', sheet.trim());
  for (const [field, header] of Object.entries(columns))
    if (header.trim() !== '') asked.set(`column.${field}`, header.trim());
  const response = await fetch(`/desk/wires/roster?${asked}`, {
    method: 'POST',
    headers: {
      ...{ 'Content-Type': 'application/octet-stream', 'Accept-Language': language },
      ...{ 'X-Lienthong-Desk': session.tag, 'X-Purpose': purpose.purpose },
    },
    body: file,
  }).catch(() => null);
  const body = await response?.json().catch(() => null);
  const requestId = response?.headers.get('x-request-id') ?? null;
  if (!response || body === null)
    throw new HubRefusal({ code: 'UNREACHABLE', message: '', path: [], requestId });
  if (response.ok) return body as T;
  if (body.code === 'UNAUTHENTICATED') onEnded();
  const { code = 'INTERNAL_SERVER_ERROR', message = '', missing = [] } = body;
  const refusal = new RosterRefusal({ code, message, path: [], requestId });
  refusal.missing = missing;
  throw refusal;
}

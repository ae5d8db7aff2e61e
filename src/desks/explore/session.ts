import type { Bilingual } from './wording.js';

/** One ready query of one user (hospital, school, social insurance), with headers that let it run. */
export type ReadyTab = {
  readonly key: string;
  readonly title: Bilingual;
  readonly explain: Bilingual;
  readonly query: string;
  /** JSON text, as the variables editor holds it. */
  readonly variables: string | null;
  readonly headers: { readonly Authorization: string } & Readonly<Record<string, string>>;
  /** RFC 3339: when the token in `headers` ends. */
  readonly expiresAt: string;
};

/** What the hub gives the page at `/explore/session.json`; `tabs` is never empty. */
export type Session = { readonly notice: Bilingual; readonly tabs: readonly [ReadyTab, ...ReadyTab[]] };

/** Fetches the sample session with tokens just issued. Throws when there is none to have; safe to repeat. */
export async function loadSession(): Promise<Session> {
  const response = await fetch('/explore/session.json', {
    cache: 'no-store',
    headers: { Accept: 'application/json' },
  });
  if (!response.ok) throw new Error(`session.json: HTTP ${response.status}`);
  const session = (await response.json()) as Session;
  if (!session.tabs?.length) throw new Error('session.json: no ready queries');
  return session;
}

/** A tab's headers as the headers editor shows them. */
export function headersText({ headers }: ReadyTab): string {
  return JSON.stringify(headers, null, 2);
}

/** What the hub says of who is signed in, at `/desk/session`. */
export interface Here {
  sampleData: boolean;
  canSignIn: boolean;
  /** A session stood in this browser and is over. */
  hasEnded: boolean;
  session: Session | null;
  /** How far the hub’s clock is ahead of this computer’s, ms; by a second at most too little. */
  aheadMs: number;
}

export interface Session {
  tag: string;
  /** Tells one person from the next, the same at each of his sign-ins. */
  holder: string;
  agency: { code: string; kind: string; name: string; units: string[] };
  /** Of a resident neither id nor name: they are his data, and come with what he asks for. */
  officer: { id: string; name: string | null };
  purposes: string[];
  endsAt: string;
  /** Nobody touched the page for so long: it shows nothing any more, and the session is over. */
  clearMs: number;
  idleMs: number;
}

/** @throws when the hub does not answer */
export async function whoIsHere(): Promise<Here> {
  const response = await fetch('/desk/session', { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const date = Date.parse(response.headers.get('date') ?? '');
  const here = (await response.json()) as Omit<Here, 'aheadMs'>;
  return { ...here, aheadMs: Number.isNaN(date) ? 0 : date - Date.now() };
}

/** Ends the session; answers where to sign out of the issuer too. */
export async function signOut({ tag }: Session): Promise<string | null> {
  const response = await fetch('/desk/sign-out', { method: 'POST', headers: { 'X-Lienthong-Desk': tag } });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return ((await response.json()) as { leave: string | null }).leave;
}

import type { Config } from '../../src/config/config.js';
import { freePort } from '../../src/database/embedded-server.js';
import { type Hub, openHub } from '../support/hub.js';
import { CookieJar } from './cookie-jar.js';

/** A hub at the address that it calls its own, as desks need it. */
export async function openDeskHub(config: Partial<Config> = {}): Promise<Hub & { origin: string }> {
  const port = config.port ?? (await freePort());
  const origin = `http://localhost:${port}`;
  const hub = await openHub({ config: { port, publicUrl: origin, ...config } });
  return Object.assign(hub, { origin });
}

/** An officer at a desk, as far as HTTP shows him. */
export interface SignedIn {
  jar: CookieJar;
  origin: string;
  tag: string;
  /** One GraphQL request as the page sends it. */
  ask(query: string, headers?: Record<string, string>): Promise<Response>;
}

/** Signs a sample officer in as a browser would: to the issuer, choose, back. */
export async function signIn(
  origin: string,
  who = 'hospital.demo/001',
  jar = new CookieJar(),
): Promise<SignedIn> {
  const { url } = await jar.follow(`${origin}/desk/sign-in?language=vi`);
  await jar.follow(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    body: new URLSearchParams({ who }),
  });
  const here = await jar.fetch(`${origin}/desk/session`);
  const { session } = (await here.json()) as { session: { tag: string } | null };
  const tag = session?.tag ?? '';
  return {
    ...{ jar, origin, tag },
    ask: (query, headers = {}) =>
      jar.fetch(`${origin}/desk/graphql`, {
        method: 'POST',
        headers: { ...pageHeaders(origin, tag), ...headers },
        body: JSON.stringify({ query }),
      }),
  };
}

/** The headers of a request of the page itself. */
export function pageHeaders(origin: string, tag: string, hasBody = true): Record<string, string> {
  return {
    ...(hasBody && { 'content-type': 'application/json' }),
    ...{ origin, 'sec-fetch-site': 'same-origin' },
    ...{ 'x-lienthong-desk': tag, 'x-purpose': 'TREATMENT' },
  };
}

import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { freePort } from '../../src/database/embedded-server.js';
import type { Hub } from '../support/hub.js';
import { CookieJar } from './cookie-jar.js';
import { openDeskHub, pageHeaders } from './signed-in.js';

const audience = 'urn:lienthong:hub';
const secret = 'a-secret-of-this-test-alone-0123456789';
const accounts = new Map([
  ['hương', { agency: 'hospital.demo', officer: '0117', officer_name: 'Đỗ Thị Thanh Hương' }],
  ['stranger', { agency: 'nobody.demo', officer: '1', officer_name: 'Ai Đó' }],
]);

let server: Server;
let issuer: string;
let hub: Hub & { origin: string };

beforeAll(async () => {
  const port = await freePort();
  issuer = `http://localhost:${port}`;
  const deskPort = await freePort();
  const origin = `http://localhost:${deskPort}`;
  const provider = await makeProvider(issuer, `${origin}/desk/signed-in`);
  server = createServer(provider.callback()).listen(port);
  await new Promise((ready) => server.once('listening', ready));
  const desk = { clearMs: 180_000, idleMs: 900_000, longestMs: 36_000_000 };
  hub = await openDeskHub({
    ...{ port: deskPort, issuers: [issuer] },
    desk: {
      ...desk,
      issuer: { url: issuer, clientId: 'cong-lien-thong', clientSecret: secret, scope: null },
    },
  });
});
afterAll(async () => {
  await hub?.stop();
  server?.closeAllConnections();
  await new Promise((closed) => server?.close(closed));
});

/** An agency's own provider, as it would be met: a confidential client, PKCE, tokens of RFC 9068, logout of its own. */
async function makeProvider(url: string, redirectUri: string): Promise<Provider> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'theirs' };
  const scope = 'identity:verify identity:read coverage:read visit:read';
  return new Provider(url, {
    clients: [
      {
        ...{ client_id: 'cong-lien-thong', client_secret: secret, redirect_uris: [redirectUri] },
        ...{ grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] },
        id_token_signed_response_alg: 'ES256',
        post_logout_redirect_uris: [redirectUri.replace('signed-in', '')],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['of this test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, RefreshToken: 600, IdToken: 600 },
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'officer_name'] },
    issueRefreshToken: async () => true,
    features: {
      devInteractions: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          ...{ audience, scope, accessTokenTTL: 600, accessTokenFormat: 'jwt' as const },
          jwt: { sign: { alg: 'ES256' as const } },
        }),
      },
    },
    extraTokenClaims: (_ctx, token) => accounts.get((token as { accountId?: string }).accountId ?? ''),
    findAccount: (_ctx, id) =>
      accounts.has(id)
        ? { accountId: id, claims: async () => ({ sub: id, ...accounts.get(id) }) }
        : undefined,
  });
}

/** Through the provider's own pages, as a browser; ends where it sends the browser last. */
async function signInAs(login: string): Promise<{ jar: CookieJar; url: string }> {
  const jar = new CookieJar();
  let { url } = await jar.follow(`${hub.origin}/desk/sign-in?language=vi`);
  for (const prompt of ['login', 'consent']) {
    if (!url.startsWith(`${issuer}/interaction/`)) break;
    const body = new URLSearchParams({ prompt, ...(prompt === 'login' && { login, password: 'any' }) });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    ({ url } = await jar.follow(url, { method: 'POST', headers, body }));
  }
  return { jar, url };
}

describe('An agency’s own OpenID provider', () => {
  it('signs its officer in at the desk, with his name, and out of itself too', async () => {
    const { jar, url } = await signInAs('hương');
    expect(url).toBe(`${hub.origin}/desk/`);
    const { session } = await (await jar.fetch(`${hub.origin}/desk/session`)).json();
    expect(session).toMatchObject({
      agency: { code: 'hospital.demo' },
      officer: { id: '0117', name: 'Đỗ Thị Thanh Hương' },
    });
    const headers = pageHeaders(hub.origin, session.tag);
    const body = JSON.stringify({ query: '{ hub { version } visits(on: "2026-01-01") { totalCount } }' });
    const asked = await jar.fetch(`${hub.origin}/desk/graphql`, { method: 'POST', headers, body });
    expect(await asked.json()).toMatchObject({ data: { visits: { totalCount: 0 } } });
    const out = await jar.fetch(`${hub.origin}/desk/sign-out`, {
      method: 'POST',
      headers: pageHeaders(hub.origin, session.tag, false),
    });
    expect((await out.json()).leave).toMatch(new RegExp(`^${issuer}/session/end\\?`));
    const after = await (await jar.fetch(`${hub.origin}/desk/session`)).json();
    expect(after.session).toBeNull();
  });

  it('signs nobody in whose agency the hub does not know', async () => {
    const { jar, url } = await signInAs('stranger');
    expect(url).toBe(`${hub.origin}/desk/?problem=NOT_ACCEPTED`);
    expect(jar.get('__Host-lienthong-desk')).toBeUndefined();
  });
});

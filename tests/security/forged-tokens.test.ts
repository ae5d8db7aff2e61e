import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeSigningKey } from '../../src/access/issuer.js';
import { type Answer, type Hub, openHub } from '../support/hub.js';
import { changed, compact, compactTexts, goodClaims, issuerKeyOf, privateKeyOf } from './jws.js';

const issuer = 'http://localhost:0';
const requestId = 'forged-tokens';
const query = '{ resident(personalId: "001200000001") { fullName } }';

let hub: Hub;
let kid: string;
let own: KeyObject;
let before: Record<string, number>;

/** An issuer that the hub trusts, and how often it was asked for its keys. */
let trusted: Server;
let trustedIssuer: string;
let fetches = 0;
const theirs = makeSigningKey();
const ed25519 = generateKeyPairSync('ed25519');

beforeAll(async () => {
  trusted = createServer((request, response) => {
    const { d: _private, ...open } = theirs;
    const keys = [open, { ...ed25519.publicKey.export({ format: 'jwk' }), kid: 'ed', use: 'sig' }];
    if (request.url === '/keys') fetches += 1;
    const document = { issuer: trustedIssuer, jwks_uri: `${trustedIssuer}/keys` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? { keys } : document));
  });
  await new Promise<void>((resolve) => trusted.listen(0, '127.0.0.1', resolve));
  trustedIssuer = `http://127.0.0.1:${(trusted.address() as AddressInfo).port}`;
  hub = await openHub({ config: { issuers: [trustedIssuer] } });
  ({ kid, key: own } = issuerKeyOf(hub.cluster));
  before = await hub.statements();
});

afterAll(async () => {
  await hub?.stop();
  trusted?.closeAllConnections();
  await new Promise((resolve) => trusted.close(resolve));
});

const header = (changes: Record<string, unknown> = {}) =>
  changed({ alg: 'ES256', typ: 'at+jwt', kid }, changes);
const present = (token: string | null): Promise<Answer> =>
  hub.post(
    { query },
    {
      'x-request-id': requestId,
      'x-purpose': 'TREATMENT',
      ...(token && { authorization: `Bearer ${token}` }),
    },
  );

/** All of an answer that a caller can see, but the time. */
async function seen(token: string | null) {
  // What every answer of that moment has, whoever asks and whatever for.
  const itsOwn = ['date', 'x-audit-checkpoint'];
  const { status, text, headers } = await present(token);
  return {
    status,
    text,
    headers: Object.fromEntries([...headers].filter(([name]) => !itsOwn.includes(name))),
  };
}

/** Members written by hand: `name:"value"` in any order and number. */
const json = (value: object, more = '') => `${JSON.stringify(value).slice(0, -1)}${more}}`;

const forgeries: [string, () => string][] = [
  [
    'a kid with NUL',
    () => compact({ header: header({ kid: `${kid}\0` }), payload: goodClaims(issuer), key: own }),
  ],
  [
    'a kid with a line break',
    () => compact({ header: header({ kid: `${kid}\n` }), payload: goodClaims(issuer), key: own }),
  ],
  [
    'a kid that is a number',
    () => compact({ header: header({ kid: 1 }), payload: goodClaims(issuer), key: own }),
  ],
  [
    'an algorithm that its key is for and we do not take',
    () =>
      compact({
        header: header({ alg: 'EdDSA', kid: 'ed' }),
        payload: goodClaims(trustedIssuer),
        key: ed25519.privateKey,
      }),
  ],
  [
    'the key of another environment with the same issuer',
    () => {
      const other = makeSigningKey();
      return compact({
        header: header({ kid: other.kid }),
        payload: goodClaims(issuer),
        key: privateKeyOf(other),
      });
    },
  ],
  [
    'the key and kid of one trusted issuer in the name of the other',
    () =>
      compact({
        header: header({ kid: theirs.kid }),
        payload: goodClaims(issuer),
        key: privateKeyOf(theirs),
      }),
  ],
  [
    'two agencies, of which the last would count',
    () => compactTexts(JSON.stringify(header()), json(goodClaims(issuer), ',"agency":"hospital.demo"'), own),
  ],
  [
    'two scopes, one spelt with an escape',
    () =>
      compactTexts(JSON.stringify(header()), json(goodClaims(issuer), ',"sc\\u006fpe":"identity:read"'), own),
  ],
  [
    'two ends',
    () =>
      compactTexts(
        JSON.stringify(header()),
        json(goodClaims(issuer), `,"exp":${Math.floor(Date.now() / 1000) + 60}`),
        own,
      ),
  ],
  [
    'two algorithms in the header',
    () => compactTexts(json(header(), ',"alg":"ES256"'), JSON.stringify(goodClaims(issuer)), own),
  ],
  [
    'two audiences, one after the other',
    () => compactTexts(JSON.stringify(header()), json(goodClaims(issuer), ',"aud":"urn:lienthong:hub"'), own),
  ],
  ['a payload that is no JSON', () => compactTexts(JSON.stringify(header()), '{"agency":', own)],
  ['a header that is no JSON', () => compactTexts('{', JSON.stringify(goodClaims(issuer)), own)],
  ['a header that is a list', () => compactTexts('[]', JSON.stringify(goodClaims(issuer)), own)],
  [
    'a scope of 100 KB',
    () =>
      compact({
        header: header(),
        payload: changed(goodClaims(issuer), { scope: 'x '.repeat(3_000) }),
        key: own,
      }),
  ],
  [
    'an iat of years ago',
    () =>
      compact({ header: header(), payload: changed(goodClaims(issuer), { iat: 1_500_000_000 }), key: own }),
  ],
  [
    'an exp without end',
    () =>
      compact({
        header: header(),
        payload: changed(goodClaims(issuer), { exp: Number.MAX_SAFE_INTEGER }),
        key: own,
      }),
  ],
  [
    'an iat below zero',
    () => compact({ header: header(), payload: changed(goodClaims(issuer), { iat: -1 }), key: own }),
  ],
];

describe('A forged token', () => {
  it.each(forgeries)('with %s is refused like none at all, down to the last header', async (_name, token) => {
    const [none, forged] = [await seen(null), await seen(token())];
    expect(forged).toEqual(none);
    expect(forged.status).toBe(401);
  });

  it('is refused before anything is asked of any source', async () => {
    expect(await hub.statements()).toEqual(before);
    const good = compact({ header: header(), payload: goodClaims(issuer), key: own });
    expect((await present(good)).status).toBe(200);
    expect(await hub.statements()).not.toEqual(before);
  });

  it('is on record as refused, with no agency and no officer', async () => {
    const rows = (await hub.auditOf({ requestId })).filter((row) => row.outcome === 'REFUSED');
    expect(rows).toHaveLength(forgeries.length * 2);
    for (const row of rows) {
      expect(row).toMatchObject({
        agency_code: null,
        officer: null,
        error_codes: ['UNAUTHENTICATED'],
        subjects: [],
      });
    }
  });
});

describe('A storm of made-up key ids', () => {
  it('costs the issuer two fetches at most, and its good tokens are taken all the while', async () => {
    const good = () =>
      compact({
        header: header({ kid: theirs.kid }),
        payload: goodClaims(trustedIssuer),
        key: privateKeyOf(theirs),
      });
    expect((await present(good())).status).toBe(200);
    const earlier = fetches;
    const storm = Array.from({ length: 300 }, async (_, at) => {
      const payload = goodClaims(trustedIssuer);
      const made = compact({ header: header({ kid: `made-up-${at}` }), payload, key: privateKeyOf(theirs) });
      expect((await present(made)).status).toBe(401);
    });
    await Promise.all([
      ...storm,
      ...Array.from({ length: 20 }, async () => expect((await present(good())).status).toBe(200)),
    ]);
    expect(fetches - earlier).toBeLessThanOrEqual(2);
  });
});

import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeSigningKey } from '../../src/access/issuer.js';
import { type Answer, type Hub, openHub } from '../support/hub.js';
import { changed, compact, goodClaims, issuerKeyOf, type Jws, privateKeyOf } from './jws.js';

const issuer = 'http://localhost:0';
/** The time now in seconds, as tokens count it. */
const seconds = () => Math.floor(Date.now() / 1000);
const query = '{ hub { version } }';
const requestId = 'token-attacks';

let hub: Hub;
let kid: string;
let own: KeyObject;
let refusal: Answer;
let attempts = 0;

/** Another issuer that the hub trusts, with an RSA key, one too short, and one of another curve. */
let foreign: Server;
let foreignIssuer: string;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const shortRsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });

beforeAll(async () => {
  foreign = createServer((request, response) => {
    const keys = Object.entries({ rsa, shortRsa, p384 }).map(([kid, { publicKey }]) => ({
      ...publicKey.export({ format: 'jwk' }),
      ...{ kid, use: 'sig' },
    }));
    const document = { issuer: foreignIssuer, jwks_uri: `${foreignIssuer}/keys` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? { keys } : document));
  });
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
  foreignIssuer = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  hub = await openHub({ config: { issuers: [foreignIssuer] } });
  ({ kid, key: own } = issuerKeyOf(hub.cluster));
  refusal = await present(undefined);
});

afterAll(async () => {
  await hub?.stop();
  foreign?.closeAllConnections();
  await new Promise((resolve) => foreign.close(resolve));
});

const header = (changes: Record<string, unknown> = {}) =>
  changed({ alg: 'ES256', typ: 'at+jwt', kid }, changes);

/** A token as the embedded issuer would sign it, with some of its claims changed. */
const claiming = (changes: Record<string, unknown>) =>
  compact({ header: header(), payload: changed(goodClaims(issuer), changes), key: own });

const made = (jws: Partial<Jws>) =>
  compact({ header: header(), payload: goodClaims(issuer), key: own, ...jws });

function present(authorization: string | undefined): Promise<Answer> {
  attempts += 1;
  return hub.post({ query }, { 'x-request-id': requestId, ...(authorization && { authorization }) });
}

async function expectRefused(authorization: string): Promise<void> {
  const answer = await present(authorization);
  expect([answer.status, answer.text]).toEqual([401, refusal.text]);
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
}

describe('a request without a token', () => {
  it('is refused with one sentence, one code and nothing else', () => {
    expect(refusal.status).toBe(401);
    expect(refusal.body).toEqual({
      errors: [
        {
          message: 'Chưa xác thực hoặc phiên đã hết hạn.',
          extensions: { code: 'UNAUTHENTICATED', requestId },
        },
      ],
    });
  });
});

describe('a good token', () => {
  it.each<[string, () => string]>([
    ['of the embedded issuer', () => made({})],
    ['with a media type in full', () => made({ header: header({ typ: 'application/at+jwt' }) })],
    ['with one audience in a list', () => claiming({ aud: ['urn:lienthong:hub'] })],
    [
      'of a trusted issuer with RS256',
      () =>
        made({
          header: header({ alg: 'RS256', kid: 'rsa' }),
          payload: goodClaims(foreignIssuer),
          key: rsa.privateKey,
        }),
    ],
    [
      'of a trusted issuer with PS256',
      () =>
        made({
          header: header({ alg: 'PS256', kid: 'rsa' }),
          payload: goodClaims(foreignIssuer),
          key: rsa.privateKey,
        }),
    ],
  ])('%s is taken', async (_name, token) => {
    expect((await present(`Bearer ${token()}`)).status).toBe(200);
  });

  it('is taken again and again for as long as the clocks may differ, and never after', async () => {
    const token = claiming({ iat: seconds() - 300, exp: seconds() - 10 });
    for (let time = 0; time < 4; time += 1) expect((await present(`Bearer ${token}`)).status).toBe(200);
    const late = claiming({ iat: seconds() - 300, exp: seconds() - 26 });
    expect((await present(`Bearer ${late}`)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 4_500));
    await expectRefused(`Bearer ${late}`);
    await expectRefused(`Bearer ${late}`);
  });
});

describe('the signature', () => {
  it.each<[string, () => string]>([
    ['none', () => made({ header: header({ alg: 'none' }), key: null })],
    ['nOnE', () => made({ header: header({ alg: 'nOnE' }), key: null })],
    [
      'none, and no third part',
      () => made({ header: header({ alg: 'none' }), key: null }).replace(/\.[^.]*$/, '.'),
    ],
    [
      'HS256 with the public key as the secret',
      () => {
        const pem = createPublicKey(own).export({ type: 'spki', format: 'pem' }).toString();
        return made({ header: header({ alg: 'HS256' }), key: pem });
      },
    ],
    [
      'HS256 with an RSA public key as the secret',
      () => {
        const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
        const payload = goodClaims(foreignIssuer);
        return made({ header: header({ alg: 'HS256', kid: 'rsa' }), payload, key: pem });
      },
    ],
    ['of another key', () => made({ key: privateKeyOf(makeSigningKey()) })],
    ['all zero', () => made({}).replace(/\.[^.]*$/, `.${Buffer.alloc(64).toString('base64url')}`)],
    ['of another content', () => made({}).replace(/\.[^.]*$/, `.${claiming({ agency: 'x' }).split('.')[2]}`)],
    [
      'in DER form',
      () => {
        const input = made({}).split('.').slice(0, 2).join('.');
        return `${input}.${sign('sha256', Buffer.from(input), own).toString('base64url')}`;
      },
    ],
    ['missing', () => made({}).replace(/\.[^.]*$/, '')],
    [
      'of an RSA key of 1024 bits',
      () =>
        made({
          header: header({ alg: 'RS256', kid: 'shortRsa' }),
          payload: goodClaims(foreignIssuer),
          key: shortRsa.privateKey,
        }),
    ],
    [
      'of a curve we do not take',
      () =>
        made({
          header: header({ alg: 'ES384', kid: 'p384' }),
          payload: goodClaims(foreignIssuer),
          key: p384.privateKey,
        }),
    ],
    [
      'of an algorithm we do not take',
      () =>
        made({
          header: header({ alg: 'RS512', kid: 'rsa' }),
          payload: goodClaims(foreignIssuer),
          key: rsa.privateKey,
        }),
    ],
    ['of one issuer in the name of another', () => made({ payload: goodClaims(foreignIssuer) })],
  ])('%s is refused', (_name, token) => expectRefused(`Bearer ${token()}`));
});

describe('the header', () => {
  const attacker = makeSigningKey();
  const { d: _private, ...open } = attacker;
  it.each<[string, Record<string, unknown>, 'attacker' | 'own']>([
    ['a kid that is a path', { kid: '../../issuer.json' }, 'own'],
    ['a kid that is a device', { kid: '/dev/null' }, 'own'],
    ['a kid that is SQL', { kid: "x' or '1'='1" }, 'own'],
    ['a kid that is an address', { kid: 'http://127.0.0.1/key' }, 'own'],
    ['a kid that is a property of every object', { kid: '__proto__' }, 'own'],
    ['a kid that is a list', { kid: [1] }, 'own'],
    ['an empty kid', { kid: '' }, 'own'],
    ['no kid', { kid: undefined }, 'own'],
    ['a kid without end', { kid: 'k'.repeat(2_000) }, 'own'],
    ['a key of its own (jwk)', { jwk: open, kid: attacker.kid }, 'attacker'],
    ['a key of its own under our kid (jwk)', { jwk: open }, 'attacker'],
    ['a good signature and a jwk', { jwk: open }, 'own'],
    ['a jku', { jku: 'http://127.0.0.1/keys' }, 'own'],
    ['an x5u', { x5u: 'http://127.0.0.1/certificate' }, 'own'],
    ['an x5c', { x5c: ['MIIB'] }, 'own'],
    ['a crit', { crit: ['exp'] }, 'own'],
    ['a crit for b64', { crit: ['b64'], b64: false }, 'own'],
    ['an empty crit', { crit: [] }, 'own'],
    ['the typ of an ID token', { typ: 'JWT' }, 'own'],
    ['the typ of a client assertion', { typ: 'client-authentication+jwt' }, 'own'],
    ['no typ', { typ: undefined }, 'own'],
    ['a typ that is no text', { typ: ['at+jwt'] }, 'own'],
  ])('with %s is refused', (_name, changes, key) => {
    const token = made({ header: header(changes), key: key === 'attacker' ? privateKeyOf(attacker) : own });
    return expectRefused(`Bearer ${token}`);
  });
});

describe('the claims', () => {
  it.each<[string, Record<string, unknown> | ((now: number) => Record<string, unknown>)]>([
    ['expired', (now) => ({ iat: now - 600, exp: now - 60 })],
    ['without exp', { exp: undefined }],
    ['with an exp that is no number', (now) => ({ exp: String(now + 300) })],
    ['with an exp that is no whole number', (now) => ({ exp: now + 300.5 })],
    ['without iat', { iat: undefined }],
    ['issued in the future', (now) => ({ iat: now + 120, exp: now + 300 })],
    ['issued too long ago', (now) => ({ iat: now - 1_000, exp: now + 60 })],
    ['good for more than 15 minutes', (now) => ({ exp: now + 3_600 })],
    ['not yet good (nbf)', (now) => ({ nbf: now + 120 })],
    ['with an nbf that is no number', { nbf: 'now' }],
    ['for another audience', { aud: 'urn:lienthong:other' }],
    ['for one audience too many', { aud: ['urn:lienthong:hub', 'urn:lienthong:other'] }],
    ['for no audience', { aud: undefined }],
    ['for an empty list of audiences', { aud: [] }],
    ['of another issuer', { iss: 'http://localhost:0/' }],
    ['of a list of issuers', { iss: [issuer] }],
    ['of no issuer', { iss: undefined }],
    ...['sub', 'jti', 'client_id', 'agency', 'scope', 'officer'].map(
      (name): [string, Record<string, unknown>] => [`without ${name}`, { [name]: undefined }],
    ),
    ['with a list of scopes', { scope: ['identity:read'] }],
    ['with an agency that is no text', { agency: { code: 'hospital.demo' } }],
    ['with an empty officer', { officer: '' }],
    ['with an officer that is a number', { officer: 1 }],
    ['with an officer without end', { officer: 'x'.repeat(101) }],
    ['of an unknown agency', { agency: 'nobody.demo' }],
    ['of a resident nobody knows', { agency: 'resident.demo', sub: 'unknown', officer: undefined }],
    [
      'of a resident by his personal id',
      { agency: 'resident.demo', sub: '001200000001', officer: undefined },
    ],
  ])('%s are refused', (_name, changes) => {
    const given = typeof changes === 'function' ? changes(seconds()) : changes;
    return expectRefused(`Bearer ${claiming(given)}`);
  });

  it('that name an officer by what could be somebody’s number are refused, and the number is not kept', async () => {
    const number = '001090123456';
    const answer = await hub.post(
      { query: '{ __typename }' },
      { authorization: `Bearer ${claiming({ officer: `CB-${number}` })}`, 'accept-language': 'en' },
    );
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0]).toMatchObject({
      message: 'The officer’s identifier has digits in a row that could be somebody’s number.',
      extensions: { code: 'BAD_USER_INPUT', field: 'officer' },
    });
    expect(JSON.stringify([answer.body, await hub.auditOf(answer)])).not.toContain(number);
  });

  it.each<[string, unknown]>([
    ['a list', [goodClaims(issuer)]],
    ['a text', 'hospital.demo'],
    ['null', null],
  ])('that are %s are refused', (_name, payload) => expectRefused(`Bearer ${made({ payload })}`));
});

describe('the header Authorization', () => {
  it.each<[string, () => string]>([
    ['with another scheme', () => `Basic ${made({})}`],
    ['without a scheme', () => made({})],
    ['with two tokens', () => `Bearer ${made({})}, Bearer ${made({})}`],
    ['with an encrypted token of five parts', () => `Bearer ${made({})}.AA.AA`],
    ['with no token', () => 'Bearer '],
    ['with what is no token', () => 'Bearer a.b.c'],
    ['with a token of 12 KB', () => `Bearer ${claiming({ padding: 'x'.repeat(9_000) })}`],
  ])('%s is refused', (_name, authorization) => expectRefused(authorization()));

  it('of 100 KB is refused unread', async () => {
    const answer = await hub.post({ query }, { authorization: `Bearer ${'x'.repeat(100_000)}` });
    expect([401, 431]).toContain(answer.status);
    expect(answer.body?.data).toBeUndefined();
  });

  it('is the only place a token is read from', async () => {
    const { status } = await fetch(`${hub.url}/graphql?access_token=${made({})}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `access_token=${made({})}` },
      body: JSON.stringify({ query, access_token: made({}) }),
    });
    expect(status).toBe(401);
  });
});

describe('the record of looks', () => {
  it('holds every attempt, refused ones without an agency', async () => {
    const rows = await hub.auditOf({ requestId });
    expect(rows).toHaveLength(attempts);
    for (const row of rows.filter((one) => one.outcome === 'REFUSED')) {
      expect(row).toMatchObject({
        agency_code: null,
        officer: null,
        error_codes: ['UNAUTHENTICATED'],
        subjects: [],
      });
    }
  });
});

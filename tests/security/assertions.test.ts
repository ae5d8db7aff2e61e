import jwt from 'jsonwebtoken';
import type pg from 'pg';
import { addKey, revokeKey, setSuspended } from '../../src/access/agency-admin.js';
import { makeSigningKey } from '../../src/access/issuer.js';
import type { AgencyKind } from '../../src/access/kinds.js';
import { readSampleKeys } from '../../src/access/sample-agencies.js';
import { withPool } from '../../src/cli/workplace.js';
import { type Hub, openHub } from '../support/hub.js';
import { privateKeyOf } from './jws.js';
import { addParty, assertionOf, type Changes } from './party.js';

const issuer = 'http://localhost:0';

let hub: Hub;

beforeAll(async () => {
  hub = await openHub();
});

afterAll(() => hub?.stop());

const change = <T>(what: (pool: pg.Pool) => Promise<T>) => withPool(hub.cluster.databases.urls.hub, what);
const makeParty = (kind?: AgencyKind, legalBasis?: string | null) => addParty(hub.cluster, kind, legalBasis);

async function exchange(code: string, assertion: string, form: Record<string, string> = {}) {
  const response = await fetch(`${hub.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'client_credentials', client_id: code, client_assertion: assertion },
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      scope: 'identity:verify',
      ...form,
    }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function expectRefused(answer: ReturnType<typeof exchange>): Promise<void> {
  const { status, body } = await answer;
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  // NOTE: a client_id beside an assertion about somebody else is a bad request, before any key is looked at.
  expect(['invalid_client', 'invalid_request']).toContain(body.error);
  expect(body.access_token).toBeUndefined();
}

describe('a good client assertion', () => {
  it('gives a token of the profile, with the officer it names', async () => {
    const party = await makeParty();
    const { status, body } = await exchange(party.code, assertionOf(party));
    expect(status).toBe(200);
    const { header, payload } = jwt.decode(String(body.access_token), { complete: true })!;
    expect(header).toMatchObject({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) });
    const claims = payload as jwt.JwtPayload;
    expect(claims).toMatchObject({
      ...{ iss: issuer, aud: 'urn:lienthong:hub', client_id: party.code, agency: party.code },
      ...{ officer: '007', scope: 'identity:verify' },
    });
    expect(claims.exp! - claims.iat!).toBe(900);
    const query = '{ hub { version } }';
    expect((await hub.post({ query }, { authorization: `Bearer ${body.access_token}` })).status).toBe(200);
  });

  it('is good once: the same one again is refused', async () => {
    const party = await makeParty();
    const assertion = assertionOf(party);
    expect((await exchange(party.code, assertion)).status).toBe(200);
    await expectRefused(exchange(party.code, assertion));
    await expectRefused(exchange(party.code, assertion));
  });

  it('gives a resident’s token that holds a pseudonym and no number', async () => {
    const token = await hub.token('resident.demo');
    const claims = jwt.decode(token) as jwt.JwtPayload;
    expect(claims.sub).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(claims)).not.toMatch(/"\d{12}"/);
    expect(claims.officer).toBeUndefined();
  });

  it('gives no scope that the agency does not hold', async () => {
    const party = await makeParty();
    const { status, body } = await exchange(party.code, assertionOf(party), {
      scope: 'identity:verify membership:read agency:admin',
    });
    if (status === 200) expect(body.scope).toBe('identity:verify');
    else expect(body.error).toBe('invalid_scope');
  });
});

describe('a client assertion', () => {
  const seconds = () => Math.floor(Date.now() / 1000);
  it.each<[string, () => Changes]>([
    ['without an officer', () => ({ claims: { officer: undefined } })],
    ['with an empty officer', () => ({ claims: { officer: '' } })],
    ['with an officer that is no text', () => ({ claims: { officer: { id: '007' } } })],
    ['with an officer of odd characters', () => ({ claims: { officer: 'a"b\nc' } })],
    ['with the pseudonym of a resident, by a hospital', () => ({ claims: { resident_subject: 'x' } })],
    ['for another issuer', () => ({ claims: { aud: 'http://other.example' } })],
    ['for nobody', () => ({ claims: { aud: undefined } })],
    ['in the name of another issuer', () => ({ claims: { iss: 'hospital.demo' } })],
    ['about another agency', () => ({ claims: { sub: 'hospital.demo' } })],
    ['without an id', () => ({ claims: { jti: undefined } })],
    ['without an end', () => ({ claims: { exp: undefined } })],
    ['expired', () => ({ claims: { iat: seconds() - 400, exp: seconds() - 300 } })],
    ['not yet good', () => ({ claims: { nbf: seconds() + 300 } })],
    ['signed by nobody', () => ({ header: { alg: 'none' }, key: null })],
    ['signed with a secret', () => ({ header: { alg: 'HS256' }, key: 'secret' })],
    ['signed by a key of its own making', () => ({ key: privateKeyOf(makeSigningKey()) })],
  ])('%s is refused', async (_name, changes) => {
    const party = await makeParty();
    await expectRefused(exchange(party.code, assertionOf(party, changes())));
  });

  it('is not helped by an officer in the form', async () => {
    const party = await makeParty();
    const assertion = assertionOf(party, { claims: { officer: undefined } });
    await expectRefused(exchange(party.code, assertion, { officer: '007' }));
  });

  it('takes the officer of the assertion, not the form’s', async () => {
    const party = await makeParty();
    const { body } = await exchange(party.code, assertionOf(party), {
      officer: 'boss',
      agency: 'operator.demo',
    });
    expect(jwt.decode(String(body.access_token))).toMatchObject({ officer: '007', agency: party.code });
  });

  it('signed by another agency’s key is refused', async () => {
    const [one, two] = [await makeParty(), await makeParty()];
    await expectRefused(exchange(one.code, assertionOf(one, { key: two.key })));
    await expectRefused(exchange(one.code, assertionOf(one, { key: two.key, header: { kid: two.jwk.kid } })));
    await expectRefused(exchange(one.code, assertionOf(two)));
    await expectRefused(exchange('hospital.demo', assertionOf({ ...one, code: 'hospital.demo' })));
  });

  it('signed by a revoked key is refused, and by the key that follows it is taken', async () => {
    const party = await makeParty();
    expect((await exchange(party.code, assertionOf(party))).status).toBe(200);
    await change((pool) => revokeKey(pool, party.code, String(party.jwk.kid)));
    await expectRefused(exchange(party.code, assertionOf(party)));
    const jwk = makeSigningKey();
    const { d: _private, ...open } = jwk;
    await change((pool) => addKey(pool, party.code, open));
    expect((await exchange(party.code, assertionOf({ ...party, jwk, key: privateKeyOf(jwk) }))).status).toBe(
      200,
    );
    await expectRefused(exchange(party.code, assertionOf(party)));
  });

  it('of an agency that is unknown, suspended or without a legal basis is refused alike', async () => {
    const suspended = await makeParty();
    await change((pool) => setSuspended(pool, suspended.code, true));
    const baseless = await makeParty('HOSPITAL', null);
    const unknown = { ...suspended, code: 'nobody.demo' };
    const answers = await Promise.all(
      [suspended, baseless, unknown].map((party) => exchange(party.code, assertionOf(party))),
    );
    expect(answers[0]!.body.error).toBe('invalid_client');
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('of a residents’ portal names a resident, and one of its own', async () => {
    const portal = await makeParty('RESIDENT');
    await expectRefused(exchange(portal.code, assertionOf(portal, { claims: { officer: undefined } })));
    const subject = (jwt.decode(await hub.token('resident.demo')) as jwt.JwtPayload).sub;
    const borrowed = assertionOf(portal, { claims: { officer: undefined, resident_subject: subject } });
    const { body } = await exchange(portal.code, borrowed, { scope: 'identity:read' });
    // The pseudonym of another portal's resident opens nobody's record.
    const look = await hub.post(
      { query: '{ me { fullName } }' },
      { authorization: `Bearer ${body.access_token}` },
    );
    expect(look.status).toBe(401);
  });

  it('is the only way to a token: neither secrets nor other grants are taken', async () => {
    const form = (fields: Record<string, string>) =>
      fetch(`${hub.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(fields) });
    const wrong: Record<string, string>[] = [
      { grant_type: 'client_credentials', client_id: 'hospital.demo' },
      { grant_type: 'client_credentials', client_id: 'hospital.demo', client_secret: 'secret' },
      { grant_type: 'password', client_id: 'hospital.demo', username: 'a', password: 'b' },
    ];
    for (const fields of wrong) {
      const answer = await form(fields);
      expect([400, 401]).toContain(answer.status);
      expect(((await answer.json()) as { access_token?: string }).access_token).toBeUndefined();
    }
  });
});

describe('the issuer', () => {
  it('shows its public keys and no private part', async () => {
    const { keys } = (await (await fetch(`${hub.url}/oauth/jwks`)).json()) as { keys: object[] };
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(key).not.toHaveProperty('d');
  });

  it('does not register clients over the network', async () => {
    for (const path of ['/oauth/reg', '/reg', '/oauth/register']) {
      const answer = await fetch(`${hub.url}${path}`, { method: 'POST' });
      expect([404, 405]).toContain(answer.status);
    }
  });

  it('keeps the sample agencies’ keys where only their owner reads them', () => {
    expect(Object.keys(readSampleKeys(hub.cluster.state) ?? {})).toContain('hospital.demo');
  });
});

import { compact, privateKeyOf } from '../security/jws.js';
import { addParty, assertionOf, type Party } from '../security/party.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, type Hub, openHub } from '../support/hub.js';
import { makeKeyPair, makeOperator, type Operator, refusalOf } from './administration/operator.js';

/** Two hubs on one database: what is changed through one counts on the other. */
let hub: Hub;
let other: Hub;
let operator: Operator;
beforeAll(async () => {
  hub = await openHub();
  other = await openHub();
  operator = await makeOperator(hub);
});
afterAll(async () => {
  await other?.stop();
  await hub?.stop();
});

const query = 'query { identify(claim: { personalId: "001200000001" }) { outcome } }';
const ask = (at: Hub, token: string): Promise<Answer> =>
  at.post({ query }, { authorization: `Bearer ${token}`, 'x-purpose': 'TREATMENT' });

/** Asks both hubs until both refuse, for five seconds at most; answers the refusals. */
async function untilRefused(token: string): Promise<[number, unknown][]> {
  const until = Date.now() + 5_000;
  for (;;) {
    const answers = await Promise.all([hub, other].map((at) => ask(at, token)));
    if (answers.every(({ status }) => status !== 200) || Date.now() > until) {
      return answers.map((answer) => [answer.status, refusalOf(answer)?.code]);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function tokenOf(party: Party, claims: Record<string, unknown> = {}): Promise<Response> {
  return fetch(`${hub.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'client_credentials', client_id: party.code, scope: 'identity:verify' },
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertionOf(party, { claims }),
    }),
  });
}
const accessToken = async (answer: Response) =>
  ((await answer.json()) as { access_token: string }).access_token;

describe('within five seconds, on every process,', () => {
  it('a token is refused whose key was revoked, and its agency asks on with another key', async () => {
    const party = await addParty(hub.cluster);
    const token = await accessToken(await tokenOf(party));
    expect([(await ask(hub, token)).status, (await ask(other, token)).status]).toEqual([200, 200]);
    const next = makeKeyPair();
    await operator.change('addAgencyKey', { agency: party.code, jwk: JSON.stringify(next.open) });
    await operator.change('revokeAgencyKey', { agency: party.code, kid: party.jwk.kid });
    expect(await untilRefused(token)).toEqual([
      [401, 'UNAUTHENTICATED'],
      [401, 'UNAUTHENTICATED'],
    ]);
    expect((await tokenOf(party)).status).toBe(401);
    const renewed = await tokenOf({ ...party, jwk: next.jwk, key: privateKeyOf(next.jwk) });
    expect((await ask(other, await accessToken(renewed))).status).toBe(200);
  });

  it.each<[string, (agency: string) => Promise<Answer>, [number, string]]>([
    [
      'a suspended agency',
      (agency) => operator.change('suspendAgency', { agency }),
      [401, 'UNAUTHENTICATED'],
    ],
    [
      'an agency that lost its legal basis',
      (agency) => operator.change('amendAgency', { agency, legalBasis: null }),
      [401, 'UNAUTHENTICATED'],
    ],
    [
      'a withdrawn grant',
      (agency) => operator.change('withdrawGrant', { agency, scopes: ['identity:verify'] }),
      [403, 'FORBIDDEN'],
    ],
    [
      'a suspended officer',
      (agency) => operator.change('suspendOfficer', { agency, officer: '001' }),
      [403, 'FORBIDDEN'],
    ],
    [
      'an officer who is not registered where they are listed',
      (agency) => operator.change('amendAgency', { agency, officersListed: true }),
      [403, 'FORBIDDEN'],
    ],
    [
      'an agency that must show its certificate',
      (agency) => operator.change('amendAgency', { agency, certificateRequired: true }),
      [401, 'UNAUTHENTICATED'],
    ],
  ])('%s is refused', async (_what, change, refusal) => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    const token = await hub.token(agency);
    expect([(await ask(hub, token)).status, (await ask(other, token)).status]).toEqual([200, 200]);
    expect((await change(agency)).status).toBe(200);
    expect(await untilRefused(token)).toEqual([refusal, refusal]);
  });
});

describe('an officer who is suspended', () => {
  it('is on record by name, told why, and asks again when resumed, while his colleagues never stop', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    const token = await hub.token(agency, { officer: 'bs.ba' });
    const colleague = await hub.token(agency, { officer: 'bs.tu' });
    await operator.change('suspendOfficer', { agency, officer: 'bs.ba' });
    await untilRefused(token);
    const answer = await ask(hub, token);
    expect(refusalOf(answer)).toEqual({ code: 'FORBIDDEN', officer: 'SUSPENDED' });
    expect(await hub.auditOf(answer)).toMatchObject([
      { officer: 'bs.ba', agency_code: agency, outcome: 'REFUSED', error_codes: ['FORBIDDEN'] },
    ]);
    expect((await ask(hub, colleague)).status).toBe(200);
    await operator.change('resumeOfficer', { agency, officer: 'bs.ba' });
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect((await ask(hub, token)).status).toBe(200);
  });

  it('and registered where officers are listed is one of them', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    await operator.change('registerOfficer', { agency, officer: '001', name: 'Thử (hư cấu)' });
    await operator.change('suspendOfficer', { agency, officer: '002' });
    await operator.change('amendAgency', { agency, officersListed: true });
    const [registered, suspended, unknown] = await Promise.all(
      ['001', '002', '003'].map(async (officer) => ask(other, await hub.token(agency, { officer }))),
    );
    expect(registered!.status).toBe(200);
    expect(refusalOf(suspended!)).toEqual({ code: 'FORBIDDEN', officer: 'SUSPENDED' });
    expect(refusalOf(unknown!)).toEqual({ code: 'FORBIDDEN', officer: 'NOT_REGISTERED' });
    await operator.change('resumeOfficer', { agency, officer: '002' });
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    // That he is no longer suspended does not register him.
    expect(refusalOf(await ask(hub, await hub.token(agency, { officer: '002' })))?.officer).toBe(
      'NOT_REGISTERED',
    );
  });
});

describe('a key that is not valid yet, or no more,', () => {
  it('signs no assertion, and ends its tokens', async () => {
    const party = await addParty(hub.cluster);
    const token = await accessToken(await tokenOf(party));
    const next = makeKeyPair();
    const later = { ...party, jwk: next.jwk, key: privateKeyOf(next.jwk) };
    const input = { agency: party.code, jwk: JSON.stringify(next.open) };
    await operator.change('addAgencyKey', {
      ...input,
      validFrom: new Date(Date.now() + 60_000).toISOString(),
    });
    expect((await tokenOf(later)).status).toBe(401);
    const now = makeKeyPair();
    await operator.change('addAgencyKey', { ...input, jwk: JSON.stringify(now.open), overlapHours: 0 });
    expect(await untilRefused(token)).toEqual([
      [401, 'UNAUTHENTICATED'],
      [401, 'UNAUTHENTICATED'],
    ]);
    expect((await tokenOf(party)).status).toBe(401);
  });
});

describe('a client assertion', () => {
  it('is good once, however many processes it is brought to at the same time', async () => {
    const party = await addParty(hub.cluster);
    const assertion = assertionOf(party);
    const bring = (at: Hub) =>
      fetch(`${at.url}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          ...{ grant_type: 'client_credentials', client_id: party.code, scope: 'identity:verify' },
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
        }),
      });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => bring(at % 2 ? hub : other)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
        401,
        'invalid_client',
      ]);
    }
  });

  it('names the key that it is signed with', async () => {
    const party = await addParty(hub.cluster);
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: party.code, sub: party.code, aud: 'http://localhost:0', iat: now, exp: now + 60 };
    const assertion = compact({
      header: { alg: 'ES256' },
      payload: { ...claims, jti: `${now}-no-kid`, officer: '007' },
      key: party.key,
    });
    const answer = await fetch(`${hub.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'client_credentials', client_id: party.code, scope: 'identity:verify' },
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      }),
    });
    expect(answer.status).toBe(401);
  });
});

import { createHash, randomBytes } from 'node:crypto';
import { changed, compact, goodClaims, issuerKeyOf } from '../security/jws.js';
import { addParty, assertionOf } from '../security/party.js';
import { addAgency } from '../support/agencies.js';
import { type Hub, openHub, withHub } from '../support/hub.js';
import { makeOperator, type Operator, refusalOf } from './administration/operator.js';

const certificate = randomBytes(700);
const thumbprint = createHash('sha256').update(certificate).digest('base64url');
const header = 'x-client-cert';
const shown = { [header]: `:${certificate.toString('base64')}:` };

let hub: Hub;
let operator: Operator;
beforeAll(async () => {
  hub = await openHub({ config: { clientCertificates: { header, proxies: ['127.0.0.0/8', '::1'] } } });
  operator = await makeOperator(hub);
});
afterAll(() => hub?.stop());

const query = '{ hub { version } }';
const bound = (at: Hub, agency: string, cnf: unknown) => {
  const { kid, key } = issuerKeyOf(at.cluster);
  const payload = changed(goodClaims('http://localhost:0'), { agency, cnf });
  return compact({ header: { alg: 'ES256', typ: 'at+jwt', kid }, payload, key });
};
const ask = (at: Hub, token: string, headers: Record<string, string> = {}) =>
  at.post({ query }, { authorization: `Bearer ${token}`, ...headers });

describe('a token that is bound to a certificate', () => {
  it('is taken with that certificate from a trusted proxy, and with nothing else', async () => {
    const token = bound(hub, 'hospital.demo', { 'x5t#S256': thumbprint });
    expect((await ask(hub, token, shown)).status).toBe(200);
    const foreign = { [header]: `:${randomBytes(700).toString('base64')}:` };
    for (const headers of [{}, foreign, { [header]: thumbprint }]) {
      const answer = await ask(hub, token, headers);
      expect([answer.status, refusalOf(answer)?.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  it.each([[{}], [{ 'x5t#S256': 7 }], [{ jkt: 'x' }], ['x'], [null]])(
    'in an odd way is refused: %j',
    async (cnf) => {
      expect((await ask(hub, bound(hub, 'hospital.demo', cnf), shown)).status).toBe(401);
    },
  );

  it('is refused where nobody is trusted to name certificates, and from others than the trusted', async () => {
    const elsewhere = { clientCertificates: { header, proxies: ['192.0.2.1'] } };
    for (const config of [{}, elsewhere]) {
      await withHub({ config }, async (other) => {
        const token = bound(other, 'hospital.demo', { 'x5t#S256': thumbprint });
        expect((await ask(other, token, shown)).status).toBe(401);
        expect((await ask(other, bound(other, 'hospital.demo', undefined), shown)).status).toBe(200);
      });
    }
  });
});

describe('an agency that must show its certificate', () => {
  it('is given bound tokens by the embedded issuer, and asks with those alone', async () => {
    const party = await addParty(hub.cluster);
    const unbound = bound(hub, party.code, undefined);
    await operator.change('amendAgency', { agency: party.code, certificateRequired: true });
    const exchange = (headers: Record<string, string>) =>
      fetch(`${hub.url}/oauth/token`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({
          ...{ grant_type: 'client_credentials', client_id: party.code, scope: 'identity:verify' },
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertionOf(party),
        }),
      });
    expect((await exchange({})).status).toBe(400);
    const { access_token: token } = (await (await exchange(shown)).json()) as { access_token: string };
    expect((await ask(hub, token, shown)).status).toBe(200);
    expect((await ask(hub, token)).status).toBe(401);
    expect((await ask(hub, unbound, shown)).status).toBe(401);
  });

  it('is like any other until it must', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    expect((await ask(hub, await hub.token(agency), shown)).status).toBe(200);
    expect((await ask(hub, await hub.token(agency))).status).toBe(200);
  });
});

import type { KeyObject } from 'node:crypto';
import { setSuspended, withdrawScopes } from '../../src/access/agency-admin.js';
import { withPool } from '../../src/cli/workplace.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, type Hub, openHub } from '../support/hub.js';
import { changed, compact, goodClaims, issuerKeyOf } from './jws.js';

let hub: Hub;
let signer: { kid: string; key: KeyObject };

beforeAll(async () => {
  hub = await openHub();
  signer = issuerKeyOf(hub.cluster);
});

afterAll(() => hub?.stop());

/** A token as the embedded issuer signs it, whatever it claims: what counts is what the agency holds now. */
const claiming = (changes: Record<string, unknown>) =>
  compact({
    header: { alg: 'ES256', typ: 'at+jwt', kid: signer.kid },
    payload: changed(goodClaims('http://localhost:0'), changes),
    key: signer.key,
  });

const present = (token: string): Promise<Answer> =>
  hub.post({ query: '{ hub { version } }' }, { authorization: `Bearer ${token}` });

async function expectRefused(token: string): Promise<void> {
  const { status, body } = await present(token);
  expect([status, body.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
}

describe('what an agency holds now', () => {
  const change = (what: Parameters<typeof withPool>[1]) => withPool(hub.cluster.databases.urls.hub, what);
  const untilItCounts = () => new Promise((resolve) => setTimeout(resolve, 2_200));
  const claim = 'query { identify(claim: { personalId: "001200000001" }) { outcome } }';

  it('counts, not what its token says: a suspended agency is refused within seconds', async () => {
    const code = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    const token = claiming({ agency: code });
    expect((await present(token)).status).toBe(200);
    await change((pool) => setSuspended(pool, code, true));
    await untilItCounts();
    await expectRefused(token);
    await change((pool) => setSuspended(pool, code, false));
    await untilItCounts();
    expect((await present(token)).status).toBe(200);
  });

  it('is refused like a stranger without a legal basis', async () => {
    const code = await addAgency(hub.cluster, { kind: 'HOSPITAL', legalBasis: null });
    await expectRefused(claiming({ agency: code }));
  });

  it('loses a withdrawn grant within seconds, while its token still names it', async () => {
    const code = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    const ask = () =>
      hub.post(
        { query: claim },
        { authorization: `Bearer ${claiming({ agency: code })}`, 'x-purpose': 'TREATMENT' },
      );
    expect((await ask()).status).toBe(200);
    await change((pool) => withdrawScopes(pool, code, ['identity:verify']));
    await untilItCounts();
    const { status, body } = await ask();
    expect(status).toBe(403);
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    expect(body.data).toBeUndefined();
  });

  it('is never more than it was granted, whatever scopes a token names', async () => {
    const code = await addAgency(hub.cluster, { kind: 'HOSPITAL', scopes: ['identity:verify'] });
    const scope = 'identity:verify identity:read household:read membership:read agency:admin no:such *';
    const { status, body } = await hub.post(
      { query: 'query { identify(claim: { personalId: "001200000001" }) { resident { fullName } } }' },
      { authorization: `Bearer ${claiming({ agency: code, scope })}`, 'x-purpose': 'TREATMENT' },
    );
    expect(status).toBe(403);
    expect(body.errors[0].extensions.missing).toEqual([
      { coordinate: 'Resident.fullName', scope: 'identity:read' },
    ]);
  });

  it('is never more than its token names, whatever it is granted', async () => {
    const { status, body } = await hub.post(
      { query: claim },
      { authorization: `Bearer ${claiming({ scope: 'coverage:read' })}`, 'x-purpose': 'TREATMENT' },
    );
    expect([status, body.errors[0].extensions.code]).toEqual([403, 'FORBIDDEN']);
  });
});

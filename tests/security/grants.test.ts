import type { KeyObject } from 'node:crypto';
import { setSuspended, withdrawScopes } from '../../src/access/agency-admin.js';
import { withPool } from '../../src/cli/workplace.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, type Hub, openHub } from '../support/hub.js';
import { addResident } from '../support/people.js';
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

describe('a token that the issuer gave', () => {
  /** With its claims changed, and the signature it came with. */
  const altered = (token: string, changes: Record<string, unknown>): string => {
    const [header, payload, signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString());
    const text = Buffer.from(JSON.stringify({ ...claims, ...changes })).toString('base64url');
    return [header, text, signature].join('.');
  };

  it.each<[string, string, Record<string, unknown>]>([
    ['more scopes', 'hospital.demo', { scope: 'identity:verify identity:read household:read' }],
    ['the same scopes in another order', 'hospital.demo', { scope: 'coverage:read identity:verify' }],
    ['another agency', 'hospital.demo', { agency: 'authority.demo' }],
    ['another officer', 'hospital.demo', { officer: '002' }],
    ['another time to live', 'hospital.demo', { exp: Math.floor(Date.now() / 1000) + 600 }],
    ['the pseudonym of another resident', 'resident.demo', { sub: 'x'.repeat(43) }],
    ['the key of its agency left out', 'hospital.demo', { akid: undefined }],
  ])('is refused with %s', async (_what, agency, changes) => {
    const token = await hub.token(agency);
    expect((await present(token)).status).toBe(200);
    await expectRefused(altered(token, changes));
  });

  it('is worth what it names, not what its agency may do: of one resident it opens no other', async () => {
    const [mine, theirs] = [await addResident(hub.cluster), await addResident(hub.cluster)];
    const authorization = `Bearer ${await hub.token('resident.demo', { resident: mine.personalId })}`;
    const query = 'query ($id: PersonalId!) { me { personalId } resident(personalId: $id) { personalId } }';
    const { body } = await hub.post({ query, variables: { id: theirs.personalId } }, { authorization });
    expect(body.data).toEqual({ me: { personalId: mine.personalId }, resident: null });
  });
});

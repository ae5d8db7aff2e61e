import { grantScopes, withdrawScopes } from '../../src/access/agency-admin.js';
import type { AgencyKind, Purpose } from '../../src/access/kinds.js';
import { withPool } from '../../src/cli/workplace.js';
import { addAgency } from '../support/agencies.js';
import { type Hub, openHub } from '../support/hub.js';
import { knownPeople, personOf } from '../support/people.js';
import { makeOperator, type Operator, refusalOf } from './administration/operator.js';

let hub: Hub;
let operator: Operator;
beforeAll(async () => {
  hub = await openHub();
  operator = await makeOperator(hub);
});
afterAll(() => hub?.stop());

/** An agency that holds one scope by these terms, besides others without any. */
async function holding(
  kind: AgencyKind,
  scopes: readonly string[],
  scope: string,
  terms: { purpose?: Purpose; maxRows?: number; validFrom?: Date; validUntil?: Date },
): Promise<string> {
  const agency = await addAgency(hub.cluster, { kind, scopes: [...scopes, scope], units: ['01'] });
  await withPool(hub.cluster.databases.urls.hub, async (pool) => {
    await withdrawScopes(pool, agency, [scope]);
    await grantScopes(pool, agency, [scope], terms);
  });
  return agency;
}

const reasonQuery = `query Claim($claim: IdentityClaim!) { identify(claim: $claim) { outcome verdicts { field reason } } }`;

describe('a scope that is granted for one purpose', () => {
  it('counts for that purpose and for no other, field by field', async () => {
    const agency = await holding('SOCIAL_INSURANCE', ['identity:read'], 'membership:read', {
      purpose: 'RECONCILIATION',
    });
    const query = 'query { resident(personalId: "001000999999") { fullName membership { status } } }';
    const other = await hub.ask(agency, 'INSURANCE_ADMINISTRATION', query);
    expect([other.status, refusalOf(other)]).toEqual([
      403,
      {
        code: 'PURPOSE_NOT_ALLOWED',
        missing: [
          { coordinate: 'Resident.membership', scope: 'membership:read' },
          { coordinate: 'Membership.status', scope: 'membership:read' },
        ],
      },
    ]);
    expect((await hub.ask(agency, 'RECONCILIATION', query)).status).toBe(200);
    // The same document again, compiled now.
    expect((await hub.ask(agency, 'INSURANCE_ADMINISTRATION', query)).status).toBe(403);
    expect((await hub.ask(agency, 'RECONCILIATION', query)).status).toBe(200);
  });

  it('opens nothing that only looks at scopes either: reasons of a verdict', async () => {
    const agency = await holding('HOSPITAL', ['identity:verify'], 'identity:read', { purpose: 'EMERGENCY' });
    const { ACTIVE } = await knownPeople(hub.cluster);
    const claim = await personOf(hub.cluster, ACTIVE!);
    const reasons = async (purpose: string) => {
      const headers = { 'x-emergency-reason': encodeURIComponent('Người bệnh hôn mê (thử)') };
      const { body } = await hub.ask(agency, purpose, reasonQuery, { claim }, headers);
      return body.data.identify.verdicts.find(({ field }: { field: string }) => field === 'FULL_NAME').reason;
    };
    expect(await reasons('TREATMENT')).toBeNull();
    expect(await reasons('EMERGENCY')).not.toBeNull();
  });
});

describe('a scope that is granted for few residents', () => {
  const query = 'query Many($ids: [PersonalId!]!) { residents(personalIds: $ids) { handle } }';
  const ids = (many: number) =>
    Array.from({ length: many }, (_, at) => `0010009990${String(at).padStart(2, '0')}`);

  it('bounds an operation, each resident counted once', async () => {
    const agency = await holding('SOCIAL_INSURANCE', ['identity:read'], 'identity:verify', { maxRows: 3 });
    const ask = (many: string[]) => hub.ask(agency, 'INSURANCE_ADMINISTRATION', query, { ids: many });
    expect((await ask([...ids(3), ...ids(3)])).body).toEqual({ data: { residents: Array(6).fill(null) } });
    const over = await ask(ids(4));
    expect(refusalOf(over)).toEqual({ code: 'LIMIT_EXCEEDED', limit: 'ROWS', allowed: 3 });
    expect(over.body.data?.residents ?? null).toBeNull();
  });

  it('bounds only what asks for it', async () => {
    const agency = await holding('SOCIAL_INSURANCE', ['identity:read'], 'coverage:read', { maxRows: 1 });
    const names = query.replace('handle', 'fullName');
    const answer = await hub.ask(agency, 'INSURANCE_ADMINISTRATION', names, { ids: ids(5) });
    expect(answer.body.errors).toBeUndefined();
  });
});

describe('a grant', () => {
  it('counts from its first moment to its last', async () => {
    const begins = await holding('HOSPITAL', ['coverage:read'], 'identity:verify', {
      validFrom: new Date(Date.now() + 60_000),
    });
    const ended = await holding('HOSPITAL', ['coverage:read'], 'identity:verify', {
      validFrom: new Date(Date.now() - 60_000),
      validUntil: new Date(Date.now() + 1_500),
    });
    const query = 'query { identify(claim: { personalId: "001200000001" }) { outcome } }';
    await expect(hub.token(begins, { scope: ['identity:verify'] })).rejects.toThrow(/invalid_scope/);
    expect((await hub.ask(ended, 'TREATMENT', query)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 3_600));
    expect(refusalOf(await hub.ask(ended, 'TREATMENT', query))?.code).toBe('FORBIDDEN');
  });
});

describe('a case reference', () => {
  const query = 'query { identify(claim: { personalId: "001200000001" }) { outcome } }';
  const asked = async (agency: string, reference: string | null, purpose = 'TREATMENT') => {
    const headers = {
      ...(reference !== null && { 'x-case-reference': reference }),
      'x-emergency-reason': encodeURIComponent('Người bệnh hôn mê (thử)'),
    };
    return refusalOf(await hub.ask(agency, purpose, query, {}, headers));
  };

  it('has the form that its agency gave it, where it is given', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    await operator.change('amendAgency', { agency, casePattern: 'BA-\\d{6}' });
    expect(await asked(agency, 'BA-123456')).toBeNull();
    expect(await asked(agency, null)).toBeNull();
    for (const odd of ['BA-12345', 'xBA-123456', 'BA-123456 ']) {
      const form = { header: 'X-Case-Reference', form: 'OF_THE_AGENCY', pattern: 'BA-\\d{6}' };
      const refusal = odd.endsWith(' ') ? null : form;
      expect([odd, await asked(agency, odd)]).toEqual([
        odd,
        refusal && { code: 'BAD_USER_INPUT', ...refusal },
      ]);
    }
  });

  it('is needed where the agency says so, except in an emergency', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    await operator.change('amendAgency', { agency, caseRequired: true });
    expect(await asked(agency, null)).toEqual({ code: 'BAD_USER_INPUT', header: 'X-Case-Reference' });
    expect(await asked(agency, 'bất kỳ'.normalize('NFD').replace(/[^ -~]/g, ''))).toBeNull();
    expect(await asked(agency, null, 'EMERGENCY')).toBeNull();
  });
});

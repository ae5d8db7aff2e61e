import { randomUUID } from 'node:crypto';
import { withPool } from '../../../src/cli/workplace.js';
import { addAgency } from '../../support/agencies.js';
import { type Hub, openHub } from '../../support/hub.js';
import { makeKeyPair, makeOperator, type Operator, refusalOf } from './operator.js';

let hub: Hub;
let operator: Operator;
beforeAll(async () => {
  hub = await openHub();
  operator = await makeOperator(hub);
});
afterAll(() => hub?.stop());

const rowsOf = (text: string, values: unknown[]) =>
  withPool(hub.cluster.databases.urls.hub, async (pool) => (await pool.query(text, values)).rows);

describe.each(['OPERATOR', 'AUDITOR'] as const)('an agency of kind %s', (kind) => {
  const refusal = { code: 'FORBIDDEN', agency: 'BY_COMMAND', kind };

  it('is not registered over GraphQL', async () => {
    const code = `made-${randomUUID().slice(0, 8)}`;
    const input = { code, kind, name: 'Cơ quan thử (hư cấu)', legalBasis: 'Văn bản mẫu (hư cấu)' };
    const answer = await operator.change('registerAgency', input);
    expect([answer.status, refusalOf(answer)]).toEqual([403, refusal]);
    expect(await rowsOf('select from access.agency where code = $1', [code])).toEqual([]);
  });

  it('is given nothing that lets it act by another operator over GraphQL', async () => {
    const scopes = [kind === 'OPERATOR' ? 'operation:read' : 'audit:read'];
    const agency = await addAgency(hub.cluster, { kind, scopes });
    expect((await operator.change('suspendAgency', { agency })).status).toBe(200);
    const acts: [string, object][] = [
      ['amendAgency', { legalBasis: 'Văn bản khác (hư cấu)' }],
      ['grantScope', { scopes: [kind === 'OPERATOR' ? 'agency:admin' : 'misuse:review'] }],
      ['addAgencyKey', { jwk: JSON.stringify(makeKeyPair().open) }],
      ['resumeAgency', {}],
    ];
    for (const [name, input] of acts) {
      const answer = await operator.change(name, { agency, ...input });
      expect([name, answer.status, refusalOf(answer)]).toEqual([name, 403, refusal]);
    }
    const held = await rowsOf(
      `select suspended_at is not null as suspended, legal_basis,
         (select count(*)::int from access.agency_key where agency_code = code) as keys,
         (select count(*)::int from access.agency_grant where agency_code = code) as grants
       from access.agency where code = $1`,
      [agency],
    );
    expect(held).toEqual([{ suspended: true, legal_basis: 'Văn bản mẫu (hư cấu)', keys: 1, grants: 1 }]);
  });
});

describe('a key', () => {
  it('that another agency uses, or used, is refused under whatever id', async () => {
    const [one, other] = [await operator.register(), await operator.register()];
    const { open, kid } = makeKeyPair();
    const add = (agency: string, jwk: object) =>
      operator.change('addAgencyKey', { agency, jwk: JSON.stringify(jwk) });
    expect((await add(one, open)).status).toBe(200);
    const taken = [409, { code: 'CONFLICT', field: 'jwk' }];
    for (const again of [open, { ...open, kid: 'another' }, { ...open, x: `${String(open.x)}=` }]) {
      const answer = await add(other, again);
      expect([answer.status, refusalOf(answer)]).toEqual(taken);
    }
    await operator.change('revokeAgencyKey', { agency: one, kid });
    expect(refusalOf(await add(other, open))).toEqual(taken[1]);
  });
});

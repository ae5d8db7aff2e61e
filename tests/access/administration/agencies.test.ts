import { generateKeyPairSync } from 'node:crypto';
import { type Answer, type Hub, openHub } from '../../support/hub.js';
import { makeKeyPair, makeOperator, type Operator, refusalOf } from './operator.js';

let hub: Hub;
let operator: Operator;
beforeAll(async () => {
  hub = await openHub();
  operator = await makeOperator(hub);
});
afterAll(() => hub?.stop());

const all = `{ code kind name legalBasis units contact casePattern caseRequired officersListed certificateRequired
  suspended grants { scope purpose maxRows validUntil grantedBy } keys { kid algorithm thumbprint revokedAt }
  officers { nodes { officer name unit source suspended } totalCount } }`;
const seen = async (code: string) =>
  (await operator.ask(`query See($code: String!) { agency(code: $code) ${all} }`, { code })).body.data.agency;
const changesOf = async (agency: string, first = 50, after: string | null = null) => {
  const query = `query Changes($agency: String, $first: Int!, $after: String) {
    changes(agency: $agency, first: $first, after: $after) {
      nodes { what target agency officer client before after } pageInfo { hasNextPage endCursor } } }`;
  const { body } = await operator.ask(query, { agency, first, after });
  return body.data.changes;
};
const told = ({ what, before, after }: { what: string; before: string | null; after: string | null }) => [
  what,
  before && JSON.parse(before),
  after && JSON.parse(after),
];

describe('an agency', () => {
  it('is registered with all that is said of it and nothing granted', async () => {
    const said = {
      ...{ units: ['01001', '01001'], contact: ' Phòng KHTH ', casePattern: 'BA-\\d{6}' },
      ...{ caseRequired: true, officersListed: true },
    };
    const code = await operator.register('HOSPITAL', said);
    expect(await seen(code)).toEqual({
      ...{ code, kind: 'HOSPITAL', name: 'Cơ quan thử (hư cấu)', legalBasis: 'Văn bản mẫu (hư cấu)' },
      ...{ units: ['01001'], contact: 'Phòng KHTH', casePattern: 'BA-\\d{6}', caseRequired: true },
      ...{ officersListed: true, certificateRequired: false, suspended: false, grants: [], keys: [] },
      officers: { nodes: [], totalCount: 0 },
    });
  });

  it('is registered once, under a proper code', async () => {
    const code = await operator.register();
    const again = { code, kind: 'SCHOOL', name: 'Tên khác' };
    expect(refusalOf(await operator.change('registerAgency', again))).toEqual({
      code: 'CONFLICT',
      field: 'code',
    });
    for (const odd of ['', 'A', 'có-dấu', 'x'.repeat(64), '-x', 'a b']) {
      const answer = await operator.change('registerAgency', { ...again, code: odd });
      expect([odd, refusalOf(answer)]).toEqual([odd, { code: 'BAD_USER_INPUT', field: 'code' }]);
    }
  });

  it('is amended in what is said only; null takes away what may be missing', async () => {
    const code = await operator.register('HOSPITAL', { contact: 'Phòng A', units: ['01001'] });
    await operator.change('amendAgency', {
      agency: code,
      contact: null,
      name: null,
      units: null,
      caseRequired: true,
    });
    expect(await seen(code)).toMatchObject({ contact: null, name: 'Cơ quan thử (hư cấu)', units: ['01001'] });
    expect((await changesOf(code)).nodes.map(told)[0]).toEqual([
      ...['AMEND_AGENCY', { contact: 'Phòng A', caseRequired: false }],
      { contact: null, caseRequired: true },
    ]);
  });

  it.each([
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(201) }],
    ['name', { name: 'a\u0000b' }],
    ['units', { units: ["01'; drop"] }],
    ['contact', { contact: 'x'.repeat(301) }],
    ['casePattern', { casePattern: '(' }],
  ])('is refused a value that is not one, by its field: %s', async (field, said) => {
    const agency = await operator.register();
    const answer = await operator.change('amendAgency', { agency, ...said });
    expect(refusalOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('that nobody registered is NOT_FOUND to every act, and null to a question', async () => {
    const agency = 'nobody.test';
    const acts: [string, object][] = [
      ['amendAgency', { name: 'x' }],
      ['grantScope', { scopes: ['coverage:read'] }],
      ['withdrawGrant', { scopes: ['coverage:read'] }],
      ['addAgencyKey', { jwk: JSON.stringify(makeKeyPair().open) }],
      ['revokeAgencyKey', { kid: 'x' }],
      ['suspendAgency', {}],
      ['resumeAgency', {}],
      ['registerOfficer', { officer: '007', name: 'x' }],
      ['amendOfficer', { officer: '007' }],
      ['suspendOfficer', { officer: '007' }],
      ['resumeOfficer', { officer: '007' }],
    ];
    for (const [name, input] of acts) {
      const answer = await operator.change(name, { agency, ...input });
      expect([name, answer.status, refusalOf(answer)]).toEqual([
        ...[name, 404],
        { code: 'NOT_FOUND', field: 'agency' },
      ]);
    }
    expect(await seen(agency)).toBeNull();
  });

  it('is listed by pages, each once', async () => {
    const made = await Promise.all([1, 2, 3].map(() => operator.register()));
    const codes: string[] = [];
    let after: string | null = null;
    let total = 0;
    do {
      const query = `query List($after: String) { agencies(first: 200, after: $after) {
        nodes { code } totalCount pageInfo { hasNextPage endCursor } } }`;
      const answer: Answer = await operator.ask(query, { after });
      const { agencies } = answer.body.data;
      codes.push(...agencies.nodes.map(({ code }: { code: string }) => code));
      total = agencies.totalCount;
      after = agencies.pageInfo.hasNextPage ? agencies.pageInfo.endCursor : null;
    } while (after);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual(expect.arrayContaining(made));
    expect(Math.abs(total - codes.length)).toBeLessThan(5);
    expect(refusalOf(await operator.ask('{ agencies(after: "AA") { totalCount } }'))).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', argument: 'after' },
    });
  });
});

describe('grants', () => {
  it('are for purposes, rows and times, and keep their history', async () => {
    const agency = await operator.register('SOCIAL_INSURANCE');
    const scopes = ['identity:read'];
    await operator.change('grantScope', { agency, scopes });
    await operator.change('grantScope', { agency, scopes, purpose: 'RECONCILIATION', maxRows: 10 });
    await operator.change('grantScope', { agency, scopes, maxRows: 5 });
    await operator.change('withdrawGrant', { agency, scopes, purpose: 'RECONCILIATION' });
    const by = `${operator.code}/001`;
    expect((await seen(agency)).grants).toEqual([
      { scope: 'identity:read', purpose: null, maxRows: 5, validUntil: null, grantedBy: by },
    ]);
    const query = `query History($code: String!) { agency(code: $code) {
      grants(history: true) { purpose maxRows validUntil withdrawnBy } } }`;
    const { grants } = (await operator.ask(query, { code: agency })).body.data.agency;
    const ended = { validUntil: expect.stringMatching(/Z$/), withdrawnBy: by };
    expect(grants).toEqual([
      { purpose: null, maxRows: null, ...ended },
      { purpose: 'RECONCILIATION', maxRows: 10, ...ended },
      { purpose: null, maxRows: 5, validUntil: null, withdrawnBy: null },
    ]);
    const acts = (await changesOf(agency)).nodes.map(({ what }: { what: string }) => what);
    expect(acts).toEqual(['WITHDRAW_GRANT', 'GRANT_SCOPE', 'GRANT_SCOPE', 'GRANT_SCOPE', 'REGISTER_AGENCY']);
  });

  it.each([
    ['a scope its kind may not hold', { scopes: ['identity:read', 'fee:read'] }, 'scope'],
    ['a scope there is not', { scopes: ['identity:steal'] }, 'scope'],
    ['nothing', { scopes: [] }, 'scope'],
    ['a purpose of another kind', { scopes: ['identity:read'], purpose: 'ENROLMENT' }, 'purpose'],
    ['more rows than the hub answers', { scopes: ['identity:read'], maxRows: 2_001 }, 'maxRows'],
    [
      'an end before its beginning',
      { scopes: ['identity:read'], validUntil: '2020-01-01T00:00:00Z' },
      'validUntil',
    ],
    ['a moment out of time', { scopes: ['identity:read'], validFrom: '0001-01-01T00:00:00Z' }, 'validFrom'],
  ])('of %s are refused, and nothing is granted', async (_what, terms, field) => {
    const agency = await operator.register();
    expect(refusalOf(await operator.change('grantScope', { agency, ...terms }))).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field },
    });
    expect((await seen(agency)).grants).toEqual([]);
  });

  it('that do not stand cannot be withdrawn', async () => {
    const agency = await operator.register();
    const answer = await operator.change('withdrawGrant', { agency, scopes: ['coverage:read'] });
    expect(refusalOf(answer)).toEqual({ code: 'NOT_FOUND', field: 'scope' });
  });
});

describe('keys', () => {
  const rsa = (modulusLength: number) => ({
    ...generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' }),
    kid: `rsa-${modulusLength}`,
  });

  it('are taken as a set, shown by fingerprint, and never shown whole', async () => {
    const agency = await operator.register();
    const { open, kid } = makeKeyPair();
    const jwk = JSON.stringify({ keys: [open, rsa(2_048)] });
    const answer = await operator.change('addAgencyKey', { agency, jwk }, all);
    expect(answer.body.data.addAgencyKey.keys.map(({ kid: id }: { kid: string }) => id).sort()).toEqual(
      [kid, 'rsa-2048'].sort(),
    );
    expect(answer.text).not.toContain(String(open.x));
    const [change] = (await changesOf(agency)).nodes;
    expect(JSON.parse(change.after).keys).toHaveLength(2);
    expect(change.after).not.toContain(String(open.x));
  });

  it('that are private are refused and nowhere kept', async () => {
    const agency = await operator.register();
    const { jwk, open } = makeKeyPair();
    const answer = await operator.change('addAgencyKey', {
      agency,
      jwk: JSON.stringify({ keys: [open, jwk] }),
    });
    expect(refusalOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'jwk' });
    expect(answer.body.errors[0].message).toMatch(/khóa bí mật/);
    expect((await seen(agency)).keys).toEqual([]);
    expect(answer.text).not.toContain(String(jwk.d));
  });

  it.each<[string, () => unknown]>([
    ['an RSA key of 1,024 bits', () => rsa(1_024)],
    [
      'P-384',
      () => ({
        ...generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' }),
        kid: 'a',
      }),
    ],
    ['Ed25519', () => ({ ...generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }), kid: 'a' })],
    ['a secret', () => ({ kty: 'oct', k: 'AAAA', kid: 'a' })],
    ['a key to encrypt with', () => ({ ...makeKeyPair().open, use: 'enc' })],
    ['another algorithm', () => ({ ...makeKeyPair().open, alg: 'HS256' })],
    ['a point that is not on the curve', () => ({ ...makeKeyPair().open, x: 'AAAA' })],
    ['no key at all', () => 7],
  ])('of another sort are refused: %s', async (_what, make) => {
    const agency = await operator.register();
    const answer = await operator.change('addAgencyKey', { agency, jwk: JSON.stringify(make()) });
    expect(refusalOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'jwk' });
  });

  it('keep their id: the same again changes nothing, another under it is CONFLICT, so is a revoked one', async () => {
    const agency = await operator.register();
    const { open, kid } = makeKeyPair();
    const add = (jwk: object) => operator.change('addAgencyKey', { agency, jwk: JSON.stringify(jwk) });
    await add(open);
    expect((await add(open)).body.errors).toBeUndefined();
    expect(refusalOf(await add({ ...makeKeyPair().open, kid }))).toEqual({ code: 'CONFLICT', field: 'kid' });
    await operator.change('revokeAgencyKey', { agency, kid });
    expect(refusalOf(await add(open))).toEqual({ code: 'CONFLICT', field: 'kid' });
    expect(refusalOf(await add({ ...open, kid: 'có dấu' }))).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'kid',
    });
  });

  it('overlap for as many hours as is said', async () => {
    const agency = await operator.register();
    const [old, next] = [makeKeyPair(), makeKeyPair()];
    await operator.change('addAgencyKey', { agency, jwk: JSON.stringify(old.open) });
    const input = { agency, jwk: JSON.stringify(next.open), overlapHours: 24 };
    await operator.change('addAgencyKey', input);
    const query = 'query Keys($code: String!) { agency(code: $code) { keys { kid validUntil } } }';
    const { keys } = (await operator.ask(query, { code: agency })).body.data.agency;
    const until = new Map(keys.map((key: { kid: string; validUntil: string }) => [key.kid, key.validUntil]));
    expect(until.get(next.kid)).toBeNull();
    const hours = (Date.parse(String(until.get(old.kid))) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
  });
});

describe('officers', () => {
  it('are registered, amended, suspended and resumed on record', async () => {
    const agency = await operator.register();
    const officer = 'bs.hai';
    const named = { agency, officer, name: 'Nguyễn Thử (hư cấu)', unit: 'Khoa Khám' };
    const selection = '{ officer name unit source suspended pausedUntil }';
    const { body } = await operator.change('registerOfficer', named, selection);
    expect(body.data.registerOfficer).toEqual({
      ...{ officer, name: 'Nguyễn Thử (hư cấu)', unit: 'Khoa Khám', source: 'OPERATOR' },
      ...{ suspended: false, pausedUntil: null },
    });
    expect(refusalOf(await operator.change('registerOfficer', named))).toEqual({
      code: 'CONFLICT',
      field: 'officer',
    });
    await operator.change('amendOfficer', { agency, officer, unit: null });
    await operator.change('suspendOfficer', { agency, officer });
    expect((await seen(agency)).officers).toMatchObject({
      nodes: [{ unit: null, suspended: true }],
      totalCount: 1,
    });
    await operator.change('resumeOfficer', { agency, officer });
    expect((await changesOf(agency)).nodes.map(told).slice(0, 4)).toEqual([
      ['RESUME_OFFICER', { officer, suspended: true }, { officer, suspended: false }],
      ['SUSPEND_OFFICER', { officer, suspended: false }, { officer, suspended: true }],
      ['AMEND_OFFICER', { officer, unit: 'Khoa Khám' }, { officer, unit: null }],
      ['REGISTER_OFFICER', null, { officer, name: 'Nguyễn Thử (hư cấu)', unit: 'Khoa Khám' }],
    ]);
  });

  it('are never called by what could be a personal number', async () => {
    const agency = await operator.register();
    for (const officer of ['001090000001', 'a b', '', 'x'.repeat(101)]) {
      const answer = await operator.change('registerOfficer', { agency, officer, name: 'Thử (hư cấu)' });
      expect(refusalOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'officer' });
      if (officer) expect(answer.text).not.toContain(officer);
    }
  });

  it('are none of a residents’ portal', async () => {
    const agency = await operator.register('RESIDENT');
    const answer = await operator.change('registerOfficer', { agency, officer: '007', name: 'Thử (hư cấu)' });
    expect(refusalOf(answer)).toEqual({ code: 'BAD_USER_INPUT', field: 'agency' });
  });
});

describe('an operator', () => {
  it('changes nothing about its own agency but its keys', async () => {
    const agency = operator.code;
    const acts: [string, object][] = [
      ['amendAgency', { name: 'x' }],
      ['grantScope', { scopes: ['operation:read'] }],
      ['withdrawGrant', { scopes: ['operation:read'] }],
      ['suspendAgency', {}],
      ['resumeAgency', {}],
      ['registerOfficer', { officer: '008', name: 'x' }],
      ['resumeOfficer', { officer: '001' }],
    ];
    for (const [name, input] of acts) {
      const answer = await operator.change(name, { agency, ...input });
      expect([name, answer.status, refusalOf(answer)]).toEqual([
        name,
        403,
        { code: 'FORBIDDEN', agency: 'OWN' },
      ]);
    }
    const { open, kid } = makeKeyPair();
    expect((await operator.change('addAgencyKey', { agency, jwk: JSON.stringify(open) })).status).toBe(200);
    expect((await operator.change('revokeAgencyKey', { agency, kid })).status).toBe(200);
  });
});

describe('the record of changes', () => {
  it('is read by pages, newest first, each change once', async () => {
    const agency = await operator.register();
    for (let at = 0; at < 6; at += 1)
      await operator.change('amendAgency', { agency, contact: `Phòng ${at}` });
    const whats: string[] = [];
    let after: string | null = null;
    do {
      const page: {
        nodes: { what: string; after: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      } = await changesOf(agency, 2, after);
      whats.push(...page.nodes.map((node) => JSON.parse(node.after).contact ?? node.what));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(whats).toEqual([
      'Phòng 5',
      'Phòng 4',
      'Phòng 3',
      'Phòng 2',
      'Phòng 1',
      'Phòng 0',
      'REGISTER_AGENCY',
    ]);
    expect((await changesOf(agency)).nodes[0]).toMatchObject({
      agency: operator.code,
      officer: '001',
      target: agency,
    });
  });

  it('is for those who administer', async () => {
    const token = await hub.token(operator.code, { scope: ['operation:read'] });
    const answer = await hub.post(
      { query: '{ changes { nodes { what } } }' },
      { authorization: `Bearer ${token}` },
    );
    expect([answer.status, refusalOf(answer)?.code]).toEqual([403, 'FORBIDDEN']);
  });
});

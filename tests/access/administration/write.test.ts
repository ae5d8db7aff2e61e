import pg from 'pg';
import { forgetOld } from '../../../src/access/idempotency.js';
import { withPool } from '../../../src/cli/workplace.js';
import { inTransaction } from '../../../src/database/transaction.js';
import { type Answer, type Hub, openHub, withHub } from '../../support/hub.js';
import { makeKeyPair, makeOperator, type Operator, refusalOf } from './operator.js';

let hub: Hub;
let other: Hub;
let operator: Operator;
let app: pg.Pool;
beforeAll(async () => {
  hub = await openHub();
  other = await openHub();
  operator = await makeOperator(hub);
  app = new pg.Pool({ connectionString: hub.cluster.databases.urls.hub, max: 3 });
});
afterAll(async () => {
  await app?.end();
  await other?.stop();
  await hub?.stop();
});

const recordOf = ({ requestId }: Pick<Answer, 'requestId'>) =>
  withPool(hub.cluster.databases.auditor, async (pool) => {
    const { rows } = await pool.query(
      `select outcome, error_codes, operation_name, officer, change::json as change, fields_released as released
       from audit.event where request_id = $1`,
      [requestId],
    );
    return rows;
  });

const nameOf = async (code: string) => {
  const { rows } = await app.query('select name from access.agency where code = $1', [code]);
  return rows[0]?.name;
};

describe('a write', () => {
  it('is on record once, with what was before and after', async () => {
    const agency = await operator.register('SCHOOL');
    const answer = await operator.change(
      'amendAgency',
      { agency, name: 'Trường mẫu (hư cấu)' },
      '{ code name }',
    );
    expect([answer.status, answer.body]).toEqual([
      200,
      { data: { amendAgency: { code: agency, name: 'Trường mẫu (hư cấu)' } } },
    ]);
    expect(await recordOf(answer)).toEqual([
      {
        ...{ outcome: 'ANSWERED', error_codes: [], operation_name: 'Change', officer: '001' },
        change: {
          ...{ what: 'AMEND_AGENCY', target: agency },
          before: { name: 'Cơ quan thử (hư cấu)' },
          after: { name: 'Trường mẫu (hư cấu)' },
        },
        released: ['Mutation.amendAgency', 'Agency.code', 'Agency.name'],
      },
    ]);
  });

  it('that is refused leaves its refusal on record and nothing else', async () => {
    const agency = await operator.register();
    const answer = await operator.change('amendAgency', { agency, name: 'Tên khác', casePattern: '(a+)+' });
    expect([answer.status, answer.body.data]).toEqual([400, null]);
    expect(refusalOf(answer)).toEqual({ code: 'BAD_USER_INPUT', field: 'casePattern', at: 0 });
    expect(await nameOf(agency)).toBe('Cơ quan thử (hư cấu)');
    expect(await recordOf(answer)).toMatchObject([
      { outcome: 'REFUSED', error_codes: ['BAD_USER_INPUT'], change: null },
    ]);
  });

  it('is one a request', async () => {
    const query = `mutation { a: suspendAgency(input: { agency: "x", idempotencyKey: "12345678" }) { code }
      b: resumeAgency(input: { agency: "x", idempotencyKey: "12345678" }) { code } }`;
    expect(refusalOf(await operator.ask(query))).toEqual({
      ...{ code: 'LIMIT_EXCEEDED', limit: 'WRITES', allowed: 1, found: 2 },
    });
  });

  it('is not done when its record cannot be written', async () => {
    const agency = await operator.register();
    const input = { agency, name: 'Tên khác', idempotencyKey: `unrecorded:${agency}` };
    const query = 'mutation Change($input: AmendAgencyInput!) { amendAgency(input: $input) { name } }';
    const authorization = `Bearer ${await hub.token(operator.code)}`;
    const answer = await withHub({ config: { registryTimeoutMs: 400 } }, async (hasty) => {
      await hasty.post({ query: '{ hub { version } }' }, { authorization });
      const owner = new pg.Client({ connectionString: hub.cluster.databases.urls.hubOwner! });
      await owner.connect();
      // NOTE: other suites write there too: it is held no longer than one write of this hub waits.
      await owner.query('begin; lock table audit.event in access exclusive mode');
      const refused = await hasty.post({ query, variables: { input } }, { authorization });
      await owner.query('rollback');
      await owner.end();
      return refused;
    });
    expect([answer.status, refusalOf(answer)?.code]).toEqual([503, 'AUDIT_UNAVAILABLE']);
    expect(await nameOf(agency)).toBe('Cơ quan thử (hư cấu)');
  });

  it('needs its scope, and a query does not become one by being asked again', async () => {
    const token = await hub.token(operator.code, { scope: ['schema:read'] });
    const query = 'mutation { suspendAgency(input: { agency: "x", idempotencyKey: "12345678" }) { code } }';
    const answer = await hub.post({ query }, { authorization: `Bearer ${token}` });
    expect([answer.status, refusalOf(answer)?.code]).toEqual([403, 'FORBIDDEN']);
  });
});

describe('an idempotency key', () => {
  it('gives the same answer again, on every process, and changes nothing', async () => {
    const agency = await operator.register();
    const input = { agency, name: 'Lần một (hư cấu)', idempotencyKey: `again:${agency}` };
    const first = await operator.change('amendAgency', input, '{ name }');
    await operator.change('amendAgency', { agency, name: 'Lần hai (hư cấu)' });
    const again = await operator.change('amendAgency', input, '{ name }');
    const query = 'mutation Change($input: AmendAgencyInput!) { amendAgency(input: $input) { name } }';
    const elsewhere = await other.ask(operator.code, null, query, { input });
    for (const answer of [again, elsewhere]) expect(answer.body).toEqual(first.body);
    expect(await nameOf(agency)).toBe('Lần hai (hư cấu)');
    expect(await recordOf(again)).toMatchObject([{ outcome: 'ANSWERED', change: null }]);
  });

  it('refuses another input, and belongs to one operation of one agency', async () => {
    const agency = await operator.register();
    const idempotencyKey = `key.of_${agency}`;
    await operator.change('amendAgency', { agency, name: 'Một', idempotencyKey });
    const another = await operator.change('amendAgency', { agency, name: 'Hai', idempotencyKey });
    expect([another.status, refusalOf(another)]).toEqual([
      409,
      { code: 'CONFLICT', field: 'idempotencyKey' },
    ]);
    expect(await nameOf(agency)).toBe('Một');
    expect((await operator.change('suspendAgency', { agency, idempotencyKey })).body.errors).toBeUndefined();
    const second = await makeOperator(hub);
    expect((await second.change('amendAgency', { agency, name: 'Ba', idempotencyKey })).status).toBe(200);
    expect(await nameOf(agency)).toBe('Ba');
  });

  it('brought many times at once on two processes counts once', async () => {
    const agency = await operator.register();
    const { open } = makeKeyPair();
    const input = { agency, jwk: JSON.stringify(open), idempotencyKey: `at-once:${agency}` };
    const query =
      'mutation Change($input: AddAgencyKeyInput!) { addAgencyKey(input: $input) { keys { kid } } }';
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        (at % 2 ? hub : other).ask(operator.code, null, query, { input }),
      ),
    );
    for (const { body } of answers) expect(body).toEqual(answers[0]!.body);
    const changes = (await Promise.all(answers.map(recordOf))).flat().filter(({ change }) => change !== null);
    expect(changes).toHaveLength(1);
  });

  it('of a write that failed is free again', async () => {
    const agency = await operator.register();
    const idempotencyKey = `retry-${agency}`;
    const wrong = await operator.change('grantScope', { agency, scopes: ['fee:read'], idempotencyKey });
    expect(refusalOf(wrong)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'scope', scope: 'fee:read' });
    const right = await operator.change('grantScope', { agency, scopes: ['coverage:read'], idempotencyKey });
    expect(right.body.errors).toBeUndefined();
  });

  it.each(['', 'short', 'a'.repeat(101), 'with space', 'dấu-tiếng-việt', 'quote"quote'])(
    'has 8 to 100 plain characters: %j',
    async (idempotencyKey) => {
      const answer = await operator.change('suspendAgency', { agency: 'nobody.test', idempotencyKey });
      expect([answer.status, refusalOf(answer)]).toEqual([
        400,
        { code: 'BAD_USER_INPUT', field: 'idempotencyKey' },
      ]);
    },
  );

  it('is stored as keyed hashes, its answer encrypted, and forgotten after seven days', async () => {
    const agency = await operator.register('HOSPITAL', { contact: 'Phòng Kế hoạch 0000' });
    const { rows } = await app.query('select * from access.idempotency order by created_at desc limit 1');
    for (const name of ['key_mac', 'input_mac', 'answer_sealed']) {
      expect(rows[0][name]).toBeInstanceOf(Buffer);
      expect(rows[0][name].toString('latin1')).not.toContain(agency);
    }
    await withPool(hub.cluster.superUrl.replace(/\/postgres$/, '/hub'), (pool) =>
      pool.query(
        "update access.idempotency set created_at = now() - interval '169 hours' where key_mac = $1",
        [rows[0].key_mac],
      ),
    );
    await forgetOld(app);
    const left = await app.query('select 1 from access.idempotency where key_mac = $1', [rows[0].key_mac]);
    expect(left.rowCount).toBe(0);
  });
});

describe('a transaction', () => {
  it('whose connection broke in the middle leaves nothing, and the pool whole', async () => {
    const agency = await operator.register();
    const broken = inTransaction(app, async (client) => {
      await client.query("update access.agency set name = 'x' where code = $1", [agency]);
      const { rows } = await client.query('select pg_backend_pid() as pid');
      await withPool(hub.cluster.superUrl, (pool) =>
        pool.query('select pg_terminate_backend($1)', [rows[0].pid]),
      );
      await client.query('select 1');
    });
    await expect(broken).rejects.toThrow();
    expect(await nameOf(agency)).toBe('Cơ quan thử (hư cấu)');
  });
});

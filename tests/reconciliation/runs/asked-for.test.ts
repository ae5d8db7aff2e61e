import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openSealKeys } from '../../../src/audit/seal-keys.js';
import { judgeSummary } from '../../../src/reconciliation/results/signed-summary.js';
import { until } from '../../faults/until.js';
import { addAgency } from '../../support/agencies.js';
import {
  cluster,
  finished,
  hub,
  insurance,
  look,
  membersOf,
  runOf,
  set,
  start,
  useGateway,
} from './gateway.js';

useGateway();

describe('a run asked for through the gateway', () => {
  it('takes the agency’s own members from the contract view, and ends with a summary the hub signed', async () => {
    const answer = await start({});
    expect(answer.body.errors).toBeUndefined();
    expect(runOf(answer)).toMatchObject({ sector: 'social-security', state: 'WAITING', officer: '001' });
    const run = await finished(runOf(answer).id);
    const members = await membersOf('01');
    expect(run).toMatchObject({
      state: 'FINISHED',
      stage: 'DONE',
      rowsRead: members.length,
      rowsRejected: 0,
    });
    expect(run.source).toMatchObject({
      kind: 'VIEW',
      name: 'lienthong.member',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const records = run.outcomes.reduce((sum: number, one: { records: number }) => sum + one.records, 0);
    expect(records).toBe(members.length);
    expect(run.residents).toBe(1_500);
    const { trusted } = openSealKeys(cluster.state.file('seal-keys.json'), 'unused', null);
    const judged = judgeSummary(run.signedSummary, trusted);
    expect(judged).toMatchObject({ verdict: 'GOOD', summary: { runId: Number(run.id), agency: insurance } });
    expect(judgeSummary(run.signedSummary.replace('"rows":', '"rows":1'), trusted).verdict).toBe('BAD');
  });

  it('is told in figures alone: to its own agency and to authorities, not to others', async () => {
    const run = await finished(runOf(await start({})).id);
    const query = `{ reconciliationIndicators {
      sector title agency finishedAt records rejected outcomes { key records share } causes { key records } } }`;
    const told = async (agency: string, purpose: string) =>
      (await hub.ask(agency, purpose, query)).body.data.reconciliationIndicators;
    const [own] = await told(insurance, 'INSURANCE_ADMINISTRATION');
    expect(own).toMatchObject({
      ...{ sector: 'social-security', title: 'Bảo hiểm xã hội', agency: insurance },
      ...{ finishedAt: run.finishedAt, records: run.rowsRead, rejected: 0 },
    });
    const expected = run.outcomes.filter(({ records }: { records: number }) => records > 0);
    expect(
      new Map(own.outcomes.map((one: { key: string; records: number }) => [one.key, one.records])),
    ).toEqual(
      new Map(expected.map((one: { outcome: string; records: number }) => [one.outcome, one.records])),
    );
    const shares = own.outcomes.map(({ share }: { share: number }) => share);
    expect(shares.reduce((sum: number, share: number) => sum + share, 0)).toBeCloseTo(100, 0);
    expect(own.causes.length).toBeGreaterThan(0);
    expect(await told('authority.demo', 'STATISTICS')).toContainEqual(own);
    expect(await told('hospital.demo', 'TREATMENT')).toEqual([]);
    const other = await addAgency(cluster, { kind: 'SOCIAL_INSURANCE', units: ['40'] });
    expect(await told(other, 'INSURANCE_ADMINISTRATION')).toEqual([]);
  });

  it('comes out the same a second time, by the same hash', async () => {
    const [one, two] = [await finished(runOf(await start({})).id), await finished(runOf(await start({})).id)];
    expect(two.id).not.toBe(one.id);
    expect(two.source.sha256).toBe(one.source.sha256);
    expect(two.outcomes).toEqual(one.outcomes);
    expect(two.causes).toEqual(one.causes);
  });

  it('is one at a time for a sector: of two asked for at once one runs, the other is told', async () => {
    const answers = await Promise.all([start({}), start({}), start({})]);
    const begun = answers.filter(({ body }) => body.data);
    expect(begun).toHaveLength(1);
    for (const { status, body } of answers.filter(({ body }) => !body.data)) {
      expect(status).toBe(409);
      expect(body.errors[0].extensions).toMatchObject({ code: 'CONFLICT', field: 'sector' });
    }
    await finished(runOf(begun[0]!).id);
  });

  it('is the same one when the same key asks again, and refused for another input', async () => {
    const idempotencyKey = randomUUID();
    const [one, two] = [await start({ idempotencyKey }), await start({ idempotencyKey })];
    expect(runOf(two).id).toBe(runOf(one).id);
    const other = await start({ idempotencyKey, sector: 'health-insurance' });
    expect(other.body.errors[0].extensions.code).toBe('CONFLICT');
    await finished(runOf(one).id);
  });

  it('is on record with who asked, and with how it ended', async () => {
    const answer = await start({});
    const run = await finished(runOf(answer).id);
    const [asked] = await hub.auditOf(answer);
    expect(asked).toMatchObject({
      agency_code: insurance,
      officer: '001',
      purpose: 'RECONCILIATION',
      outcome: 'ANSWERED',
    });
    await until('the end is on record', async () => {
      const rows = await cluster.sql<{ change: string }>(
        'hub',
        "select change from audit.event where operation_name = 'reconciliation run' and outcome = 'ANSWERED'",
      );
      return rows.some(({ change }) => JSON.parse(change).after.run === Number(run.id));
    });
  });

  it('takes the holders of health insurance cards of the agency’s province too', async () => {
    const run = await finished(runOf(await start({ sector: 'health-insurance' })).id);
    expect(run).toMatchObject({ state: 'FINISHED', source: { name: 'lienthong.coverage' } });
    expect(run.rowsRead).toBeGreaterThan(0);
  });

  it.each([
    ['a sector that no agency reconciles', { sector: 'education-fee' }, 'BAD_USER_INPUT'],
    ['a sector there is none of', { sector: 'x' }, 'BAD_USER_INPUT'],
    ['a file that is not there', { fileId: randomUUID() }, 'NOT_FOUND'],
    ['a file id of another form', { fileId: "1' or true" }, 'NOT_FOUND'],
    ['columns without a file', { columns: [{ column: 'dob', header: 'x' }] }, 'BAD_USER_INPUT'],
    ...['Ngày\0sinh', 'Ngày \ud800', ' '].map((header): [string, object, string] => [
      `the header ${JSON.stringify(header)}`,
      { fileId: randomUUID(), columns: [{ column: 'dob', header }] },
      'BAD_USER_INPUT',
    ]),
    ['no key', { idempotencyKey: '' }, 'BAD_USER_INPUT'],
  ])('is refused for %s', async (_, input, code) => {
    expect((await start(input)).body.errors[0].extensions.code).toBe(code);
  });
});

describe('a run', () => {
  it('is seen by the agency it is for alone', async () => {
    const other = await addAgency(cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
    const run = await finished(runOf(await start({})).id);
    expect(await look(run.id, other)).toBeNull();
    for (const action of ['PAUSE', 'RESUME', 'CANCEL'])
      expect((await set(run.id, action, other)).body.errors[0].extensions.code).toBe('NOT_FOUND');
    expect(await look('999999')).toBeNull();
    expect(await look("1' or true")).toBeNull();
  });

  it('is asked for under the purpose of reconciliation and by its scope only', async () => {
    const wrong = await start({}, insurance, 'INSURANCE_ADMINISTRATION');
    expect(wrong.body.errors[0].extensions.code).toBe('PURPOSE_NOT_ALLOWED');
    const without = await addAgency(cluster, {
      kind: 'SOCIAL_INSURANCE',
      units: ['01'],
      scopes: ['membership:read'],
    });
    expect((await start({}, without)).body.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('is paused, resumed and cancelled, and says when it cannot be', async () => {
    const done = await finished(runOf(await start({})).id);
    for (const action of ['PAUSE', 'RESUME', 'CANCEL']) {
      const refused = await set(done.id, action);
      expect(refused.body.errors[0].extensions).toMatchObject({ code: 'CONFLICT', state: 'FINISHED' });
    }
    const paused = runOf(await start({})).id;
    await set(paused, 'PAUSE');
    await until('it is paused or over', async () =>
      ['PAUSED', 'FINISHED'].includes((await look(paused)).state),
    );
    if ((await look(paused)).state === 'PAUSED') {
      // A paused run is in nobody's way.
      const other = runOf(await start({})).id;
      expect((await set(paused, 'RESUME')).body.errors?.[0].extensions.code).toBe('CONFLICT');
      await finished(other);
      expect((await set(paused, 'RESUME')).body.data.setReconciliationState.state).toBe('WAITING');
      expect((await finished(paused)).state).toBe('FINISHED');
    }
    const cancelled = runOf(await start({})).id;
    expect(['CANCELLED', 'CANCELLING']).toContain(
      (await set(cancelled, 'CANCEL')).body.data.setReconciliationState.state,
    );
    expect((await finished(cancelled)).state).toBe('CANCELLED');
    await until(
      'nothing is left of it',
      async () => {
        const [left] = await cluster.sql<{ left: string | null }>(
          'hub',
          `select coalesce(to_regclass('matching.record_${cancelled}'), to_regclass('reconciliation.result_${cancelled}'))::text as left`,
        );
        return left!.left === null;
      },
      20_000,
    );
  });
});

describe('a run whose agency may not reconcile any more', () => {
  it('fails before anything is read', async () => {
    const other = await addAgency(cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
    const lock = new pg.Client({ connectionString: cluster.databases.urls.hubMatcher! });
    await lock.connect();
    await lock.query("select pg_advisory_lock(hashtextextended('reconcile health-insurance', 0))");
    const { id } = runOf(await start({ sector: 'health-insurance' }, other));
    await cluster.sql('hub', 'update access.agency set suspended_at = now() where code = $1', [other]);
    await lock.end();
    await until(
      'it has failed',
      async () => {
        const [run] = await cluster.sql<{ state: string; refusal_code: string }>(
          'hub',
          'select state, refusal_code from reconciliation.run where run_id = $1',
          [id],
        );
        return run!.state === 'FAILED' && run!.refusal_code === 'NOT_ALLOWED';
      },
      20_000,
    );
  });
});

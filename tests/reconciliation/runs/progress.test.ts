import pg from 'pg';
import type { Queryable } from '../../../src/database/transaction.js';
import { runOf as runById } from '../../../src/reconciliation/run-store.js';
import { watchRun } from '../../../src/reconciliation/runs/watch-run.js';
import { until } from '../../faults/until.js';
import { addAgency } from '../../support/agencies.js';
import type { Answer } from '../../support/hub.js';
import {
  begin,
  cluster,
  finished,
  hub,
  insurance,
  listen,
  progress,
  runOf,
  set,
  start,
  useGateway,
} from './gateway.js';

useGateway();

describe('the progress of a run', () => {
  it('is told as it goes on, until it is over, on record like any look', async () => {
    const { id } = runOf(await start({}));
    const { status, type, events, requestId } = await listen(progress, { id });
    expect({ status, type }).toEqual({ status: 200, type: 'text/event-stream; charset=utf-8' });
    expect(events.at(-1)).toMatchObject({ event: 'complete' });
    const told = events.slice(0, -1).map(({ data }) => data.data.reconciliationProgress);
    expect(told.length).toBeGreaterThan(0);
    expect(told.at(-1)).toMatchObject({ state: 'FINISHED', stage: 'DONE' });
    const [event] = await hub.auditOf({ requestId });
    expect(event).toMatchObject({
      ...{
        agency_code: insurance,
        operation_name: 'Progress',
        outcome: 'ANSWERED',
        purpose: 'RECONCILIATION',
      },
      fields_released: expect.arrayContaining(['Subscription.reconciliationProgress']),
    });
  });

  it('of a run that is over is told once', async () => {
    const run = await finished(runOf(await start({})).id);
    const { events } = await listen(progress, { id: run.id });
    expect(events.map(({ event }) => event)).toEqual(['next', 'complete']);
  });

  it('is refused as a whole to whoever may not see it, before anything is told', async () => {
    const run = await finished(runOf(await start({})).id);
    const other = await addAgency(cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
    const codeOf = ({ text }: { text: string }) => JSON.parse(text).errors[0].extensions.code;
    const refusals = [
      await listen(progress, { id: run.id }, { agency: other }),
      await listen(progress, { id: run.id }, { agency: 'hospital.demo', purpose: 'TREATMENT' }),
      await listen(progress, { id: run.id }, { purpose: 'INSURANCE_ADMINISTRATION' }),
      await listen('{ hub { version } }', {}),
      await listen('subscription { nothing }', {}),
    ];
    expect(refusals.map((one) => [one.status, codeOf(one)])).toEqual([
      [404, 'NOT_FOUND'],
      [403, 'FORBIDDEN'],
      [403, 'PURPOSE_NOT_ALLOWED'],
      [400, 'BAD_USER_INPUT'],
      [400, 'BAD_USER_INPUT'],
    ]);
    const [event] = await hub.auditOf(refusals[0]!);
    expect(event).toMatchObject({ outcome: 'REFUSED', error_codes: ['NOT_FOUND'] });
  });

  it('is not told by POST /graphql', async () => {
    const { status, body } = await hub.ask(insurance, 'RECONCILIATION', progress, { id: '1' });
    expect({ status, code: body.errors[0].extensions.code }).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
  });

  it('ends when the agency loses the scope, and with whoever stops listening', async () => {
    const other = await addAgency(cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
    // NOTE: held back by its sector's lock, so that it goes on for as long as the test wants.
    const lock = new pg.Client({ connectionString: cluster.databases.urls.hubMatcher! });
    await lock.connect();
    await lock.query("select pg_advisory_lock(hashtextextended('reconcile social-security', 0))");
    try {
      const { id } = runOf(await start({}, other));
      const gone = new AbortController();
      const leaving = listen(progress, { id }, { agency: other, signal: gone.signal });
      const listening = listen(progress, { id }, { agency: other });
      await new Promise((resolve) => setTimeout(resolve, 500));
      gone.abort();
      await leaving.catch(() => undefined);
      await cluster.sql(
        'hub',
        "delete from access.agency_grant where agency_code = $1 and scope = 'reconciliation:run'",
        [other],
      );
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      await cluster.sql('hub', 'update reconciliation.run set rows_read = 1 where run_id = $1', [id]);
      const { events } = await listening;
      expect(events.map(({ event }) => event)).toEqual(['next', 'complete']);
    } finally {
      await lock.end();
    }
  });
});

describe('the progress of a run that stands still', () => {
  let agency: string;
  let id: string;
  let lock: pg.Client;
  beforeEach(async () => {
    agency = await addAgency(cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
    lock = new pg.Client({ connectionString: cluster.databases.urls.hubMatcher! });
    await lock.connect();
    const sector = "(hashtextextended('reconcile social-security', 0))";
    // Another test's run may still be under way, and ends only while its sector is not held.
    await until(
      'the sector is free',
      async () => {
        await lock.query(`select pg_advisory_lock${sector}`);
        id = (await start({}, agency)).body.data?.startReconciliation.id;
        if (id === undefined) await lock.query(`select pg_advisory_unlock${sector}`);
        return id !== undefined;
      },
      60_000,
    );
  });
  afterEach(async () => {
    await set(id, 'CANCEL', agency);
    await lock.end();
  });

  it('is told to twenty of an agency, however many come at once, and to others as soon as they hang up', async () => {
    const listeners = Array.from({ length: 30 }, () => new AbortController());
    const answers = await Promise.all(
      listeners.map(({ signal }) => begin(progress, { id }, { agency, signal })),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(10);
    for (const answer of refused)
      expect(((await answer.json()) as Answer['body']).errors[0].extensions).toMatchObject({
        ...{ code: 'LIMIT_EXCEEDED', limit: 'STREAMS', allowed: 20 },
      });
    for (const listener of listeners) listener.abort();
    const again = Array.from({ length: 20 }, () => new AbortController());
    await until('there is room for one', async () => {
      const { status } = await begin(progress, { id }, { agency, signal: again[0]!.signal });
      return status === 200;
    });
    const others = await Promise.all(
      again.slice(1).map(({ signal }) => begin(progress, { id }, { agency, signal })),
    );
    expect(others.map(({ status }) => status)).toEqual(Array(19).fill(200));
    for (const listener of again) listener.abort();
  });

  it('is looked at no more once nobody listens', async () => {
    let looks = 0;
    const read = async <T>(work: (db: Queryable) => Promise<T>) => {
      looks += 1;
      return work(lock);
    };
    const run = (await runById(lock, Number(id), agency))!;
    const runs = watchRun(read, run, agency);
    expect((await runs.next()).value).toEqual(run);
    const next = runs.next();
    await until('it was looked at', async () => looks > 0);
    await runs.return(undefined);
    expect((await next).done).toBe(true);
    const sofar = looks;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(looks).toBe(sofar);
  });
});

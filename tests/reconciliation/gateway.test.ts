import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openSealKeys } from '../../src/audit/seal-keys.js';
import type { Queryable } from '../../src/database/transaction.js';
import { judgeSummary } from '../../src/reconciliation/results/signed-summary.js';
import { runOf as runById } from '../../src/reconciliation/run-store.js';
import { askForNight, timeOfDay } from '../../src/reconciliation/runs/nightly.js';
import { reconcilers } from '../../src/reconciliation/runs/reconciler-store.js';
import { watchRun } from '../../src/reconciliation/runs/watch-run.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { until } from '../faults/until.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, type Hub, openHub } from '../support/hub.js';

let cluster: PrivateCluster;
let hub: Hub;
const insurance = 'insurance.demo';

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 1_500 });
  hub = await openHub({ cluster });
}, 180_000);
afterAll(async () => {
  await hub?.stop();
  await cluster?.remove();
});

const fields = `id sector state stage rowsRead rowsRejected done total rowsPerSecond secondsLeft
  source { kind name sha256 letters charset } outcomes { outcome records } causes { cause records }
  registryAt residents versions { hub engine } refusal officer startedAt finishedAt seconds signedSummary`;

const start = (input: object, agency = insurance, purpose: string | null = 'RECONCILIATION') =>
  hub.ask(
    agency,
    purpose,
    `mutation Start($input: StartReconciliationInput!) { startReconciliation(input: $input) { ${fields} } }`,
    { input: { idempotencyKey: randomUUID(), sector: 'social-security', ...input } },
  );
const set = (runId: string, action: string, agency = insurance) =>
  hub.ask(
    agency,
    'RECONCILIATION',
    `mutation Set($input: SetReconciliationStateInput!) { setReconciliationState(input: $input) { state } }`,
    { input: { idempotencyKey: randomUUID(), runId, action } },
  );
const look = async (id: string, agency = insurance, headers = {}) =>
  (
    await hub.ask(
      agency,
      'RECONCILIATION',
      `query Run($id: ID!) { reconciliationRun(id: $id) { ${fields} } }`,
      { id },
      headers,
    )
  ).body.data.reconciliationRun;

// biome-ignore lint/suspicious/noExplicitAny: an answer's run
async function finished(id: string): Promise<any> {
  let run: { state: string } | null = null;
  await until(
    'the run is over',
    async () => {
      run = await look(id);
      return ['FINISHED', 'FAILED', 'CANCELLED'].includes(run!.state);
    },
    60_000,
  );
  return run;
}

const runOf = (answer: Answer) => answer.body.data.startReconciliation;

const membersOf = (province: string) =>
  cluster.sql<Record<'sector_no' | 'personal_id' | 'full_name' | 'birth_date' | 'address', string>>(
    'social_security',
    'select * from public.insured_person where province_code = $1 order by sector_no',
    [province],
  );

/** Sends a file in one part or several; answers the last answer. */
async function send(
  content: Buffer,
  { part = content.length, agency = insurance, name = 'members.csv' } = {},
) {
  const headers = {
    authorization: `Bearer ${await hub.token(agency)}`,
    'x-purpose': 'RECONCILIATION',
    'content-type': 'text/csv',
    'x-file-name': name,
    'idempotency-key': randomUUID(),
  };
  let answer = await fetch(`${hub.url}/reconciliation/files`, {
    method: 'POST',
    headers,
    body: content.subarray(0, part),
  });
  const { fileId, errors } = (await answer.clone().json()) as { fileId: string; errors?: unknown };
  if (errors) return { status: answer.status, fileId, body: await answer.json() };
  for (let at = part; at < content.length; at += part) {
    answer = await fetch(`${hub.url}/reconciliation/files/${fileId}`, {
      ...{ method: 'PATCH', headers: { ...headers, 'upload-offset': String(at) } },
      body: content.subarray(at, at + part),
    });
  }
  return { status: answer.status, fileId, body: (await answer.json()) as { bytes: number } };
}

const fileOf = (members: Record<string, unknown>[]) =>
  Buffer.from(
    `sector_no,personal_id,old_cmnd,full_name,dob,gender,address\n${members
      .map((one) =>
        [
          one.sector_no,
          one.personal_id,
          one.old_cmnd,
          one.full_name,
          one.birth_date,
          '',
          `"${one.address}"`,
        ].join(','),
      )
      .join('\n')}\n`,
  );

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

describe('a file that is sent in', () => {
  it('is reconciled, in parts too, and is gone with the end of its run', async () => {
    const members = await membersOf('01');
    const sent = await send(fileOf(members), { part: 1_000 });
    expect(sent).toMatchObject({ status: 200, body: { bytes: fileOf(members).length } });
    const run = await finished(runOf(await start({ fileId: sent.fileId })).id);
    expect(run).toMatchObject({ state: 'FINISHED', rowsRead: members.length, rowsRejected: 0 });
    expect(run.source).toMatchObject({ kind: 'UPLOAD', name: 'members.csv', charset: 'utf-8' });
    const left = await cluster.sql('hub', 'select from reconciliation.upload_part where upload_id = $1', [
      sent.fileId,
    ]);
    expect(left).toEqual([]);
  });

  it('lies encrypted', async () => {
    const content = fileOf(await membersOf('01'));
    const { fileId } = await send(content);
    const [part] = await cluster.sql<{ sealed: Buffer }>(
      'hub',
      'select sealed from reconciliation.upload_part where upload_id = $1',
      [fileId],
    );
    expect(part!.sealed.includes('sector_no')).toBe(false);
    expect(part!.sealed.length).toBe(content.length + 28);
  });

  it('has those set aside who are not the agency’s members', async () => {
    const [own, others] = [
      await membersOf('01'),
      await cluster.sql(
        'social_security',
        "select * from public.insured_person where province_code <> '01' limit 3",
      ),
    ];
    const { fileId } = await send(fileOf([...own, ...others]));
    const run = await finished(runOf(await start({ fileId })).id);
    expect(run).toMatchObject({
      state: 'FINISHED',
      rowsRead: own.length + others.length,
      rowsRejected: others.length,
    });
    const rejected = await cluster.sql(
      'hub',
      'select distinct reason from reconciliation.rejected where run_id = $1',
      [run.id],
    );
    expect(rejected).toEqual([{ reason: 'NOT_A_MEMBER' }]);
  });

  it('has rows set aside that state another person under a member’s number, a guess of any field among them', async () => {
    const own = await membersOf('01');
    const [stranger] = await cluster.sql<{ personal_id: string; full_name: string; birth_date: string }>(
      'social_security',
      "select * from public.insured_person where province_code <> '01' and personal_id is not null limit 1",
    );
    const { full_name, personal_id, birth_date } = stranger!;
    const numbered = own.filter((one) => one.personal_id && /^\d{4}-/.test(one.birth_date));
    const guesses = [
      { full_name, birth_date: birth_date.slice(0, 4), personal_id: '' },
      { full_name, birth_date, personal_id },
      { personal_id },
      { full_name },
      { birth_date },
      { birth_date: numbered[5]!.birth_date.slice(0, 4) },
      { personal_id: '' },
      { address: 'Phường Bến Thành, Thành phố Hồ Chí Minh' },
    ].map((guess, at) => ({ ...numbered[at]!, ...guess }));
    const rest = own.filter((one) => !guesses.some(({ sector_no }) => sector_no === one.sector_no));
    const { fileId } = await send(fileOf([...guesses, ...rest]));
    const run = await finished(runOf(await start({ fileId })).id);
    expect(run).toMatchObject({ state: 'FINISHED', rowsRejected: guesses.length });
    const rejected = await cluster.sql(
      'hub',
      'select line, reason from reconciliation.rejected where run_id = $1 order by line',
      [run.id],
    );
    expect(rejected).toEqual(guesses.map((_, at) => ({ line: at + 2, reason: 'NOT_AS_HELD' })));
    const found = await cluster.sql(
      'hub',
      'select from reconciliation.stated where run_id = $1 and sector_no = any($2)',
      [run.id, guesses.map(({ sector_no }) => sector_no)],
    );
    expect(found).toEqual([]);
  });

  it('takes a member who is stated as the sector holds him, written otherwise or with less beside', async () => {
    const own = await membersOf('01');
    const otherwise = own.map((one) => ({
      ...one,
      full_name: one.full_name.toUpperCase().normalize('NFD'),
      birth_date: one.birth_date.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1'),
      address: '',
    }));
    const { fileId } = await send(fileOf(otherwise));
    const run = await finished(runOf(await start({ fileId })).id);
    expect(run).toMatchObject({ state: 'FINISHED', rowsRead: own.length, rowsRejected: 0 });
  });

  it('without a header fails its run with a sentence that repeats nobody', async () => {
    const { fileId } = await send(
      Buffer.from('079 123 456 789,Nguyen Van Bi Lo,12/03/90\nb,Le Thi B,1980\n'),
    );
    const { id } = await finished(runOf(await start({ fileId })).id);
    const { refusal } = await look(id, insurance, { 'accept-language': 'en' });
    expect(refusal).toMatch(/^The first row is no header row/);
    expect(refusal).not.toMatch(/079|Nguyen|12\/03/);
  });

  it.each([
    'members 079123456789.csv',
    '079-123-456-789 Nguyen.csv',
    '0.7.9_123 456789',
    '０７９１２３４５６７８９',
  ])('is refused by the name %s, which may hold a person’s number', async (name) => {
    const { status, body } = await send(Buffer.from('a'), { name: encodeURIComponent(name) });
    expect({ status, body }).toMatchObject({
      ...{ status: 400, body: { errors: [{ extensions: { field: 'X-File-Name' } }] } },
    });
  });

  it('is one of five an agency, however many are sent at once; what a run left that is over is none', async () => {
    const other = await addAgency(cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
    const sent = await Promise.all(
      Array.from({ length: 10 }, () => send(Buffer.from('a,b\n1,2\n'), { agency: other })),
    );
    const taken = sent.filter(({ status }) => status === 201);
    expect(taken).toHaveLength(5);
    for (const { body } of sent.filter(({ status }) => status !== 201))
      expect(body).toMatchObject({ errors: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'FILES' } }] });
    // NOTE: held back by its sector's lock, so that no process clears up behind the run.
    const lock = new pg.Client({ connectionString: cluster.databases.urls.hubMatcher! });
    await lock.connect();
    await lock.query("select pg_advisory_lock(hashtextextended('reconcile social-security', 0))");
    try {
      const { id } = runOf(await start({ fileId: taken[0]!.fileId }, other));
      const again = () => send(Buffer.from('a'), { agency: other });
      expect((await again()).status).not.toBe(201);
      expect((await set(id, 'CANCEL', other)).body.data.setReconciliationState.state).toBe('CANCELLED');
      expect((await again()).status).toBe(201);
      expect((await again()).status).not.toBe(201);
    } finally {
      await lock.end();
    }
  });

  it('is read by other headers as the caller says', async () => {
    const [header, ...rows] = fileOf(await membersOf('01'))
      .toString()
      .split('\n');
    const content = Buffer.from([header!.replace('full_name', 'Họ và tên'), ...rows].join('\n'));
    const { fileId } = await send(content);
    const run = await finished(
      runOf(await start({ fileId, columns: [{ column: 'full_name', header: 'Họ và tên' }] })).id,
    );
    expect(run.state).toBe('FINISHED');
  });

  it('that cannot be read fails its run with a sentence in the caller’s language', async () => {
    const { fileId } = await send(Buffer.from('a,b\n1,2\n'));
    const run = await finished(runOf(await start({ fileId })).id);
    expect(run).toMatchObject({ state: 'FAILED', refusal: expect.stringMatching(/^Tệp thiếu cột/) });
    const english = await look(run.id, insurance, { 'accept-language': 'en' });
    expect(english.refusal).toMatch(/lacks the columns/);
  });

  it('goes on where it broke off, and nowhere else', async () => {
    const content = fileOf(await membersOf('01'));
    const { fileId } = await send(content.subarray(0, 500));
    const patch = async (at: string, body: Buffer, agency = insurance) =>
      fetch(`${hub.url}/reconciliation/files/${fileId}`, {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${await hub.token(agency)}`,
          ...{ 'x-purpose': 'RECONCILIATION', 'content-type': 'text/csv', 'upload-offset': at },
        },
        body,
      });
    const wrong = await patch('400', content.subarray(400, 600));
    expect(wrong.status).toBe(409);
    expect(((await wrong.json()) as Answer['body']).errors[0].extensions).toMatchObject({
      code: 'CONFLICT',
      bytes: 500,
    });
    expect((await patch('500', content.subarray(500, 600))).status).toBe(200);
    // What a broken line brings twice counts once.
    expect((await patch('500', content.subarray(500, 600))).status).toBe(200);
    expect((await patch('500', content.subarray(500, 610))).status).toBe(409);
    expect((await patch('x', content.subarray(0, 1))).status).toBe(400);
    const other = await addAgency(cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
    expect((await patch('600', content.subarray(600, 700), other)).status).toBe(404);
    expect((await start({ fileId }, other)).body.errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('is taken with a token, a purpose and the scope, and no other body than its bytes', async () => {
    const url = `${hub.url}/reconciliation/files`;
    const post = async (headers: Record<string, string>, body: string | Buffer = 'a') =>
      (await fetch(url, { method: 'POST', headers: { 'content-type': 'text/csv', ...headers }, body }))
        .status;
    const key = { 'idempotency-key': randomUUID(), 'x-purpose': 'RECONCILIATION' };
    const bearer = { authorization: `Bearer ${await hub.token(insurance)}` };
    expect(await post(key)).toBe(401);
    expect(await post({ ...bearer, 'idempotency-key': randomUUID() })).toBe(403);
    expect(await post({ ...key, authorization: `Bearer ${await hub.token('hospital.demo')}` })).toBe(403);
    expect(await post({ ...bearer, 'x-purpose': 'RECONCILIATION' })).toBe(400);
    expect(await post({ ...bearer, ...key, 'content-type': 'application/json' }, '{}')).toBe(400);
    expect(await post({ ...bearer, ...key, 'content-type': 'image/png' })).toBe(415);
    expect(await post({ ...bearer, ...key }, Buffer.alloc(9 * 1024 * 1024, 'a'))).toBe(413);
  });
});

/** Begins to listen to a subscription; answers as soon as it is accepted or refused. */
async function begin(
  query: string,
  variables: object,
  {
    agency = insurance,
    purpose = 'RECONCILIATION',
    signal,
  }: { agency?: string; purpose?: string; signal?: AbortSignal } = {},
) {
  return fetch(`${hub.url}/graphql/stream`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await hub.token(agency)}`,
      ...{ 'x-purpose': purpose, 'content-type': 'application/json', accept: 'text/event-stream' },
    },
    body: JSON.stringify({ query, variables }),
    ...(signal && { signal }),
  });
}

/** Listens to a subscription; answers the status and, event by event, what was told. */
async function listen(...asked: Parameters<typeof begin>) {
  const answer = await begin(...asked);
  const requestId = answer.headers.get('x-request-id')!;
  const type = answer.headers.get('content-type')!;
  const text = await answer.text().catch(() => '');
  const events = [...text.matchAll(/^event: (\w+)\n(?:data: (.*)\n)?/gm)].map(([, event, data]) => ({
    event,
    data: data ? JSON.parse(data) : null,
  }));
  return { status: answer.status, requestId, type, text, events };
}

const progress = `subscription Progress($id: ID!) {
  reconciliationProgress(runId: $id) { state stage done total rowsPerSecond secondsLeft outcomes { outcome records } }
}`;

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

describe('the nightly runs', () => {
  it('are asked for once a night for each agency, from their hour on and not by day', async () => {
    const pool = new pg.Pool({ connectionString: cluster.databases.urls.hub });
    const sectors = [
      {
        name: 'social-security',
        url: '',
        view: { name: 'lienthong.member', query: '', others: ['province'], unit: 'province' },
      },
      {
        name: 'education-fee',
        url: '',
        view: { name: 'lienthong.enrolment', query: '', others: [], unit: null },
      },
    ];
    const nightly = () =>
      cluster.sql<{ agency_code: string; nightly_on: string; sector: string }>(
        'hub',
        `select agency_code, nightly_on::text, sector from reconciliation.run where nightly_on is not null order by run_id`,
      );
    const at = (time: string) => ({ now: () => Date.parse(`2026-03-04T${time}:00+07:00`) });
    const ask = (time: string) => askForNight({ hub: pool, sectors, clock: at(time) }, timeOfDay('23:30'));
    try {
      await ask('22:00');
      expect(await nightly()).toEqual([]);
      for (let agency = 0; agency < 60; agency += 1) {
        await Promise.all([ask('23:31'), ask('23:45')]);
        await new Promise((resolve) => setTimeout(resolve, 500));
        const all = await reconcilers(pool);
        if ((await nightly()).length === all.length) break;
      }
      const all = await reconcilers(pool);
      const asked = await nightly();
      expect(asked.map((one) => one.agency_code).sort()).toEqual(all.map(({ code }) => code));
      expect(new Set(asked.map((one) => `${one.nightly_on} ${one.sector}`))).toEqual(
        new Set(['2026-03-04 social-security']),
      );
      // After midnight it is still the night that began the day before; in the morning it is over.
      const early = { now: () => Date.parse('2026-03-05T02:00:00+07:00') };
      await askForNight({ hub: pool, sectors, clock: early }, timeOfDay('23:30'));
      expect(await nightly()).toHaveLength(asked.length);
      const noon = { now: () => Date.parse('2026-03-05T12:00:00+07:00') };
      await askForNight({ hub: pool, sectors, clock: noon }, timeOfDay('23:30'));
      expect(await nightly()).toHaveLength(asked.length);
    } finally {
      await pool.end();
    }
  }, 60_000);
});

import { randomUUID } from 'node:crypto';
import { fileCase } from '../../src/access/misuse/case-store.js';
import { withPool } from '../../src/cli/workplace.js';
import { addAgency } from '../support/agencies.js';
import { type Hub, openHub } from '../support/hub.js';

const list = `query($filter: MisuseCaseFilter, $first: Int = 50, $after: String) {
  misuseCases(filter: $filter, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { id detector agency officer action evidence { name value } eventIds state decidedBy decidedAt note }
  }
}`;
const decide = `mutation($input: DecideMisuseCaseInput!) {
  decideMisuseCase(input: $input) { id state decidedBy note } }`;
const lift = 'mutation($input: LiftPauseInput!) { liftPause(input: $input) { agency officer openCases } }';

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

const app = <T>(work: Parameters<typeof withPool<T>>[1]) => withPool(hub.cluster.databases.urls.hub, work);
const key = () => `test-${randomUUID()}`;
const ask = (query: string, variables: Record<string, unknown>, agency = 'auditor.demo') =>
  hub.ask(agency, null, query, variables);

/** A case that paused the officer 001 of a hospital of the test's own, as a detector leaves it. */
async function openCase(officer = '001'): Promise<{ agency: string; id: string }> {
  const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
  const id = await app(async (pool) => {
    const found = {
      ...({
        detector: 'WRONG_NUMBERS',
        action: 'PAUSE',
        count: 30,
        evidence: { wrong: 30, looks: 40 },
      } as const),
      ...{ agency, officer, about: '', eventIds: [randomUUID()] },
    };
    await pool.query(
      "insert into access.officer (agency_code, officer, paused_until) values ($1, $2, now() + interval '1 day')",
      [agency, officer],
    );
    return (await fileCase(pool, found, Date.now()))!.id;
  });
  return { agency, id };
}

const isPaused = (agency: string) =>
  app(async (pool) => {
    const { rows } = await pool.query(
      'select from access.officer where agency_code = $1 and paused_until > now()',
      [agency],
    );
    return rows.length > 0;
  });

describe('An auditor', () => {
  it('reads the cases, narrowed by agency, state and detector', async () => {
    const { agency, id } = await openCase();
    const { body } = await ask(list, { filter: { agency, state: 'OPEN', detector: 'WRONG_NUMBERS' } });
    expect(body.data.misuseCases.nodes).toMatchObject([
      {
        ...{ id, agency, officer: '001', action: 'PAUSE', state: 'OPEN', decidedBy: null, note: null },
        evidence: expect.arrayContaining([{ name: 'wrong', value: 30 }]),
      },
    ]);
    for (const filter of [{ state: 'CONFIRMED' }, { detector: 'HOURS' }, { officer: '002' }]) {
      const none = await ask(list, { filter: { agency, ...filter } });
      expect(none.body.data.misuseCases.nodes).toEqual([]);
    }
  });

  it('dismisses a case once: the officer looks again, and who decided is on record', async () => {
    const { agency, id } = await openCase();
    const input = { idempotencyKey: key(), id, decision: 'DISMISSED', note: 'Ca trực đêm (hư cấu)' };
    const answer = await ask(decide, { input });
    expect(answer.body.data.decideMisuseCase).toEqual({
      ...{ id, state: 'DISMISSED', decidedBy: 'auditor.demo/001', note: 'Ca trực đêm (hư cấu)' },
    });
    expect(await isPaused(agency)).toBe(false);
    expect((await ask(decide, { input })).body).toEqual(answer.body);
    const again = await ask(decide, { input: { ...input, idempotencyKey: key() } });
    expect(again.body.errors[0].extensions).toMatchObject({ code: 'CONFLICT', field: 'state' });
    const events = await hub.auditOf(answer);
    expect(events).toMatchObject([
      { outcome: 'ANSWERED', agency_code: 'auditor.demo', purpose: 'INSPECTION' },
    ]);
    expect(JSON.parse((events[0] as unknown as { change: string }).change)).toMatchObject({
      ...{ what: 'DECIDE_MISUSE_CASE', target: agency, after: { case: id, state: 'DISMISSED' } },
    });
  });

  it('leaves the officer told until when he is paused and whom to ask', async () => {
    const { agency } = await openCase();
    const said = async (language: string) =>
      (await hub.ask(agency, null, '{ hub { version } }', {}, { 'accept-language': language })).body.errors[0]
        .message;
    const moment = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d`;
    expect(await said('en')).toMatch(
      new RegExp(
        `^This officer’s looks are paused until ${moment} \\(time in Vietnam\\)\\. Ask the auditor of the hub\\.$`,
      ),
    );
    expect(await said('vi')).toMatch(new RegExp(`tạm dừng tra cứu đến ${moment} \\(giờ Việt Nam\\)`));
  });

  it('confirms a case, and the pause stays until it is lifted', async () => {
    const { agency, id } = await openCase();
    await ask(decide, { input: { idempotencyKey: key(), id, decision: 'CONFIRMED' } });
    expect(await isPaused(agency)).toBe(true);
    const input = { idempotencyKey: key(), agency, officer: '001', reason: 'Đã làm rõ (hư cấu)' };
    const answer = await ask(lift, { input });
    expect(answer.body.data.liftPause).toEqual({ agency, officer: '001', openCases: 0 });
    expect(await isPaused(agency)).toBe(false);
  });

  it.each([
    [decide, { id: 'x', decision: 'CONFIRMED' }, 'BAD_USER_INPUT'],
    [decide, { id: randomUUID(), decision: 'OPEN' }, 'BAD_USER_INPUT'],
    [decide, { id: randomUUID(), decision: 'CONFIRMED' }, 'NOT_FOUND'],
    [decide, { id: randomUUID(), decision: 'CONFIRMED', note: 'CCCD 001090123456' }, 'BAD_USER_INPUT'],
    [lift, { agency: 'hospital.demo', officer: '001', reason: ' ' }, 'BAD_USER_INPUT'],
    [lift, { agency: 'hospital.demo', officer: 'nobody.paused', reason: 'x' }, 'NOT_FOUND'],
  ])('is told what is wrong', async (query, input, code) => {
    const answer = await ask(query, { input: { idempotencyKey: key(), ...input } });
    expect(answer.body.errors[0].extensions.code).toBe(code);
  });
});

it.each(['hospital.demo', 'operator.demo', 'authority.demo'])(
  '%s reads no case and decides none',
  async (agency) => {
    for (const [query, variables] of [
      [list, {}],
      [decide, { input: { idempotencyKey: key(), id: randomUUID(), decision: 'DISMISSED' } }],
    ] as const) {
      const answer = await ask(query, variables, agency);
      expect(answer.body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
  },
);

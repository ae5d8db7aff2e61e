import { randomBytes } from 'node:crypto';
import { AgencyStore } from '../../../src/access/agency-store.js';
import { Keyring } from '../../../src/access/keys.js';
import { liftPause } from '../../../src/access/misuse/action-store.js';
import { decideCase, listCases, type MisuseCase } from '../../../src/access/misuse/case-store.js';
import { MisuseWatch } from '../../../src/access/misuse/watch.js';
import type { SubjectOutcome } from '../../../src/audit/event.js';
import { makeLogger } from '../../../src/process/logger.js';
import { makeMetrics } from '../../../src/process/metrics.js';
import { until } from '../../faults/until.js';
import { sharedCluster } from '../../support/cluster.js';
import { type Look, putOnRecord } from '../../support/looks-on-record.js';
import { makeScratchHub, type ScratchHub } from '../../support/scratch-hub.js';

/** Ten in the morning of today in Vietnam: paused until tomorrow is after any hour at which this is run. */
const TEN = Math.floor((Date.now() + 7 * 3_600_000) / 86_400_000) * 86_400_000 + 3 * 3_600_000;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let hub: ScratchHub;
let agency: string;
const keys = new Keyring(randomBytes(32));
const metrics = makeMetrics();
const clock = { at: TEN, now: () => clock.at };

beforeAll(async () => {
  hub = await makeScratchHub((await sharedCluster()).superUrl);
});
afterAll(() => hub?.remove());
beforeEach(async () => {
  clock.at = TEN;
  agency = await newAgency();
});

async function newAgency(): Promise<string> {
  const code = `hospital-${randomBytes(4).toString('hex')}`;
  await hub.owner.query(
    `insert into access.agency (code, kind, name, legal_basis) values ($1, 'HOSPITAL', 'Bệnh viện (hư cấu)', 'Mẫu')`,
    [code],
  );
  return code;
}

const watch = () => new MisuseWatch({ pool: hub.app, keys, clock, metrics, logger: makeLogger('silent') });
const run = async () => {
  // What another test writes on the same server holds the watch up: it counts an event once all before it are over.
  await until('every event is below the horizon', async () => {
    const { rows } = await hub.owner.query(
      'select coalesce(max(txid) < pg_snapshot_xmin(pg_current_snapshot()), true) as settled from audit.event',
    );
    return rows[0].settled;
  });
  return watch().run();
};
const casesOf = (code = agency) => listCases(hub.app, { agency: code }, { limit: 50, after: null });
const opened = async (detector: string) =>
  (await metrics.misuseCases.get()).values.find(({ labels }) => labels.detector === detector)?.value ?? 0;

const random = () => String(1e11 + Math.floor(Math.random() * 9e11)).slice(0, 12);
const look = (over: Partial<Look> = {}): Look => ({
  ...{ at: clock.at - minute, agency, kind: 'HOSPITAL', officer: '001', purpose: 'TREATMENT' },
  subjects: [{ number: random(), outcome: 'RELEASED' }],
  ...over,
});
const looks = (count: number, outcome: SubjectOutcome, over: Partial<Look> = {}): Look[] =>
  Array.from({ length: count }, () => look({ subjects: [{ number: random(), outcome }], ...over }));
const put = (list: readonly Look[]) => putOnRecord(hub.owner, keys, list);
/** An ordinary month: twenty days of so many looks at ten in the morning. */
const month = (count: number, over: Partial<Look> = {}) =>
  Array.from({ length: 20 }, (_, ago) =>
    looks(count, 'RELEASED', { at: TEN - (ago + 1) * day, ...over }),
  ).flat();

const barred = async () => {
  const known = await new AgencyStore(hub.app, { now: () => Date.now() }).find(agency);
  return known!.barred.get('001')?.because ?? null;
};
const isSlowed = async () => {
  const { rowCount } = await hub.app.query(
    'select from access.slowdown where agency_code = $1 and officer = $2 and until > to_timestamp($3 / 1000.0)',
    [agency, '001', clock.at],
  );
  return rowCount === 1;
};
const told = ({ detector, action, state, evidence }: MisuseCase) => [detector, action, state, evidence.count];

describe('A run of the watch', () => {
  it('opens no case for an ordinary day', async () => {
    await put([...month(40), ...looks(60, 'RELEASED'), ...looks(2, 'NOT_FOUND'), ...looks(1, 'MISMATCHED')]);
    await run();
    expect(await casesOf()).toEqual([]);
    expect([await barred(), await isSlowed()]).toEqual([null, false]);
  });

  it('slows an officer who guesses, then pauses him, in one case', async () => {
    const before = await opened('WRONG_NUMBERS');
    await put(looks(12, 'NOT_FOUND'));
    await run();
    expect((await casesOf()).map(told)).toEqual([['WRONG_NUMBERS', 'SLOW', 'OPEN', 12]]);
    expect([await barred(), await isSlowed()]).toEqual([null, true]);
    await put(looks(20, 'NOT_FOUND'));
    await run();
    expect((await casesOf()).map(told)).toEqual([['WRONG_NUMBERS', 'PAUSE', 'OPEN', 32]]);
    expect(await barred()).toBe('PAUSED');
    expect((await opened('WRONG_NUMBERS')) - before).toBe(1);
  });

  it('names in the case the events that show it, and nobody’s number', async () => {
    const wrong = await put(looks(11, 'NOT_FOUND'));
    await put(looks(3, 'RELEASED'));
    await run();
    const [found] = await casesOf();
    expect([...found!.eventIds].sort()).toEqual([...wrong].sort());
    const { rows } = await hub.owner.query(
      'select to_json(c)::text as text from misuse.case c where id = $1',
      [found!.id],
    );
    expect(rows[0].text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')).not.toMatch(/\d{12}/);
  });

  it('counts an event once, however often and by how many processes it is run', async () => {
    await put(looks(9, 'NOT_FOUND'));
    await Promise.all([run(), run(), run()]);
    await run();
    expect(await casesOf()).toEqual([]);
    const { rows } = await hub.app.query(
      'select sum(looks)::int as looks, sum(wrong)::int as wrong from misuse.officer_hour where agency_code = $1',
      [agency],
    );
    expect(rows).toEqual([{ looks: 9, wrong: 9 }]);
  });

  it('counts an event whose transaction ended after a later one’s', async () => {
    const late = await hub.owner.connect();
    await late.query('begin');
    await late.query('select pg_current_xact_id()');
    const asPool = { query: late.query.bind(late) } as unknown as typeof hub.owner;
    await putOnRecord(asPool, keys, looks(11, 'NOT_FOUND'));
    await put(looks(1, 'NOT_FOUND'));
    await watch().run();
    expect(await casesOf()).toEqual([]);
    await late.query('commit');
    late.release();
    await run();
    expect((await casesOf()).map(told)).toEqual([['WRONG_NUMBERS', 'SLOW', 'OPEN', 12]]);
  });

  it('goes on with what comes after a restore into a server of younger transactions', async () => {
    await hub.owner.query(`update misuse.watch set seen_before = '18000000000000000000'`);
    await run();
    await put(looks(12, 'NOT_FOUND'));
    await run();
    expect((await casesOf()).map(told)).toEqual([['WRONG_NUMBERS', 'SLOW', 'OPEN', 12]]);
  });

  it('finds one who counts up through numbers that exist, by opening his numbers', async () => {
    const swept = Array.from({ length: 120 }, (_, at) =>
      look({ subjects: [{ number: String(1_090_100_000 + at * 3).padStart(12, '0'), outcome: 'RELEASED' }] }),
    );
    await put([...month(50), ...swept]);
    await run();
    expect((await casesOf()).map(told)).toEqual([['NEAR_NUMBERS', 'PAUSE', 'OPEN', 120]]);
  });

  it('finds night work of an agency that has none', async () => {
    await put(month(30));
    await run();
    clock.at = TEN + 16 * hour + 20 * minute;
    await put(looks(25, 'RELEASED'));
    await run();
    expect((await casesOf()).map(told)).toEqual([['HOURS', 'SLOW', 'OPEN', 25]]);
  });

  it('finds a day of many times the usual', async () => {
    await put([...month(30), ...looks(210, 'RELEASED')]);
    await run();
    expect((await casesOf()).map(told)).toEqual([['VOLUME', 'SLOW', 'OPEN', 210]]);
  });

  it('finds an officer who presses against the quota', async () => {
    await put(looks(12, 'REFUSED', { outcome: 'REFUSED', errorCodes: ['RATE_LIMITED'] }));
    await run();
    expect((await casesOf()).map(told)).toEqual([['QUOTA_PRESSED', 'SLOW', 'OPEN', 12]]);
  });

  it('finds a resident whom many desks looked up, and bars none of them', async () => {
    const number = random();
    const desks = Array.from({ length: 9 }, (_, at) =>
      look({ officer: `desk ${at}`, subjects: [{ number, outcome: 'VERIFIED_ONLY' }] }),
    );
    await put(desks);
    await run();
    await put([look({ officer: 'desk 9', subjects: [{ number, outcome: 'VERIFIED_ONLY' }] })]);
    await run();
    const found = await listCases(hub.app, { detector: 'MANY_DESKS' }, { limit: 50, after: null });
    expect(found.map(told)).toEqual([['MANY_DESKS', 'NONE', 'OPEN', 10]]);
    expect(found[0]).toMatchObject({ agency: null, officer: null });
    expect(found[0]!.eventIds).toHaveLength(10);
    expect(await casesOf()).toEqual([]);
  });

  it('does not count who is reached through another person', async () => {
    const number = random();
    await put(
      Array.from({ length: 20 }, (_, at) =>
        look({ officer: `desk ${at}`, subjects: [{ number, outcome: 'RELEASED', relation: 'RELATED' }] }),
      ),
    );
    const before = (await listCases(hub.app, { detector: 'MANY_DESKS' }, { limit: 50, after: null })).length;
    await run();
    const after = await listCases(hub.app, { detector: 'MANY_DESKS' }, { limit: 50, after: null });
    expect(after).toHaveLength(before);
  });

  it('opens a case for each look in an emergency, answered or not waited for, and for no refused one', async () => {
    const before = await opened('EMERGENCY');
    const emergency = { purpose: 'EMERGENCY' };
    const ids = await put([
      look(emergency),
      look({ ...emergency, outcome: 'CLIENT_GONE' }),
      look({ ...emergency, outcome: 'REFUSED' }),
    ]);
    await run();
    await run();
    const cases = await casesOf();
    expect(cases.map(told)).toEqual([
      ['EMERGENCY', 'NONE', 'OPEN', 1],
      ['EMERGENCY', 'NONE', 'OPEN', 1],
    ]);
    expect(cases.flatMap((one) => one.eventIds).sort()).toEqual(ids.slice(0, 2).sort());
    expect((await opened('EMERGENCY')) - before).toBe(2);
  });
});

describe('An act of an operator that lets somebody act', () => {
  const change = async (what: string, before: object | null, after: object) => {
    const { rows } = await hub.owner.query(
      `insert into audit.event (id, request_id, agency_code, agency_kind, officer, purpose, outcome, duration_ms, change)
       values (gen_random_uuid(), 'x', $1, 'OPERATOR', '007', 'OPERATION', 'ANSWERED', 1, $2) returning id`,
      [agency, JSON.stringify({ what, target: 'hospital.test', before, after })],
    );
    return rows[0].id as string;
  };

  it('opens a case for each key that was added and each agency that was resumed, once', async () => {
    const before = await opened('KEY_ADDED');
    const ending = { kid: 'old', validUntil: '2026-12-01T00:00:00Z' };
    const added = await change('ADD_KEY', null, { keys: [{ kid: 'a', thumbprint: 'x' }, ending] });
    await change('ADD_KEY', null, { keys: [] });
    const resumed = await change('RESUME_AGENCY', { suspended: true }, { suspended: false });
    await change('RESUME_AGENCY', { suspended: false }, { suspended: false });
    await change('SUSPEND_AGENCY', { suspended: false }, { suspended: true });
    await run();
    await run();
    const cases = (await casesOf()).sort((a, b) => (a.detector < b.detector ? -1 : 1));
    expect(cases.map(told)).toEqual([
      ['AGENCY_RESUMED', 'NONE', 'OPEN', 1],
      ['KEY_ADDED', 'NONE', 'OPEN', 1],
    ]);
    expect(cases.map(({ officer, eventIds }) => [officer, eventIds])).toEqual([
      ['007', [resumed]],
      ['007', [added]],
    ]);
    expect((await opened('KEY_ADDED')) - before).toBe(1);
  });
});

describe('A match that was tried out', () => {
  it('counts as a wrong number', async () => {
    const tried = Array.from({ length: 12 }, () => {
      const number = random();
      return look({
        subjects: [
          { number, outcome: 'VERIFIED_ONLY' },
          { number, outcome: 'MISMATCHED' },
        ],
      });
    });
    await put(tried);
    await run();
    expect((await casesOf()).map(told)).toEqual([['WRONG_NUMBERS', 'SLOW', 'OPEN', 12]]);
  });
});

describe('A case', () => {
  const decide = (id: string, decision: 'CONFIRMED' | 'DISMISSED') =>
    hub.app.connect().then(async (client) => {
      try {
        return await decideCase(client, id, { decision, by: 'auditor.demo 7', note: 'đã xem xét' }, clock.at);
      } finally {
        client.release();
      }
    });

  it('that is dismissed lets the officer look again, and opens again only for twice as much', async () => {
    await put(looks(30, 'NOT_FOUND'));
    await run();
    expect(await barred()).toBe('PAUSED');
    const [first] = await casesOf();
    expect(await decide(first!.id, 'DISMISSED')).toMatchObject({
      state: 'DISMISSED',
      decidedBy: 'auditor.demo 7',
    });
    expect(await barred()).toBeNull();
    await put(looks(5, 'NOT_FOUND'));
    await run();
    expect((await casesOf()).map(told)).toEqual([['WRONG_NUMBERS', 'PAUSE', 'DISMISSED', 30]]);
    clock.at += minute;
    await put(looks(26, 'NOT_FOUND'));
    await run();
    expect((await casesOf()).map(told)).toEqual([
      ['WRONG_NUMBERS', 'PAUSE', 'OPEN', 61],
      ['WRONG_NUMBERS', 'PAUSE', 'DISMISSED', 30],
    ]);
    expect(await barred()).toBe('PAUSED');
  });

  it('that is confirmed leaves the pause, and is decided once', async () => {
    await put(looks(30, 'NOT_FOUND'));
    await run();
    const [first] = await casesOf();
    await decide(first!.id, 'CONFIRMED');
    expect(await barred()).toBe('PAUSED');
    await expect(decide(first!.id, 'DISMISSED')).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(decide('00000000-0000-4000-8000-000000000000', 'DISMISSED')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('of one detector that is dismissed leaves the pause that another asks for', async () => {
    await put([...looks(30, 'NOT_FOUND'), ...looks(120, 'REFUSED', { errorCodes: ['RATE_LIMITED'] })]);
    await run();
    const both = await casesOf();
    expect(both).toHaveLength(2);
    await decide(both[0]!.id, 'DISMISSED');
    expect(await barred()).toBe('PAUSED');
    await decide(both[1]!.id, 'DISMISSED');
    expect(await barred()).toBeNull();
  });

  it('does not pause again an officer whose pause was lifted, until there is twice as much', async () => {
    await put(looks(30, 'NOT_FOUND'));
    await run();
    const client = await hub.app.connect();
    await liftPause(client, { agency, officer: '001' });
    client.release();
    await put(looks(5, 'NOT_FOUND'));
    await run();
    expect(await barred()).toBeNull();
    await put(looks(25, 'NOT_FOUND'));
    await run();
    expect(await barred()).toBe('PAUSED');
  });

  it('leaves a suspension by the operator as it is', async () => {
    await hub.app.query(
      'insert into access.officer (agency_code, officer, suspended_at) values ($1, $2, now())',
      [agency, '001'],
    );
    await put(looks(30, 'NOT_FOUND'));
    await run();
    const [first] = await casesOf();
    await decide(first!.id, 'DISMISSED');
    expect(await barred()).toBe('SUSPENDED');
  });

  it('is listed by page, the latest first', async () => {
    for (const officer of ['a', 'b', 'c']) {
      clock.at += minute;
      await put(looks(12, 'NOT_FOUND', { officer }));
      await run();
    }
    const first = await listCases(hub.app, { agency, state: 'OPEN' }, { limit: 2, after: null });
    const rest = await listCases(hub.app, { agency, state: 'OPEN' }, { limit: 2, after: first[1]!.id });
    expect([...first, ...rest].map((one) => one.officer)).toEqual(['c', 'b', 'a']);
  });
});

describe('The login of the hub', () => {
  const looksOf = async () =>
    (
      await hub.app.query('select from misuse.looks_of($1, $2, now() - interval $$2 days$$, 100)', [
        agency,
        '001',
      ])
    ).rowCount;

  it('reads through the watch’s function no looks of an officer who did nothing unusual', async () => {
    await put(looks(10, 'RELEASED'));
    await run();
    expect(await looksOf()).toBe(0);
    await put(looks(30, 'RELEASED'));
    await run();
    expect(await looksOf()).toBe(40);
  });

  it.each([
    'delete from misuse.case',
    'update misuse.case set detector = detector',
    'update misuse.officer_hour set looks = 0',
    'insert into misuse.officer_hour values ($$a$$, $$b$$, now(), 0, 0, 0, 0)',
    'update misuse.watch set seen_before = seen_before',
  ])('may not: %s', async (text) => {
    await expect(hub.app.query(text)).rejects.toMatchObject({ code: '42501' });
  });
});

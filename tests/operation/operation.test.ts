import { makeOperator, type Operator, refusalOf } from '../access/administration/operator.js';
import { addAgency } from '../support/agencies.js';
import { type Hub, openHub } from '../support/hub.js';

let hub: Hub;
let operator: Operator;
beforeAll(async () => {
  // As in a demonstration, on databases by URL: then there is nothing to stop all the same.
  hub = await openHub({ config: { demo: true } });
  operator = await makeOperator(hub);
});
afterAll(() => hub?.stop());

const ask = (agency: string, purpose = 'OPERATION') =>
  hub.ask(
    agency,
    purpose,
    `{ operation { version startedAt dependencies { name title part state since cause latencyMs canBeStopped isStopped }
       queues { name waiting oldestSeconds } } }`,
  );

describe('An operator', () => {
  it('sees each database that the hub stands on, asked now, and what waits', async () => {
    const { body } = await ask(operator.code);
    expect(body.errors).toBeUndefined();
    const { dependencies, queues } = body.data.operation;
    expect(dependencies.map(({ name, part }: Record<string, string>) => [name, part])).toEqual([
      ['hub', 'HUB'],
      ['audit', 'RECORD'],
      ['population', 'REGISTRY'],
      ...['health-insurance', 'education-fee', 'social-security'].map((name) => [name, 'SECTOR']),
    ]);
    for (const one of dependencies) {
      expect(one).toMatchObject({ state: 'UP', cause: null, canBeStopped: false, isStopped: false });
      expect(one.latencyMs).toBeGreaterThanOrEqual(0);
      expect(Date.parse(one.since)).toBeLessThanOrEqual(Date.now());
    }
    expect(dependencies[3].title).toBe('Bảo hiểm y tế');
    expect(queues.map(({ name }: { name: string }) => name)).toEqual(['SEALING', 'VISITS', 'RECONCILIATION']);
    expect(queues[1].waiting).toBeGreaterThanOrEqual(0);
  });

  it.each([
    ['HOSPITAL', 'TREATMENT'],
    ['AUTHORITY', 'STATISTICS'],
    ['AUDITOR', 'INSPECTION'],
  ] as const)('is no %s', async (kind, purpose) => {
    const other = await addAgency(hub.cluster, { kind });
    const { status, body } = await ask(other, purpose);
    expect([status, body.data ?? null, body.errors[0].extensions.code]).toEqual([403, null, 'FORBIDDEN']);
  });

  it('stops nothing where no demonstration brought its own databases', async () => {
    for (const name of ['stopSampleSource', 'startSampleSource']) {
      const answer = await operator.change(name, { source: 'health-insurance' });
      expect(refusalOf(answer)).toEqual({ code: 'FORBIDDEN', because: 'NO_DEMONSTRATION' });
    }
    const { body } = await ask(operator.code);
    expect(body.data.operation.dependencies[3].state).toBe('UP');
  });
});

describe('Looks in figures', () => {
  const query = `query Looks($from: LocalDate!, $until: LocalDate!) {
    lookIndicators(from: $from, until: $until) { on kind looks } }`;
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const told = async (agency: string, purpose: string) =>
    (await hub.ask(agency, purpose, query, { from: today, until: today })).body.data.lookIndicators;

  it('are counted by day and kind of agency once they were answered about somebody', async () => {
    const authority = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: ['40'] });
    const hospital = await addAgency(hub.cluster, { kind: 'HOSPITAL', units: ['01001'] });
    const of = async (kind: string): Promise<number> =>
      (await told(authority, 'STATISTICS')).find((one: { kind: string }) => one.kind === kind)?.looks ?? 0;
    const before = await of('HOSPITAL');
    await hub.ask(hospital, 'TREATMENT', '{ hub { version } }');
    const unknown = { personalId: '001199999999', fullName: 'Trần Hư Cấu', dateOfBirth: '1990-01-01' };
    const identify = 'query Who($claim: IdentityClaim!) { identify(claim: $claim) { outcome } }';
    const { body } = await hub.ask(hospital, 'TREATMENT', identify, { claim: unknown });
    expect(body.data.identify.outcome).toBe('NOT_FOUND');
    // NOTE: other suites look on the same record at the same time.
    expect(await of('HOSPITAL')).toBeGreaterThan(before);
  });

  it('are told to no hospital, and over a hundred days at most', async () => {
    const hospital = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    expect(await told(hospital, 'TREATMENT')).toEqual([]);
    const span = { from: '2026-01-01', until: '2026-04-11' };
    expect(refusalOf(await operator.ask(query, span))).toMatchObject({ code: 'BAD_USER_INPUT' });
    const longAgo = { from: '0001-01-01', until: '0001-01-02' };
    expect(refusalOf(await operator.ask(query, longAgo))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('are counted one question at a time: who asks many at once is refused the rest', async () => {
    const authority = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: ['40'] });
    const asked = Array.from(
      { length: 10 },
      (_, n) => `q${n}: lookIndicators(from: $day, until: $day) { looks }`,
    );
    const text = `query Looks($day: LocalDate!) { ${asked.join(' ')} }`;
    const { body } = await hub.ask(authority, 'STATISTICS', text, { day: today });
    expect(Object.values(body.data).filter((one) => one !== null)).toHaveLength(4);
    expect(body.errors.map((one: { extensions: { code: string } }) => one.extensions.code)).toEqual(
      Array(6).fill('OVERLOADED'),
    );
  });
});

import { type Hub, openHub } from '../support/hub.js';
import { deskQuery, type KnownPeople, knownPeople, meQuery } from './looks.js';
import { makePrivateCluster, type PrivateCluster } from './private-cluster.js';
import { makeTcpProxy, type TcpProxy } from './tcp-proxy.js';
import { until } from './until.js';

const sectorTimeoutMs = 400;
const registryTimeoutMs = 600;
const poolSize = 2;

let cluster: PrivateCluster;
let hub: Hub;
let people: KnownPeople;
const wires = {} as Record<'healthInsurance' | 'population' | 'hubAudit', TcpProxy>;

beforeAll(async () => {
  cluster = await makePrivateCluster();
  people = await knownPeople(cluster);
  const urls = { ...cluster.databases.urls, hubOwner: null };
  for (const name of ['healthInsurance', 'population', 'hubAudit'] as const) {
    wires[name] = await makeTcpProxy(cluster.server.port);
    urls[name] = wires[name].through(urls[name]);
  }
  hub = await openHub({ cluster, config: { urls, poolSize, sectorTimeoutMs, registryTimeoutMs } });
});

afterAll(async () => {
  await hub?.stop();
  await Promise.all(Object.values(wires).map((wire) => wire.close()));
  await cluster?.remove();
});

const me = () => hub.ask('resident.demo', null, meQuery);
const desk = () => hub.ask('hospital.demo', 'TREATMENT', deskQuery, { card: people.card });
const comesBack = (look: typeof me) =>
  until('it is answered again', async () => (await look()).body.errors === undefined);

/** Freezes a wire for as long as `work` takes, then waits until the look is answered in full again. */
async function frozen(wire: TcpProxy, look: typeof me, work: () => Promise<void>): Promise<void> {
  await look();
  wire.freeze();
  try {
    await work();
  } finally {
    wire.thaw();
  }
  await comesBack(look);
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Connections of a source as PostgreSQL counts them. */
async function connectionsOf(source: string): Promise<number> {
  const rows = await cluster.sql('postgres', 'select 1 from pg_stat_activity where application_name = $1', [
    `lienthong ${source}`,
  ]);
  return rows.length;
}

describe('a database that keeps its connections and says nothing', () => {
  it('costs a request no more than the time limit, and only the fields of its sector', async () => {
    await frozen(wires.healthInsurance, me, async () => {
      let answer!: Awaited<ReturnType<typeof me>>;
      const took = await millisecondsOf(async () => {
        answer = await me();
      });
      expect(took).toBeGreaterThanOrEqual(sectorTimeoutMs - 50);
      expect(took).toBeLessThan(sectorTimeoutMs + 2_000);
      expect(answer.body.data.me).toMatchObject({ fullName: expect.any(String), coverages: null });
      expect(answer.body.errors[0].extensions).toMatchObject({
        code: 'SECTOR_UNAVAILABLE',
        sector: 'health-insurance',
      });
    });
  });

  it('answers many concurrent requests as well, and gives every connection back', async () => {
    await frozen(wires.healthInsurance, me, async () => {
      const answers = await Promise.all(Array.from({ length: 40 }, me));
      expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
      for (const { body } of answers) {
        expect(body.data.me.coverages).toBeNull();
        expect(body.errors[0].extensions.code).toBe('SECTOR_UNAVAILABLE');
      }
    });
    // More looks at once than connections: one that stayed checked out would leave them waiting.
    const answers = await Promise.all(Array.from({ length: 20 }, me));
    expect(answers.filter((answer) => answer.body.errors)).toEqual([]);
    await until(
      'no connection is left over',
      async () => (await connectionsOf('health-insurance')) <= poolSize,
    );
  });

  it('does not take a second freeze worse than the first', async () => {
    for (let round = 0; round < poolSize + 2; round += 1) {
      await frozen(wires.healthInsurance, me, async () => {
        expect((await me()).body.data.me.coverages).toBeNull();
      });
    }
  });

  it('is told from an unknown person when it is the registry', async () => {
    await frozen(wires.population, desk, async () => {
      let answer!: Awaited<ReturnType<typeof desk>>;
      const took = await millisecondsOf(async () => {
        answer = await desk();
      });
      expect(took).toBeLessThan(registryTimeoutMs + 2_000);
      expect(answer.body.data).toEqual({ identify: null });
      expect(answer.body.errors[0].extensions.code).toBe('REGISTRY_UNAVAILABLE');
    });
  });

  it('withholds every answer when it is the record of looks, within the time limit', async () => {
    await frozen(wires.hubAudit, desk, async () => {
      let answers!: Awaited<ReturnType<typeof desk>>[];
      const took = await millisecondsOf(async () => {
        answers = await Promise.all(Array.from({ length: 10 }, desk));
      });
      expect(took).toBeLessThan(10_000);
      for (const { status, body, text } of answers) {
        expect(status).toBe(503);
        expect(body.data).toBeUndefined();
        expect(body.errors[0].extensions.code).toBe('AUDIT_UNAVAILABLE');
        expect(text).not.toContain(people.holder);
      }
    });
  });
});

describe('server processes that are stopped in the middle', () => {
  it('cost one look its sector; the next look gets connections of its own', async () => {
    await me();
    const pids = await cluster.sql<{ pid: number }>(
      'postgres',
      "select pid from pg_stat_activity where application_name = 'lienthong health-insurance'",
    );
    expect(pids.length).toBeGreaterThan(0);
    for (const { pid } of pids) process.kill(pid, 'SIGSTOP');
    try {
      const during = await Promise.all(Array.from({ length: pids.length }, me));
      expect(during.map(({ body }) => body.data.me.coverages)).toContain(null);
      await comesBack(me);
    } finally {
      for (const { pid } of pids) process.kill(pid, 'SIGCONT');
    }
  });
});

describe('a request that takes too long altogether', () => {
  it('ends at its deadline with nothing read, and is on record as failed', async () => {
    const urls = { ...cluster.databases.urls, hubOwner: null };
    urls.healthInsurance = wires.healthInsurance.through(urls.healthInsurance);
    const hasty = await openHub({
      cluster,
      config: { urls, requestDeadlineMs: 300, sectorTimeoutMs: 1_500 },
    });
    try {
      await hasty.ask('hospital.demo', 'TREATMENT', deskQuery, { card: people.card });
      wires.healthInsurance.freeze();
      const answer = await hasty.ask('hospital.demo', 'TREATMENT', deskQuery, { card: people.card });
      expect(answer.status).toBe(504);
      expect(answer.body.data).toBeUndefined();
      expect(answer.body.errors[0].extensions.code).toBe('DEADLINE_EXCEEDED');
      expect(await hasty.auditOf(answer)).toMatchObject([
        { outcome: 'FAILED', error_codes: ['DEADLINE_EXCEEDED'], fields_released: [] },
      ]);
    } finally {
      wires.healthInsurance.thaw();
      await hasty.stop();
    }
  });

  it('is on record as gone when the caller hung up before the answer', async () => {
    await comesBack(me);
    const requestId = 'caller-hangs-up';
    wires.healthInsurance.freeze();
    try {
      const token = await hub.token('resident.demo');
      const hangUp = new AbortController();
      const look = fetch(`${hub.url}/graphql`, {
        method: 'POST',
        signal: hangUp.signal,
        body: JSON.stringify({ query: meQuery }),
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'x-request-id': requestId,
        },
      });
      setTimeout(() => hangUp.abort(), 100);
      await expect(look).rejects.toThrow();
      await until('the look is on record', async () => (await hub.auditOf({ requestId })).length > 0);
      expect(await hub.auditOf({ requestId })).toMatchObject([{ outcome: 'CLIENT_GONE' }]);
    } finally {
      wires.healthInsurance.thaw();
    }
  });
});

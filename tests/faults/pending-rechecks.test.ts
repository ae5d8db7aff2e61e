import { Keyring } from '../../src/access/keys.js';
import { MisuseWatch } from '../../src/access/misuse/watch.js';
import { setQuota } from '../../src/access/quota/quota-admin.js';
import { withPool } from '../../src/cli/workplace.js';
import { systemClock } from '../../src/process/clock.js';
import { makeLogger } from '../../src/process/logger.js';
import { makeMetrics } from '../../src/process/metrics.js';
import { leaseRechecks } from '../../src/visits/recheck-store.js';
import { addAgency } from '../support/agencies.js';
import { type Hub, openHub, withHub } from '../support/hub.js';
import { makePrivateCluster, type PrivateCluster } from './private-cluster.js';
import { makeTcpProxy } from './tcp-proxy.js';
import { until } from './until.js';
import { visitDesk } from './visit-desk.js';
import { arrival, type Claim, insuredPeople } from './visit-load.js';

let cluster: PrivateCluster;
let hub: Hub;
let people: Claim[];
let next = 0;
beforeAll(async () => {
  cluster = await makePrivateCluster();
  hub = await openHub({ cluster, config: { recheckEveryMs: 100, misuseEveryMs: 0, poolSize: 6 } });
  people = await insuredPeople(cluster, 60);
});
afterAll(async () => {
  await hub?.stop();
  await cluster?.remove();
});

const somebody = () => people[next++]!;
const newDesk = async (at = hub, quota: 'WITHOUT_END' | 'OF_ITS_KIND' = 'WITHOUT_END') =>
  visitDesk(at, await addAgency(cluster, { kind: 'HOSPITAL', units: ['01001'], quota }), cluster);
const dueNow = () => cluster.sql('hub', 'update visit.recheck set due_at = now()');

async function without(
  database: 'health_insurance' | 'population',
  work: () => Promise<void>,
): Promise<void> {
  await cluster.stopDatabase(database);
  try {
    await work();
  } finally {
    await cluster.startDatabase(database);
  }
}

describe('A look that is owed', () => {
  it.each([
    [
      'an agency that is suspended',
      'update access.agency set suspended_at = now() where code = $1',
      'update access.agency set suspended_at = null where code = $1',
    ],
    [
      'an agency that may no longer record visits',
      "update access.agency_grant set valid_until = now() where agency_code = $1 and scope = 'visit:write'",
      `insert into access.agency_grant (agency_code, scope, granted_by) values ($1, 'visit:write', 'test')`,
    ],
    [
      'an officer who is suspended',
      "insert into access.officer (agency_code, officer, suspended_at) values ($1, '001', now())",
      'update access.officer set suspended_at = null where agency_code = $1',
    ],
  ])('is not taken for %s, and is taken when it may ask again', async (_who, end, resume) => {
    const desk = await newDesk();
    await without('population', async () => {
      await desk.done(arrival(somebody()));
      await desk.rows(end, [desk.agency]);
      // What is remembered of an agency lasts two seconds.
      await new Promise((resolve) => setTimeout(resolve, 2_100));
    });
    await until('it was tried', async () => (await desk.owed())[0]!.attempts > 0);
    const events = () =>
      desk.rows("select from audit.event where agency_code = $1 and operation_name = 'job visit-recheck'", [
        desk.agency,
      ]);
    expect(await events()).toEqual([]);
    expect(await desk.owed()).toHaveLength(1);
    await desk.rows(resume, [desk.agency]);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    await dueNow();
    await desk.untilNothingIsOwed();
    expect(await events()).toHaveLength(1);
  });

  it('is charged to the quota once, and what the quota refuses is not owed', async () => {
    const left = 60_000 - (Date.now() % 60_000);
    if (left < 15_000) await new Promise((resolve) => setTimeout(resolve, left + 50));
    const desk = await newDesk(hub, 'OF_ITS_KIND');
    await withPool(cluster.databases.urls.hub, (pool) =>
      setQuota(pool, {
        ...{ agency: desk.agency, officer: null, purpose: null },
        ...{ perMinute: 2, perDay: 100, agencyPerMinute: 100 },
      }),
    );
    await without('population', async () => {
      await desk.done(arrival(somebody()));
      await desk.done(arrival(somebody()));
      const third = await desk.send(arrival(somebody()));
      expect(third.body.errors[0].extensions.code).toBe('RATE_LIMITED');
      expect(await desk.owed()).toHaveLength(2);
    });
    await desk.untilNothingIsOwed();
    const { nodes } = await desk.list({ verification: 'CONFIRMED' });
    expect(nodes).toMatchObject([{ state: 'OPEN' }, { state: 'OPEN' }]);
  });

  it('counts once for the officer, in the hour when the desk asked', async () => {
    const desk = await newDesk();
    await without('health_insurance', async () => void (await desk.done(arrival(somebody()))));
    await desk.untilNothingIsOwed();
    await without('population', async () => {
      await desk.done(arrival(somebody()));
      await desk.done(arrival({ ...somebody(), fullName: 'Lê Người Khác' }));
      await desk.rows(
        `update visit.entry set recorded_at = recorded_at - interval '5 hours'
         where agency_code = $1 and pending_because = 'REGISTRY_UNAVAILABLE'`,
        [desk.agency],
      );
    });
    await desk.untilNothingIsOwed();
    const rows = await withPool(cluster.databases.urls.hub, async (pool) => {
      const watch = new MisuseWatch({
        ...{ pool, keys: new Keyring(cluster.state.masterKey(null)), clock: systemClock },
        ...{ logger: makeLogger('silent'), metrics: makeMetrics() },
      });
      const counted = () =>
        desk.rows<{ hours: number; looks: number; wrong: number }>(
          `select round(extract(epoch from date_trunc('hour', now()) - hour) / 3600)::int as hours, looks, wrong
           from misuse.officer_hour where agency_code = $1 order by hour`,
          [desk.agency],
        );
      await until('all is counted', async () => {
        await watch.run();
        return (await counted()).reduce((sum, { looks }) => sum + looks, 0) >= 3;
      });
      await watch.run();
      return counted();
    });
    expect(rows).toEqual([
      { hours: 5, looks: 2, wrong: 1 },
      { hours: 0, looks: 1, wrong: 0 },
    ]);
  });

  it('is given up after thirty days, with the claim erased and nobody looked at', async () => {
    const desk = await newDesk();
    await without('population', async () => {
      await desk.done(arrival(somebody()));
      for (const text of [
        "update visit.entry set recorded_at = now() - interval '31 days' where agency_code = $1",
        "update visit.recheck set since = now() - interval '31 days' where agency_code = $1",
      ])
        await desk.rows(text, [desk.agency]);
      // The registry is still down.
      await desk.untilNothingIsOwed();
    });
    const { nodes } = await desk.list({ verification: 'NOT_CONFIRMED' });
    expect(nodes).toMatchObject([
      { state: 'NOT_CONFIRMED', entries: [{}, { notConfirmedBecause: 'EXPIRED' }] },
    ]);
    const subjects = await desk.rows(
      `select from audit.event_subject s join audit.event e on e.id = s.event_id
       where e.agency_code = $1 and e.operation_name = 'job visit-recheck'`,
      [desk.agency],
    );
    expect(subjects).toEqual([]);
  });

  it('is not counted as a visit, but as pending', async () => {
    const desk = await newDesk();
    const figures = `query($on: LocalDate!) { visitIndicators(from: $on, until: $on) {
      visits people pending notConfirmed outcomes { outcome } } }`;
    const on = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const count = async () =>
      (await hub.ask(desk.agency, 'TREATMENT', figures, { on })).body.data.visitIndicators;
    const nothing = { visits: 0, people: 0, outcomes: [] };
    await without('population', async () => {
      await desk.done(arrival(somebody()));
      await desk.done(arrival({ ...somebody(), fullName: 'Lê Người Khác' }));
      expect(await count()).toEqual({ ...nothing, pending: 2, notConfirmed: 0 });
    });
    await desk.untilNothingIsOwed();
    expect(await count()).toEqual({
      ...{ visits: 1, people: 1, pending: 0, notConfirmed: 1, outcomes: [{ outcome: 'ELIGIBLE' }] },
    });
  });

  it('is in the figures of the hub', async () => {
    const desk = await newDesk();
    const pending = async () => (await hub.metrics.visitsPending.get()).values[0]!.value;
    await without('population', async () => {
      await desk.done(arrival(somebody()));
      await until('it is counted', async () => (await pending()) === 1);
      const page = await (await fetch(`${hub.url}/metrics`)).text();
      expect(page).toMatch(/^lienthong_visits_pending_oldest_seconds \d/m);
    });
    await desk.untilNothingIsOwed();
    await until('it is counted no more', async () => (await pending()) === 0);
  });
});

describe('A source that hangs', () => {
  it('keeps no desk waiting beyond the budget of a visit', async () => {
    const wire = await makeTcpProxy(cluster.server.port);
    const urls = {
      ...cluster.databases.urls,
      hubOwner: null,
      healthInsurance: wire.through(cluster.databases.urls.healthInsurance),
    };
    const patient = { sectorTimeoutMs: 60_000, requestDeadlineMs: 60_000, visitBudgetMs: 1_000 };
    const config = { urls, ...patient, recheckEveryMs: 0 };
    try {
      await withHub({ cluster, config }, async (slow) => {
        const desk = await newDesk(slow);
        const { id } = await desk.done(arrival(somebody()));
        wire.freeze();
        const visit = await desk.done(arrival(somebody()));
        expect(visit).toMatchObject({
          ...{ state: 'PENDING_VERIFICATION', entries: [{ pendingBecause: 'OVER_BUDGET' }] },
        });
        const later = await desk.done({ moment: 'DURING', visit: id });
        expect(later.entries[1]).toMatchObject({ pendingBecause: 'OVER_BUDGET' });
        wire.pointTo(cluster.server.port);
        wire.thaw();
        // Another process of the hub makes up for them.
        await desk.untilNothingIsOwed();
        expect((await desk.list({ verification: 'CONFIRMED' })).totalCount).toBe(2);
      });
    } finally {
      await wire.close();
    }
  });
});

describe('What the facility was told before', () => {
  it('is shown where policy allows, of whom the registry confirmed, with its age', async () => {
    await withHub({ cluster, config: { lastKnownDays: 30, recheckEveryMs: 0 } }, async (open) => {
      const desk = await newDesk(open);
      const other = await newDesk(open);
      const person = somebody();
      const { entries } = await desk.done(arrival(person));
      await desk.rows("update visit.entry set recorded_at = now() - interval '5 days' where id = $1", [
        entries[0].id,
      ]);
      await without('health_insurance', async () => {
        const visit = await desk.done(arrival(person));
        expect(visit.entries[0].lastKnown).toEqual({
          ...{ outcome: 'ELIGIBLE', portalCode: '000', cardNumber: entries[0].cardNumber, ageDays: 5 },
        });
        expect((await other.done(arrival(person))).entries[0].lastKnown).toBeNull();
        await desk.rows("update visit.entry set recorded_at = now() - interval '31 days' where id = $1", [
          entries[0].id,
        ]);
        expect((await desk.done(arrival(person))).entries[0].lastKnown).toBeNull();
      });
      await without('population', async () => {
        await desk.rows('update visit.entry set recorded_at = now() where id = $1', [entries[0].id]);
        expect((await desk.done(arrival(person))).entries[0].lastKnown).toBeNull();
      });
    });
  });
});

describe('The evidence of a visit', () => {
  const query = 'query Pack($visit: ID!) { visitEvidence(visit: $visit) { document page } }';

  it('holds looks, interruption, decision and the events on record, for the facility alone', async () => {
    const desk = await newDesk();
    await desk.rows('update access.agency set name = $2 where code = $1', [
      desk.agency,
      '<script>alert(1)</script> "Bệnh viện" & Con',
    ]);
    const person = somebody();
    let id = '';
    await without('health_insurance', async () => {
      id = (await desk.done(arrival(person))).id;
      const owed = (await hub.ask(desk.agency, 'TREATMENT', query, { visit: id })).body.data.visitEvidence;
      expect(JSON.parse(owed.document)).toMatchObject({
        ...{ visit: { state: 'PENDING_VERIFICATION' }, interruptions: [{ until: null }] },
      });
    });
    await desk.untilNothingIsOwed();
    const answer = await hub.ask(desk.agency, 'TREATMENT', query, { visit: id });
    const pack = JSON.parse(answer.body.data.visitEvidence.document);
    const [pending, confirmed] = pack.looks;
    expect(pack).toMatchObject({
      ...{ format: 'lienthong-visit-evidence/1', visit: { id, state: 'OPEN', facility: '01001' } },
      interruptions: [
        {
          look: pending.id,
          because: 'SECTOR_UNAVAILABLE',
          from: pending.recordedAt,
          until: confirmed.recordedAt,
        },
      ],
      looks: [
        { verification: 'PENDING', outcome: null, supersededBy: confirmed.id },
        { verification: 'CONFIRMED', outcome: 'ELIGIBLE', portalCode: '000', corrects: pending.id },
      ],
      legalBasis: ['NĐ 188/2025/NĐ-CP Đ37, Đ38'],
    });
    for (const look of pack.looks) {
      const [event] = await hub.auditOf({ requestId: look.requestId });
      expect(look.events).toMatchObject([{ id: event!.id, outcome: 'ANSWERED' }]);
    }
    expect(answer.text).not.toContain(person.personalId);
    expect(answer.text).not.toContain(person.fullName);
    const { page } = answer.body.data.visitEvidence;
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;Bệnh viện&quot; &amp; Con');
    expect(page).not.toMatch(/<script|src=|href=|url\(/);
    expect(page).toContain('@page { size: A4');
    const [event] = await hub.auditOf(answer);
    expect(event!.subjects).toEqual([{ personalId: person.personalId, outcome: 'VERIFIED_ONLY' }]);

    const other = await newDesk();
    const foreign = await hub.ask(other.agency, 'TREATMENT', query, { visit: id });
    expect(foreign.body).toEqual({ data: { visitEvidence: null } });
  });

  it('needs coverage:read, and leaves verdicts out for whom they are not', async () => {
    const desk = await newDesk();
    const { id } = await desk.done(arrival(somebody()));
    const packFor = async (scope: string[]) => {
      const authorization = `Bearer ${await hub.token(desk.agency, { scope })}`;
      return hub.post({ query, variables: { visit: id } }, { authorization, 'x-purpose': 'TREATMENT' });
    };
    expect((await packFor(['visit:read'])).body.errors[0].extensions.code).toBe('FORBIDDEN');
    const verdictsFor = async (scope: string[]) =>
      JSON.parse((await packFor(scope)).body.data.visitEvidence.document).looks[0].verdicts;
    expect(await verdictsFor(['visit:read', 'coverage:read'])).toEqual([]);
    expect((await verdictsFor(['visit:read', 'coverage:read', 'identity:verify'])).length).toBeGreaterThan(0);
  });
});

describe('Many looks that are owed', () => {
  it('are lent facility by facility, so that a long list of one keeps no other waiting', async () => {
    const [many, few] = [await newDesk(), await newDesk()];
    const lease = () =>
      withPool(cluster.databases.urls.hub, async (pool) =>
        (await leaseRechecks(pool, 2, 60_000)).map(({ agency }) => agency).sort(),
      );
    await without('population', async () => {
      for (let owed = 0; owed < 5; owed++) await many.done(arrival(somebody()));
      await few.done(arrival(somebody()));
      expect(await lease()).toEqual([many.agency, few.agency].sort());
      expect(await lease()).toEqual([many.agency, many.agency]);
      await dueNow();
    });
    await many.untilNothingIsOwed();
    await few.untilNothingIsOwed();
  });

  it('are ten at most for a visit', async () => {
    const desk = await newDesk();
    const { id } = await desk.done(arrival(somebody()));
    await without('population', async () => {
      for (let owed = 0; owed < 9; owed++) await desk.done({ moment: 'DURING', visit: id });
      const answers = await Promise.all([1, 2].map(() => desk.send({ moment: 'DURING', visit: id })));
      const refused = answers.filter(({ body }) => !body.data?.recordVisit);
      expect(refused.map(({ body }) => body.errors[0].extensions)).toMatchObject([
        { code: 'LIMIT_EXCEEDED', limit: 'OWED_LOOKS', allowed: 10 },
      ]);
      expect(await desk.owed()).toHaveLength(10);
    });
    await desk.untilNothingIsOwed();
    await desk.done({ moment: 'DURING', visit: id });
  });
});

import { sectorModules } from '../../src/sectors/index.js';
import { type Hub, openHub } from '../support/hub.js';
import { deskQuery, type KnownPeople, knownPeople, meQuery } from './looks.js';
import { makePrivateCluster, type PrivateCluster } from './private-cluster.js';
import { until } from './until.js';

const databaseOf = {
  healthInsurance: 'health_insurance',
  educationFee: 'education_fee',
  socialSecurity: 'social_security',
} as const;

/** The field of `meQuery` that each sector answers. */
const fieldOf: Record<string, string> = {
  'health-insurance': 'coverages',
  'education-fee': 'enrolments',
  'social-security': 'membership',
};

let cluster: PrivateCluster;
let hub: Hub;
let people: KnownPeople;

beforeAll(async () => {
  cluster = await makePrivateCluster();
  people = await knownPeople(cluster);
  hub = await openHub({ cluster });
});

afterAll(async () => {
  await hub?.stop();
  await cluster?.remove();
});

const me = () => hub.ask('resident.demo', null, meQuery);
const desk = () => hub.ask('hospital.demo', 'TREATMENT', deskQuery, { card: people.card });
const comesBack = (look: typeof me) =>
  until('it is answered again', async () => (await look()).body.errors === undefined);

/** Stops a database for as long as `work` takes, then waits until the look is answered in full again. */
async function without(
  database: Parameters<PrivateCluster['stopDatabase']>[0],
  look: typeof me,
  work: () => Promise<void>,
): Promise<void> {
  await look();
  await cluster.stopDatabase(database);
  try {
    await work();
  } finally {
    await cluster.startDatabase(database);
  }
  await comesBack(look);
}

describe('a sector database that is stopped', () => {
  it.each(sectorModules.map(({ name, database }) => [name, databaseOf[database]] as const))(
    'costs only the fields of %s, and they come back without a restart',
    async (name, database) => {
      const field = fieldOf[name]!;
      const before = await me();
      await without(database, me, async () => {
        const partial = await me();
        expect(partial.status).toBe(200);
        expect(partial.body.data.me).toEqual({ ...before.body.data.me, [field]: null });
        expect(partial.body.errors).toHaveLength(1);
        expect(partial.body.errors[0]).toMatchObject({
          path: ['me', field],
          extensions: { code: 'SECTOR_UNAVAILABLE', sector: name, retryAfterMs: expect.any(Number) },
        });
        expect(partial.body.extensions).toEqual({ partial: true });
        expect(await hub.auditOf(partial)).toMatchObject([
          { outcome: 'PARTIAL', fields_unavailable: [`Resident.${field}`] },
        ]);
        const ready = await fetch(`${hub.url}/readyz`);
        expect([ready.status, ((await ready.json()) as { status: string }).status]).toEqual([
          200,
          'degraded',
        ]);
      });
      expect((await me()).body).toEqual(before.body);
    },
  );

  it('leaves the identity and the residence of a presented person answered', async () => {
    await without('health_insurance', desk, async () => {
      const { data, errors } = (await desk()).body;
      expect(data.identify).toMatchObject({ outcome: 'MATCHED', resident: { coverage: null } });
      expect(data.identify.resident.permanentResidence.addressLine).toEqual(expect.any(String));
      expect(errors.map((error: { path: unknown }) => error.path)).toEqual([
        ['identify', 'resident', 'coverage'],
      ]);
    });
  });

  it('leaves a school that cannot prove its remit without the person', async () => {
    const [pupil] = await cluster.sql<{ personal_id: string }>(
      'education_fee',
      `select personal_id from lienthong.enrolment where school_code = '01000701' and personal_id is not null
       and status = 'ENROLLED' limit 1`,
    );
    const query = 'query($id: PersonalId!) { resident(personalId: $id) { fullName } }';
    const look = () => hub.ask('school.demo', 'ENROLMENT', query, { id: pupil!.personal_id });
    expect((await look()).body.data.resident.fullName).toEqual(expect.any(String));
    await without('education_fee', look, async () => {
      const { data, errors } = (await look()).body;
      expect(data).toEqual({ resident: null });
      expect(errors[0].extensions).toMatchObject({ code: 'SECTOR_UNAVAILABLE', sector: 'education-fee' });
    });
  });
});

describe('a registry that is stopped', () => {
  it('answers no person and says so, and comes back without a restart', async () => {
    await without('population', desk, async () => {
      const { status, body, text } = await desk();
      expect(status).toBe(200);
      expect(body.data).toEqual({ identify: null });
      expect(body.errors).toHaveLength(1);
      expect(body.errors[0]).toMatchObject({
        path: ['identify'],
        extensions: { code: 'REGISTRY_UNAVAILABLE', retryAfterMs: expect.any(Number) },
      });
      expect(text).not.toContain(people.holder);
      expect((await fetch(`${hub.url}/readyz`)).status).toBe(503);
      expect((await fetch(`${hub.url}/livez`)).status).toBe(200);
    });
    expect((await fetch(`${hub.url}/readyz`)).status).toBe(200);
  });

  it('is left alone for a while after several failures, and asked again after', async () => {
    await without('population', desk, async () => {
      for (let n = 0; n < 5; n += 1) await desk();
      const { values } = await hub.metrics.sourceFailures.get();
      expect(values.map((value) => value.labels)).toContainEqual({ source: 'population', reason: 'OPEN' });
    });
  });
});

describe('a hub database that is stopped', () => {
  it('answers nothing, neither data nor why, and comes back without a restart', async () => {
    await without('hub', desk, async () => {
      const { status, body } = await desk();
      expect(status).toBe(503);
      expect(body.data).toBeUndefined();
      expect(body.errors[0].extensions.code).toBe('AUDIT_UNAVAILABLE');
      expect((await fetch(`${hub.url}/readyz`)).status).toBe(503);
    });
  });

  it('still answers no data when only the login that reads agencies is refused', async () => {
    await cluster.sql('postgres', 'alter role lienthong_app nologin');
    const end =
      "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'lienthong_app'";
    await cluster.sql('postgres', end);
    try {
      // What is remembered of an agency lasts two seconds.
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      const { status, body } = await desk();
      expect(status).toBeGreaterThanOrEqual(500);
      expect(body.data).toBeUndefined();
    } finally {
      await cluster.sql('postgres', 'alter role lienthong_app login');
    }
    await comesBack(desk);
  });
});

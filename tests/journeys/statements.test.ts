import type { Caller } from '../../src/access/caller.js';
import { OperationCharge } from '../../src/access/quota/operation-charge.js';
import { Trail } from '../../src/audit/trail.js';
import { withPool } from '../../src/cli/workplace.js';
import { makeSource } from '../../src/database/source.js';
import { loadUnits } from '../../src/database/units.js';
import { makeLogger } from '../../src/process/logger.js';
import { makeMetrics } from '../../src/process/metrics.js';
import { partsFor } from '../../src/registry/parts.js';
import { PostgresRegistry } from '../../src/registry/postgres-registry.js';
import { RegistryLane } from '../../src/registry/registry-lane.js';
import { ResidentLoader } from '../../src/registry/resident-loader.js';
import { makeLane } from '../../src/registry/source-lane.js';
import { sectorModules } from '../../src/sectors/index.js';
import { SectorLoaders } from '../../src/sectors/loaders.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, type Hub, openHub, statementsDuring } from '../support/hub.js';
import { knownPeople, personOf, rowsOf } from '../support/people.js';

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

const pupils = `select distinct personal_id from public.pupil_enrolment
  where status = 'ENROLLED' and end_on is null and school_code like '01%' and personal_id like '0%' and personal_id not like '001000%'`;

/** What a look costs: statements by source, audit events, and the answer itself. */
async function costOf(look: () => Promise<Answer>) {
  let answer!: Answer;
  const statements = await statementsDuring(hub, async () => {
    answer = await look();
  });
  expect(answer.body.errors).toBeUndefined();
  return { answer, statements, events: (await hub.auditOf(answer)).length };
}

/** Fifty pupils or members, by number. */
async function fifty(database: 'educationFee' | 'socialSecurity', text: string) {
  const rows = await rowsOf<{ personal_id: string }>(hub.cluster, database, `${text} limit 50`);
  expect(rows).toHaveLength(50);
  return rows.map((row) => row.personal_id);
}

describe('One look costs one statement of the registry, one a sector and one event', () => {
  it('for one resident with three sectors', async () => {
    const { ACTIVE } = await knownPeople(hub.cluster);
    const query = `{ me { fullName permanentResidence { addressLine } identityCards { cardType } formerIdentifiers { kind }
      coverage { cardNumber } coverages { status } eligibility(facility: "01001") { portalCode }
      enrolments { className } fees { amountDue } membership { sectorNo } benefits { kind } } }`;
    const token = await hub.token('resident.demo', { resident: ACTIVE! });
    const { statements, events } = await costOf(() =>
      hub.post({ query }, { authorization: `Bearer ${token}` }),
    );
    expect(statements).toEqual({
      population: 1,
      'health-insurance': 1,
      'education-fee': 1,
      'social-security': 1,
    });
    expect(events).toBe(1);
  });

  it('for fifty members with two sectors, the remit among them', async () => {
    const ids = await fifty(
      'socialSecurity',
      "select distinct personal_id from public.insured_person where province_code = '01' and personal_id like '0%' and personal_id not like '001000%'",
    );
    const query = `query($ids: [PersonalId!]!) { residents(personalIds: $ids) {
      fullName coverage { cardNumber } membership { sectorNo contributions { salary } } benefits { kind } } }`;
    const { answer, statements, events } = await costOf(() =>
      hub.ask('insurance.demo', 'INSURANCE_ADMINISTRATION', query, { ids }),
    );
    const found = answer.body.data.residents.filter((one: unknown) => one !== null);
    expect(found.length).toBeGreaterThan(40);
    expect(statements).toEqual({ population: 1, 'health-insurance': 1, 'social-security': 1 });
    expect(events).toBe(1);
  });

  it('for fifty pupils with their fees', async () => {
    const schools = await rowsOf<{ school_code: string }>(
      hub.cluster,
      'educationFee',
      'select school_code from public.school_unit',
    );
    const units = schools.map((school) => school.school_code);
    const agency = await addAgency(hub.cluster, { kind: 'SCHOOL', units });
    const ids = await fifty('educationFee', pupils);
    const query = `query($ids: [PersonalId!]!) { residents(personalIds: $ids) {
      fullName enrolments { className fees { amountDue } } fees { amountOutstanding } } }`;
    const { answer, statements, events } = await costOf(() =>
      hub.ask(agency, 'FEE_COLLECTION', query, { ids }),
    );
    expect(answer.body.data.residents.filter((one: unknown) => one !== null).length).toBeGreaterThan(40);
    expect(statements).toEqual({ population: 1, 'education-fee': 1 });
    expect(events).toBe(1);
  });

  it('for a hospital’s scan with coverage, however many parts of the record it asks for', async () => {
    const { ACTIVE } = await knownPeople(hub.cluster);
    const claim = await personOf(hub.cluster, ACTIVE!);
    const query = `query($claim: IdentityClaim!) { identify(claim: $claim) { verdicts { verdict } resident {
      fullName identityCards { cardType } permanentResidence { addressLine } formerIdentifiers { kind }
      electronicIdentity { level } coverage { cardNumber } eligibility(facility: "01001") { portalCode } } } }`;
    const { statements, events } = await costOf(() =>
      hub.ask('hospital.demo', 'TREATMENT', query, { claim }),
    );
    expect(statements).toEqual({ population: 1, 'health-insurance': 1 });
    expect(events).toBe(1);
  });
});

describe('The loaders of one request', () => {
  it('ask each source once for fifty residents with all three sectors', async () => {
    const { databases } = hub.cluster;
    const metrics = makeMetrics();
    const open = (name: string, url: string) =>
      makeSource({ name, url, poolSize: 2, timeoutMs: 5_000, logger: makeLogger('silent'), metrics });
    const population = open('population', databases.urls.population);
    const sectors = sectorModules.map((module) =>
      module.make(open(module.name, databases.urls[module.database])),
    );
    try {
      const units = await withPool(databases.urls.hub, loadUnits);
      const asker = { agency: 'test', gone: false };
      const laned = sectors.map((sector) => ({ sector, lane: makeLane() }));
      const loaders = new SectorLoaders(laned, asker);
      const caller: Caller = {
        agency: {
          code: 'test',
          kind: 'AUTHORITY',
          name: '',
          units: ['01'],
          grants: new Set(),
          ...{ documents: null, narrowed: null, isCase: null, caseRequired: false },
          ...{ certificateRequired: false, keyIds: new Set(), barred: new Map(), officers: null },
        },
        ...{ clientId: 'test', officer: '001', self: null, subject: null, scopes: new Set(), barred: null },
      };
      const trail = new Trail('loaders-of-one-request', 0);
      const registry = new RegistryLane(new PostgresRegistry(population), makeLane());
      const parts = partsFor([], ['residence', 'cards', 'identifiers']);
      const facts = {
        ...{ belongs: async () => false, prepare: async () => {} },
        ...{ units, today: '2026-11-22' },
      };
      const ask = (number: string) => registry.find(number, parts, asker);
      const residents = new ResidentLoader(ask, caller, trail, facts, new OperationCharge(() => null));
      const ids = await fifty('educationFee', pupils);
      const found = await Promise.all(
        ids.map(async (id) => {
          const resident = await residents.find(id);
          return resident && Promise.all(sectors.map((sector) => loaders.load(sector.name, resident)));
        }),
      );
      expect(found.filter((one) => one !== null).length).toBeGreaterThan(40);
      const { values } = await metrics.statements.get();
      expect(Object.fromEntries(values.map(({ labels, value }) => [labels.source, value]))).toEqual({
        population: 1,
        'health-insurance': 1,
        'education-fee': 1,
        'social-security': 1,
      });
    } finally {
      await Promise.all([population, ...sectors.map((sector) => sector.source)].map((one) => one.close()));
    }
  });
});

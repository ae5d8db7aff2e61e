import { checkContract, contractSql } from '../../src/database/contract-views.js';
import { makeSource, type Source } from '../../src/database/source.js';
import { makeLogger } from '../../src/process/logger.js';
import { makeMetrics } from '../../src/process/metrics.js';
import { registryViews } from '../../src/registry/views.js';
import { sectorModules } from '../../src/sectors/index.js';
import { runCommand } from '../cli/run-command.js';
import { settingsOf } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { openHub } from '../support/hub.js';

const sources = [
  { name: 'population', key: 'population' as const, database: 'population' as const, views: registryViews },
  ...sectorModules.map(({ name, database: key, views }) => ({
    ...{ name, key, views },
    database: name.replace('-', '_') as 'health_insurance' | 'education_fee' | 'social_security',
  })),
];

let cluster: PrivateCluster;

beforeAll(async () => {
  cluster = await makePrivateCluster();
});

afterAll(() => cluster?.remove());

async function withSource<T>(url: string, use: (source: Source) => Promise<T>): Promise<T> {
  const parts = { logger: makeLogger('silent'), metrics: makeMetrics() };
  const source = makeSource({ name: 'checked', url, poolSize: 1, timeoutMs: 5_000, ...parts });
  try {
    return await use(source);
  } finally {
    await source.close();
  }
}

/** What `sectors check` says about one sample database after a change of it, which is undone. */
async function afterChange(of: (typeof sources)[number], change: string, undo: string) {
  await cluster.sql(of.database, change);
  try {
    return await withSource(cluster.databases.urls[of.key], (source) => checkContract(source, of.views));
  } finally {
    await cluster.sql(of.database, undo);
  }
}

const health = sources.find((source) => source.name === 'health-insurance')!;
const social = sources.find((source) => source.name === 'social-security')!;

describe('checking a source against its contract', () => {
  it.each(sources)('finds nothing wrong with the sample database $name', async ({ key, views }) => {
    expect(await withSource(cluster.databases.urls[key], (source) => checkContract(source, views))).toEqual(
      [],
    );
  });

  it('names a missing view', async () => {
    expect(
      await afterChange(
        health,
        'alter view lienthong.facility rename to facility_off',
        'alter view lienthong.facility_off rename to facility',
      ),
    ).toEqual([{ view: 'facility', column: null, problem: 'MISSING_VIEW', found: null, wanted: 'view' }]);
  });

  it('names every missing column', async () => {
    expect(
      await afterChange(
        health,
        `alter view lienthong.coverage rename column object_code to old_object_code;
         alter view lienthong.coverage rename column end_on to ends_on`,
        `alter view lienthong.coverage rename column old_object_code to object_code;
         alter view lienthong.coverage rename column ends_on to end_on`,
      ),
    ).toEqual([
      { view: 'coverage', column: 'object_code', problem: 'MISSING_COLUMN', found: null, wanted: 'text' },
      { view: 'coverage', column: 'end_on', problem: 'MISSING_COLUMN', found: null, wanted: 'date' },
    ]);
  });

  it('names a wrong type, what it is and what is needed', async () => {
    expect(
      await afterChange(
        health,
        `alter view lienthong.facility rename to kept; create view lienthong.facility as
         select code, name, province_code, length(level) as level, points, former_level, kind from lienthong.kept;
         grant select on lienthong.facility to lienthong_reader`,
        'drop view lienthong.facility; alter view lienthong.kept rename to facility',
      ),
    ).toEqual([
      { view: 'facility', column: 'level', problem: 'WRONG_TYPE', found: 'integer', wanted: 'text' },
    ]);
  });

  it('names a view that is there but not granted', async () => {
    expect(
      await afterChange(
        health,
        'revoke select on lienthong.facility from lienthong_reader',
        'grant select on lienthong.facility to lienthong_reader',
      ),
    ).toEqual([{ view: 'facility', column: null, problem: 'NOT_GRANTED', found: null, wanted: 'select' }]);
  });

  it('takes no column of a table that is not in its schema', async () => {
    const [first] = await withSource(cluster.databases.urls.population, (source) =>
      checkContract(source, [{ name: 'citizen', columns: { personal_id: 'text' } }]),
    );
    expect(first?.problem).toBe('MISSING_VIEW');
  });

  it('answers money from a numeric column as a whole number, as from a bigint', async () => {
    const change = `alter view lienthong.contribution rename to kept; create view lienthong.contribution as
      select sector_no, from_month, to_month, salary::numeric(14,2) as salary, employer_code from lienthong.kept;
      grant select on lienthong.contribution to lienthong_reader;
      alter view lienthong.benefit rename to kept_benefit; create view lienthong.benefit as
      select benefit_id, sector_no, personal_id, kind, monthly_amount::numeric as monthly_amount, start_on, end_on,
        status from lienthong.kept_benefit;
      grant select on lienthong.benefit to lienthong_reader`;
    const undo = `drop view lienthong.contribution, lienthong.benefit;
      alter view lienthong.kept rename to contribution; alter view lienthong.kept_benefit rename to benefit`;
    const [member] = await cluster.sql<{ personal_id: string }>(
      'social_security',
      `select m.personal_id from lienthong.member m join lienthong.benefit b using (sector_no)
       where m.personal_id is not null and exists (select from lienthong.contribution c where c.sector_no = m.sector_no)
       and m.province_code = '01' limit 1`,
    );
    const query = `query($id: PersonalId!) { resident(personalId: $id) {
      membership { contributions { salary } } benefits { monthlyAmount } } }`;
    const hub = await openHub({ cluster });
    try {
      const look = () =>
        hub.ask('insurance.demo', 'INSURANCE_ADMINISTRATION', query, { id: member!.personal_id });
      const before = (await look()).body;
      expect(before.data.resident.membership.contributions[0].salary).toEqual(expect.any(Number));
      await cluster.sql(social.database, change);
      try {
        expect((await look()).body).toEqual(before);
      } finally {
        await cluster.sql(social.database, undo);
      }
    } finally {
      await hub.stop();
    }
  });

  it('makes the command fail and name the view and the column', async () => {
    const settings = settingsOf(cluster);
    const fine = await runCommand(['sectors', 'check', '--json'], settings);
    expect([fine.code, JSON.parse(fine.stdout)]).toEqual([
      0,
      sources
        .flatMap(({ name }) =>
          ['education-fee', 'social-security'].includes(name) ? [name, `${name} writes`] : [name],
        )
        .map((source) => ({ source, at: expect.any(String), answers: true, problems: [] })),
    ]);
    await cluster.sql(health.database, 'alter view lienthong.coverage rename column end_on to ends_on');
    try {
      const { code, stdout } = await runCommand(['sectors', 'check'], settings);
      expect(code).toBe(1);
      expect(stdout).toMatch(
        /^health-insurance \(.*\): 1 problems\n {2}lienthong\.coverage\.end_on: missing \(date\)/m,
      );
    } finally {
      await cluster.sql(health.database, 'alter view lienthong.coverage rename column ends_on to end_on');
    }
  });

  it('makes the command fail when a source does not answer', async () => {
    await cluster.stopDatabase('education_fee');
    try {
      const { code, stdout } = await runCommand(['sectors', 'check', '--json'], settingsOf(cluster));
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toContainEqual(
        expect.objectContaining({ source: 'education-fee', answers: false, problems: [] }),
      );
    } finally {
      await cluster.startDatabase('education_fee');
    }
  });
});

describe('the SQL for a source’s administrator', () => {
  it.each(sources)(
    'runs on an empty database, twice, and fulfils the contract of $name',
    async ({ name, views }) => {
      const database = `empty_${name.replace('-', '_')}`;
      await cluster.sql('postgres', `create database ${database} template template0`);
      const address = cluster.server.superUrl(database);
      await withSource(address, (source) => checkContract(source, views)).then((problems) =>
        expect(problems.map((one) => one.problem)).toEqual(views.map(() => 'MISSING_VIEW')),
      );
      for (let time = 0; time < 2; time += 1) {
        await cluster.sql(database as 'postgres', contractSql(name, views));
      }
      await cluster.sql(
        database as 'postgres',
        `create role ${database}_login login password 'test' in role lienthong_reader;
       grant connect on database ${database} to ${database}_login`,
      );
      const login = new URL(address);
      login.username = `${database}_login`;
      login.password = 'test';
      await withSource(login.href, async (source) => {
        expect(await checkContract(source, views)).toEqual([]);
        for (const view of views) {
          const text = `select ${Object.keys(view.columns).join(', ')} from lienthong.${view.name}`;
          expect(await source.query({ name: view.name, text }, [])).toEqual([]);
        }
      });
    },
  );
});

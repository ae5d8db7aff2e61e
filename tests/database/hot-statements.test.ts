import { randomUUID } from 'node:crypto';
import { makeAuditLog } from '../../src/audit/log.js';
import { makeSource, type Source } from '../../src/database/source.js';
import { makeLogger } from '../../src/process/logger.js';
import { makeMetrics } from '../../src/process/metrics.js';
import { partsFor } from '../../src/registry/parts.js';
import { PostgresRegistry } from '../../src/registry/postgres-registry.js';
import { type ClassKey, makeEducationFee } from '../../src/sectors/education-fee/adapter.js';
import { makeHealthInsurance } from '../../src/sectors/health-insurance/adapter.js';
import { makeSocialSecurity } from '../../src/sectors/social-security/adapter.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { rowsOf } from '../support/people.js';
import { scansOf } from './query-plan.js';
import { type SentStatement, sentDuring } from './sent-statements.js';

/** So many that PostgreSQL finds reading a whole table dearer than its index, for every table that grows with them. */
const residents = 8_000;
const keysAStatement = 50;
/** As many rows as the country has schools, whoever lives in it: in the sample three pages, read as fast as an index. */
const doesNotGrow = 'school_unit';

const logger = makeLogger('silent');
const metrics = makeMetrics();
let cluster: PrivateCluster;
const sources: Source[] = [];

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents });
  // What is done in registers is no part of the sample, and grows with them.
  await cluster.sql(
    'education_fee',
    `insert into public.enrolment_change (enrolment_no, school_code, act, after, changed_by)
     select enrolment_no, school_code, 'ENROL', '{}', 'test' from public.pupil_enrolment`,
  );
  const databases = ['population', 'health_insurance', 'education_fee', 'social_security'] as const;
  for (const database of databases) await cluster.sql(database, 'analyze');
});

afterAll(async () => {
  await Promise.all(sources.map((source) => source.close()));
  await cluster?.remove();
});

type Database = 'population' | 'healthInsurance' | 'educationFee' | 'socialSecurity';

function open(database: Database): Source {
  const url = cluster.databases.urls[database];
  const source = makeSource({ name: database, url, poolSize: 1, timeoutMs: 10_000, logger, metrics });
  sources.push(source);
  return source;
}

interface Look {
  database: Database;
  /** Keys that the sample has, as `key`, of this text. */
  keys: string;
  /** One key it does not have. */
  unknown: string;
  /** The most rows of one table that one key may cost. */
  rowsAKey: number;
  ask(keys: string[]): Promise<unknown>;
}

const byPerson = (keys: string[]) =>
  keys.map((personalId) => ({ personalId, fullName: null, dateOfBirth: null }));
const classOf = (key: string): ClassKey => {
  const [schoolCode, schoolYear, className] = key.split('|') as [string, string, string];
  return { schoolCode, schoolYear, className };
};
const everyPart = ['identifiers', 'cards', 'residence', 'household', 'guardians', 'children'] as const;
const persons = (table: string) =>
  `select distinct personal_id as key from public.${table} where personal_id is not null`;
/** Nobody in the sample was born in 1900. */
const nobody = '001000000001';

const looks: Record<string, Look> = {
  'residents by number': {
    ...{ database: 'population', keys: persons('citizen'), unknown: nobody, rowsAKey: 3 },
    ask: (keys) => new PostgresRegistry(open('population')).findMany(keys, partsFor([])),
  },
  'residents by a former number': {
    ...{ database: 'population', keys: 'select distinct number as key from public.citizen_number' },
    ...{ unknown: nobody, rowsAKey: 4 },
    ask: (keys) => new PostgresRegistry(open('population')).findMany(keys, partsFor([])),
  },
  'residents with every part of the record': {
    ...{ database: 'population', keys: persons('citizen'), unknown: nobody, rowsAKey: 12 },
    ask: (keys) => new PostgresRegistry(open('population')).findMany(keys, partsFor([], everyPart)),
  },
  'insurance cards': {
    ...{ database: 'healthInsurance', keys: persons('insurance_card'), unknown: nobody, rowsAKey: 5 },
    ask: (keys) => makeHealthInsurance(open('healthInsurance')).findMany(byPerson(keys)),
  },
  'holders of insurance numbers': {
    ...{
      database: 'healthInsurance',
      keys: 'select distinct insurance_number as key from public.insurance_card',
    },
    ...{ unknown: '9999999999', rowsAKey: 5 },
    ask: (keys) => makeHealthInsurance(open('healthInsurance')).findByNumber!(keys),
  },
  'enrolments with fees': {
    ...{ database: 'educationFee', keys: persons('pupil_enrolment'), unknown: nobody, rowsAKey: 20 },
    ask: (keys) => makeEducationFee(open('educationFee')).findMany(byPerson(keys)),
  },
  'class lists with fees': {
    database: 'educationFee',
    keys: "select school_code || '|' || school_year || '|' || class_name as key from public.school_class",
    ...{ unknown: '99|2026-2027|1A', rowsAKey: 20 },
    ask: (keys) => makeEducationFee(open('educationFee')).findClasses(keys.map(classOf)),
  },
  'schools with their classes': {
    ...{ database: 'educationFee', keys: 'select school_code as key from public.school_unit' },
    ...{ unknown: '99', rowsAKey: 60 },
    ask: (keys) => makeEducationFee(open('educationFee')).findSchools(keys),
  },
  'members with contributions, benefits and accounts': {
    ...{ database: 'socialSecurity', keys: persons('insured_person'), unknown: nobody, rowsAKey: 12 },
    ask: (keys) => makeSocialSecurity(open('socialSecurity')).findMany(byPerson(keys)),
  },
  'holders of member numbers': {
    ...{ database: 'socialSecurity', keys: 'select sector_no as key from public.insured_person' },
    ...{ unknown: '9999999999', rowsAKey: 1 },
    ask: (keys) => makeSocialSecurity(open('socialSecurity')).findByNumber!(keys),
  },
};

/** The one statement of a look, as it went to PostgreSQL. */
async function statementOf(work: () => Promise<unknown>): Promise<SentStatement> {
  const sent = await sentDuring(work);
  expect(sent).toHaveLength(1);
  return sent[0]!;
}

describe.each(Object.entries(looks))('The statement for %s', (_what, look) => {
  const scansFor = async (keys: string[]) =>
    scansOf(cluster.databases.urls[look.database], await statementOf(() => look.ask(keys)));

  it('asks an index of every table that grows, and reads the rows of its keys only', async () => {
    const found = await rowsOf<{ key: string }>(
      cluster,
      look.database,
      `select key from (${look.keys}) k order by md5(key) limit ${keysAStatement}`,
    );
    expect(found).toHaveLength(keysAStatement);
    const scans = (await scansFor(found.map(({ key }) => key))).filter(({ table }) => table !== doesNotGrow);
    expect(scans.length).toBeGreaterThan(0);
    expect(scans.filter(({ condition }) => condition === null)).toEqual([]);
    expect(scans.some(({ rows }) => rows > 0)).toBe(true);
    const rows = scans.map((scan) => scan.rows);
    expect(Math.max(...rows)).toBeLessThanOrEqual(look.rowsAKey * keysAStatement);
  });

  it('reads nothing for a key that is not there', async () => {
    const scans = (await scansFor([look.unknown])).filter(({ table }) => table !== doesNotGrow);
    expect(scans.filter(({ rows }) => rows > 0)).toEqual([]);
  });

  it('has a name that PostgreSQL keeps whole, and a text without its keys', async () => {
    const { name, text } = await statementOf(() => look.ask([look.unknown]));
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
    expect(text).not.toContain(look.unknown);
  });
});

describe('The statement that puts looks on record', () => {
  it('reads no table', async () => {
    const url = cluster.databases.urls.hubAudit;
    const log = makeAuditLog({ url, timeoutMs: 5_000, logger, metrics });
    try {
      const sent = await statementOf(() =>
        log.write({
          ...{ id: randomUUID(), requestId: randomUUID(), agencyCode: 'test.agency', agencyKind: 'HOSPITAL' },
          ...{ clientId: 'test.agency', officer: '001', purpose: 'TREATMENT', caseReference: null },
          ...{ emergencyReasonSealed: null, operationName: null, operationHash: null, outcome: 'ANSWERED' },
          ...{
            errorCodes: [],
            fieldsReleased: [],
            fieldsRefused: [],
            fieldsUnavailable: [],
            durationMs: 1,
            change: null,
          },
          subjects: [
            {
              mac: Buffer.from('mac'),
              sealed: Buffer.from('sealed'),
              outcome: 'RELEASED',
              relation: 'DIRECT',
            },
          ],
        }),
      );
      expect(sent.text).toMatch(/audit\.record\(/);
      expect(await scansOf(url, sent)).toEqual([]);
    } finally {
      await log.close();
    }
  });
});

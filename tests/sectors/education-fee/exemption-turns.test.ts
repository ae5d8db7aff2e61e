import { openHubPool } from '../../../src/database/hub-pool.js';
import { makeLogger } from '../../../src/process/logger.js';
import {
  addTurns,
  askAnew,
  leaseTurn,
  putTurn,
} from '../../../src/sectors/education-fee/exemptions/turn-store.js';
import { makePrivateCluster, type PrivateCluster } from '../../faults/private-cluster.js';
import { until } from '../../faults/until.js';
import { addTuition, dataOf, makeFeeOffice } from '../../support/fee-office.js';
import { type Hub, openHub } from '../../support/hub.js';
import { addResident, type Person, rowsOf } from '../../support/people.js';
import { addSchool, type TestSchool } from '../../support/school.js';

let cluster: PrivateCluster;
let hub: Hub;
beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  hub = await openHub({ cluster, config: { exemptionsEveryMs: 0 } });
});
afterAll(async () => {
  await hub?.stop();
  await cluster?.remove();
});

const office = makeFeeOffice(() => hub);
const open = office.act('openFeeItem', 'itemId');
const charge = office.act('chargeFeeItem', 'charged');
const tuition = {
  ...{ schoolYear: '2026-2027', itemCode: 'HOC_PHI', itemName: 'Học phí', period: 'HK1', amount: 1_000_000 },
  ...{ dueOn: '2026-10-15', startOn: '2026-09-01' },
};

const addCollege = () => addSchool(cluster, { kind: 'VOCATIONAL', ownership: 'PUBLIC' });
const addStudent = () => addResident(cluster, { dateOfBirth: '2007-05-17' });
const certify = ({ personalId }: Person, end: string | null = null) =>
  rowsOf(
    cluster,
    'socialSecurity',
    `insert into public.disability_certificate values ('T' || $1::text, $1, 'SEVERE', '2026-01-01', $2)
     on conflict (certificate_no) do update set valid_until = excluded.valid_until`,
    [personalId, end],
  );
const groundsOf = async ({ code }: TestSchool): Promise<(string | null)[]> => {
  const rows = await rowsOf<{ ground: string | null }>(
    cluster,
    'educationFee',
    `select f.exemption_ground as ground from public.fee_charge f join public.pupil_enrolment n using (enrolment_no)
     where n.school_code = $1 order by f.fee_no`,
    [code],
  );
  return rows.map(({ ground }) => ground);
};
const turnOf = async ({ code }: TestSchool) =>
  (
    await cluster.sql<{ hours: number }>(
      'hub',
      `select extract(epoch from due_at - now())::float8 / 3600 as hours from exemption.turn where school_code = $1`,
      [code],
    )
  )[0]?.hours;
const eventsOf = ({ agency }: TestSchool) =>
  cluster.sql(
    'hub',
    `select e.outcome, e.officer, e.client_id, e.agency_kind, e.purpose, e.fields_released, e.change, e.error_codes,
       (select json_agg(s.outcome) from audit.event_subject s where s.event_id = e.id) as subjects
     from audit.event e where e.agency_code = $1 and e.operation_name = 'job exemptions' order by e.occurred_at, e.id`,
    [agency],
  );

/** Lends a second process, which works exemptions out, until the check holds. */
async function working(what: string, check: () => Promise<boolean>): Promise<void> {
  const other = await openHub({ cluster, config: { exemptionsEveryMs: 50 } });
  try {
    await until(what, check);
  } finally {
    await other.stop();
  }
}

/** Tuition of a student, charged through the hub. */
async function charged(college: TestSchool, person: Person): Promise<void> {
  const { enrolmentId, feeId } = await addTuition(hub, college, person);
  await rowsOf(cluster, 'educationFee', 'delete from public.fee_charge where fee_no = $1', [feeId]);
  expect(enrolmentId).toBeTruthy();
  const { itemId } = dataOf(await open(college, tuition));
  expect(dataOf(await charge(college, { itemId, className: '10A1' })).charged).toBe(1);
}

describe('Tuition that was just charged', () => {
  it('soon has its exemption on the books, for the school’s own agency and on record, telling no welfare', async () => {
    const [college, person] = [await addCollege(), await addStudent()];
    await certify(person);
    await charged(college, person);
    expect(await groundsOf(college)).toEqual([null]);
    await working('an exemption', async () => (await groundsOf(college))[0] !== null);
    expect(await groundsOf(college)).toEqual(['ND238_D15_KHUYET_TAT']);
    const common = { officer: null, client_id: 'hub', agency_kind: 'SCHOOL', purpose: 'FEE_COLLECTION' };
    expect(await eventsOf(college)).toEqual([
      { ...common, outcome: 'REQUESTED', fields_released: [], error_codes: [], change: null, subjects: null },
      {
        ...{
          ...common,
          outcome: 'ANSWERED',
          fields_released: ['Fee.amountExempt', 'Fee.exemption'],
          error_codes: [],
          subjects: ['VERIFIED_ONLY'],
        },
        change: expect.stringContaining('"RECOMPUTE_EXEMPTIONS"'),
      },
    ]);
    const [by] = await rowsOf<{ by: string }>(
      cluster,
      'educationFee',
      'select changed_by as by from public.fee_exemption_change where school_code = $1',
      [college.code],
    );
    expect(by).toEqual({ by: `${college.agency}/hub` });
    expect(await turnOf(college)).toBeGreaterThan(23);
  });
});

describe('A class', () => {
  it('has its first turn without anybody asking, and another a day later: facts that changed count', async () => {
    const [college, person] = [await addCollege(), await addStudent()];
    await certify(person);
    await addTuition(hub, college, person);
    await working('a turn', async () => (await groundsOf(college))[0] === 'ND238_D15_KHUYET_TAT');
    await certify(person, '2026-09-30');
    await cluster.sql(
      'hub',
      `update exemption.turn set due_at = due_at - interval '25 hours' where school_code = $1`,
      [college.code],
    );
    await working('another turn', async () => (await groundsOf(college))[0] === null);
  });

  it('of a school whose agency may not book any more is left alone', async () => {
    const [college, person] = [await addCollege(), await addStudent()];
    await certify(person);
    await charged(college, person);
    await cluster.sql('hub', 'update access.agency set suspended_at = now() where code = $1', [
      college.agency,
    ]);
    await working('no turn left', async () => (await turnOf(college)) === undefined);
    expect(await groundsOf(college)).toEqual([null]);
    expect(await eventsOf(college)).toEqual([]);
  });

  it.each(['fee:write', 'exemption:read'])(
    'of a school whose agency holds %s no more is left alone',
    async (scope) => {
      const [college, person] = [await addCollege(), await addStudent()];
      await certify(person);
      await charged(college, person);
      await cluster.sql('hub', 'delete from access.agency_grant where agency_code = $1 and scope = $2', [
        college.agency,
        scope,
      ]);
      await working('no turn left', async () => (await turnOf(college)) === undefined);
      expect(await groundsOf(college)).toEqual([null]);
    },
  );

  it('waits while a source is down, on record as failed, and comes again', async () => {
    const [college, person] = [await addCollege(), await addStudent()];
    await certify(person);
    await charged(college, person);
    await cluster.stopDatabase('social_security');
    await working('a failure', async () => (await eventsOf(college)).length === 2);
    await cluster.startDatabase('social_security');
    expect(await groundsOf(college)).toEqual([null]);
    expect((await eventsOf(college))[1]).toMatchObject({
      ...{ outcome: 'FAILED', error_codes: ['SECTOR_UNAVAILABLE'], subjects: null },
    });
    expect(await turnOf(college)).toBeLessThan(1);
    await cluster.sql('hub', 'update exemption.turn set due_at = now() where school_code = $1', [
      college.code,
    ]);
    await working('an exemption', async () => (await groundsOf(college))[0] !== null);
  });
});

describe('A turn', () => {
  it('is lent to one process, and what is asked for in the middle of it is not lost', async () => {
    const key = { schoolCode: 'lent', schoolYear: '2026-2027', className: '10A1' };
    const pool = openHubPool({ poolSize: 2, registryTimeoutMs: 5_000 }, hubUrls(), makeLogger('silent'));
    try {
      await pool.query(`update exemption.turn set due_at = now() + interval '1 day'`);
      await addTurns(pool, [key, { ...key, className: '10A2' }]);
      const lent = [
        await leaseTurn(pool, 60_000),
        await leaseTurn(pool, 60_000),
        await leaseTurn(pool, 60_000),
      ];
      expect(lent.map((one) => one?.className)).toEqual([...['10A1', '10A2'], undefined]);
      await askAnew(pool, key);
      for (const one of lent) if (one) await putTurn(pool, one, 60_000);
      expect(await leaseTurn(pool, 60_000)).toMatchObject(key);
      expect(await leaseTurn(pool, 60_000)).toBeNull();
    } finally {
      await pool.query(`delete from exemption.turn where school_code = 'lent'`);
      await pool.end();
    }
  });
});

const hubUrls = () => cluster.databases.urls;

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { putAgency } from '../../../src/access/agency-admin.js';
import { Keyring } from '../../../src/access/keys.js';
import type { AgencyKind, Purpose } from '../../../src/access/kinds.js';
import { forgetOldWindows } from '../../../src/access/quota/lease-store.js';
import { type Charged, Quota } from '../../../src/access/quota/quota.js';
import { type AgreedQuota, clearQuota, listQuotas, setQuota } from '../../../src/access/quota/quota-admin.js';
import type { HubError } from '../../../src/domain/errors.js';
import { type Cluster, sharedCluster } from '../../support/cluster.js';

/** A minute before midnight in Vietnam, years ahead: no other test leases from these windows. */
const EVENING = Date.parse('2031-03-05T16:59:00Z');
const minute = 60_000;

let cluster: Cluster;
let pool: pg.Pool;
const clock = { at: EVENING, now: () => clock.at };

beforeAll(async () => {
  cluster = await sharedCluster();
  pool = new pg.Pool({ connectionString: cluster.databases.urls.hub, max: 8 });
});
afterAll(() => pool.end());
beforeEach(() => {
  clock.at = EVENING;
});

async function agencyWith(agreed: Partial<AgreedQuota> = {}, kind: AgencyKind = 'HOSPITAL'): Promise<string> {
  const code = `quota-${randomBytes(6).toString('hex')}`;
  await putAgency(pool, { code, kind, name: 'Cơ quan thử (hư cấu)', legalBasis: 'Văn bản mẫu', units: [] });
  if (Object.keys(agreed).length > 0) await agree(code, agreed);
  return code;
}

const agree = (agency: string, agreed: Partial<AgreedQuota>) =>
  setQuota(pool, {
    ...{ agency, officer: null, purpose: null, perMinute: null, perDay: null, agencyPerMinute: null },
    ...agreed,
  });

function callerOf(code: string, officer = '001', kind: AgencyKind = 'HOSPITAL'): Charged {
  const isResident = kind === 'RESIDENT';
  return { agency: { code, kind }, officer: isResident ? null : officer, self: isResident ? officer : null };
}

const process = () => new Quota({ pool, clock, keys: new Keyring(cluster.state.masterKey(null)) });

/** How many of these charges were taken; any refusal must be RATE_LIMITED. */
async function taken(charges: (Promise<void> | null)[]): Promise<number> {
  const settled = await Promise.allSettled(charges);
  for (const one of settled) if (one.status === 'rejected') expect(one.reason.code).toBe('RATE_LIMITED');
  return settled.filter((one) => one.status === 'fulfilled').length;
}

const refusalOf = (charge: Promise<void> | null): Promise<HubError> =>
  Promise.resolve(charge).then(
    () => {
      throw new Error('was not refused');
    },
    (error: HubError) => error,
  );

const times = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));
const under = (purpose: Purpose) => ({ purpose });
const TREATMENT = under('TREATMENT');

describe('An officer under several spellings', () => {
  it('has one minute, and the quota that was agreed for him under any of them', async () => {
    const code = await agencyWith({ officer: 'Bs.An', perMinute: 3, perDay: 100 });
    const quota = process();
    const spelt = ['bs.an', 'BS.AN', 'Bs.An', 'bs.AN'];
    const charges = spelt.map((officer) =>
      quota.charge(callerOf(code, officer), { purpose: 'TREATMENT' }, 1),
    );
    expect(await taken(charges)).toBe(3);
  });
});

describe('A quota', () => {
  it('gives no more than the limit to 200 takes of two processes at once, and all of it', async () => {
    const caller = callerOf(await agencyWith({ perMinute: 50, perDay: 1_000 }));
    const [one, other] = [process(), process()];
    const count = await taken(times(200, (at) => (at % 2 ? one : other).charge(caller, TREATMENT, 1)));
    expect(count).toBe(50);
  });

  it('gives no more than the limit to charges of many sizes by four processes', async () => {
    const caller = callerOf(await agencyWith({ perMinute: 300, perDay: 10_000 }));
    const processes = times(4, process);
    const sizes = times(120, (at) => [1, 2, 5, 11][at % 4]!);
    const settled = await Promise.allSettled(
      sizes.map((size, at) => processes[(at * 7) % 4]!.charge(caller, TREATMENT, size)),
    );
    const sum = sizes.filter((_, at) => settled[at]!.status === 'fulfilled').reduce((a, b) => a + b, 0);
    expect(sum).toBeLessThanOrEqual(300);
    // What is left is smaller than the largest charge that was refused, in each process.
    expect(sum).toBeGreaterThan(300 - 4 * 11);
  });

  it('charges at once, without a promise, once a lease is at hand', async () => {
    const caller = callerOf(await agencyWith({ perMinute: 1_000, perDay: 1_000 }));
    const quota = process();
    await quota.charge(caller, TREATMENT, 1);
    expect(times(50, () => quota.charge(caller, TREATMENT, 1))).toEqual(times(50, () => null));
  });

  it('charges a list whole or not at all', async () => {
    const caller = callerOf(await agencyWith({ perMinute: 100, perDay: 1_000 }));
    const quota = process();
    await quota.charge(caller, TREATMENT, 70);
    expect((await refusalOf(quota.charge(caller, TREATMENT, 31))).code).toBe('RATE_LIMITED');
    await quota.charge(caller, TREATMENT, 30);
    expect((await refusalOf(quota.charge(caller, TREATMENT, 1))).code).toBe('RATE_LIMITED');
  });

  it('names a list that no minute has room for as too long, since waiting would not help', async () => {
    const caller = callerOf(await agencyWith({ perMinute: 100, perDay: 1_000 }));
    const refusal = await refusalOf(process().charge(caller, TREATMENT, 101));
    expect(refusal).toMatchObject({ code: 'LIMIT_EXCEEDED', details: { limit: 'QUOTA', allowed: 100 } });
  });

  it('begins again with the next minute, and says when that is', async () => {
    const caller = callerOf(await agencyWith({ perMinute: 3, perDay: 1_000 }));
    const quota = process();
    clock.at = EVENING + 20_500;
    expect(await taken(times(5, () => quota.charge(caller, TREATMENT, 1)))).toBe(3);
    const refusal = await refusalOf(quota.charge(caller, TREATMENT, 1));
    expect(refusal.details).toEqual({ retryAfterMs: 39_500, window: 'MINUTE' });
    clock.at += 39_500;
    expect(await taken(times(5, () => quota.charge(caller, TREATMENT, 1)))).toBe(3);
  });

  it('begins the day at midnight in Vietnam', async () => {
    const caller = callerOf(await agencyWith({ perMinute: 10, perDay: 4 }));
    const quota = process();
    clock.at = EVENING + 1_000;
    expect(await taken(times(6, () => quota.charge(caller, TREATMENT, 1)))).toBe(4);
    const refusal = await refusalOf(quota.charge(caller, TREATMENT, 1));
    expect(refusal.details).toEqual({ retryAfterMs: 59_000, window: 'DAY' });
    clock.at = EVENING + minute;
    expect(await taken(times(6, () => quota.charge(caller, TREATMENT, 1)))).toBe(4);
    clock.at = EVENING + 2 * minute;
    expect(await taken([quota.charge(caller, TREATMENT, 1)])).toBe(0);
  });

  it('counts the minute of a clock that was set back as what it is', async () => {
    const caller = callerOf(await agencyWith({ perMinute: 5, perDay: 1_000 }));
    const quota = process();
    expect(await taken(times(5, () => quota.charge(caller, TREATMENT, 1)))).toBe(5);
    clock.at -= minute;
    expect(await taken(times(6, () => quota.charge(caller, TREATMENT, 1)))).toBe(5);
    clock.at += minute;
    expect(await taken(times(6, () => quota.charge(caller, TREATMENT, 1)))).toBe(0);
  });

  it('loses at most its lease with a process that dies', async () => {
    const caller = callerOf(await agencyWith({ perMinute: 80, perDay: 1_000 }));
    await process().charge(caller, TREATMENT, 1);
    const next = process();
    // The dead one held an eighth.
    expect(await taken(times(100, () => next.charge(caller, TREATMENT, 1)))).toBe(70);
  });

  it('leaves half of the agency’s minute to other officers, whoever comes first', async () => {
    const code = await agencyWith({ perMinute: 500, perDay: 5_000, agencyPerMinute: 100 });
    const quota = process();
    const first = times(200, () => quota.charge(callerOf(code, 'greedy'), TREATMENT, 1));
    expect(await taken(first)).toBe(50);
    // Under another purpose it is the same officer still.
    expect(await taken([quota.charge(callerOf(code, 'greedy'), under('EMERGENCY'), 1)])).toBe(0);
    expect(await taken(times(30, () => quota.charge(callerOf(code, 'second'), TREATMENT, 1)))).toBe(30);
    expect(
      await taken(times(30, () => quota.charge(callerOf(code, 'third'), TREATMENT, 1))),
    ).toBeLessThanOrEqual(20);
  });

  it('counts agencies apart', async () => {
    const [mine, theirs] = [
      await agencyWith({ perMinute: 2, perDay: 9 }),
      await agencyWith({ perMinute: 2, perDay: 9 }),
    ];
    const quota = process();
    expect(await taken(times(4, () => quota.charge(callerOf(mine), TREATMENT, 1)))).toBe(2);
    expect(await taken(times(4, () => quota.charge(callerOf(theirs), TREATMENT, 1)))).toBe(2);
  });

  it('is small for emergencies, and what was agreed for all purposes does not raise it', async () => {
    const caller = callerOf(await agencyWith({ perMinute: 500, perDay: 500 }));
    const quota = process();
    expect(await taken(times(60, () => quota.charge(caller, under('EMERGENCY'), 1)))).toBe(20);
    expect(await taken(times(60, () => quota.charge(caller, TREATMENT, 1)))).toBe(60);
  });

  it('counts residents of one agency apart, and under no number of theirs', async () => {
    const code = await agencyWith({ perMinute: 2, perDay: 9 }, 'RESIDENT');
    const quota = process();
    const residents = ['001090000001', '001090000002'].map((self) => callerOf(code, self, 'RESIDENT'));
    for (const resident of residents) {
      expect(await taken(times(4, () => quota.charge(resident, under('SELF'), 1)))).toBe(2);
    }
    const { rows } = await pool.query('select officer from access.quota_used where agency_code = $1', [code]);
    expect(rows).toHaveLength(4);
    for (const { officer } of rows) expect(officer).toMatch(/^[\w-]{43}$/);
  });

  it('is a tenth for an officer who was slowed, and for nobody else', async () => {
    const code = await agencyWith({ perMinute: 50, perDay: 5_000 });
    await pool.query('insert into access.slowdown values ($1, $2, to_timestamp($3))', [
      code,
      '001',
      EVENING / 1000 + 90,
    ]);
    const quota = process();
    expect(await taken(times(60, () => quota.charge(callerOf(code), TREATMENT, 1)))).toBe(5);
    expect(await taken(times(60, () => quota.charge(callerOf(code, '002'), TREATMENT, 1)))).toBe(50);
    clock.at += 2 * minute;
    expect(await taken(times(60, () => quota.charge(callerOf(code), TREATMENT, 1)))).toBe(50);
  });

  it('refuses without asking the database again for a while, and learns of a raised limit after it', async () => {
    const code = await agencyWith({ perMinute: 2, perDay: 900 });
    const quota = process();
    await taken(times(3, () => quota.charge(callerOf(code), TREATMENT, 1)));
    await agree(code, { perMinute: 20, perDay: 900 });
    expect(await taken([quota.charge(callerOf(code), TREATMENT, 1)])).toBe(0);
    clock.at += 5_000;
    expect(await taken(times(30, () => quota.charge(callerOf(code), TREATMENT, 1)))).toBe(18);
  });

  it('refuses as overloaded while its database does not answer, and spends what it holds', async () => {
    const code = await agencyWith({ perMinute: 80, perDay: 900 });
    const own = new pg.Pool({ connectionString: cluster.databases.urls.hub, max: 1 });
    const quota = new Quota({ pool: own, clock, keys: new Keyring(cluster.state.masterKey(null)) });
    await quota.charge(callerOf(code), TREATMENT, 1);
    await own.end();
    expect(await taken(times(9, () => quota.charge(callerOf(code), TREATMENT, 1)))).toBe(9);
    expect((await refusalOf(quota.charge(callerOf(code), TREATMENT, 1))).code).toBe('OVERLOADED');
  });

  it('forgets windows that are over, and no day that is not', async () => {
    const code = await agencyWith({ perMinute: 80, perDay: 900 });
    await process().charge(callerOf(code), TREATMENT, 1);
    const spans = async () =>
      (await pool.query('select span from access.quota_used where agency_code = $1 order by 1', [code])).rows;
    expect(await spans()).toEqual([{ span: 'DAY' }, { span: 'MINUTE' }, { span: 'MINUTE' }]);
    await forgetOldWindows(pool, EVENING + 90 * minute);
    expect(await spans()).toEqual([{ span: 'DAY' }]);
    await forgetOldWindows(pool, EVENING + 3 * 24 * 60 * minute);
    expect(await spans()).toEqual([]);
  });
});

describe('What was agreed instead of the limits of a kind', () => {
  it('counts by the most exact place, and is taken back', async () => {
    const code = await agencyWith({ perMinute: 4, perDay: 900 });
    await agree(code, { officer: '001', perMinute: 6, perDay: 900 });
    await agree(code, { purpose: 'TREATMENT', perMinute: 5, perDay: 900 });
    const most = (officer: string) =>
      taken(times(9, () => process().charge(callerOf(code, officer), TREATMENT, 1)));
    expect(await most('001')).toBeLessThanOrEqual(6);
    const whole = process();
    expect(await taken(times(9, () => whole.charge(callerOf(code, '002'), TREATMENT, 1)))).toBe(5);
    await clearQuota(pool, { agency: code, officer: null, purpose: 'TREATMENT' });
    expect((await listQuotas(pool, code)).map((one) => [one.officer, one.perMinute])).toEqual([
      [null, 4],
      ['001', 6],
    ]);
  });

  it.each([
    ['half a pair', { perMinute: 1 }],
    ['nothing', {}],
    ['an agency’s total for one officer', { officer: '001', agencyPerMinute: 5 }],
    ['a purpose of another kind', { purpose: 'SELF', perMinute: 1, perDay: 1 }],
  ] as const)('is refused as %s', async (_what, agreed) => {
    await expect(agree(await agencyWith(), agreed)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

import pg from 'pg';
import { SealedAudit1763769600007 } from '../../migrations/hub/0007-sealed-audit.js';
import hubMigrations from '../../migrations/hub/index.js';
import { withPool } from '../../src/cli/workplace.js';
import { migrate } from '../../src/database/migrate.js';
import { sharedCluster } from '../support/cluster.js';

const name = 'audit_at_0006';
let superUrl: string;
/** A hub's database that stood at 0006 and held events of three months. */
let url: string;

const rows = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
  withPool(url, async (pool) => (await pool.query<Row>(text, values)).rows);

const held = {
  events: `select id, occurred_at, request_id, agency_code, outcome, error_codes, emergency_reason_sealed, duration_ms
    from audit.event order by id`,
  subjects:
    'select event_id, subject_mac, subject_sealed, outcome from audit.event_subject order by event_id',
};
const allHeld = () => Promise.all(Object.values(held).map((text) => rows(text)));
const partitionOf = async (on: string) => {
  const found = await rows<{ name: string }>(
    'select tableoid::regclass::text as name from audit.event where occurred_at = $1',
    [on],
  );
  return found.map((row) => row.name);
};

let before: Awaited<ReturnType<typeof allHeld>>;

beforeAll(async () => {
  ({ superUrl } = await sharedCluster());
  await withPool(superUrl, (pool) => pool.query(`create database ${name}`));
  url = superUrl.replace(/\/postgres$/, `/${name}`);
  await migrate(url, hubMigrations.slice(0, 6));
  await rows(`
    insert into audit.event (id, occurred_at, request_id, agency_code, outcome, error_codes, emergency_reason_sealed, duration_ms)
    select gen_random_uuid(), day, 'request', 'clinic.test', 'ANSWERED', '{A,B}', '\\x00ff', 3
    from unnest(array['2026-03-31 23:59:59.999999Z', '2026-04-01 00:00:00Z', '2026-06-15 12:00:00Z']::timestamptz[]) as day`);
  await rows(`insert into audit.event_subject select id, '\\x01', '\\x02', 'RELEASED' from audit.event`);
  before = await allHeld();
  await migrate(url, hubMigrations.slice(0, 7));
});
afterAll(() => withPool(superUrl, (pool) => pool.query(`drop database if exists ${name} with (force)`)));

describe('a record from before it was sealed', () => {
  it('keeps every event, each in the partition of its month in UTC', async () => {
    expect(before[0]).toHaveLength(3);
    expect(await allHeld()).toEqual(before);
    expect(await partitionOf('2026-03-31 23:59:59.999999Z')).toEqual(['audit.event_y2026m03']);
    expect(await partitionOf('2026-04-01 00:00:00Z')).toEqual(['audit.event_y2026m04']);
  });

  it('gives them a salt each, transaction numbers before any of today, and says DIRECT of whom they were about', async () => {
    const [facts] =
      await rows(`select count(distinct salt)::int as salts, bool_and(txid < pg_current_xact_id()) as older,
      (select array_agg(distinct relation) from audit.event_subject) as relations from audit.event`);
    expect(facts).toEqual({ salts: 3, older: true, relations: ['DIRECT'] });
  });

  it('refuses changes on every partition', async () => {
    const partitions = await rows<{ name: string }>(
      "select inhrelid::regclass::text as name from pg_inherits where inhparent in ('audit.event'::regclass, 'audit.event_subject'::regclass)",
    );
    expect(partitions.length).toBeGreaterThan(8);
    for (const { name: partition } of partitions) {
      for (const text of [
        `delete from ${partition}`,
        `truncate ${partition}`,
        `update ${partition} set outcome = 'x'`,
      ])
        await expect(rows(text)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('grants nothing on a partition itself', async () => {
    const granted = await rows(
      `select table_name, grantee from information_schema.role_table_grants
       where table_schema = 'audit' and table_name ~ '(_y[0-9]{4}m[0-9]{2}|_default)$' and grantee <> current_user`,
    );
    expect(granted).toEqual([]);
  });

  it('takes an event of a month without a partition, and gives that month one of its own later', async () => {
    const past = '2024-02-29 12:00:00Z';
    await rows(
      "insert into audit.event (id, occurred_at, request_id, outcome, duration_ms) values (gen_random_uuid(), $1, 'x', 'y', 1)",
      [past],
    );
    expect(await partitionOf(past)).toEqual(['audit.event_default']);
    expect(await rows("select audit.make_partition('event', '2024-02-01') as made")).toEqual([
      { made: true },
    ]);
    expect(await rows("select audit.make_partition('event', '2024-02-01') as made")).toEqual([
      { made: false },
    ]);
    expect(await partitionOf(past)).toEqual(['audit.event_y2024m02']);
    await expect(rows('delete from audit.event_default')).rejects.toMatchObject({ code: '42501' });
    await expect(rows('delete from audit.event_y2024m02')).rejects.toMatchObject({ code: '42501' });
  });

  it('has partitions ahead, made once however many ask at the same time', async () => {
    const ask = () => rows<{ made: number }>('select audit.ensure_partitions(14) as made');
    const made = (await Promise.all([ask(), ask(), ask()])).map(([row]) => row!.made);
    expect(made.filter((count) => count > 0)).toEqual([22]);
    await expect(rows('select audit.ensure_partitions(25)')).rejects.toMatchObject({ code: '22023' });
  });

  it('never makes writers wait behind a reader while it makes partitions', async () => {
    const reader = new pg.Client({ connectionString: url });
    await reader.connect();
    await reader.query('begin');
    await reader.query('select count(*) from audit.event');
    // The reader holds the default partition too: the new one is not made now, and nobody else is held up.
    await expect(rows('select audit.ensure_partitions(16)')).rejects.toMatchObject({ code: '55P03' });
    await reader.query('rollback');
    await reader.end();
    expect(await rows('select audit.ensure_partitions(16) as made')).toEqual([{ made: 4 }]);
  });

  it('goes back to what it was, and no event is lost', async () => {
    const all = (await allHeld())[0]!.length;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await new SealedAudit1763769600007().down({ query: (text: string) => client.query(text) } as never);
    await client.end();
    expect((await allHeld())[0]).toHaveLength(all);
    await expect(rows('delete from audit.event')).rejects.toMatchObject({ code: '42501' });
  });
});

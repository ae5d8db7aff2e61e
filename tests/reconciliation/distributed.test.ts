import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPool } from '../../src/cli/workplace.js';
import { packageRoot } from '../../src/config/package-root.js';
import { distribute, PLACES, requireCitus } from '../../src/database/distribute.js';
import { sourcesIn } from '../architecture/sources.js';
import { cleanEnvironment, mainJs } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { sharedCluster } from '../support/cluster.js';

/** The SQL that runs over all records: stages, and the searches they ask. */
const stages = sourcesIn('src/reconciliation').filter(({ path }) =>
  /stages\/|results\/|resident-rows/.test(path),
);

/** What a distributed PostgreSQL refuses, or answers by sending everything everywhere (docs/reconciliation.md). */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'an outer join': /\b(left|right|full)\s+(outer\s+)?join\b/i,
  'a lateral join': /\blateral\b/i,
  recursion: /\bwith\s+recursive\b/i,
  'row locks': /\bfor\s+(update|share|no\s+key)\b/i,
  'a physical address': /\bctid\b/i,
  'a window over all rows': /\bover\s*\(\s*(order|\))/i,
  'a temporary table': /\bcreate\s+temp/i,
  'a change inside a query': /\bas\s*\(\s*(insert|update|delete)\b/i,
  'a cursor': /\bdeclare\s+\w+\s+cursor\b/i,
  'likeness of texts in SQL': /\b(similarity|levenshtein|unaccent)\b|\s%\s+m\./i,
};

describe('the SQL of a run', () => {
  it('is read', () => {
    expect(stages.length).toBeGreaterThan(4);
    expect(stages.filter(({ text }) => /matching\.|reconciliation\./.test(text)).length).toBeGreaterThan(4);
  });

  it.each(Object.entries(REFUSED))('holds no %s', (_, pattern) => {
    const found = stages.flatMap(({ path }) =>
      [...readFileSync(join(packageRoot, path), 'utf8').matchAll(new RegExp(pattern, 'gi'))].map(
        ([text]) => `${path}: ${text}`,
      ),
    );
    expect(found).toEqual([]);
  });

  it('joins records and results by the sector’s number, which both are distributed by', () => {
    const joined = stages.flatMap(({ text }) => [
      ...text.matchAll(/(x\.seq = m\.seq|m\.seq = x\.seq|[cs]\.seq = x\.seq)/g),
    ]);
    const byNumber = stages.flatMap(({ text }) => [
      ...text.matchAll(
        /(x\.sector_no = m\.sector_no|m\.sector_no = x\.sector_no|[cs]\.sector_no = x\.sector_no)/g,
      ),
    ]);
    expect(joined.length).toBeGreaterThan(0);
    expect(byNumber.length).toBe(joined.length);
  });

  it('writes tables that each keep the run and the sector’s number', async () => {
    const { databases } = await sharedCluster();
    const rows = await withPool(
      databases.urls.hubOwner!,
      async (pool) =>
        (
          await pool.query<{ name: string; kept: number }>(
            `select c.oid::regclass::text as name, count(a.*)::int as kept
             from pg_class c join pg_namespace n on n.oid = c.relnamespace
             left join pg_attribute a on a.attrelid = c.oid and a.attname in ('run_id', 'sector_no') and a.attnotnull
             where n.nspname in ('matching', 'reconciliation') and c.relkind = 'p'
             group by c.oid order by 1`,
          )
        ).rows,
    );
    expect(rows.map((row) => row.name)).toEqual([
      ...['matching.record', 'reconciliation.candidate', 'reconciliation.result', 'reconciliation.stated'],
    ]);
    expect(rows.every((row) => row.kept === 2)).toBe(true);
  });
});

describe('the tables of a cluster', () => {
  let cluster: PrivateCluster;
  beforeAll(async () => {
    cluster = await makePrivateCluster({ residents: 0 });
  }, 60_000);
  afterAll(() => cluster?.remove());

  it('are asked for where there is none: a sentence says so, and nothing is changed', async () => {
    const { hubOwner } = cluster.databases.urls;
    await expect(requireCitus(hubOwner!)).rejects.toThrow(/create extension citus/);
    const run = () =>
      execFileSync(process.execPath, [mainJs, 'migrate', '--distributed'], {
        env: cleanEnvironment({
          LIENTHONG_STATE_DIR: cluster.state.path,
          LIENTHONG_HUB_OWNER_URL: hubOwner!,
        }),
        stdio: 'pipe',
      });
    expect(run).toThrow(/is no Citus/);
  });

  it('of stages all lie by the sector’s number, those of residents by what they are joined by', async () => {
    // NOTE: Citus is somebody else's: its three functions are stood in for by ones that note what they are asked.
    await cluster.sql(
      'hub',
      `create table public.asked (table_name text, placed_by text, beside text);
       grant insert, select on public.asked to public;
       create function public.create_distributed_table(t regclass, c text, colocate_with text default 'default')
         returns void language sql as $$ insert into public.asked values (t::text, c, colocate_with) $$;
       create function public.create_reference_table(t regclass)
         returns void language sql as $$ insert into public.asked values (t::text, null, null) $$;
       create table public.pg_dist_partition (logicalrelid regclass)`,
    );
    await cluster.sql(
      'hub',
      'grant select on public.pg_dist_partition to public; grant usage on schema public to public',
    );
    const placed = await distribute(cluster.databases.urls.hubOwner!);
    expect(placed).toEqual(PLACES);
    const asked = await cluster.sql('hub', 'select * from public.asked');
    expect(asked).toEqual([
      { table_name: 'matching.record', placed_by: 'sector_no', beside: 'none' },
      { table_name: 'reconciliation.result', placed_by: 'sector_no', beside: 'matching.record' },
      { table_name: 'reconciliation.candidate', placed_by: 'sector_no', beside: 'matching.record' },
      { table_name: 'reconciliation.stated', placed_by: 'sector_no', beside: 'matching.record' },
      { table_name: 'matching.resident_key', placed_by: 'id', beside: 'none' },
      { table_name: 'matching.resident_number', placed_by: 'number', beside: 'none' },
      { table_name: 'matching.name_bearers', placed_by: null, beside: null },
    ]);
    await cluster.sql(
      'hub',
      "truncate public.asked; insert into public.pg_dist_partition values ('matching.record')",
    );
    // A second time what lies there already stays; new keys of residents are laid out as they are made.
    await distribute(cluster.databases.urls.hubOwner!);
    expect(await cluster.sql('hub', "select from public.asked where table_name = 'matching.record'")).toEqual(
      [],
    );
    await cluster.sql(
      'hub',
      `truncate public.asked;
       set role lienthong_matcher;
       select matching.begin_snapshot(), matching.count_bearers();
       select matching.index_snapshot(0), matching.index_snapshot(1), matching.finish_snapshot(1, null)`,
    );
    expect(await cluster.sql('hub', 'select table_name, placed_by from public.asked')).toEqual([
      { table_name: 'matching.resident_key', placed_by: 'id' },
      { table_name: 'matching.resident_number', placed_by: 'number' },
      { table_name: 'matching.name_bearers', placed_by: null },
    ]);
  });

  it('have keys that hold the column they lie by', async () => {
    await cluster.sql(
      'hub',
      `insert into reconciliation.run (sector, source, engine_version) values ('x', '{}', 0);
       select matching.open_run(max(run_id)) from reconciliation.run`,
    );
    const keys = await cluster.sql<{ columns: string[] }>(
      'hub',
      `select c.conrelid::regclass::text as name, array_agg(a.attname::text) as columns
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
       join pg_inherits i on i.inhrelid = c.conrelid where c.contype = 'p'
         and i.inhparent in ('matching.record'::regclass, 'reconciliation.result'::regclass,
           'reconciliation.candidate'::regclass, 'reconciliation.stated'::regclass) group by c.conrelid`,
    );
    expect(keys).toHaveLength(4);
    expect(keys.every(({ columns }) => columns.includes('sector_no'))).toBe(true);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPool } from '../../src/cli/workplace.js';
import { packageRoot } from '../../src/config/package-root.js';
import { sourcesIn } from '../architecture/sources.js';
import { sharedCluster } from '../support/cluster.js';

/** The SQL that runs over all records: stages, and the searches they ask. */
const stages = sourcesIn('src/reconciliation').filter(({ path }) => /stages\/|resident-rows/.test(path));

/** What a distributed PostgreSQL refuses, or answers by sending everything everywhere (docs/reconciliation.md). */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'an outer join': /\b(left|right|full)\s+(outer\s+)?join\b/i,
  'a lateral join': /\blateral\b/i,
  recursion: /\bwith\s+recursive\b/i,
  'row locks': /\bfor\s+(update|share|no\s+key)\b/i,
  'a physical address': /\bctid\b/i,
  'a window over all rows': /\bover\s*\(\s*(order|\))/i,
  'a temporary table': /\bcreate\s+temp/i,
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
    const joined = stages.flatMap(({ text }) => [...text.matchAll(/(x\.seq = m\.seq|m\.seq = x\.seq)/g)]);
    const byNumber = stages.flatMap(({ text }) => [
      ...text.matchAll(/(x\.sector_no = m\.sector_no|m\.sector_no = x\.sector_no)/g),
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

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPool } from '../../src/cli/workplace.js';
import { packageRoot } from '../../src/config/package-root.js';
import { type ContractView, checkContract } from '../../src/database/contract-views.js';
import { makeSource } from '../../src/database/source.js';
import { makeLogger } from '../../src/process/logger.js';
import { makeMetrics } from '../../src/process/metrics.js';
import { registryViews } from '../../src/registry/views.js';
import { healthInsurance } from '../../src/sectors/health-insurance/index.js';
import { sectorModules } from '../../src/sectors/index.js';
import { sharedCluster } from '../support/cluster.js';

const page = readFileSync(join(packageRoot, 'docs/connect-a-database.md'), 'utf8');
const sources = [{ name: 'population', views: registryViews }, ...sectorModules];

describe('docs/connect-a-database.md', () => {
  it.each(sources)('names every view of $name with every column, and no other', ({ name, views }) => {
    const shown = viewsOf(name).map(([view, text]) => [view, text.match(/(?<=`)\w+(?=`)/g)]);
    expect(shown).toEqual(views.map((view) => [view.name, Object.keys(view.columns)]));
  });

  it.each(sources)('says the type of each column of $name that is not text', ({ name, views }) => {
    const shown = new Map(viewsOf(name));
    for (const view of views) {
      for (const [column, kind] of Object.entries(view.columns)) {
        const type = new RegExp(`\`${column}\` (date|integer|money|time)\\b`);
        const says = type.exec(shown.get(view.name)!)?.[1] ?? 'text';
        expect({ view: view.name, column, says }).toEqual({ view: view.name, column, says: kind });
      }
    }
  });

  it('gives an example whose views keep the contract', async () => {
    const example = [...page.matchAll(/<!-- run -->\s*```sql\n([\s\S]*?)```/g)].map((block) => block[1]);
    expect(example).toHaveLength(2);
    expect(await problemsOf(example.join('\n'), healthInsurance.views)).toEqual([]);
  });
});

/** The views that the page lists for a source, each with what it says of its columns. */
function viewsOf(source: string): [view: string, text: string][] {
  const section = page.split(`### ${source}\n`)[1]!.split('\n###')[0]!;
  const items = section.matchAll(/^- `(\w+)`: ([\s\S]*?)(?=\n- |\n\n|$(?![\s\S]))/gm);
  return [...items].map(([, view, text]) => [view!, text!.replaceAll(/\s+/g, ' ')]);
}

/** What `sectors check` would say of a database that this SQL was run in. */
async function problemsOf(sql: string, views: readonly ContractView[]): Promise<unknown[]> {
  const { superUrl } = await sharedCluster();
  const database = `example_${randomBytes(6).toString('hex')}`;
  const url = new URL(superUrl);
  url.pathname = database;
  return withPool(superUrl, async (pool) => {
    await pool.query(`create database ${database}`);
    try {
      await withPool(url.href, (there) => there.query(sql));
      const source = makeSource({
        ...{ name: 'example', url: url.href, poolSize: 1, timeoutMs: 10_000 },
        ...{ logger: makeLogger('silent'), metrics: makeMetrics() },
      });
      return await checkContract(source, views).finally(() => source.close());
    } finally {
      await pool.query(`drop database ${database} with (force)`);
    }
  });
}

import { Command, CommanderError } from 'commander';
import { say, sayJson } from '../../src/cli/say.js';
import { whole } from '../../src/cli/whole-number.js';
import { Releasers } from '../../src/process/releasers.js';
import { type Comparison, compareServers } from './compare-servers.js';
import { machineFacts } from './machine.js';
import { openPlace } from './place.js';
import { linesOfProfile, profileHub } from './profile.js';
import { headOf, linesOf, ratioOf, summarise } from './report.js';
import { startBare, startHub } from './servers.js';
import { makeTokens } from './tokens.js';
import { makeWorkloads } from './workloads.js';

interface Options {
  rounds: number;
  seconds: number;
  residents?: number;
  connections: number;
  json?: boolean;
  profile?: boolean;
}

const program = new Command('bench')
  .description(
    'the hub beside a bare server that gives the same answers, under the same load on the same databases',
  )
  .option('--rounds <n>', 'rounds a server and workload', whole(1, 100), 5)
  .option('--seconds <n>', 'seconds a round', whole(1, 300), 3)
  .option('--residents <n>', 'sample residents (what is loaded, else 20000)', whole(500, 5_000_000))
  .option('--connections <n>', 'connections of the load', whole(1, 1_000), 32)
  .option('--json', 'for machines: every round')
  .option('--profile', 'instead: where the time of the hub goes')
  .exitOverride()
  .action(bench);

async function bench(options: Options): Promise<void> {
  const { rounds, seconds, connections, json = false } = options;
  const tell = (lines: string[]) => {
    if (!json) for (const line of ['', ...lines]) say(line);
  };
  const releasers = new Releasers();
  const loading = new AbortController();
  const interrupted = () => {
    loading.abort(new Error('interrupted'));
    void releasers.releaseAll().then(() => process.exit(1));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  try {
    const opening = openPlace(options.residents, loading.signal);
    releasers.add('place', async () => (await opening).close());
    const place = await opening;
    const plan = { seconds, connections, postmaster: place.postgres.postmaster };
    const { residents, postgres } = place;
    const machine = machineFacts({
      ...{ residents, connections, rounds, seconds },
      postgres: postgres.version,
    });
    tell(headOf(machine));
    if (options.profile) {
      const profiles = await profileHub(place, plan);
      for (const profile of profiles) tell(linesOfProfile(profile));
      if (json) sayJson({ machine, profiles });
      return;
    }
    const hub = await startHub(place);
    releasers.add('hub', hub.stop);
    place.occupy(hub);
    const bare = await startBare(place);
    releasers.add('bare server', bare.stop);
    const comparisons: Comparison[] = [];
    for (const workload of await makeWorkloads(makeTokens(place, hub), place.databases.owners)) {
      const comparison = await compareServers(workload, [hub, bare], rounds, plan);
      comparisons.push(comparison);
      tell(linesOf(comparison));
    }
    if (json) {
      const figures = (comparison: Comparison) => ({
        ratio: ratioOf(comparison),
        medians: { hub: summarise(comparison.hub), bare: summarise(comparison.bare) },
        ...comparison,
      });
      sayJson({ machine, workloads: comparisons.map(figures) });
    }
  } finally {
    await releasers.releaseAll();
  }
}

/** Exit 0 measured, 1 failed or the answers differ, 2 wrong usage. No figure makes it fail. */
try {
  await program.parseAsync();
} catch (error) {
  const usage = error instanceof CommanderError;
  if (!usage) process.stderr.write(`bench: ${error instanceof Error ? error.message : 'failed'}\n`);
  process.exitCode = usage ? (error.exitCode === 0 ? 0 : 2) : 1;
}

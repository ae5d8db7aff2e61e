import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { say, sayJson } from '../../src/cli/say.js';
import { whole } from '../../src/cli/whole-number.js';
import { packageRoot } from '../../src/config/package-root.js';
import { Releasers } from '../../src/process/releasers.js';
import { ProofRecord } from '../proof/proof-record.js';
import { autocannonDriver } from './autocannon-driver.js';
import { linesOfDesk, measureDesk } from './desk/measure-desk.js';
import { drawCards, drawPatients } from './draws.js';
import { figuresOf } from './figures.js';
import { machineFacts } from './machine.js';
import { measure } from './measure.js';
import { choosePeers, type PeerName, peers, preparePeers } from './peers.js';
import { openPlace } from './place.js';
import { linesOfProfile, profileHub } from './profile.js';
import { linesOfReconciliation, measureReconciliation } from './reconciliation/measure-reconciliation.js';
import { recordSpeed } from './record-speed.js';
import { headOf, linesOf, placeOf } from './report.js';
import { linesOfRowSecurity, measureRowSecurity } from './row-security.js';
import { type ServerUnderLoad, startBare, startHub, startUnrecordedHub } from './servers.js';
import { makeTokens } from './tokens.js';
import { unrecorded } from './unrecorded.js';
import { openDesk } from './wires/desk.js';
import { measureWires } from './wires/measure-wires.js';
import { linesOfWires, wireSection } from './wires/wire-section.js';
import { makeWires } from './wires/wires.js';
import type { Workload } from './workload.js';
import { makeWorkloads } from './workloads.js';
import { hasWrk, wrkDriver } from './wrk-driver.js';

interface Options {
  rounds: number;
  seconds: number;
  residents?: number;
  connections: number;
  workloads: Workload['key'][];
  peers?: true | PeerName[];
  load?: 'wrk' | 'autocannon';
  auditOff?: boolean;
  record?: true | string;
  json?: boolean;
  profile?: boolean;
  rowSecurity?: boolean;
  wires?: boolean;
  desk?: boolean;
  reconciliation?: boolean;
  members?: number;
  files?: string;
  again?: boolean;
}

const allWorkloads = ['W1', 'W2', 'W3', 'W4'] as const;

const program = new Command('bench')
  .description(
    'the hub beside a bare server that gives the same answers, under the same load on the same databases',
  )
  .option('--rounds <n>', 'rounds a server and workload', whole(1, 100), 5)
  .option('--seconds <n>', 'seconds a round', whole(1, 300), 3)
  .option('--residents <n>', 'sample residents (what is loaded, else 20000)', whole(500, 5_000_000))
  .option('--connections <n>', 'connections of the load', whole(1, 1_000), 32)
  .option('--workloads <list>', 'which, with commas', chooseWorkloads, [...allWorkloads])
  .option('--peers [list]', `other gateways too (${Object.keys(peers).join(', ')})`, choosePeers)
  .option('--audit-off', `also ${unrecorded.name}, ${unrecorded.is}`)
  .option('--load <program>', 'wrk or autocannon (wrk where it is installed)', chooseLoad)
  .option('--record [folder]', 'adds the figures to docs/proof.json and docs/proof.md (of this project)')
  .option('--json', 'for machines: every round')
  .addOption(
    new Option('--profile', 'instead: where the time of the hub goes').conflicts(['record', 'auditOff']),
  )
  .addOption(
    new Option(
      '--row-security',
      'instead: W1 with and without row-level security in turn, and how long events wait for their seal',
    ).conflicts(['record', 'auditOff', 'profile', 'peers']),
  )
  .addOption(
    new Option('--wires', 'instead: the hospital check by each wire of the hub').conflicts([
      ...['auditOff', 'profile', 'peers', 'rowSecurity', 'workloads'],
    ]),
  )
  .addOption(
    new Option(
      '--desk',
      "instead: the hospital's desk in Chromium: from a scan to its answer, and until the page takes a first one",
    ).conflicts(['record', 'auditOff', 'profile', 'peers', 'rowSecurity', 'wires', 'workloads']),
  )
  .addOption(
    new Option(
      '--reconciliation',
      'instead: a whole reconciliation beside a bare COPY of the same rows (2097151 residents)',
    ).conflicts(['record', 'auditOff', 'profile', 'peers', 'rowSecurity', 'wires', 'workloads']),
  )
  .option('--members <n>', 'records of --reconciliation (1551000)', whole(500, 5_000_000))
  .option('--files <folder>', 'registry.csv and member.csv of --reconciliation, in place of made ones')
  .option('--again', 'with the registry and the keys of the last --reconciliation')
  .exitOverride()
  .action(bench);

function chooseWorkloads(text: string): Workload['key'][] {
  const asked = text.split(',').map((key) => key.trim().toUpperCase());
  const known = allWorkloads.filter((key) => asked.includes(key));
  if (known.length !== asked.length)
    throw new InvalidArgumentError(`Give some of ${allWorkloads.join(',')}, each once.`);
  return known;
}

function chooseLoad(text: string): 'wrk' | 'autocannon' {
  if (text !== 'wrk' && text !== 'autocannon') throw new InvalidArgumentError('Give wrk or autocannon.');
  if (text === 'wrk' && !hasWrk()) throw new InvalidArgumentError('wrk is not installed here.');
  return text;
}

async function bench(options: Options): Promise<void> {
  const { rounds, seconds, connections, json = false } = options;
  const driver = (options.load ?? (hasWrk() ? 'wrk' : 'autocannon')) === 'wrk' ? wrkDriver : autocannonDriver;
  const names = options.peers === true ? (Object.keys(peers) as PeerName[]) : (options.peers ?? []);
  const tell = (lines: string[]) => {
    if (!json) for (const line of ['', ...lines]) say(line);
  };
  const tellStep = (line: string) => process.stderr.write(`${line}\n`);
  if (options.reconciliation) {
    const { residents = 2_097_151, members = 1_551_000, files, again = false } = options;
    const figures = await measureReconciliation({
      size: { residents, members },
      files,
      again,
      tell: tellStep,
    });
    tell(linesOfReconciliation(figures));
    if (json) sayJson({ reconciliation: figures });
    return;
  }
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
    const startPeer = names.length > 0 ? await preparePeers(place, names, tellStep) : null;
    const plan = { seconds, connections, driver, postmaster: place.postgres.postmaster };
    const { residents, postgres } = place;
    const machine = machineFacts({
      ...{ residents, connections, rounds, seconds, load: driver.name },
      postgres: postgres.version,
    });
    tell(options.desk ? [...placeOf(machine), `${residents} invented residents`] : headOf(machine));
    if (options.profile) {
      const profiles = await profileHub(place, plan, options.workloads);
      for (const profile of profiles) tell(linesOfProfile(profile));
      if (json) sayJson({ machine, profiles });
      return;
    }
    const beside: Record<string, string> = {
      ...(options.auditOff && { [unrecorded.name]: unrecorded.is }),
      ...Object.fromEntries(names.map((name) => [name, peers[name].is])),
    };
    if (Object.keys(beside).length > 0) tell(Object.entries(beside).map(([name, is]) => `${name}: ${is}`));
    const hub = await startHub(place);
    releasers.add('hub', hub.stop);
    place.occupy(hub);
    if (options.desk) {
      const measured = await measureDesk(hub, await drawCards(place.databases.owners, 200));
      tell(linesOfDesk(measured));
      if (json) sayJson({ machine, desk: measured });
      return;
    }
    if (options.rowSecurity) {
      const [desk] = await makeWorkloads(makeTokens(place, hub), place.databases.owners);
      const figures = await measureRowSecurity(place, hub, desk!, { ...plan, rounds });
      tell(linesOfRowSecurity(figures));
      if (json) sayJson({ machine, rowSecurity: figures });
      return;
    }
    const { record } = options;
    const startedAt = performance.now();
    const recordIn = record === true ? packageRoot : record;
    const took = () => Math.round((performance.now() - startedAt) / 1000);
    if (options.wires) {
      const wires = makeWires(await openDesk(place, hub, makeTokens(place, hub)));
      const people = await drawPatients(place.databases.owners, 5_000);
      const measured = await measureWires(hub, wires, people, { ...plan, rounds }, (name) =>
        tell([`${name}: this hub does not have it (404), not measured`]),
      );
      tell(linesOfWires(measured));
      const section = wireSection({ machine: { ...machine, took: took() }, measured });
      if (recordIn) new ProofRecord(recordIn).put(section);
      if (json) sayJson({ machine, wires: measured });
      return;
    }
    const bare = await startBare(place);
    releasers.add('bare server', bare.stop);
    const workloads = (await makeWorkloads(makeTokens(place, hub), place.databases.owners)).filter(
      ({ key }) => options.workloads.includes(key),
    );
    const starting = (name: string, start: () => Promise<ServerUnderLoad>) => async () => {
      tellStep(`${name} ...`);
      const server = await start();
      releasers.add(name, server.stop);
      return server;
    };
    const starts = [
      ...(options.auditOff ? [starting(unrecorded.name, () => startUnrecordedHub(place, hub))] : []),
      ...names.map((name) => starting(name, () => startPeer!(name))),
    ];
    const all = await measure(
      workloads,
      { hub, bare, starts },
      { ...plan, rounds },
      {
        ofWorkload: (measured) => tell(linesOf(measured)),
        ofAll(measured) {
          if (recordIn) recordSpeed(recordIn, { ...machine, took: took() }, measured);
        },
      },
    );
    if (json) sayJson({ machine, peers: beside, workloads: figuresOf(all) });
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

import { fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { readEnv } from '../../src/config/env.js';
import { peerDatabase } from './peer-database.js';
import { installPeers, newerNode, peersFolder } from './peer-package.js';
import type { Place } from './place.js';
import { type ServerUnderLoad, serverOf, urlFrom } from './servers.js';

interface Peer {
  /** The program under peers/, and its argument. */
  program: string;
  argument?: string;
  speaks: ServerUnderLoad['speaks'];
  /** For the report: what it is, and what has to be known to read its figures. */
  is: string;
  /** It does not run on the Node that the product supports from. */
  newerNode?: true;
}

const without = 'no token, scope or audit';

/** Other ways to serve the same answers, in the order they are measured. */
export const peers = {
  'apollo-typeorm': {
    ...{ program: 'apollo-typeorm', speaks: 'graphql' },
    is: `Apollo Server standalone, type-graphql, TypeORM, DataLoader; ${without}`,
  },
  'apollo-typeorm-audit': {
    ...{ program: 'apollo-typeorm', argument: 'audit', speaks: 'graphql' },
    is: 'the same with one audit row inserted through TypeORM and awaited a request; no token or scope',
  },
  mercurius: {
    ...{ program: 'mercurius', speaks: 'graphql' },
    is: `Mercurius on Fastify, jit: 1, its loaders, pg; ${without}`,
  },
  yoga: { program: 'yoga', speaks: 'graphql', is: `GraphQL Yoga, DataLoader, pg; ${without}` },
  postgraphile: {
    ...{ program: 'postgraphile', speaks: 'postgraphile', newerNode: true },
    is:
      `PostGraphile on Node 24; ${without}. It reads one database only, so it has copies of all four in one; ` +
      'it answers with rows, and what follows from them (the best card, the state of a fee) is left to the client',
  },
  hive: {
    ...{ program: 'hive', speaks: 'graphql' },
    is: `Hive Gateway before two GraphQL Yoga subgraphs (population; sectors), three processes; ${without}`,
  },
} satisfies Record<string, Peer>;

export type PeerName = keyof typeof peers;

/** The peers named in a list with commas; all of them where none is named. */
export function choosePeers(text: string): PeerName[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !(name in peers));
  if (unknown.length > 0)
    throw new InvalidArgumentError(
      `There is no peer ${unknown.join(', ')}; there are ${Object.keys(peers).join(', ')}.`,
    );
  return names as PeerName[];
}

/** Makes what the peers need, once for all of them, and gives what starts one. `tell` hears of long steps. */
export async function preparePeers(place: Place, names: readonly PeerName[], tell: (line: string) => void) {
  await installPeers(tell);
  const copies = names.includes('postgraphile');
  const together = await peerDatabase(place, copies, tell);
  return async (name: PeerName): Promise<ServerUnderLoad> => {
    const peer: Peer = peers[name];
    const program = join(peersFolder, 'dist/tests/bench/peers', `${peer.program}.js`);
    const log = place.state.file(`${name}.log`);
    const errors = openSync(log, 'w', 0o600);
    const child = fork(program, peer.argument ? [peer.argument] : [], {
      ...{ cwd: peersFolder, env: { ...readEnv(), NODE_ENV: 'production' } },
      ...{ execArgv: [], stdio: ['ignore', 'ignore', errors, 'ipc'] },
      ...(peer.newerNode && { execPath: newerNode() }),
    });
    closeSync(errors);
    const url = await urlFrom(child, { ...place.databases.urls, together }, `${name} (see ${log})`);
    return serverOf(name, peer.speaks, url, child);
  };
}

import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { StateDir } from '../../../src/config/state.js';
import { prepareEmbeddedDatabases } from '../../../src/database/embedded-databases.js';
import { startEmbedded } from '../../../src/database/embedded-server.js';
import { resolveAddress } from '../../../src/domain/address.js';
import { makeAddresses, makeRandom } from './address-maker.js';
import { readUnits } from './address-units.js';

/**
 * Addresses resolved per CPU second, and rows per second of a COPY of the same addresses with their answers into the
 * embedded PostgreSQL. Run it from the project root: `addresses-bench.js [rows] [seed]`.
 */
const rows = Number(process.argv[2] ?? 300_000);
const random = makeRandom(Number(process.argv[3] ?? 1));
const units = readUnits();
const firstAt = performance.now();
resolveAddress('', units);
const bookMs = Math.round(performance.now() - firstAt);

const publicOnes = ['testaddr_s_legacy_2020-2025.csv', 'testaddr_t_legacy_2023-2025.csv'].flatMap((file) => {
  const text = readFileSync(`tests/data/addresses/${file}`);
  const read = parse(text, { columns: true, bom: true }) as Record<string, string>[];
  return read.map((it) => `${it.ward}, ${it.district}, ${it.province}`);
});
/** A file of members: any hamlet before one of the public addresses, most of which come again and again. */
const members = Array.from({ length: rows }, () => {
  const at = Math.floor(random() ** 2 * publicOnes.length);
  return `Thôn ${Math.floor(random() * 5000)}, ${publicOnes[at]}`;
});
const made = [...makeAddresses(20_000, 1, units)].map((it) => it.text);

function perCpuSecond(addresses: readonly string[]): number {
  const before = process.cpuUsage();
  for (const text of addresses) resolveAddress(text, units);
  const used = process.cpuUsage(before);
  return Math.round(addresses.length / ((used.user + used.system) / 1e6));
}

const figures: Record<string, number> = {
  'address book made, ms': bookMs,
  'public addresses, each once': perCpuSecond(publicOnes),
  'made addresses, each once (35 % with something to guess)': perCpuSecond(made),
  'a file of members': perCpuSecond(members),
};

const folder = mkdtempSync(join(tmpdir(), 'addresses-bench-'));
// The database runs as another user when this one is root.
chmodSync(folder, 0o755);
const state = new StateDir(join(folder, 'state'));
const server = await startEmbedded(state);
try {
  const { owners } = await prepareEmbeddedDatabases(server, state);
  const client = new pg.Client({ connectionString: owners.population });
  await client.connect();
  await client.query('create unlogged table resolved (no int, address text, units text)');
  const lines = members.map(
    (text, at) =>
      `${at}\t${text}\t${resolveAddress(text, units)
        .units.map((it) => it.code)
        .join(' ')}\n`,
  );
  const copyAt = performance.now();
  await pipeline(Readable.from(lines.join('')), client.query(copyFrom('copy resolved from stdin')));
  figures['COPY of the same rows, per second'] = Math.round(rows / ((performance.now() - copyAt) / 1000));
  await client.end();
} finally {
  await server.stopIfUnused();
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${JSON.stringify({ rows, perCpuSecond: figures }, null, 2)}\n`);
console.table(figures);

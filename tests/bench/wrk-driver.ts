import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/config/package-root.js';
import type { PreparedRequest } from './dialect.js';
import { type Load, type LoadDriver, type LoadResult, patienceMs, targetOf } from './load.js';
import { cpuSecondsOfEndedChildren } from './process-cost.js';

const script = join(packageRoot, 'tests/bench/wrk.lua');

/** Whether wrk is installed. It prints its version with `-v` and calls that a failure. */
export function hasWrk(): boolean {
  return /^wrk /.test(spawnSync('wrk', ['-v'], { encoding: 'utf8' }).stdout ?? '');
}

/** Load from wrk, one thread: a small part of the CPU that a load in JavaScript takes from the servers beside it. */
export const wrkDriver: LoadDriver = {
  name: 'wrk',
  async put(load) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-wrk-'));
    try {
      const requests = join(folder, 'requests');
      writeFileSync(requests, Buffer.concat(load.requests.map((request) => onTheWire(load.url, request))));
      const before = cpuSecondsOfEndedChildren();
      const { stdout } = await promisify(execFile)('wrk', argumentsOf(load, requests));
      const after = cpuSecondsOfEndedChildren();
      const result = JSON.parse(stdout.trim().split('\n').at(-1)!) as Omit<LoadResult, 'cpu'>;
      return { ...result, cpu: before === null || after === null ? null : after - before };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function argumentsOf({ url, seconds, connections, draw, holds }: Load, requests: string): string[] {
  const flags = { '--threads': 1, '--connections': connections, '--duration': seconds };
  return [
    ...Object.entries(flags).flatMap(([flag, value]) => [flag, String(value)]),
    ...['--timeout', String(patienceMs / 1000), '--script', script, new URL(url).origin],
    ...['--', requests, draw, holds],
  ];
}

/** A request as bytes of HTTP/1.1, its length in front. */
function onTheWire(url: string, prepared: PreparedRequest): Buffer {
  const { headers, body } = prepared;
  const lines = [
    `POST ${targetOf(url, prepared)} HTTP/1.1`,
    ...Object.entries({ host: new URL(url).host, ...headers, 'content-length': Buffer.byteLength(body) }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
  ];
  const request = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
  return Buffer.concat([Buffer.from(`${request.length}\n`), request]);
}

import { dialects } from './dialect.js';
import type { Load, LoadDriver, LoadResult } from './load.js';
import { cpuSecondsOf, memoryOf } from './process-cost.js';
import type { ServerUnderLoad } from './servers.js';
import type { Workload } from './workload.js';

/** What one server did in one round. CPU seconds and memory are null where there is no /proc. */
export interface Round extends Omit<LoadResult, 'cpu'> {
  cpu: { server: number | null; postgres: number | null; load: number | null };
  /** MB held by the server at the end. */
  memory: number | null;
}

export interface RoundPlan {
  seconds: number;
  connections: number;
  /** The process whose children PostgreSQL's connections are. */
  postmaster: number | null;
  driver: LoadDriver;
}

/** Puts a workload's questions to one server for a while. */
export async function runRound(server: ServerUnderLoad, workload: Workload, plan: RoundPlan): Promise<Round> {
  const dialect = dialects[server.speaks];
  const requests = (await workload.questions()).map((question) => dialect.request(workload, question));
  return putRound(server, { requests, draw: workload.draw, holds: dialect.holds(workload) }, plan);
}

/** Puts requests to one server for a while. */
export async function putRound(
  server: ServerUnderLoad,
  load: Pick<Load, 'requests' | 'draw' | 'holds'>,
  { seconds, connections, postmaster, driver }: RoundPlan,
): Promise<Round> {
  const costs = () => [server.pid, postmaster].map((pid) => cpuSecondsOf(pid, { family: true }));
  const before = costs();
  const { cpu, ...result } = await driver.put({
    ...{ url: server.url, seconds, connections, ...load },
  });
  const [ofServer, ofPostgres] = costs().map((after, at) => difference(after, before[at]!));
  return {
    ...result,
    cpu: { server: ofServer!, postgres: ofPostgres!, load: cpu },
    memory: memoryOf(server.pid),
  };
}

function difference(after: number | null, before: number | null): number | null {
  return after === null || before === null ? null : after - before;
}

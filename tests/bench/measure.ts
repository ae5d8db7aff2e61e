import { compareServers } from './compare-servers.js';
import { memoryOverDocuments } from './document-memory.js';
import type { Measured } from './report.js';
import type { RoundPlan } from './round.js';
import type { ServerUnderLoad } from './servers.js';
import type { Workload } from './workload.js';

/** Who is measured: two that run all the time, and those that are started one after the other. */
export interface Field {
  hub: ServerUnderLoad;
  bare: ServerUnderLoad;
  /** One peer each, or the hub without a record; stopped again when its rounds are over. */
  starts: (() => Promise<ServerUnderLoad>)[];
}

/**
 * Measures the hub and the bare server under each workload, or, with peers, the three of them for each peer: only one
 * runs at a time, so that no idle one holds connections and memory, and its rounds have the hub's right beside them.
 * @param hears `ofWorkload` when all of one is measured; `ofAll`, what there is so far, after each peer
 */
export async function measure(
  workloads: readonly Workload[],
  { hub, bare, starts }: Field,
  { rounds, ...plan }: RoundPlan & { rounds: number },
  hears: { ofWorkload(measured: Measured): void; ofAll(measured: readonly Measured[]): void },
): Promise<Measured[]> {
  const all = workloads.map(
    ({ key, title, note }): Measured => ({ ...{ key, title, note }, comparisons: [] }),
  );
  const groups = starts.length > 0 ? starts : [async () => null];
  for (const [at, start] of groups.entries()) {
    const peer = await start();
    const servers = peer ? [hub, bare, peer] : [hub, bare];
    for (const [which, workload] of workloads.entries()) {
      const measured = all[which]!;
      const warm = at > 0 ? [hub, bare] : [];
      measured.comparisons.push(await compareServers(workload, servers, rounds, plan, warm));
      if (at < groups.length - 1) continue;
      if (workload.draw === 'in order') measured.documents = await memoryOverDocuments(workload, hub);
      hears.ofWorkload(measured);
    }
    hears.ofAll(all);
    await peer?.stop();
  }
  return all;
}

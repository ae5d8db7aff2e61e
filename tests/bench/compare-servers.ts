import { type Round, type RoundPlan, runRound } from './round.js';
import { requireSameAnswers } from './same-answers.js';
import type { ServerUnderLoad } from './servers.js';
import type { Workload } from './workload.js';

/** Both servers under one workload: the rounds as they were, oldest first. */
export interface Comparison {
  key: Workload['key'];
  title: string;
  note: string;
  /** How many questions were answered alike before measuring. */
  alike: number;
  hub: Round[];
  bare: Round[];
}

const warmUpSeconds = 3;

/**
 * Compares, warms up, then measures in turn, the order reversed each round: the machine's own speed wanders, so only
 * rounds beside each other say anything.
 */
export async function compareServers(
  workload: Workload,
  servers: readonly ServerUnderLoad[],
  rounds: number,
  plan: Omit<RoundPlan, 'isFull'>,
): Promise<Comparison> {
  const { key, title, note } = workload;
  const alike = await requireSameAnswers(workload, servers, 20);
  const run = async (server: ServerUnderLoad, seconds: number) =>
    runRound(server, await workload.questions(), { ...plan, seconds, isFull: workload.isFull });
  for (const server of servers) await run(server, warmUpSeconds);
  const comparison: Comparison = { key, title, note, alike, hub: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const server of round % 2 === 0 ? servers : servers.toReversed())
      comparison[server.name].push(await run(server, plan.seconds));
  }
  return comparison;
}

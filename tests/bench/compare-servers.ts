import { type Round, type RoundPlan, runRound } from './round.js';
import { requireSameAnswers } from './same-answers.js';
import type { ServerUnderLoad } from './servers.js';
import type { Workload } from './workload.js';

/** Servers under one workload, measured beside each other: their rounds as they were, oldest first, by name. */
export interface Comparison {
  /** How many questions were answered alike before measuring. */
  alike: number;
  rounds: Record<string, Round[]>;
}

const warmUpSeconds = 3;

/**
 * Compares answers, warms up, then measures in turn, the order reversed each round: the machine's own speed wanders, so
 * only rounds beside each other say anything.
 * @param warm servers that were under this workload a moment ago
 */
export async function compareServers(
  workload: Workload,
  servers: readonly ServerUnderLoad[],
  rounds: number,
  plan: RoundPlan,
  warm: readonly ServerUnderLoad[] = [],
): Promise<Comparison> {
  const alike = await requireSameAnswers(workload, servers, 20);
  for (const server of servers)
    await runRound(server, workload, { ...plan, seconds: warm.includes(server) ? 1 : warmUpSeconds });
  const comparison: Comparison = {
    alike,
    rounds: Object.fromEntries(servers.map((server) => [server.name, []])),
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const server of round % 2 === 0 ? servers : servers.toReversed())
      comparison.rounds[server.name]!.push(await runRound(server, workload, plan));
  }
  return comparison;
}

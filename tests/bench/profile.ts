import { mkdtempSync, rmSync } from 'node:fs';
import { summariseProfile } from './cpu-profile.js';
import type { Place } from './place.js';
import { type RoundPlan, runRound } from './round.js';
import { startHub } from './servers.js';
import { makeTokens } from './tokens.js';
import type { Workload } from './workload.js';
import { makeWorkloads } from './workloads.js';

/** Where the hub's time goes under each workload: a hub of its own for each, its start and warm-up left out. */
export async function profileHub(place: Place, plan: RoundPlan, keys: readonly Workload['key'][]) {
  const profiles = [];
  for (const key of keys) {
    const folder = mkdtempSync(place.state.file('profile-'));
    const startedAt = Date.now();
    const hub = await startHub(place, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
    try {
      const workloads = await makeWorkloads(makeTokens(place, hub), place.databases.owners);
      const workload = workloads.find((one) => one.key === key)!;
      await runRound(hub, workload, { ...plan, seconds: 3 });
      const from = Date.now() - startedAt;
      const round = await runRound(hub, workload, plan);
      const until = Date.now() - startedAt;
      await hub.stop();
      profiles.push({ key, title: workload.title, round, ...summariseProfile(folder, from, until) });
    } finally {
      await hub.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return profiles;
}

export function linesOfProfile(profile: Awaited<ReturnType<typeof profileHub>>[number]): string[] {
  const share = ({ name, percent }: { name: string; percent: number }) =>
    `  ${percent.toFixed(1).padStart(5)} %  ${name}`;
  return [
    `${profile.key} ${profile.title}: main thread busy ${profile.busyPercent} %; of that, by place:`,
    ...profile.places.filter(({ percent }) => percent >= 0.5).map(share),
    '  by function:',
    ...profile.functions.filter(({ percent }) => percent >= 0.8).map(share),
  ];
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../../src/config/config.js';
import { makeTcpProxy } from '../faults/tcp-proxy.js';
import { sharedCluster } from '../support/cluster.js';
import { type Answer, type Hub, openHub } from '../support/hub.js';
import { knownPeople, personOf } from '../support/people.js';

/** A hub whose sources lie behind wires that a test can hold, so that requests meet in the lanes. */
export interface HeldHub extends Hub {
  /**
   * Holds the registry, with both its statements under way, while `work` runs: what it asks waits in the lane, and is
   * answered after it is over. With `sectors` those are held too.
   */
  whileHeld<T>(work: (sent: SentSoFar) => Promise<T>, options?: { sectors?: boolean }): Promise<T>;
}

/** Statements sent to a source since the registry is held. */
export type SentSoFar = (source: string) => Promise<number>;

/** Statements of the registry that hold it. */
export const holding = 2;

export async function openHeldHub(config: Partial<Config> = {}): Promise<HeldHub> {
  const cluster = await sharedCluster();
  const { urls } = cluster.databases;
  const port = Number(new URL(urls.population).port);
  const [registry, sectors] = [await makeTcpProxy(port), await makeTcpProxy(port)];
  const through = {
    population: registry.through(urls.population),
    healthInsurance: sectors.through(urls.healthInsurance),
    educationFee: sectors.through(urls.educationFee),
    socialSecurity: sectors.through(urls.socialSecurity),
  };
  const patience = { registryTimeoutMs: 20_000, sectorTimeoutMs: 20_000, requestDeadlineMs: 25_000 };
  const hub = await openHub({
    cluster,
    config: { ...patience, ...config, urls: { ...urls, ...through, hubOwner: null } },
  });
  const { ACTIVE } = await knownPeople(cluster);
  const claim = await personOf(cluster, ACTIVE!);
  const any = 'query($claim: IdentityClaim!) { identify(claim: $claim) { outcome } }';
  const look = () => hub.ask('hospital.demo', 'TREATMENT', any, { claim });

  /** Whether both are under way: not when a connection had to be opened through the held wire. */
  async function holdRegistry(sent: SentSoFar, held: Promise<Answer>[]): Promise<boolean> {
    for (let at = 1; at <= holding; at += 1) {
      held.push(look());
      const patience = Date.now() + 1_500;
      while ((await sent('population')) < at) {
        if (Date.now() > patience) return false;
        await pause(20);
      }
    }
    return true;
  }

  async function whileHeld<T>(
    work: (sent: SentSoFar) => Promise<T>,
    options: { sectors?: boolean } = {},
    tries = 3,
  ): Promise<T> {
    await look();
    const before = await hub.statements();
    const sent: SentSoFar = async (source) => ((await hub.statements())[source] ?? 0) - (before[source] ?? 0);
    const held: Promise<Answer>[] = [];
    registry.freeze();
    if (options.sectors) sectors.freeze();
    try {
      if (await holdRegistry(sent, held)) return await work(sent);
    } finally {
      registry.thaw();
      sectors.thaw();
      await Promise.all(held);
    }
    if (tries === 1) throw new Error('The registry was not held');
    return whileHeld(work, options, tries - 1);
  }

  return {
    ...hub,
    whileHeld: (work, options) => whileHeld(work, options),
    async stop() {
      await hub.stop();
      await Promise.all([registry.close(), sectors.close()]);
    },
  };
}

/** Returns when this process, the hub in it, has nothing more to do: all that was asked has come as far as it can. */
export async function quiet(): Promise<void> {
  for (let calm = 0; calm < 3; ) {
    const before = performance.eventLoopUtilization();
    await pause(100);
    calm = performance.eventLoopUtilization(before).utilization < 0.2 ? calm + 1 : 0;
  }
}

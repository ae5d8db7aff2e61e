import { freePort } from '../../src/database/embedded-server.js';
import { type ChildHub, settingsOf, startChildHub } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';

/** The built program at an address of its own, on databases that a suite may stop. */
export interface Counter {
  cluster: PrivateCluster;
  origin: string;
  hub: ChildHub;
  /** Ends the program as a restart does, and begins it anew at the same address. */
  end(): Promise<void>;
  begin(): Promise<void>;
  close(): Promise<void>;
}

export async function openCounter(
  settings: Record<string, string> = {},
  sample: { residents?: number } = {},
): Promise<Counter> {
  const cluster = await makePrivateCluster(sample);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const start = () =>
    startChildHub(cluster, {
      ...settingsOf(cluster),
      ...{ LIENTHONG_PORT: String(port), LIENTHONG_PUBLIC_URL: origin, LIENTHONG_RECHECK_EVERY_MS: '500' },
      // What takes up runs of reconciliation.
      ...{ LIENTHONG_HUB_MATCHER_URL: cluster.databases.urls.hubMatcher ?? '' },
      ...settings,
    });
  const counter: Counter = {
    ...{ cluster, origin, hub: await start() },
    async end() {
      await counter.hub.end('SIGTERM');
    },
    async begin() {
      counter.hub = await start();
    },
    async close() {
      await counter.hub.end('SIGTERM');
      await cluster.remove();
    },
  };
  return counter;
}

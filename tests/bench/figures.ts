import { type Measured, ratioOf, serversIn, summaryOf } from './report.js';

/** For machines: every round, the medians, and the hub's ratios to each other server. */
export function figuresOf(all: readonly Measured[]) {
  return all.map((measured) => {
    const servers = serversIn(measured);
    const over = servers.slice(1).map((name) => [name, ratioOf(measured, 'hub', name)]);
    return {
      ratios: { hub: Object.fromEntries(over) },
      medians: Object.fromEntries(servers.map((name) => [name, summaryOf(measured, name)])),
      ...measured,
    };
  });
}

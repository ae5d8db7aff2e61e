import autocannon from 'autocannon';
import { type LoadDriver, patienceMs, targetOf } from './load.js';

/** Load from within the bench's own process: runs wherever Node runs. */
export const autocannonDriver: LoadDriver = {
  name: 'autocannon',
  async put({ url, seconds, connections, requests, draw, holds }) {
    const prepared = requests.map((request) => ({ ...request, path: targetOf(url, request) }));
    let sent = 0;
    const next = () =>
      prepared[draw === 'random' ? Math.floor(Math.random() * prepared.length) : sent++ % prepared.length];
    const before = process.cpuUsage();
    const result = await autocannon({
      ...{ url: new URL(url).origin, connections, duration: seconds, timeout: patienceMs / 1000 },
      requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, ...next() }) }],
      verifyBody: (body) => String(body).includes(holds) && !String(body).includes('"errors"'),
    });
    const own = process.cpuUsage(before);
    return {
      seconds: result.duration,
      answers: result['2xx'] - result.mismatches,
      errors: result.errors + result.non2xx + result.mismatches,
      p50: result.latency.p50,
      p99: result.latency.p99,
      cpu: (own.user + own.system) / 1e6,
    };
  },
};

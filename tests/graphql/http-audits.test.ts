import { serverAudits } from 'graphql-http';
import { type Hub, openHub } from '../support/hub.js';

/** By design: no GET (three MAYs), and 400 for what cannot be parsed, validated or coerced (three SHOULDs of the older media type). */
const byDesign = ['5A70', 'D6D5', '6A70', '572B', 'FDE2', '7B9B'];

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

it('keeps GraphQL over HTTP in all but the deviations that are known', async () => {
  const authorization = `Bearer ${await hub.token('hospital.demo')}`;
  const audits = serverAudits({
    url: `${hub.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', authorization);
      return fetch(url, { ...init, headers });
    },
  });
  expect(audits).toHaveLength(61);
  const found: { id: string; name: string; status: string; reason?: string }[] = [];
  for (const audit of audits) {
    const result = await audit.fn();
    if (result.status !== 'ok') {
      found.push({ id: audit.id, name: audit.name, status: result.status, reason: result.reason });
    }
    if ('response' in result && !result.response.bodyUsed) await result.response.body?.cancel();
  }
  expect(found.filter((one) => !byDesign.includes(one.id))).toEqual([]);
  expect(found.map((one) => one.id).sort()).toEqual([...byDesign].sort());
  expect(found.filter((one) => one.status === 'error')).toEqual([]);
});

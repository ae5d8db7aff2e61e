import { request } from 'node:http';
import { type Hub, openHub } from '../support/hub.js';

const insurance = 'insurance.demo';

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

/** The status of a request of which no more than its headers and one byte ever comes; null when none is told. */
function statusWithoutBody(
  path: string,
  headers: Record<string, string>,
  waitMs = 20_000,
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const asked = request(`${hub.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', 'content-length': String(8 * 1024 * 1024), ...headers },
    });
    const over = (status: number | null) => {
      clearTimeout(waiting);
      resolve(status);
      asked.destroy();
    };
    const waiting = setTimeout(() => over(null), waitMs);
    asked.on('response', ({ statusCode }) => over(statusCode!));
    asked.on('error', reject);
    asked.write('a');
  });
}

describe.each(['/reconciliation/files', '/wires/roster'])('%s, of which the body never comes', (path) => {
  const agency = path === '/wires/roster' ? 'school.demo' : insurance;
  const purpose = path === '/wires/roster' ? 'ENROLMENT' : 'RECONCILIATION';

  it('answers who has no good token', async () => {
    expect(await statusWithoutBody(path, { 'x-purpose': purpose })).toBe(401);
    expect(await statusWithoutBody(path, { authorization: 'Bearer x', 'x-purpose': purpose })).toBe(401);
  });

  it('answers who gives no purpose', async () => {
    const authorization = `Bearer ${await hub.token(agency)}`;
    expect(await statusWithoutBody(path, { authorization })).toBe(403);
  });

  it('answers who may not do it', async () => {
    const authorization = `Bearer ${await hub.token('hospital.demo')}`;
    expect(await statusWithoutBody(path, { authorization, 'x-purpose': 'TREATMENT' })).toBe(403);
  });

  it('waits for the body of who is known', async () => {
    const authorization = `Bearer ${await hub.token(agency)}`;
    expect(await statusWithoutBody(path, { authorization, 'x-purpose': purpose }, 3_000)).toBeNull();
  });
});

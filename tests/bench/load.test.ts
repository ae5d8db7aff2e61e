import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { autocannonDriver } from './autocannon-driver.js';
import type { PreparedRequest } from './dialect.js';
import { type Load, targetOf } from './load.js';
import { hasWrk, wrkDriver } from './wrk-driver.js';

const drivers = hasWrk() ? [autocannonDriver, wrkDriver] : [autocannonDriver];

const asks = (text: string): PreparedRequest => ({
  ...{ path: '/ask', headers: { 'content-type': 'text/plain' }, body: text },
});

describe.each(drivers)('load by $name', (driver) => {
  let server: Server;
  let asked: string[];
  const load = (requests: PreparedRequest[], more: Partial<Load> = {}): Load => ({
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`, requests },
    ...{ seconds: 1, connections: 1, draw: 'in order', holds: '"found"', ...more },
  });

  beforeEach(async () => {
    asked = [];
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      asked.push(body);
      if (request.method !== 'POST' || request.url !== '/base/ask') response.writeHead(404);
      if (body === 'gone') response.writeHead(503);
      if (body === 'late') await new Promise((resolve) => setTimeout(resolve, 100));
      const errors = body === 'partial' ? ',"errors":[]' : '';
      response.end(body === 'other' ? '{}' : `{"found":"Nguyễn"${errors}}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('counts full answers', async () => {
    const result = await driver.put(load([asks('Người')]));
    expect(result).toMatchObject({ errors: 0 });
    expect(result.answers).toBeGreaterThan(10);
    expect(Math.abs(asked.length - result.answers)).toBeLessThanOrEqual(1);
    expect(result.seconds).toBeGreaterThan(0.9);
  });

  it.each(['gone', 'partial', 'other'])('counts an answer that is %s as an error', async (text) => {
    const result = await driver.put(load([asks(text)]));
    expect(result.answers).toBe(0);
    expect(result.errors).toBeGreaterThan(10);
  });

  it('puts requests in order, and the first again after the last', async () => {
    const texts = ['one', 'two', 'three'];
    await driver.put(load(texts.map(asks)));
    // wrk draws the first one beforehand, to see whether it is well formed.
    const from = texts.indexOf(asked[0]!);
    expect(asked.slice(0, 30)).toEqual(asked.slice(0, 30).map((_, at) => texts[(from + at) % 3]));
  });

  it('draws at random otherwise, from all', async () => {
    const texts = ['one', 'two', 'three'];
    await driver.put(load(texts.map(asks), { draw: 'random' }));
    expect([...new Set(asked)].sort()).toEqual([...texts].sort());
    expect(asked.slice(0, 60)).not.toEqual(asked.slice(0, 60).map((_, at) => texts[at % 3]));
  });

  it('tells milliseconds', async () => {
    const result = await driver.put(load([asks('late')]));
    expect(result.p50).toBeGreaterThan(95);
    expect(result.p99).toBeLessThan(1_500);
    expect(result.p99).toBeGreaterThanOrEqual(result.p50);
  });
});

describe('the target of a request', () => {
  it.each([
    ['http://h:1', '/graphql', '/graphql'],
    ['http://h:1/', '', '/'],
    ['http://h:1/graphql', '', '/graphql'],
  ])('at %s with the path %s is %s', (url, path, target) => {
    expect(targetOf(url, { ...asks(''), path })).toBe(target);
  });
});

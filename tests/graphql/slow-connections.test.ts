import { type AddressInfo, connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { connectionLimits, makeWebServer } from '../../src/graphql/web-server.js';
import { makeLogger } from '../../src/process/logger.js';

/** One that loses patience soon, for what is slow, and one with the limits of every hub, for what is malformed. */
let server: FastifyInstance;
let patient: FastifyInstance;

beforeAll(async () => {
  server = await listening({
    ...connectionLimits,
    ...{
      headersTimeout: 300,
      requestTimeout: 900,
      connectionsCheckingInterval: 100,
      connectionTimeout: 1_000,
    },
  });
  patient = await listening(connectionLimits);
});
afterAll(() => Promise.all([server.close(), patient.close()]));

async function listening(limits: typeof connectionLimits): Promise<FastifyInstance> {
  const one = makeWebServer({ tls: null }, makeLogger('silent'), limits);
  one.post('/echo', async (request) => request.body);
  // More than the buffers of both ends hold, so that it waits for whoever reads it.
  one.get('/much', async () => 'x'.repeat(64_000_000));
  await one.listen({ host: '127.0.0.1', port: 0 });
  return one;
}
const portOf = (one: FastifyInstance) => (one.server.address() as AddressInfo).port;

/** A connection, what came back over it, and when it was closed, ms after it was opened. */
function open(reads = true, at = server): { socket: Socket; closed: Promise<{ text: string; ms: number }> } {
  const socket = connect(portOf(at), '127.0.0.1');
  const began = performance.now();
  let text = '';
  socket.on('error', () => undefined);
  if (reads) socket.on('data', (chunk) => (text += chunk));
  else socket.pause();
  const closed = new Promise<{ text: string; ms: number }>((resolve) =>
    socket.on('close', () => resolve({ text, ms: performance.now() - began })),
  );
  return { socket, closed };
}

/** Writes a character every so often until the other end has had enough. */
function drip({ socket }: ReturnType<typeof open>, text: string, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => socket.write(text[at++ % text.length]!), everyMs);
  socket.on('close', () => clearInterval(timer));
}

describe('A connection', () => {
  it('whose headers never end is closed, however busily it writes', async () => {
    const one = open();
    one.socket.write('POST /echo HTTP/1.1\r\nHost: hub\r\nX-Slow: ');
    drip(one, 'a', 20);
    const { text, ms } = await one.closed;
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(ms).toBeLessThan(5_000);
  });

  it('whose body never ends is closed', async () => {
    const one = open();
    one.socket.write(
      'POST /echo HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 90000\r\n\r\n',
    );
    drip(one, '"', 20);
    expect((await one.closed).text).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('on which nothing is ever said is closed', async () => {
    expect((await open().closed).ms).toBeLessThan(5_000);
  });

  it('that does not take its answer is closed', async () => {
    const one = open(false);
    one.socket.write('GET /much HTTP/1.1\r\nHost: hub\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await countOf(server)).toBeGreaterThan(0);
    await until(() => countOf(server).then((count) => count === 0));
    one.socket.destroy();
  });

  it.each([
    ['one header of 20 KB', `X-Big: ${'x'.repeat(20_000)}\r\n`],
    ['two thousand headers', Array.from({ length: 2_000 }, (_, at) => `X-${at}: many\r\n`).join('')],
  ])('with %s is told 431 and closed, and nothing it said comes back', async (_what, headers) => {
    const one = open(true, patient);
    one.socket.write(`GET /much HTTP/1.1\r\nHost: hub\r\n${headers}\r\n`);
    const { text } = await one.closed;
    expect(text).toMatch(/^HTTP\/1\.1 431 /);
    expect(text).not.toMatch(/xxxx|many/);
  });

  it('that says two lengths at once is refused', async () => {
    const one = open(true, patient);
    one.socket.write(
      'POST /echo HTTP/1.1\r\nHost: hub\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /much HTTP/1.1\r\n\r\n',
    );
    const { text } = await one.closed;
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it('of everybody else is served meanwhile', async () => {
    const slow = Array.from({ length: 200 }, () => open());
    for (const { socket } of slow) socket.write('POST /echo HTTP/1.1\r\nX-');
    const answer = await fetch(`http://127.0.0.1:${portOf(server)}/echo`, {
      ...{ method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } },
    });
    expect(await answer.json()).toEqual({ a: 1 });
    await Promise.all(slow.map(({ closed }) => closed));
  });
});

it('has limits as the hub sets them', () => {
  const hub = makeWebServer({ tls: null }, makeLogger('silent'));
  const { headersTimeout, requestTimeout, timeout } = hub.server;
  expect({ headersTimeout, requestTimeout, timeout }).toEqual({
    ...{ headersTimeout: 10_000, requestTimeout: 30_000, timeout: 60_000 },
  });
});

const countOf = ({ server }: FastifyInstance) =>
  new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const patience = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > patience) throw new Error('It did not come to that in ten seconds.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeSigningKey } from '../../src/access/issuer.js';
import { discoverJwks, RemoteKeys } from '../../src/access/token-keys.js';

type Script = (path: string) => {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  hang?: true;
};

let server: Server;
let url: string;
let script: Script;
let fetches: string[];

beforeAll(async () => {
  server = createServer((request, response) => {
    fetches.push(request.url!);
    const { status = 200, headers = {}, body = '', hang } = script(request.url!);
    if (!hang) response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  fetches = [];
});

const open = (kid: string) => {
  const { d: _private, ...jwk } = makeSigningKey();
  return { ...jwk, kid };
};
const jwks = (...kids: string[]) => ({ body: JSON.stringify({ keys: kids.map(open) }) });
const minute = 60_000;

function makeKeys() {
  let now = Date.UTC(2026, 10, 22);
  const keys = new RemoteKeys('https://issuer.example', `${url}/jwks`, { now: () => now });
  return {
    find: (kid: string) => keys.find(kid),
    later(ms: number) {
      now += ms;
    },
  };
}

describe('the keys of an external issuer', () => {
  it('are fetched once for all who ask at the same time, and again after ten minutes', async () => {
    script = () => jwks('k1');
    const { find, later } = makeKeys();
    const found = await Promise.all(Array.from({ length: 50 }, () => find('k1')));
    expect(found.every((key) => key?.asymmetricKeyType === 'ec')).toBe(true);
    later(9 * minute);
    await find('k1');
    expect(fetches).toHaveLength(1);
    later(2 * minute);
    await find('k1');
    expect(fetches).toHaveLength(2);
  });

  it('are fetched at most twice a minute, whatever key ids come in', async () => {
    script = () => jwks('k1');
    const { find, later } = makeKeys();
    for (let second = 0; second < 60; second += 1) {
      for (let at = 0; at < 10; at += 1) expect(await find(`made-up-${second}-${at}`)).toBeNull();
      later(1_000);
    }
    expect(fetches).toHaveLength(2);
    expect(await find('k1')).not.toBeNull();
  });

  it('include a new one half a minute after it was published at the latest, and lose one that was taken back', async () => {
    script = () => jwks('k1');
    const { find, later } = makeKeys();
    await find('k1');
    script = () => jwks('k2');
    expect(await find('k2')).toBeNull();
    later(30_000);
    expect(await find('k2')).not.toBeNull();
    expect(await find('k1')).toBeNull();
  });

  it.each<[string, Script]>([
    ['answers 500', () => ({ status: 500 })],
    ['answers no JSON', () => ({ body: '<html>' })],
    ['answers nothing', () => ({ body: JSON.stringify({ keys: [] }) })],
    ['answers without end', () => ({ body: JSON.stringify({ keys: [open('k1')], x: 'x'.repeat(200_000) }) })],
    ['sends elsewhere', () => ({ status: 302, headers: { location: `${url}/other` } })],
  ])('count for an hour while the issuer %s, and not longer', async (_what, failing) => {
    script = () => jwks('k1');
    const { find, later } = makeKeys();
    await find('k1');
    script = failing;
    for (const wait of [11 * minute, 40 * minute]) {
      later(wait);
      expect(await find('k1')).not.toBeNull();
    }
    later(10 * minute);
    await expect(find('k1')).rejects.toThrow('cannot be had');
    expect(fetches).not.toContain('/other');
    script = () => jwks('k1');
    later(minute);
    expect(await find('k1')).not.toBeNull();
  });

  it('are not waited for without end', async () => {
    script = () => ({ hang: true });
    const began = Date.now();
    await expect(makeKeys().find('k1')).rejects.toThrow();
    expect(Date.now() - began).toBeLessThan(10_000);
  });
});

describe('the discovery document', () => {
  const document = (fields: object) => () => ({ body: JSON.stringify({ issuer: url, ...fields }) });

  it('says where the keys are', async () => {
    script = document({ jwks_uri: `${url}/jwks` });
    await expect(discoverJwks(url, false)).resolves.toBe(`${url}/jwks`);
  });

  it.each<[string, object]>([
    [
      'is that of another issuer',
      { issuer: 'https://other.example', jwks_uri: 'https://other.example/jwks' },
    ],
    ['names no address', {}],
    ['names a file', { jwks_uri: 'file:///etc/passwd' }],
  ])('is refused when it %s', async (_what, fields) => {
    script = document(fields);
    await expect(discoverJwks(url, false)).rejects.toThrow();
  });

  it('sends nobody elsewhere', async () => {
    script = () => ({ status: 301, headers: { location: `${url}/other` } });
    await expect(discoverJwks(url, false)).rejects.toThrow();
    expect(fetches).not.toContain('/other');
  });

  it('and the keys are reached by https alone in production', async () => {
    await expect(discoverJwks(url, true)).rejects.toThrow(/https/);
    expect(fetches).toEqual([]);
  });
});

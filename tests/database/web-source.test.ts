import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeWebSource } from '../../src/database/web-source.js';
import { makeLogger } from '../../src/process/logger.js';
import { makeMetrics } from '../../src/process/metrics.js';

/** Signed by itself, for localhost and 127.0.0.1, for a hundred years; it opens nothing but this test. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgvWjlXyRmBP3qEtju
udJDMFQyufSXwUZQRNTasBSm9YahRANCAARxlv640IlhqAmh7MvZ/JXqe6TFWTaV
XJPNJil40z0WUn0SS8A0LEsWbf2IwXbsQ+4F6yLouDcSLdsyAOihrTs7
-----END PRIVATE KEY-----
`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIURPkPGhH58TTUkkfP2G3HthmS9QswCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyODE4NDkzOFoYDzIxMjYxMTA0
MTg0OTM4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARxlv640IlhqAmh7MvZ/JXqe6TFWTaVXJPNJil40z0WUn0SS8A0LEsW
bf2IwXbsQ+4F6yLouDcSLdsyAOihrTs7o28wbTAdBgNVHQ4EFgQU29FhS4G281Pu
TJOHl82ELUj7QDowHwYDVR0jBBgwFoAU29FhS4G281PuTJOHl82ELUj7QDowDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgEd0bnIi+9vVZHm7t9FSMcrNLgpAEjPwvVzFI8rA1PCsCIQDb
kOCpfsP0wyTiU/Wbe3UosB1WeGh/4wJHFXKJM8e/qQ==
-----END CERTIFICATE-----
`;

describe('a web service', () => {
  it('with a certificate that nobody vouches for is told nothing', async () => {
    let asked = 0;
    const server = createServer({ key, cert }, (_request, response) => {
      asked += 1;
      response.end('{}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const source = makeWebSource({
      ...{ name: 'service', url: `https://127.0.0.1:${port}`, connections: 1, timeoutMs: 2_000 },
      ...{ logger: makeLogger('silent'), metrics: makeMetrics() },
    });
    try {
      await expect(source.post({ path: '/', body: {}, read: () => 'read' })).rejects.toMatchObject({
        ...{ reason: 'UNREACHABLE', cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } },
      });
      expect(await source.ping()).toBe(false);
      expect([source.state, asked]).toEqual(['DOWN', 0]);
    } finally {
      await source.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  });
});

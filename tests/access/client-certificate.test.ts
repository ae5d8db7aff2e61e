import { createHash, randomBytes } from 'node:crypto';
import { certificateReader, thumbprintOfCertificate } from '../../src/access/client-certificate.js';
import { parseConfig } from '../../src/config/config.js';

const der = randomBytes(600);
const base64 = der.toString('base64');
const pem = `-----BEGIN CERTIFICATE-----\n${base64.replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
const read = certificateReader({
  header: 'X-Client-Cert',
  proxies: ['10.1.0.0/16', '127.0.0.1', 'fd00::/64'],
});
const from = (remoteAddress: string | undefined, value: string | string[] | undefined) =>
  read({ socket: { remoteAddress }, headers: { 'x-client-cert': value } });

describe('the certificate that a proxy hands on', () => {
  it.each([
    ['as RFC 9440 writes it', `:${base64}:`],
    ['as PEM with percent signs', encodeURIComponent(pem)],
    ['as PEM on folded lines', pem.replaceAll('\n', '\t')],
    ['as base64', base64],
  ])('is read %s', (_form, value) => {
    expect(from('127.0.0.1', value)?.equals(der)).toBe(true);
  });

  it.each(['10.1.255.3', '::ffff:10.1.0.1', 'fd00::7', '::ffff:127.0.0.1'])('is taken from %s', (peer) => {
    expect(from(peer, base64)).not.toBeNull();
  });

  it.each(['10.2.0.1', '127.0.0.2', '::1', 'fd00:0:0:1::7', '::ffff:10.2.0.1', '', undefined])(
    'is not looked at from %s',
    (peer) => {
      expect(from(peer, base64)).toBeNull();
    },
  );

  it.each([[undefined], ['not a certificate'], ['%E0%A4%A'], ['A'.repeat(20_000)], [['a', 'b']]])(
    'is none when the header is odd',
    (value) => {
      expect(from('127.0.0.1', value)).toBeNull();
    },
  );

  it('is named by the SHA-256 of its DER', () => {
    expect(thumbprintOfCertificate(der)).toBe(createHash('sha256').update(der).digest('base64url'));
  });
});

describe('the settings of certificates', () => {
  const settings = (proxies?: string, header?: string) => ({
    ...(proxies !== undefined && { LIENTHONG_TRUSTED_PROXIES: proxies }),
    ...(header !== undefined && { LIENTHONG_CLIENT_CERT_HEADER: header }),
  });

  it('trust nobody by default, and those who are named', () => {
    expect(parseConfig({}).clientCertificates).toBeNull();
    expect(parseConfig(settings('10.0.0.1, fd00::/64', 'Client-Cert')).clientCertificates).toEqual({
      header: 'Client-Cert',
      proxies: ['10.0.0.1', 'fd00::/64'],
    });
  });

  it.each([
    ['10.0.0.1', undefined],
    [undefined, 'Client-Cert'],
    ['0.0.0.0/0', 'Client-Cert'],
    ['proxy.example', 'Client-Cert'],
    ['10.0.0.0/33', 'Client-Cert'],
    ['10.0.0.0/8/8', 'Client-Cert'],
    ['10.0.0.1', 'Client Cert'],
  ])('are refused when they are half or too wide: %s %s', (proxies, header) => {
    expect(() => parseConfig(settings(proxies, header))).toThrow(/LIENTHONG_(TRUSTED|CLIENT)/);
  });
});

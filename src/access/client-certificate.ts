import { createHash } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';

/** Where a request came from, and its headers: of Node, Fastify or the issuer's library alike. */
interface Incoming {
  socket: { remoteAddress?: string | undefined };
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Who ends TLS before us, and the header in which it hands on the caller's certificate. */
export interface CertificateSource {
  header: string;
  /** Addresses and networks (CIDR). */
  proxies: readonly string[];
}

/**
 * The client certificate of a request in DER, or null: from anybody but a trusted proxy the header is not looked at.
 * Taken as proxies write it: RFC 9440 (`:base64:`), PEM with percent signs or folded lines, or plain base64.
 */
export function certificateReader(source: CertificateSource | null): (request: Incoming) => Buffer | null {
  if (!source) return () => null;
  const trusted = new BlockList();
  for (const proxy of source.proxies) {
    const [address = '', prefix] = proxy.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  const header = source.header.toLowerCase();
  return ({ socket, headers }) => {
    const peer = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
    if (!peer || !trusted.check(peer, isIPv6(peer) ? 'ipv6' : 'ipv4')) return null;
    const value = headers[header];
    return typeof value === 'string' && value.length <= 16_384 ? derOf(value) : null;
  };
}

/** A certificate's thumbprint as tokens name it (RFC 8705 §3.1). */
export function thumbprintOfCertificate(der: Buffer): string {
  return createHash('sha256').update(der).digest('base64url');
}

function derOf(value: string): Buffer | null {
  let text = value;
  try {
    // NOTE: a plus sign stands for itself here, as base64 has it.
    if (text.includes('%')) text = decodeURIComponent(text);
  } catch {
    return null;
  }
  const base64 = text
    .replace(/-----(BEGIN|END) CERTIFICATE-----/g, '')
    .replace(/\s/g, '')
    .replace(/^:(.*):$/, '$1');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) && base64.length > 100 ? Buffer.from(base64, 'base64') : null;
}

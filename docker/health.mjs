// Exit 0 while the hub in this container answers requests (/readyz is 200), 1 otherwise.
const { LIENTHONG_PORT: port = '4000', LIENTHONG_TLS_CERT_FILE: tls } = process.env;
// NOTE: the certificate names the public address, not the loopback one we ask; nothing secret is sent.
if (tls) process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
try {
  const { ok } = await fetch(`${tls ? 'https' : 'http'}://127.0.0.1:${port}/readyz`, {
    signal: AbortSignal.timeout(4_000),
  });
  process.exitCode = ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}

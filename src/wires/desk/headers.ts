import type { FastifyReply } from 'fastify';

/** Of every page and script below `/desk`: from here alone, nothing inline, nothing that runs text, in no frame. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The headers that go with it, by name. */
export function pageHeaders(isHttps: boolean): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=()',
    ...(isHttps && { 'strict-transport-security': 'max-age=31536000' }),
  };
}

export function withHeaders(reply: FastifyReply, headers: Readonly<Record<string, string>>): FastifyReply {
  for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  return reply;
}

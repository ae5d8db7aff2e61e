import type { FastifyReply } from 'fastify';

/** Of every page and script below `/desk`: from here alone, nothing inline, nothing that runs text, in no frame. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  // One policy, for the address of one worker.
  'trusted-types desk-code-reader',
].join('; ');

/**
 * Of the script that reads codes off the camera, a worker: the one place where machine code may be made of a file. It reaches
 * the built files and nothing else of the hub.
 */
const readerPolicy = (origin: string) =>
  [
    "default-src 'none'",
    "script-src 'wasm-unsafe-eval'",
    `connect-src ${origin}/desk/assets/`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** What a page may use of the computer: nothing; the desk itself the camera, once its officer allows it. */
const devices = (camera: string) =>
  `camera=(${camera}), microphone=(), geolocation=(), payment=(), usb=(), serial=()`;

/** The headers that go with whatever the desks consist of, by name. */
export function pageHeaders(isHttps: boolean): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': devices(''),
    ...(isHttps && { 'strict-transport-security': 'max-age=31536000' }),
  };
}

/** The headers of one built file, by its path. */
export function fileHeaders(path: string, origin: string): Record<string, string> {
  const own = pageHeaders(origin.startsWith('https:'));
  if (path.endsWith('.html')) return { ...own, 'permissions-policy': devices('self') };
  if (/code-reader\.worker-[^/]*\.js$/.test(path))
    return { ...own, 'content-security-policy': readerPolicy(origin) };
  return own;
}

export function withHeaders(reply: FastifyReply, headers: Readonly<Record<string, string>>): FastifyReply {
  for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  return reply;
}

import { HubError } from '../../domain/errors.js';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The header our own page sends along: another site cannot, without being asked for leave that is never given. */
export const deskHeader = 'x-lienthong-desk';

/**
 * Refuses what another site has a signed-in browser send (CSRF). Browsers say where a request comes from in
 * `Sec-Fetch-Site`, older ones in `Origin`; who says neither is no browser of ours.
 * @param origin the hub's own, `https://hub.example`
 * @throws HubError FORBIDDEN
 */
export function requireOwnPage(headers: Headers, origin: string): void {
  const site = headers['sec-fetch-site'];
  const isOwn = site === undefined ? headers.origin === origin : site === 'same-origin';
  const isNamed = headers.origin === undefined || headers.origin === origin;
  if (!isOwn || !isNamed || typeof headers[deskHeader] !== 'string')
    throw new HubError('FORBIDDEN', { because: 'OTHER_SITE' });
}

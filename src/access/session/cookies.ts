/**
 * The two cookies of a desk. `__Host-` has browsers refuse them without Secure and Path=/, or with a Domain: no other
 * host, and no page on http, can plant one.
 */
export const sessionCookie = '__Host-lienthong-desk';
export const signInCookie = '__Host-lienthong-sign-in';

/** A cookie of a `Cookie` header; null when it is absent, or there twice. */
export function readCookie(header: string | undefined, name: string): string | null {
  const found = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`));
  return found.length === 1 ? found[0]!.slice(name.length + 1) : null;
}

/** A `Set-Cookie` header. The browser forgets it when it closes, or after so many seconds. */
export function cookie(
  name: string,
  value: string,
  { sameSite, seconds }: { sameSite: 'Strict' | 'Lax'; seconds?: number },
): string {
  const lasting = seconds === undefined ? '' : `; Max-Age=${seconds}`;
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=${sameSite}${lasting}`;
}

/** Has the browser forget it. */
export function endedCookie(name: string): string {
  return cookie(name, '', { sameSite: 'Strict', seconds: 0 });
}

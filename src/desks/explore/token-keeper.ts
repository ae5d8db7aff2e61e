import type { ReadyTab, Session } from './session.js';
import { bothLanguages, wording } from './wording.js';

/** A token this close to its end, in milliseconds, is replaced before it is used. */
const renewBefore = 30_000;

export type TokenKeeper = ReturnType<typeof makeTokenKeeper>;

/**
 * Keeps the ready queries running past the 15 minutes of a token.
 *
 * It knows every token the hub filled in since the page opened, and whose tab each was for. A token typed
 * by hand is nobody's and is left alone. Requests that need a renewal at the same time share one.
 */
export function makeTokenKeeper(
  first: Session,
  load: () => Promise<Session>,
  onRenewed: (session: Session) => void,
  now: () => number = Date.now,
) {
  let session = first;
  let renewing: Promise<void> | undefined;
  const ownerOf = new Map<string, string>();
  remember(first);

  function remember(given: Session) {
    session = given;
    for (const tab of given.tabs) ownerOf.set(tab.headers.Authorization, tab.key);
  }

  function tabOf(authorization: string): ReadyTab | undefined {
    const key = ownerOf.get(authorization.trim());
    return key === undefined ? undefined : session.tabs.find((tab) => tab.key === key);
  }

  function remaining(tab: ReadyTab): number {
    return Date.parse(tab.expiresAt) - now();
  }

  async function renew() {
    renewing ??= load()
      .then((fresh) => {
        remember(fresh);
        onRenewed(fresh);
      })
      .finally(() => {
        renewing = undefined;
      });
    await renewing;
  }

  return {
    /** Headers of the first ready query, for a request that carries no token: reading the schema at start. */
    firstHeaders: (): ReadyTab['headers'] => session.tabs[0].headers,

    /** The headers to send: those given, with the newest token of the same tab in place of one of ours. */
    async withFreshToken(headers: Record<string, string>): Promise<Record<string, string>> {
      const name = authorizationName(headers);
      const tab = name && tabOf(headers[name] ?? '');
      if (!tab) return headers;
      if (remaining(tab) < renewBefore) {
        await renew().catch(() => {
          if (remaining(tab) <= 0) throw new Error(bothLanguages(wording.noFreshToken));
        });
      }
      return { ...headers, [name]: tabOf(headers[name] ?? '')?.headers.Authorization ?? headers[name] ?? '' };
    },

    /** The text of a headers editor with tokens of ours that were replaced since written anew. */
    withFreshText(text: string): string {
      const stale = [...ownerOf.keys()].find((token) => text.includes(`"${token}"`));
      const fresh = stale && tabOf(stale)?.headers.Authorization;
      return fresh ? text.replace(`"${stale}"`, `"${fresh}"`) : text;
    },
  };
}

/** The name under which the headers carry a token, in the writer's own capitals. */
export function authorizationName(headers: Record<string, string>): string | undefined {
  return Object.keys(headers).find((name) => name.toLowerCase() === 'authorization');
}

import { readyToken, type TokenWish } from '../../src/cli/ready-tokens.js';
import type { Place } from './place.js';
import type { ServerUnderLoad } from './servers.js';

/** A token with less than this left is asked for again before a round: no round is as long. */
const leastLeftMs = 6 * 60_000;

/** Tokens of the hub's own issuer, asked for as agencies ask and kept while they last. */
export function makeTokens(place: Place, hub: ServerUnderLoad): (wish: TokenWish) => Promise<string> {
  const kept = new Map<string, { token: string; expiresAt: string }>();
  const { state, masterKey, databases } = place;
  const issuer = { state, masterKey, hubUrl: databases.urls.hub, url: hub.url, issuer: hub.url };
  return async (wish) => {
    const key = JSON.stringify(wish);
    let known = kept.get(key);
    if (!known || Date.parse(known.expiresAt) - Date.now() < leastLeftMs) {
      known = await readyToken(issuer, wish);
      kept.set(key, known);
    }
    return known.token;
  };
}

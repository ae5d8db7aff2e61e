import { HubError } from '../domain/errors.js';
import type { Claim } from './claim.js';

/** How many different claims one operation may make about one number: a desk mends a mistyped date, and no more. */
export const maxClaims = 3;

/**
 * The claims that one operation made, by the number they ask about. Each different one is a try at what the record says
 * and costs a look; the same one again, by alias, costs nothing.
 */
export class ClaimsMade {
  readonly #made = new Map<string, Claim[]>();

  /**
   * What to charge the quota for, once: the number for its first claim, another text for each different one.
   * @throws HubError LIMIT_EXCEEDED with limit CLAIMS
   */
  lookFor(number: string, claim: Claim): string {
    const made = this.#made.get(number);
    if (!made) {
      this.#made.set(number, [claim]);
      return number;
    }
    const stated = statedIn(claim);
    const known = made.findIndex((one) => statedIn(one) === stated);
    if (known < 0) {
      if (made.length >= maxClaims)
        throw new HubError('LIMIT_EXCEEDED', { limit: 'CLAIMS', allowed: maxClaims });
      made.push(claim);
    }
    return known === 0 ? number : `${number} ${stated}`;
  }
}

/** Which code it was read from, and what had to be mended, is no part of what is claimed. */
function statedIn({ kind: _kind, repairs: _repairs, ...stated }: Claim): string {
  return JSON.stringify(Object.entries(stated).sort(([a], [b]) => (a < b ? -1 : 1)));
}

import type { Fetcher } from '@graphiql/toolkit';
import { authorizationName, type TokenKeeper } from './token-keeper.js';
import { bothLanguages, wording } from './wording.js';

/**
 * Sends what the editor holds to the hub with the headers of its tab, the token renewed when it is about to end.
 *
 * The editor reads the schema before its headers exist: that one request takes the first ready query's headers.
 */
export function makeHubFetcher(tokens: TokenKeeper): Fetcher {
  return async (request, options) => {
    let headers: Record<string, string> = options?.headers ?? {};
    if (request.operationName === 'IntrospectionQuery' && !authorizationName(headers)) {
      headers = { ...tokens.firstHeaders() };
    }
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/graphql-response+json, application/json',
        // What the page is switched to, not what the browser prefers.
        'Accept-Language': document.documentElement.lang,
        ...(await tokens.withFreshToken(headers)),
      },
      body: JSON.stringify(request),
    });
    return response.json().catch(() => {
      throw new Error(`${bothLanguages(wording.notGraphql)}: ${response.status}`);
    });
  };
}

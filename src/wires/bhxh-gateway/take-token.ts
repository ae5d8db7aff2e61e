import { makeGatewayToken } from '../../access/bhxh/gateway-token.js';
import type { Reason } from '../../access/caller.js';
import type { Operation } from '../../graphql/server.js';
import { asJson, isUnknown, retryAfter, statusOf } from './reply.js';
import { byPassword, callerOf, type SignedIn, type SignInParts } from './sign-in.js';

/** A sign-in is for no purpose yet: nobody is looked up. */
const noReason: Reason = { purpose: null, caseReference: null, emergencyReason: null };

/** One `POST /api/token/take`: an account's password for a pair of tokens. */
export function takeToken(signIn: SignInParts): Operation {
  let signedIn: SignedIn;
  return {
    async whoAsks(_parts, request, trail) {
      trail.operationName = 'wire bhxh-gateway.take';
      signedIn = await byPassword(signIn, request);
      const caller = callerOf(signedIn);
      trail.caller = caller;
      trail.reason = noReason;
      return { caller, reason: noReason };
    },
    async run({ keys, clock }, _request, state) {
      const { account, username, password } = signedIn;
      const token = makeGatewayToken(keys, { accountId: account.id, username, password }, clock.now());
      state.result.hasData = true;
      return asJson(200, {
        maKetQua: '200',
        APIKey: {
          ...{ access_token: token.accessToken, id_token: token.idToken, token_type: 'bearer', username },
          // Seven digits of a second, as the portal writes them.
          expires_in: new Date(token.expiresAt).toISOString().replace('Z', '0000Z'),
        },
      });
    },
    refused: (error) =>
      asJson(
        statusOf(error),
        { maKetQua: isUnknown(error) ? '401' : '101', APIKey: null },
        retryAfter(error),
      ),
  };
}

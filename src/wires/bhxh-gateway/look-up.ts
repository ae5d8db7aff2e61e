import { holds } from '../../access/authorize.js';
import { parseReason } from '../../access/reason.js';
import { HubError } from '../../domain/errors.js';
import type { LocalDate } from '../../domain/local-date.js';
import type { Prepared } from '../../graphql/run-prepared.js';
import type { Operation } from '../../graphql/server.js';
import { admitWire, type WireOperation } from '../admit.js';
import type { documents, LookAnswer } from './documents.js';
import { answerWith, gatewayAnswer, type PortalWords } from './look-answer.js';
import { parseLookRequest, statedOfficer } from './look-request.js';
import { asJson, retryAfter, seconds, statusOf } from './reply.js';
import { byGatewayToken, type Credentials, callerOf, officerOf, type SignInParts } from './sign-in.js';

/** A document and what the wire calls asking it. */
export interface Look extends Prepared {
  operation: WireOperation;
}

/** What a look needs, whoever asks. */
export interface Looking {
  signIn: SignInParts;
  looks: Record<keyof typeof documents, Look>;
  words: PortalWords;
  /** The day in Vietnam. */
  today(): LocalDate;
}

/** One look: who asks by token and officer, then the document, then the portal's fields. */
export function lookUp({ signIn, looks, words, today }: Looking, credentials: Credentials): Operation {
  let facility = '';
  return {
    async whoAsks({ keys, clock }, request, trail) {
      trail.operationName = looks.withAddress.operation.name;
      const signedIn = await byGatewayToken(signIn, keys, credentials, clock.now());
      facility = signedIn.facility;
      const caller = callerOf(signedIn);
      trail.caller = caller;
      const reason = parseReason({ ...request.headers, 'x-purpose': 'TREATMENT' }, caller);
      trail.reason = reason;
      // A body that is no JSON object says nothing of an officer: it is the form that is wrong.
      if (!isObject(request.body)) throw new HubError('BAD_USER_INPUT');
      const { code, barred } = caller.agency;
      const officer = await officerOf(signIn.accounts, code, statedOfficer(request.body));
      trail.caller = { ...caller, officer, barred: barred.get(officer) ?? null };
      return { caller: trail.caller, reason };
    },
    async run(_parts, request, state) {
      const asked = parseLookRequest(request.body);
      const { claim, cardNumber } = asked;
      const mayReadAddress = holds('residence:read', state.caller, state.reason);
      const look = looks[mayReadAddress ? 'withAddress' : 'withoutAddress'];
      admitWire(look.operation, state);
      const circumstances = cardNumber === null ? null : { cardNumber };
      const { data, errors } = await look.run(state, { claim, facility, circumstances });
      const failure = failureIn(errors?.[0]?.extensions);
      const { language, today: day } = state;
      const answer = gatewayAnswer((data ?? { identify: null }) as LookAnswer, asked, words, {
        ...{ language, day, failure },
      });
      const { retryAfterMs } = state.result;
      return asJson(200, answer, retryAfterMs === null ? [] : [['retry-after', seconds(retryAfterMs)]]);
    },
    refused(error, language) {
      const { officer } = error.details;
      const refusal =
        officer === undefined ? error.code : (officerRefusals[String(officer)] ?? 'OFFICER_NOT_LISTED');
      const maKetQua = words.codeOfRefusal(refusal);
      // Of an officer who is paused, and of a quota, the hub's own sentence says more than the portal's.
      const own = error.code === 'RATE_LIMITED' || officer === 'SUSPENDED' || officer === 'PAUSED';
      const sentence = own ? error.sentence : words.sentenceOf(maKetQua, today());
      return asJson(statusOf(error), answerWith(maKetQua, sentence[language]), retryAfter(error));
    },
  };
}

const isObject = (body: unknown) => typeof body === 'object' && body !== null && !Array.isArray(body);

/** Why a part is missing; of an officer whom a portal behind this hub does not take, what it says of him. */
function failureIn(extensions: Readonly<Record<string, unknown>> | undefined): string | null {
  const { code, portalCode } = extensions ?? {};
  return ofPortal[String(portalCode)] ?? (typeof code === 'string' ? code : null);
}

const ofPortal: Readonly<Record<string, string>> = {
  '054': 'OFFICER_NOT_LISTED',
  '055': 'OFFICER_NAME_DIFFERS',
};

const officerRefusals: Readonly<Record<string, string>> = { NAME_DIFFERS: 'OFFICER_NAME_DIFFERS' };

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Configuration, default as Provider } from 'oidc-provider';
import type { AgencyStore } from './agency-store.js';
import { scopes } from './kinds.js';
import type { SampleOfficer } from './sample-agencies.js';
import type { SampleResident } from './sample-residents.js';

/** Where the issuer sends a browser back to after a sign-in at a desk, below the hub's own address. */
export const signedInPath = '/desk/signed-in';
export const signInPath = '/oauth/sign-in';

/** Somebody invented who can be chosen. */
export type SamplePerson = SampleOfficer | SampleResident;

/** How long somebody may choose, and how long tokens can be asked for anew: a shift. */
const choosingSeconds = 600;
const shiftSeconds = 12 * 3_600;

/** The hub's own pages as an OAuth client: code and PKCE, no secret, one address to come back to. */
export function deskClient(issuer: string) {
  return {
    client_id: 'desk',
    token_endpoint_auth_method: 'none' as const,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code' as const],
    redirect_uris: [`${issuer}${signedInPath}`],
    id_token_signed_response_alg: 'ES256' as const,
    scope: ['openid', ...scopes].join(' '),
  };
}

const kept = new Set(['Session', 'Interaction', 'Grant', 'AuthorizationCode', 'RefreshToken']);

type Policy = NonNullable<NonNullable<Configuration['interactions']>['policy']>;

/** The part of the issuer's configuration that lets sample officers and residents sign in at desks. */
export function deskFlow({
  audience,
  agencies,
  people,
  policy,
}: {
  audience: string;
  agencies: AgencyStore;
  people: readonly SamplePerson[];
  policy: Policy & { remove(name: string): void };
}) {
  // NOTE: nobody is asked for consent: an agency's grants say what its officers may read.
  policy.remove('consent');
  const byAccount = new Map(people.map((person) => [accountOf(person), person]));
  const configuration = {
    pkce: { required: () => true },
    interactions: { policy, url: (_ctx, { uid }) => `${signInPath}/${uid}` },
    // NOTE: the library's own page of an error has styles of another site.
    renderError: (ctx) => ctx.redirect('/desk/?problem=SIGN_IN_FAILED'),
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'officer_name'] },
    // NOTE: a session of the issuer lasts as long as somebody chooses; what was given to the desk lasts a shift.
    expiresWithSession: async () => false,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    findAccount: async (_ctx, accountId) => {
      const person = byAccount.get(accountId);
      if (!person) return undefined;
      const named = 'officer' in person && { officer_name: person.name };
      return { accountId, claims: async () => ({ sub: accountId, ...named }) };
    },
    async loadExistingGrant(ctx) {
      const { client, session, provider } = ctx.oidc;
      const accountId = session?.accountId;
      const agency = await agencies.find(byAccount.get(accountId ?? '')?.agency ?? '');
      const grant = new provider.Grant({ clientId: client!.clientId, accountId });
      grant.addOIDCScope('openid');
      grant.addResourceScope(audience, [...(agency?.grants ?? [])].join(' '));
      await grant.save();
      return grant;
    },
  } satisfies Configuration;
  return {
    configuration,
    keeps: (name: string) => kept.has(name),
    ttl: {
      AuthorizationCode: 60,
      Interaction: choosingSeconds,
      IdToken: 300,
      Session: choosingSeconds,
      Grant: shiftSeconds,
      RefreshToken: shiftSeconds,
    },
    claimsOf(token: object) {
      const { accountId } = token as { accountId?: string };
      const person = byAccount.get(accountId ?? '');
      if (!person || !('officer' in person)) return person && { agency: person.agency };
      return { agency: person.agency, officer: person.officer, officer_name: person.name };
    },
    /** The pseudonym in the place of an account, of a resident. */
    subjectOf(token: object): string | null {
      const { accountId } = token as { accountId?: string };
      const person = byAccount.get(accountId ?? '');
      return person && 'subject' in person ? person.subject : null;
    },
  };
}

/** What the page that asks who signs in needs of the issuer. */
export interface SignInPage {
  people: readonly SamplePerson[];
  /** The language that the desk speaks. @throws when this browser is not in the middle of that sign-in */
  languageOf(request: IncomingMessage, response: ServerResponse): Promise<string>;
  /** Where the browser goes on to; null for somebody who cannot be chosen. */
  choose(request: IncomingMessage, response: ServerResponse, account: string): Promise<string | null>;
}

export function openSignIn(provider: Provider, people: readonly SamplePerson[]): SignInPage {
  return {
    people,
    async languageOf(request, response) {
      const { params } = await provider.interactionDetails(request, response);
      return String(params.ui_locales ?? 'vi');
    },
    async choose(request, response, account) {
      if (!people.some((person) => accountOf(person) === account)) return null;
      const login = { accountId: account, remember: false };
      const onward = await provider.interactionResult(request, response, { login });
      // NOTE: whoever was chosen before in this browser is gone: the issuer would sign him out on a page that we do not have.
      const before = await provider.Session.get(provider.createContext(request, response));
      if (before.accountId) {
        before.accountId = undefined;
        await before.persist();
      }
      return onward;
    },
  };
}

/** `hospital.demo/001`; of a resident `resident.demo/1`, by his place in the list. */
export function accountOf(
  person: Pick<SampleOfficer, 'agency' | 'officer'> | Pick<SampleResident, 'account'>,
): string {
  return 'account' in person ? person.account : `${person.agency}/${person.officer}`;
}

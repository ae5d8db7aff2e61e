import { createHash, generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import jwt from 'jsonwebtoken';
import type { Configuration } from 'oidc-provider';
import type { StateDir } from '../config/state.js';
import type { Logger } from '../process/logger.js';
import type { AgencyStore } from './agency-store.js';
import type { certificateReader } from './client-certificate.js';
import { AgencyClients, AssertionIds, NothingKept } from './issuer-adapters.js';
import { deskClient, deskFlow, openSignIn, type SamplePerson, type SignInPage } from './issuer-desk.js';
import { scopes } from './kinds.js';
import type { UsedAssertions } from './used-assertions.js';

/** The embedded issuer's signing keys, as a private JWKS. */
export interface IssuerKeySet {
  keys: Record<string, unknown>[];
}

export const accessTokenSeconds = 900;
/** How long a client assertion may live (RFC 7523 §3 asks for minutes). */
const assertionSeconds = 300;

/** What an agency's system puts into its signed client assertion besides RFC 7523's claims. */
interface AssertionClaims {
  officer?: unknown;
  officer_name?: unknown;
  /** The pairwise pseudonym of a resident; only an agency of kind RESIDENT may name one. */
  resident_subject?: unknown;
}

/** Loads the signing key kept in the state folder, making one (ES256) the first time. */
export function loadIssuerKeys(state: StateDir): IssuerKeySet {
  const kept = state.readJson<IssuerKeySet>('issuer.json');
  if (kept) return kept;
  const made: IssuerKeySet = { keys: [makeSigningKey()] };
  state.writeJson('issuer.json', made);
  return made;
}

/** A new ES256 key pair as a private JWK with its RFC 7638-like key id. */
export function makeSigningKey(): Record<string, unknown> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = privateKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(`${jwk.x}.${jwk.y}`).digest('base64url').slice(0, 22);
  return { ...jwk, kid, use: 'sig', alg: 'ES256' };
}

/**
 * An OpenID issuer for demonstrations: client_credentials with private_key_jwt (RFC 7523) for agencies' systems, code and
 * PKCE for sample officers and residents at desks. Tokens per RFC 9068.
 */
export interface Issuer {
  /** Serves `/oauth/*` and `/.well-known/openid-configuration`. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Who may be chosen to sign in as, for the page that asks. */
  signIn: SignInPage;
}

export async function makeIssuer(options: {
  issuer: string;
  audience: string;
  keys: IssuerKeySet;
  agencies: AgencyStore;
  usedAssertions: UsedAssertions;
  /** The client certificate of a request (DER), where a trusted proxy hands it on. */
  certificateOf: ReturnType<typeof certificateReader>;
  /** Sample officers and residents that may be chosen at sign-in. */
  people: readonly SamplePerson[];
  /** What cookies of a sign-in are signed with. */
  cookieKey: string;
  logger: Logger;
}): Promise<Issuer> {
  const { issuer, audience, keys, agencies, usedAssertions, certificateOf, people, logger } = options;
  const { errors, interactionPolicy, Provider } = await withConsoleAsLog(
    logger,
    () => import('oidc-provider'),
  );
  const { createMemoryAdapter } = await import('oidc-provider/lib/adapters/memory_adapter.js');
  // NOTE: what is under way at a sign-in of the demonstration ends with the process; sessions at desks do not.
  const inMemory = createMemoryAdapter();
  const desk = deskFlow({ audience, agencies, people, policy: interactionPolicy.base() });
  const configuration: Configuration = {
    adapter(name: string) {
      if (name === 'Client') return new AgencyClients(agencies);
      if (desk.keeps(name)) return inMemory(name);
      if (name !== 'ReplayDetection') return new NothingKept();
      const replayed = () => new errors.InvalidClientAuth('client assertion tokens must only be used once');
      return new AssertionIds(usedAssertions, replayed);
    },
    jwks: keys as Configuration['jwks'],
    clients: people.length > 0 ? [deskClient(issuer)] : [],
    clientAuthMethods: ['private_key_jwt', 'none'],
    enabledJWA: { clientAuthSigningAlgValues: ['ES256', 'PS256', 'RS256'] },
    scopes: ['openid', ...scopes],
    responseTypes: ['code'],
    cookies: { keys: [options.cookieKey] },
    ...desk.configuration,
    ttl: { ClientCredentials: accessTokenSeconds, AccessToken: accessTokenSeconds, ...desk.ttl },
    routes: { authorization: '/oauth/authorize', token: '/oauth/token', jwks: '/oauth/jwks' },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      mTLS: {
        enabled: true,
        certificateBoundAccessTokens: true,
        getCertificate: (ctx) => certificateOf(ctx.req)?.toString('base64'),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          audience,
          scope: scopes.join(' '),
          accessTokenTTL: accessTokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    assertJwtClientAuthClaimsAndHeader: async (_ctx, claims, header, client) => {
      const agency = await agencies.find(client.clientId);
      const { officer, resident_subject: subject } = claims as AssertionClaims;
      const { aud, exp, iat } = claims as { aud?: unknown; exp?: number; iat?: number };
      if (aud !== issuer)
        throw new errors.InvalidClientAuth('the assertion must be made for this issuer alone');
      if (typeof header.kid !== 'string') {
        throw new errors.InvalidClientAuth('the assertion must name its key (kid)');
      }
      if (!exp || !iat || exp - iat > assertionSeconds || exp * 1000 - Date.now() > assertionSeconds * 1000) {
        throw new errors.InvalidClientAuth('the assertion must not outlive five minutes');
      }
      const isResident = agency?.kind === 'RESIDENT';
      if (!isResident && (typeof officer !== 'string' || !/^[\w.@-]{1,100}$/.test(officer))) {
        throw new errors.InvalidClientAuth('the assertion must name the officer');
      }
      if (isResident && officer !== undefined) {
        throw new errors.InvalidClientAuth('a resident is no officer');
      }
      if (isResident !== (typeof subject === 'string')) {
        throw new errors.InvalidClientAuth('resident_subject is for residents, and only for them');
      }
    },
    extraTokenClaims: (ctx, token) => {
      if (ctx.oidc.client?.clientId === deskClient(issuer).client_id) return desk.claimsOf(token);
      // The assertion was verified when the client authenticated; here its claims are only read.
      const assertion = jwt.decode(String(ctx.oidc.params?.client_assertion), { complete: true });
      const claims = assertion?.payload as AssertionClaims;
      return {
        agency: ctx.oidc.client?.clientId,
        akid: assertion?.header.kid,
        ...(typeof claims.officer === 'string' && { officer: claims.officer }),
        ...(typeof claims.officer_name === 'string' && { officer_name: claims.officer_name }),
      };
    },
    formats: {
      customizers: {
        jwt: (ctx, token, parts) => {
          const claims = jwt.decode(String(ctx.oidc.params?.client_assertion)) as AssertionClaims | null;
          const subject = claims?.resident_subject ?? desk.subjectOf(token);
          if (typeof subject === 'string') parts.payload.sub = subject;
        },
      },
    },
  };
  const provider = await withConsoleAsLog(logger, async () => new Provider(issuer, configuration));
  const handle = provider.callback() as Issuer['handle'];
  const { default: requestStore } = await import('oidc-provider/lib/helpers/als.js');
  const { host } = new URL(issuer);
  let underWay = 0;
  return {
    signIn: openSignIn(provider, people),
    handle(request, response) {
      underWay += 1;
      // NOTE: the library's store slows every promise of the process while it is on; the next request turns it on again.
      response.once('close', () => {
        underWay -= 1;
        if (underWay === 0) requestStore.disable();
      });
      // NOTE: it names its own addresses by whatever host it is asked at; it has one name, also when the hub asks itself.
      request.headers.host = host;
      handle(request, response);
    },
  };
}

/** The issuer reads its own bodies, so its routes leave them unparsed. */
export function serveIssuer(fastify: FastifyInstance, issuer: Issuer): void {
  fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const url of ['/oauth/*', '/.well-known/*']) {
      scope.all(url, (request, reply) => {
        reply.hijack();
        issuer.handle(request.raw, reply.raw);
      });
    }
  });
}

/** The library speaks to the console; what it says while it starts belongs in the log, not beside a command's answer. */
async function withConsoleAsLog<T>(logger: Logger, start: () => Promise<T>): Promise<T> {
  const { info, warn } = console;
  console.info = console.warn = (line: unknown) => logger.debug({ said: String(line) }, 'issuer');
  try {
    return await start();
  } finally {
    Object.assign(console, { info, warn });
  }
}

import * as oidc from 'openid-client';
import type { Keyring } from '../keys.js';
import type { Tokens } from './sessions.js';

/** Where officers sign in, and as which client the hub asks. */
export interface DeskIssuer {
  url: string;
  clientId: string;
  clientSecret: string | null;
  scope: string;
  /** Where it really is, when that is this process itself. */
  itself?: () => string;
}

interface Note {
  state: string;
  nonce: string;
  verifier: string;
  /** Milliseconds since 1970. */
  begunAt: number;
}

/** How long signing in may take. */
export const signInSeconds = 600;
const issuerTimeoutSeconds = 10;
/** By how much the issuer's clock may be behind ours. */
const behindMs = 60_000;

/**
 * Signing in at an OpenID issuer by authorization code with PKCE (RFC 9700 §2.1). The hub is the client, not the page:
 * code and tokens go from the issuer to the hub. What one sign-in must be answered with is kept by the browser, sealed.
 */
export class SignIn {
  #configuration: Promise<oidc.Configuration> | null = null;

  constructor(
    private readonly parts: {
      issuer: DeskIssuer;
      audience: string;
      /** Where the issuer sends the browser back to. */
      redirectUri: string;
      keys: Keyring;
      httpsOnly: boolean;
      now?: () => number;
    },
  ) {}

  /** Where to send the browser, and what it is to bring back. @throws when the issuer does not answer */
  async start(language: string): Promise<{ url: string; note: string }> {
    const { issuer, audience, redirectUri, keys } = this.parts;
    const configuration = await this.#configured();
    const note: Note = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      begunAt: this.#now(),
    };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: issuer.scope,
      resource: audience,
      code_challenge: await oidc.calculatePKCECodeChallenge(note.verifier),
      code_challenge_method: 'S256',
      state: note.state,
      nonce: note.nonce,
      // NOTE: a counter's computer is everybody's: who sits down says anew who he is. The browser could leave that out of the
      // address, so the issuer is to say when he did (auth_time), which max_age asks for.
      prompt: 'login',
      max_age: String(signInSeconds),
      ui_locales: language,
    });
    return { url: url.href, note: keys.seal('desk-sign-in', JSON.stringify(note)).toString('base64url') };
  }

  /**
   * The tokens for what the issuer sent the browser back with.
   * @param query as it came, `?code=…&state=…`
   * @throws when it answers another sign-in than the note's, the issuer refuses, or it asked nobody who he is since it began
   */
  async finish(query: string, note: string | null): Promise<Tokens> {
    const { keys, redirectUri } = this.parts;
    const text = keys.open('desk-sign-in', Buffer.from(note ?? '', 'base64url'));
    if (text === null) throw new Error('There is no sign-in under way.');
    const { state, nonce, verifier, begunAt } = JSON.parse(text) as Note;
    const answer = await oidc.authorizationCodeGrant(
      await this.#configured(),
      new URL(`${redirectUri}${query}`),
      { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
    );
    const saidAt = (answer.claims()?.auth_time ?? 0) * 1_000;
    if (saidAt < begunAt - behindMs) throw new Error('The issuer does not say that it asked who is there.');
    return tokensOf(answer);
  }

  /** New tokens for a refresh token. @throws when the issuer gives none */
  async renew(refreshToken: string): Promise<Tokens> {
    const { audience } = this.parts;
    const configuration = await this.#configured();
    return tokensOf(await oidc.refreshTokenGrant(configuration, refreshToken, { resource: audience }));
  }

  /** Where the browser signs out of the issuer too; null where the issuer has no such page. */
  async endUrl(backTo: string): Promise<string | null> {
    const configuration = await this.#configured().catch(() => null);
    if (!configuration?.serverMetadata().end_session_endpoint) return null;
    return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: backTo }).href;
  }

  #now(): number {
    return (this.parts.now ?? Date.now)();
  }

  /** NOTE: asked at the first sign-in, and again after a failure: an issuer that is down keeps no hub from starting. */
  #configured(): Promise<oidc.Configuration> {
    this.#configuration ??= this.#discover().catch((error) => {
      this.#configuration = null;
      throw error;
    });
    return this.#configuration;
  }

  #discover(): Promise<oidc.Configuration> {
    const { issuer, httpsOnly } = this.parts;
    const { url, clientId, clientSecret, itself } = issuer;
    return oidc.discovery(
      new URL(url),
      clientId,
      undefined,
      clientSecret === null ? oidc.None() : oidc.ClientSecretBasic(clientSecret),
      {
        timeout: issuerTimeoutSeconds,
        ...(!httpsOnly && { execute: [oidc.allowInsecureRequests] }),
        ...(itself && { [oidc.customFetch]: fetchItself(url, itself) }),
      },
    );
  }
}

/** The hub may not be able to reach itself by its public name. */
function fetchItself(publicUrl: string, itself: () => string): oidc.CustomFetch {
  return (url, options) => fetch(url.replace(publicUrl, itself()), options as RequestInit);
}

function tokensOf(answer: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers): Tokens {
  const claims = answer.claims();
  const name = claims?.officer_name ?? claims?.name;
  return {
    accessToken: answer.access_token,
    expiresAt: Date.now() + (answer.expiresIn() ?? 0) * 1_000,
    refreshToken: answer.refresh_token ?? null,
    officerName: typeof name === 'string' ? name.slice(0, 200) : null,
  };
}

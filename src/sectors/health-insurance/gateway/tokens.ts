import type { WebSource } from '../../../database/web-source.js';
import type { WebAccount } from '../../sector.js';

/** What a call is made with after signing in. */
export interface GatewayToken {
  accessToken: string;
  idToken: string;
}

/** How long an account that was refused is left alone: portals lock accounts that keep trying. */
const refusedMs = 30_000;

/** An account cannot sign in; the code as the portal gave it. */
export class AccountRefused extends Error {
  constructor(
    readonly code: string,
    readonly retryAfterMs = refusedMs,
  ) {
    super(`the portal refuses an account: ${code}`);
    this.name = 'AccountRefused';
  }
}

/** Software in use keeps a token for 50 minutes, whatever the portal says of its end. */
const keptMs = 50 * 60_000;
const leastMs = 60_000;

interface Kept {
  token: Promise<GatewayToken>;
  until: number;
}

/** The tokens of every account, each taken once for however many wait for it. Kept in this process alone. */
export class GatewayTokens {
  readonly #kept = new Map<string, Kept>();
  readonly #held = new Map<string, number>();

  constructor(
    private readonly source: WebSource,
    /** Milliseconds of a clock that never goes back. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @throws SourceError, AccountRefused */
  take(account: WebAccount): Promise<GatewayToken> {
    const known = this.#kept.get(account.username);
    if (known && this.now() < known.until) return known.token;
    const kept: Kept = { until: Number.POSITIVE_INFINITY, token: this.#signIn(account, (ms) => keep(ms)) };
    const keep = (ms: number) => {
      kept.until = this.now() + ms;
    };
    this.#kept.set(account.username, kept);
    kept.token.catch((cause) => {
      if (cause instanceof AccountRefused) keep(refusedMs);
      else if (this.#kept.get(account.username) === kept) this.#kept.delete(account.username);
    });
    return kept.token;
  }

  /**
   * Another token in the place of one that the portal no longer takes, whoever finds it out first; null shortly after
   * `hold`. @throws as `take`
   */
  async renew(account: WebAccount, token: GatewayToken): Promise<GatewayToken | null> {
    const { username } = account;
    if (this.now() < (this.#held.get(username) ?? 0)) return null;
    const kept = this.#kept.get(username);
    const current = await kept?.token.catch(() => null);
    if (current === token && this.#kept.get(username) === kept) this.#kept.delete(username);
    return this.take(account);
  }

  /** A new token was not taken either: no other is asked for in the next half minute, and looks go on with this one. */
  hold({ username }: WebAccount): void {
    this.#held.set(username, this.now() + refusedMs);
  }

  async #signIn({ username, password }: WebAccount, keep: (ms: number) => void): Promise<GatewayToken> {
    const answer = await this.source.post({
      path: '/api/token/take',
      body: { username, password },
      read: readToken,
    });
    if ('refused' in answer) throw new AccountRefused(answer.refused);
    const { expiresAt, ...token } = answer;
    // The portal's clock is not ours: an end that is past or near still leaves a minute, and 401 tells the rest.
    const left = expiresAt === null ? keptMs : expiresAt - Date.now() - leastMs;
    keep(Math.min(keptMs, Math.max(leastMs, left)));
    return token;
  }
}

type TokenAnswer = (GatewayToken & { expiresAt: number | null }) | { refused: string };

/** `{ maKetQua: "200", APIKey: { access_token, id_token, expires_in } }`; any other code refuses the account. */
function readToken(status: number, json: unknown): TokenAnswer | null {
  const { maKetQua, APIKey: key } = (json ?? {}) as { maKetQua?: unknown; APIKey?: Record<string, unknown> };
  const code = maKetQua == null ? null : String(maKetQua);
  if (code === '200' || (code === null && key)) {
    const { access_token: accessToken, id_token: idToken, expires_in: end } = key ?? {};
    if (typeof accessToken !== 'string' || typeof idToken !== 'string') return null;
    return { accessToken, idToken, expiresAt: momentOf(end) };
  }
  if (status === 401 || code === '401') return { refused: '401' };
  return code !== null && /^\d{3}$/.test(code) && status < 500 ? { refused: code } : null;
}

/** `2026-11-28T18:00:00.0000000Z`, of UTC also where it does not say so; null for anything else. */
function momentOf(end: unknown): number | null {
  const parts = typeof end === 'string' && /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z?$/.exec(end.trim());
  const moment = parts ? Date.parse(`${parts[1]}Z`) : Number.NaN;
  return Number.isNaN(moment) ? null : moment;
}

/**
 * Whether an account signs in now, for whoever looks after the hub: null when it does, else the portal's code.
 * @throws SourceError
 */
export async function refusalOf(source: WebSource, account: WebAccount): Promise<string | null> {
  try {
    await new GatewayTokens(source).take(account);
    return null;
  } catch (cause) {
    if (cause instanceof AccountRefused) return cause.code;
    throw cause;
  }
}

import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { HubError } from '../../domain/errors.js';
import type { Clock } from '../../process/clock.js';
import type { Keyring } from '../keys.js';
import {
  deleteSession,
  findSession,
  insertSession,
  resealSession,
  type SessionRow,
  touchSession,
} from './session-store.js';

/** What an issuer gave at sign-in, or when it was asked anew. */
export interface Tokens {
  accessToken: string;
  /** When it ends, milliseconds since 1970. */
  expiresAt: number;
  refreshToken: string | null;
  officerName: string | null;
}

/** Who signed in: an officer of an agency, or a resident by the pseudonym that his tokens carry. */
export interface Holder {
  agencyCode: string;
  officer: string | null;
  subject: string | null;
}

/** An officer or a resident who is signed in at a desk. */
export interface DeskSession extends Holder {
  /** Tells one session from the next and opens nothing: a page sends it, so that it never asks as somebody else. */
  tag: string;
  /** Tells one person from the next, the same at each of his sign-ins; it opens nothing either. */
  holder: string;
  tokens: Tokens;
  endsAt: number;
  /** When it ends unless it is used. */
  idleAt: number;
  row: SessionRow;
}

/** A token that ends sooner is asked for anew, */
const renewBeforeMs = 60_000;
/** and use is written down no oftener than this. */
const touchEveryMs = 15_000;

/**
 * Sessions at desks, in the hub's database: every process knows them, a restart ends none, and one that is
 * ended is ended everywhere. The browser holds 256 random bits; tokens never leave the hub.
 */
export class DeskSessions {
  readonly #renewing = new Map<string, Promise<Tokens>>();

  constructor(
    private readonly parts: {
      pool: pg.Pool;
      keys: Keyring;
      clock: Clock;
      idleMs: number;
      longestMs: number;
      /** @throws when the issuer gives none any more, or does not answer */
      renew(refreshToken: string): Promise<Tokens>;
    },
  ) {}

  /** Begins one; answers what the browser is to keep. */
  async open(tokens: Tokens, who: Holder): Promise<string> {
    const { pool, clock, longestMs } = this.parts;
    const value = randomBytes(32).toString('base64url');
    const idMac = this.#macOf(value);
    const now = clock.now();
    const sealed = this.#seal(idMac, tokens);
    await insertSession(pool, { ...who, idMac, sealed, usedAt: now, endsAt: now + longestMs });
    return value;
  }

  /** The session of what a browser holds; null when there is none, or its time is over. */
  async find(value: string | null): Promise<DeskSession | null> {
    if (value === null || !/^[\w-]{43}$/.test(value)) return null;
    const { pool, keys, clock, idleMs } = this.parts;
    const idMac = this.#macOf(value);
    const row = await findSession(pool, idMac);
    if (!row) return null;
    const idleAt = row.usedAt + idleMs;
    if (clock.now() >= Math.min(row.endsAt, idleAt)) {
      await deleteSession(pool, idMac);
      return null;
    }
    const tokens = this.#open(row);
    if (!tokens) return null;
    const { agencyCode, officer, subject, endsAt } = row;
    const short = (...parts: string[]) =>
      keys
        .mac('desk-session', ...parts)
        .toString('hex')
        .slice(0, 16);
    const holder = short('holder', agencyCode, officer ?? '', subject ?? '');
    return { tag: short('tag', value), holder, agencyCode, officer, subject, tokens, endsAt, idleAt, row };
  }

  /**
   * The session's access token, a new one when it is about to end.
   * @throws HubError UNAUTHENTICATED when it has ended and no other can be had
   */
  async accessToken(session: DeskSession): Promise<string> {
    const { tokens, tag } = session;
    const left = tokens.expiresAt - this.parts.clock.now();
    if (left > renewBeforeMs) return tokens.accessToken;
    try {
      let renewing = this.#renewing.get(tag);
      if (!renewing) {
        renewing = this.#renew(session).finally(() => this.#renewing.delete(tag));
        this.#renewing.set(tag, renewing);
      }
      return (await renewing).accessToken;
    } catch (cause) {
      if (left > 0) return tokens.accessToken;
      throw new HubError('UNAUTHENTICATED', {}, undefined, { cause });
    }
  }

  /** Notes that somebody did something. */
  async touch({ row }: DeskSession): Promise<void> {
    const now = this.parts.clock.now();
    if (now - row.usedAt >= touchEveryMs) await touchSession(this.parts.pool, row.idMac, now);
  }

  async end({ row }: DeskSession): Promise<void> {
    await deleteSession(this.parts.pool, row.idMac);
  }

  async #renew({ row, tokens }: DeskSession): Promise<Tokens> {
    const { pool, renew } = this.parts;
    try {
      if (tokens.refreshToken === null) throw new Error('The issuer gave no refresh token.');
      const given = await renew(tokens.refreshToken);
      const renewed = {
        ...given,
        refreshToken: given.refreshToken ?? tokens.refreshToken,
        officerName: given.officerName ?? tokens.officerName,
      };
      await resealSession(pool, row.idMac, { from: row.sealed, to: this.#seal(row.idMac, renewed) });
      return renewed;
    } catch (error) {
      // Another process may have used the refresh token first.
      const now = await findSession(pool, row.idMac);
      const others = now && !now.sealed.equals(row.sealed) ? this.#open(now) : null;
      if (others) return others;
      throw error;
    }
  }

  #macOf(value: string): Buffer {
    return this.parts.keys.mac('desk-session', 'id', value);
  }

  #seal(idMac: Buffer, tokens: Tokens): Buffer {
    return this.parts.keys.seal('desk-session', JSON.stringify(tokens), idMac.toString('base64'));
  }

  #open({ idMac, sealed }: SessionRow): Tokens | null {
    const text = this.parts.keys.open('desk-session', sealed, idMac.toString('base64'));
    return text === null ? null : (JSON.parse(text) as Tokens);
  }
}

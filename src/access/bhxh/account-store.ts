import type pg from 'pg';
import type { Clock } from '../../process/clock.js';
import type { Keyring } from '../keys.js';
import { officerNumberMac } from './officer-admin.js';

/** An account that is enabled now. */
export interface StandingAccount {
  id: string;
  agency: string;
  passwordHash: string;
}

/** A registered officer by the number that the wire names him by. */
export interface NamedOfficer {
  officer: string;
  name: string;
}

/** A change of an account or an officer counts within this time on every process. */
const rememberMs = 2_000;
const mostRemembered = 10_000;

const findAccount = {
  name: 'find_bhxh_account',
  text: `select id, agency_code as agency, password_hash as "passwordHash" from access.bhxh_account
         where username = $1 and disabled_at is null`,
};

const findOfficer = {
  name: 'find_bhxh_officer',
  text: `select o.officer, o.name from access.bhxh_officer b
         join access.officer o on o.agency_code = b.agency_code and o.officer = b.officer
         where b.agency_code = $1 and b.number_mac = $2 and o.source <> 'PAUSE' and o.name is not null`,
};

/** Accounts and officers of the wire as they are now in the hub's database; remembered for two seconds. */
export class BhxhAccounts {
  readonly #remembered = new Map<string, { until: number; answer: Promise<unknown> }>();

  constructor(private readonly parts: { pool: pg.Pool; clock: Clock; keys: Keyring }) {}

  /** Null for one that is unknown or not enabled. */
  find(username: string): Promise<StandingAccount | null> {
    return this.#once(`account ${username}`, async () => {
      const { rows } = await this.parts.pool.query<StandingAccount>({ ...findAccount, values: [username] });
      return rows[0] ?? null;
    });
  }

  /** Null for a number of nobody whom the agency registered. */
  officer(agency: string, number: string): Promise<NamedOfficer | null> {
    const mac = officerNumberMac(this.parts.keys, agency, number);
    return this.#once(`officer ${agency} ${mac.toString('base64')}`, async () => {
      const { rows } = await this.parts.pool.query<NamedOfficer>({ ...findOfficer, values: [agency, mac] });
      return rows[0] ?? null;
    });
  }

  #once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const now = this.parts.clock.now();
    const known = this.#remembered.get(key);
    const left = known ? known.until - now : 0;
    // NOTE: a clock that was set back must not make two seconds an hour.
    if (known && left > 0 && left <= rememberMs) return known.answer as Promise<T>;
    const answer = ask();
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear();
    this.#remembered.set(key, { until: now + rememberMs, answer });
    answer.catch(() => this.#remembered.delete(key));
    return answer;
  }
}

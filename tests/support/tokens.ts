import { residentSubject } from '../../src/access/agency-admin.js';
import { Keyring } from '../../src/access/keys.js';
import { readSampleKeys } from '../../src/access/sample-agencies.js';
import { requestToken } from '../../src/access/token-request.js';
import { withPool } from '../../src/cli/workplace.js';
import { findKnown } from '../../src/sample/known-residents.js';
import type { Cluster } from './cluster.js';

/** What a test wants of a token, besides whose it is. */
export interface TokenWish {
  /** Fewer scopes than the agency holds. */
  scope?: readonly string[];
  officer?: string;
  /** The resident it is about, for an agency of kind RESIDENT; default the demo's. */
  resident?: string;
}

/** Private keys of agencies that tests registered, by code. */
const ownKeys = new Map<string, Record<string, unknown>>();

/** Remembers the key of an agency a test registered, so that tokens can be asked for it. */
export function rememberKey(agency: string, privateKey: Record<string, unknown>): void {
  ownKeys.set(agency, privateKey);
}

/** Tokens from the embedded issuer, asked for as the agencies' own systems do; each kept for the suite. */
export class Tokens {
  readonly #issued = new Map<string, Promise<string>>();

  constructor(
    private readonly cluster: Cluster,
    private readonly url: string,
    private readonly issuer: string,
  ) {}

  of(agency: string, wish: TokenWish = {}): Promise<string> {
    const key = JSON.stringify([agency, wish]);
    let issued = this.#issued.get(key);
    if (!issued) {
      issued = this.#issue(agency, wish);
      this.#issued.set(key, issued);
    }
    return issued;
  }

  async #issue(agency: string, { scope, officer = '001', resident }: TokenWish): Promise<string> {
    const privateKey = ownKeys.get(agency) ?? readSampleKeys(this.cluster.state)?.[agency];
    if (!privateKey) throw new Error(`No key of ${agency}`);
    const { kind, held } = await this.#agency(agency);
    const { token } = await requestToken({
      tokenUrl: `${this.url}/oauth/token`,
      issuer: this.issuer,
      agency,
      privateKey,
      ...(kind === 'RESIDENT' ? { residentSubject: await this.#subject(agency, resident) } : { officer }),
      scope: scope ?? held,
    });
    return token;
  }

  #agency(code: string): Promise<{ kind: string; held: string[] }> {
    return withPool(this.cluster.databases.urls.hub, async (pool) => {
      const { rows } = await pool.query(
        `select kind, array(select scope from access.agency_grant g where g.agency_code = a.code
           and (g.valid_until is null or g.valid_until > now())) as held
         from access.agency a where code = $1`,
        [code],
      );
      return rows[0];
    });
  }

  async #subject(agency: string, resident: string | undefined): Promise<string> {
    const { databases, state } = this.cluster;
    const personalId = resident ?? (await withPool(databases.owners.population, findKnown)).ACTIVE!;
    const keys = new Keyring(state.masterKey(null));
    return withPool(databases.urls.hub, (pool) => residentSubject(pool, keys, agency, personalId));
  }
}

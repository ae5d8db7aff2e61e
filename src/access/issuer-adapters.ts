import type { Adapter } from 'oidc-provider';
import type { AgencyStore } from './agency-store.js';
import type { UsedAssertions } from './used-assertions.js';

/** What the issuer's library keeps for flows that are not offered here: nothing. */
export class NothingKept implements Adapter {
  async find(_id: string): Promise<undefined> {
    return undefined;
  }
  async upsert(_id: string, _payload: unknown, _seconds: number): Promise<undefined> {
    throw new Error('The embedded issuer keeps no such thing.');
  }
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }
  async findByUid(): Promise<undefined> {
    return undefined;
  }
  async consume(): Promise<undefined> {
    return undefined;
  }
  async destroy(): Promise<undefined> {
    return undefined;
  }
  async revokeByGrantId(): Promise<undefined> {
    return undefined;
  }
}

/** OAuth clients are the agencies of the hub's database: their keys and grants as they are now. */
export class AgencyClients extends NothingKept {
  constructor(private readonly agencies: AgencyStore) {
    super();
  }

  override async find(id: string) {
    const agency = await this.agencies.find(id);
    if (!agency) return undefined;
    const keys = await this.agencies.keysOf(id);
    if (keys.length === 0) return undefined;
    return {
      client_id: id,
      token_endpoint_auth_method: 'private_key_jwt',
      id_token_signed_response_alg: 'ES256',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      scope: [...agency.grants].join(' '),
      jwks: { keys },
      tls_client_certificate_bound_access_tokens: agency.certificateRequired,
    } as never;
  }
}

/**
 * Used assertion ids. NOTE: found is always nothing and keeping decides, since between the library's question and its
 * keeping another process may have used the same id.
 */
export class AssertionIds extends NothingKept {
  constructor(
    private readonly used: UsedAssertions,
    private readonly replayed: () => Error,
  ) {
    super();
  }

  override async upsert(id: string, _payload: unknown, seconds: number): Promise<undefined> {
    if (!(await this.used.use(id, seconds))) throw this.replayed();
  }
}

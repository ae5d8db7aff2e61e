import { type KeyObject, randomUUID } from 'node:crypto';
import { addKey, grantScopes, putAgency } from '../../src/access/agency-admin.js';
import { makeSigningKey } from '../../src/access/issuer.js';
import { type AgencyKind, kinds } from '../../src/access/kinds.js';
import { withPool } from '../../src/cli/workplace.js';
import type { Cluster } from '../support/cluster.js';
import { changed, compact, privateKeyOf } from './jws.js';

export interface Party {
  code: string;
  jwk: Record<string, unknown>;
  key: KeyObject;
}

/** An agency whose private key the test holds. */
export async function addParty(
  { databases }: Cluster,

  kind: AgencyKind = 'HOSPITAL',
  legalBasis: string | null = 'Văn bản mẫu',
): Promise<Party> {
  const code = `party-${randomUUID().slice(0, 8)}`;
  const jwk = makeSigningKey();
  const { d: _private, ...open } = jwk;
  await withPool(databases.urls.hub, async (pool) => {
    await putAgency(pool, { code, kind, name: 'Cơ quan thử (hư cấu)', legalBasis, units: [] });
    await grantScopes(pool, code, kinds[kind].scopes);
    await addKey(pool, code, open);
  });
  return { code, jwk, key: privateKeyOf(jwk) };
}

export interface Changes {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: KeyObject | string | null;
}

/** A client assertion as this agency's own system makes it (RFC 7523), with some of it changed. */
export function assertionOf(
  { code, jwk, key }: Party,
  { claims = {}, header = {}, key: other }: Changes = {},
): string {
  const now = Math.floor(Date.now() / 1000);
  const good = {
    iss: code,
    sub: code,
    aud: 'http://localhost:0',
    jti: randomUUID(),
    iat: now,
    exp: now + 60,
    officer: '007',
  };
  return compact({
    header: changed({ alg: 'ES256', kid: jwk.kid }, header),
    payload: changed(good, claims),
    key: other === undefined ? key : other,
  });
}

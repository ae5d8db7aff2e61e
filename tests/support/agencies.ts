import { randomBytes } from 'node:crypto';
import { addKey, grantScopes, putAgency } from '../../src/access/agency-admin.js';
import { makeSigningKey } from '../../src/access/issuer.js';
import { type AgencyKind, kinds } from '../../src/access/kinds.js';
import { withPool } from '../../src/cli/workplace.js';
import type { Cluster } from './cluster.js';
import { askWithoutEnd } from './quotas.js';
import { rememberKey } from './tokens.js';

/**
 * Registers an agency of the test's own with every scope of its kind (or those given) and a key; answers its code. It
 * may ask without end, unless it keeps the quota of its kind.
 */
export async function addAgency(
  { databases }: Cluster,
  agency: {
    kind: AgencyKind;
    units?: string[];
    scopes?: readonly string[];
    legalBasis?: string | null;
    quota?: 'WITHOUT_END' | 'OF_ITS_KIND';
  },
): Promise<string> {
  const { kind, units = [], scopes = kinds[kind].scopes, legalBasis = 'Văn bản mẫu (hư cấu)' } = agency;
  const code = `test-${randomBytes(6).toString('hex')}`;
  const key = makeSigningKey();
  const { d: _private, ...publicKey } = key;
  await withPool(databases.urls.hub, async (pool) => {
    await putAgency(pool, { code, kind, name: 'Cơ quan thử (hư cấu)', legalBasis, units });
    await grantScopes(pool, code, scopes);
    await addKey(pool, code, publicKey);
    if (agency.quota !== 'OF_ITS_KIND') await askWithoutEnd(pool, code);
  });
  rememberKey(code, key);
  return code;
}

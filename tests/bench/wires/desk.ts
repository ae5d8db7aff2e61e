import { createHash } from 'node:crypto';
import { registerOfficer } from '../../../src/access/agency-officers.js';
import { enableBhxhAccount } from '../../../src/access/bhxh/account-admin.js';
import { setOfficerNumber } from '../../../src/access/bhxh/officer-admin.js';
import { Keyring } from '../../../src/access/keys.js';
import { withPool } from '../../../src/cli/workplace.js';
import { inTransaction } from '../../../src/database/transaction.js';
import { HubError } from '../../../src/domain/errors.js';
import type { Place } from '../place.js';
import type { ServerUnderLoad } from '../servers.js';
import type { makeTokens } from '../tokens.js';
import type { WireParts } from './wire.js';

const [agency, officer, facility] = ['hospital.demo', '001', '01001'];
const password = createHash('md5').update('mật khẩu hư cấu của bench').digest('hex');
/** Invented; the same officer as in the tokens. */
const named = { hoTenCb: 'Lê Thị Hư Cấu', cccdCb: '001090000017' };

/** The sample hospital’s desk, able to ask by every wire: its account is enabled, its officer known by his number. */
export async function openDesk(
  { state, masterKey, databases }: Place,
  hub: ServerUnderLoad,
  tokens: ReturnType<typeof makeTokens>,
): Promise<WireParts> {
  const username = `${facility}_BV`;
  const keys = new Keyring(state.masterKey(masterKey));
  await withPool(databases.urls.hub, (pool) =>
    inTransaction(pool, async (client) => {
      await enableBhxhAccount(client, agency, username, password, 'operator.demo/bench');
    }),
  );
  await withPool(databases.urls.hub, async (pool) => {
    try {
      await registerOfficer(pool, agency, officer, { name: named.hoTenCb }, 'COMMAND');
    } catch (error) {
      // Of an earlier run.
      if (!(error instanceof HubError) || error.code !== 'CONFLICT') throw error;
    }
    await setOfficerNumber(pool, keys, agency, officer, named.cccdCb);
  });
  return {
    ...{ url: hub.url, facility, gateway: { username, password, ...named } },
    token: () => tokens({ agency, officer, resident: null }),
  };
}

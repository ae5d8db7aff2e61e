import { randomInt } from 'node:crypto';
import { registerOfficer } from '../../../src/access/agency-officers.js';
import { disableBhxhAccount, enableBhxhAccount } from '../../../src/access/bhxh/account-admin.js';
import { setOfficerNumber } from '../../../src/access/bhxh/officer-admin.js';
import { Keyring } from '../../../src/access/keys.js';
import { withPool } from '../../../src/cli/workplace.js';
import { inTransaction } from '../../../src/database/transaction.js';
import { addAgency } from '../../support/agencies.js';
import type { Cluster } from '../../support/cluster.js';
import { HospitalSoftware } from './client.js';

export const password = 'mật khẩu hư cấu 7';

/** The officer who looks in these tests; invented. */
export const officer = { hoTenCb: 'Lê Thị Hư Cấu', cccdCb: '001090000017' };

/** A hospital of the test's own with an enabled account and one registered officer, `bs.le`. */
export interface Hospital {
  code: string;
  username: string;
  software(url: string): HospitalSoftware;
  enable(plain?: string): Promise<void>;
  disable(): Promise<void>;
}

export async function makeHospital(
  cluster: Cluster,
  wish: { scopes?: readonly string[]; quota?: 'OF_ITS_KIND' } = {},
): Promise<Hospital> {
  // A code that no other suite uses: an account is one of a kind in the hub.
  const facility = `T${randomInt(36 ** 4)
    .toString(36)
    .padStart(4, '0')
    .toUpperCase()}`;
  const code = await addAgency(cluster, { kind: 'HOSPITAL', units: [facility], ...wish });
  const username = `${facility}_BV`;
  const { hub } = cluster.databases.urls;
  const hospital: Hospital = {
    ...{ code, username },
    software: (url) => new HospitalSoftware(`${url}/wires/bhxh-gateway`, username, password),
    enable: (plain = password) =>
      withPool(hub, (pool) =>
        inTransaction(pool, async (client) => {
          await enableBhxhAccount(client, code, username, plain, 'operator.demo/tester');
        }),
      ),
    disable: () =>
      withPool(hub, (pool) =>
        inTransaction(pool, async (client) => {
          await disableBhxhAccount(client, code, username);
        }),
      ),
  };
  const keys = new Keyring(cluster.state.masterKey(null));
  await withPool(hub, async (pool) => {
    await registerOfficer(pool, code, 'bs.le', { name: officer.hoTenCb }, 'COMMAND');
    await setOfficerNumber(pool, keys, code, 'bs.le', officer.cccdCb);
  });
  await hospital.enable();
  return hospital;
}

import type pg from 'pg';
import hubMigrations from '../../migrations/hub/index.js';
import { AgencyStore } from '../../src/access/agency-store.js';
import { withPool } from '../../src/cli/workplace.js';
import { migrate } from '../../src/database/migrate.js';
import { systemClock } from '../../src/process/clock.js';
import { sharedCluster } from '../support/cluster.js';

const name = 'administration_at_0007';
let superUrl: string;
/** A hub's database that stood at 0007 and held an agency with grants and keys. */
let url: string;

const rows = <Row extends pg.QueryResultRow>(text: string) =>
  withPool(url, async (pool) => (await pool.query<Row>(text)).rows);

beforeAll(async () => {
  ({ superUrl } = await sharedCluster());
  await withPool(superUrl, (pool) => pool.query(`create database ${name}`));
  url = superUrl.replace(/\/postgres$/, `/${name}`);
  await migrate(url, hubMigrations.slice(0, 7));
  await rows(`
    insert into access.agency (code, kind, name, legal_basis)
      values ('clinic.test', 'HOSPITAL', 'Thử (hư cấu)', 'Văn bản mẫu');
    insert into access.agency_grant (agency_code, scope, valid_until) values
      ('clinic.test', 'identity:verify', null), ('clinic.test', 'coverage:read', now());
    insert into access.agency_key (agency_code, kid, jwk, revoked_at) values
      ('clinic.test', 'new', '{}', null), ('clinic.test', 'old', '{}', now())`);
  await migrate(url, hubMigrations.slice(0, 10));
});
afterAll(() => withPool(superUrl, (pool) => pool.query(`drop database if exists ${name} with (force)`)));

describe('a hub’s database from before grants had purposes', () => {
  it('keeps its agencies, grants and keys as they counted', async () => {
    const agency = await withPool(url, (pool) => new AgencyStore(pool, systemClock).find('clinic.test'));
    expect(agency).toMatchObject({
      ...{ grants: new Set(['identity:verify']), narrowed: null, keyIds: new Set(['new']) },
      ...{ isCase: null, caseRequired: false, certificateRequired: false, officers: null, barred: new Map() },
    });
  });

  it('holds no two grants of one scope and purpose without an end', async () => {
    const again =
      "insert into access.agency_grant (agency_code, scope) values ('clinic.test', 'identity:verify')";
    await expect(rows(again)).rejects.toMatchObject({ code: '23505' });
    await rows(again.replace('scope) values', 'scope, purpose) values').replace("')", "', 'EMERGENCY')"));
  });

  it('goes back to one grant a scope, what stands for every purpose before the rest', async () => {
    const migration = new hubMigrations[7]!();
    await withPool(url, async (pool) => {
      const query = (text: string) => pool.query(text);
      await migration.down({ query } as never);
    });
    expect(
      await rows('select scope, valid_until is null as stands from access.agency_grant order by scope'),
    ).toEqual([
      { scope: 'coverage:read', stands: false },
      { scope: 'identity:verify', stands: true },
    ]);
  });
});

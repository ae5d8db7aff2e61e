import type pg from 'pg';
import hubMigrations from '../../migrations/hub/index.js';
import { withPool } from '../../src/cli/workplace.js';
import { migrate } from '../../src/database/migrate.js';
import { sharedCluster } from '../support/cluster.js';

const name = 'documents_at_0005';
let superUrl: string;
/** A hub's database that stood at 0005 and held an agency. */
let url: string;

const rows = <Row extends pg.QueryResultRow>(text: string) =>
  withPool(url, async (pool) => (await pool.query<Row>(text)).rows);

beforeAll(async () => {
  ({ superUrl } = await sharedCluster());
  await withPool(superUrl, (pool) => pool.query(`create database ${name}`));
  url = superUrl.replace(/\/postgres$/, `/${name}`);
  await migrate(url, hubMigrations.slice(0, 5));
  await rows(
    "insert into access.agency (code, kind, name) values ('clinic.test', 'HOSPITAL', 'Thử (hư cấu)')",
  );
  await migrate(url, hubMigrations.slice(0, 6));
});
afterAll(() => withPool(superUrl, (pool) => pool.query(`drop database if exists ${name} with (force)`)));

/** The SQLSTATE of an insert of this document, or null when it is kept. */
const keeping = async (agency: string, document: string, hashes: string) => {
  const values = `'${agency}', '${document}', '{ hub { version } }', '${hashes}'`;
  return rows(`insert into access.document (agency_code, name, source, hashes) values (${values})`).then(
    () => null,
    (error: { code?: string }) => error.code,
  );
};

describe('a hub’s database from before documents were registered', () => {
  it('keeps its agencies, each answered any document', async () => {
    expect(await rows('select code, registered_only from access.agency')).toEqual([
      { code: 'clinic.test', registered_only: false },
    ]);
  });

  it('takes a document of an agency that is there, under a name fit for a log, with its hashes', async () => {
    expect(await keeping('clinic.test', 'look.2', '{ab}')).toBeNull();
    expect(await keeping('clinic.test', 'look.2', '{ab}')).toBe('23505');
    expect(await keeping('nobody.test', 'look', '{ab}')).toBe('23503');
    for (const wrong of ['', '.look', 'tra cứu', 'look-001000999999', 'x'.repeat(101)]) {
      expect(await keeping('clinic.test', wrong, '{ab}')).toBe('23514');
    }
    expect(await keeping('clinic.test', 'none', '{}')).toBe('23514');
  });

  it('lets the app keep documents and the auditor read them, and nobody else either', async () => {
    const held = await rows<{ role: string; may: string }>(
      `select grantee as role, string_agg(privilege_type, ' ' order by privilege_type) as may
       from information_schema.role_table_grants
       where table_schema = 'access' and table_name = 'document' and grantee like 'lienthong%'
         and grantee <> 'lienthong_owner' group by grantee order by grantee`,
    );
    expect(held).toEqual([
      { role: 'lienthong_app', may: 'DELETE INSERT SELECT UPDATE' },
      { role: 'lienthong_auditor', may: 'SELECT' },
    ]);
  });
});

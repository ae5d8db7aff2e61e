import type pg from 'pg';
import hubMigrations from '../../migrations/hub/index.js';
import { withPool } from '../../src/cli/workplace.js';
import { migrate, NewerDatabaseError } from '../../src/database/migrate.js';
import { loadUnits } from '../../src/database/units.js';
import { resolveAddress } from '../../src/domain/address.js';
import { sharedCluster } from '../support/cluster.js';

/** A hub's migrations before units had names. */
const older = hubMigrations.slice(0, 4);
/** The same and the one that gave them names. */
const named = hubMigrations.slice(0, 5);
const name = 'units_at_0004';
let superUrl: string;
/** A hub's database that stands at 0004 and holds rows besides those the migrations brought. */
let url: string;

const rows = <Row extends pg.QueryResultRow>(text: string) =>
  withPool(url, async (pool) => (await pool.query<Row>(text)).rows);

const columns = 'code, valid_from::text, valid_to::text, level, name, province_code';
const held = {
  units: `select ${columns} from unit.admin_unit order by level, code, valid_from`,
  agencies: 'select * from access.agency',
  events: 'select id, outcome from audit.event',
};
const allHeld = () => Promise.all(Object.values(held).map(rows));

beforeAll(async () => {
  ({ superUrl } = await sharedCluster());
  await withPool(superUrl, (pool) => pool.query(`create database ${name}`));
  url = superUrl.replace(/\/postgres$/, `/${name}`);
  await migrate(url, older);
  await rows(`
    insert into unit.admin_unit (code, valid_from, valid_to, level, name, province_code) values
      ('98001', '2004-07-08', '2025-06-30', 'COMMUNE', 'Xã Cũ Mẫu', '01'),
      ('99001', '2025-07-01', null, 'COMMUNE', 'Phường Bến Mẫu', '01');
    insert into unit.successor (level, old_code, new_code, extent) values ('COMMUNE', '98001', '99001', 'FULL');
    insert into access.agency (code, kind, name) values ('clinic.test', 'HOSPITAL', 'Phòng khám thử (hư cấu)');
    insert into audit.event (id, request_id, outcome, duration_ms) values (gen_random_uuid(), 'x', 'ANSWERED', 1)`);
});
afterAll(() => withPool(superUrl, (pool) => pool.query(`drop database if exists ${name} with (force)`)));

describe('a hub’s database from before units had names', () => {
  it('is brought to them and keeps every row', async () => {
    const before = await allHeld();
    expect(before.map((it) => it.length > 0)).toEqual([true, true, true]);
    expect(await migrate(url, named)).toEqual(['UnitNames1763769600005']);
    expect(await allHeld()).toEqual(before);
  });

  it('has every succession, its own too, from the day of the reform', async () => {
    const days = await rows('select distinct valid_from::text as day from unit.successor');
    expect(days).toEqual([{ day: '2025-07-01' }]);
    const own = "select new_code, extent, disputed from unit.successor where old_code = '98001'";
    expect(await rows(own)).toEqual([{ new_code: '99001', extent: 'FULL', disputed: false }]);
  });

  it('resolves its own units and those of the packaged tables, with and without their districts', async () => {
    const units = await withPool(url, loadUnits);
    const codes = (text: string) => resolveAddress(text, units).units.map((it) => it.code);
    expect(codes('Xã Cũ Mẫu, Hà Nội')).toEqual(['99001']);
    expect(codes('Phường Phúc Xá, Quận Ba Đình, Hà Nội')).toEqual(['00097']);
    expect(units.find('00001', '2004-07-08')).toMatchObject({ districtCode: '001' });
    // Where it went, two public lists do not agree (disputed-successors.csv).
    expect(units.isDisputed('04012')).toBe(true);
    expect(units.isDisputed('98001')).toBe(false);
  });

  it('is refused by the older program, which changes nothing', async () => {
    const before = await allHeld();
    await expect(migrate(url, older)).rejects.toThrow(NewerDatabaseError);
    await expect(migrate(url, older)).rejects.toThrow('UnitNames1763769600005');
    expect(await allHeld()).toEqual(before);
    expect(await migrate(url, named)).toEqual([]);
  });
});

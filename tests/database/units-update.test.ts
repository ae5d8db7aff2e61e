import { withPool } from '../../src/cli/workplace.js';
import { loadUnits, updateUnits } from '../../src/database/units.js';
import { parseReform } from '../../src/domain/admin-unit-reform-file.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';

const DAY = '2026-07-01';
/** Invented: one commune renamed, two merged, one divided among its neighbours. */
const REFORM = [
  `COMMUNE,99001,Phường Bến Mẫu,01,${DAY},00097`,
  `COMMUNE,00070,Phường Hồ Mẫu,01,${DAY},00070 00082`,
  `COMMUNE,00004,Phường Ba Đình,01,${DAY},00004 00008:PARTIAL`,
  `COMMUNE,00025,Phường Giảng Võ,01,${DAY},00025 00008:PARTIAL`,
];

let cluster: PrivateCluster;
let made = 0;

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
});
afterAll(() => cluster?.remove());

/** The address of a hub database of the test's own, as the migrations leave it, with the gateway's login. */
async function hubDatabase(): Promise<string> {
  made += 1;
  await cluster.sql('postgres', `create database units_${made} template hub owner lienthong_owner`);
  return cluster.databases.urls.hub.replace(/\/hub$/, `/units_${made}`);
}

function update(url: string, lines: readonly string[], { dryRun = false } = {}) {
  const read = parseReform(['level,code,name,province_code,valid_from,from', ...lines].join('\n'));
  if ('problems' in read) return Promise.resolve(read);
  return withPool(url, (pool) => updateUnits(pool, read.rows, dryRun));
}

/** One text for all units and successors there are: the same as long as no row changes. */
function stateOf(url: string): Promise<string> {
  return withPool(url, async (pool) => {
    const { rows } = await pool.query<{ state: string }>(
      `select md5(string_agg(it, ';' order by it)) as state from (
         select u::text as it from unit.admin_unit u union all select s::text from unit.successor s) rows`,
    );
    return rows[0]!.state;
  });
}

const rowsOf = (url: string, text: string): Promise<string[]> =>
  withPool(url, async (pool) => (await pool.query<{ row: string }>(text)).rows.map(({ row }) => row));

describe('a reform of units in the hub’s database', () => {
  it('ends what changes on the day before and begins what is new on the day, with the gateway’s own login', async () => {
    const url = await hubDatabase();
    expect(await update(url, REFORM)).toEqual({
      validFrom: DAY,
      counts: { provinces: 0, communes: 4, ended: 6, moved: 3, divided: 1 },
    });
    const units = await rowsOf(
      url,
      `select concat_ws(' ', code, valid_from, valid_to, name) as row from unit.admin_unit
       where valid_from = '${DAY}' or valid_to = '2026-06-30' order by code, valid_from`,
    );
    expect(units).toEqual([
      '00004 2025-07-01 2026-06-30 Phường Ba Đình',
      '00004 2026-07-01 Phường Ba Đình',
      '00008 2025-07-01 2026-06-30 Phường Ngọc Hà',
      '00025 2025-07-01 2026-06-30 Phường Giảng Võ',
      '00025 2026-07-01 Phường Giảng Võ',
      '00070 2025-07-01 2026-06-30 Phường Hoàn Kiếm',
      '00070 2026-07-01 Phường Hồ Mẫu',
      '00082 2025-07-01 2026-06-30 Phường Cửa Nam',
      '00097 2025-07-01 2026-06-30 Phường Hồng Hà',
      '99001 2026-07-01 Phường Bến Mẫu',
    ]);
    const successors = await rowsOf(
      url,
      `select concat_ws(' ', old_code, new_code, extent, disputed) as row from unit.successor
       where valid_from = '${DAY}' order by old_code, new_code`,
    );
    expect(successors).toEqual([
      '00008 00004 PARTIAL f',
      '00008 00025 PARTIAL f',
      '00082 00070 FULL f',
      '00097 99001 FULL f',
    ]);
  });

  it('is refused a second time, and so is one of an earlier day, without a change', async () => {
    const url = await hubDatabase();
    await update(url, REFORM);
    const before = await stateOf(url);
    for (const day of [DAY, '2026-06-30']) {
      const again = await update(
        url,
        REFORM.map((line) => line.replace(DAY, day)),
      );
      expect(again).toMatchObject({
        problems: expect.arrayContaining([
          { line: 2, problem: `valid_from must be after ${DAY}, the latest reform` },
        ]),
      });
    }
    expect(await stateOf(url)).toBe(before);
  });

  it('may follow another one', async () => {
    const url = await hubDatabase();
    await update(url, REFORM);
    const next = await update(url, ['COMMUNE,99002,Phường Bến Hồ Mẫu,01,2026-08-01,99001 00070']);
    expect(next).toMatchObject({ counts: { communes: 1, ended: 2, moved: 2 } });
    const units = await withPool(url, loadUnits);
    for (const [code, day] of [
      ['00082', '2025-07-01'],
      ['00097', '2025-07-01'],
      ['00070', '2026-07-01'],
    ] as const) {
      expect(units.currentOf(code, day).map((it) => it.code)).toEqual(['99002']);
    }
  });

  it('only counts when it is tried out', async () => {
    const url = await hubDatabase();
    const before = await stateOf(url);
    expect(await update(url, REFORM, { dryRun: true })).toMatchObject({ counts: { communes: 4, ended: 6 } });
    expect(await stateOf(url)).toBe(before);
  });

  it.each([
    ['an unknown code', [`COMMUNE,00004,Phường Ba Đình,01,${DAY},00004 98765`], [2]],
    ['a day that no calendar has', ['COMMUNE,00004,Phường Ba Đình,01,2026-06-31,00004'], [2]],
    ['one commune whole in two', [...REFORM, `COMMUNE,99003,Phường Thừa Mẫu,01,${DAY},00097`], [6]],
    ['one code twice', [...REFORM, `COMMUNE,00070,Phường Thừa Mẫu,01,${DAY},00091`], [3]],
    ['a province that is not there', [`COMMUNE,00004,Phường Ba Đình,98,${DAY},00004`], [2]],
    ['a line cut short among good ones', [REFORM[0]!, 'COMMUNE,00070,Phường', REFORM[2]!], [3]],
  ])('is refused whole for %s, by line', async (_, lines, wrong) => {
    const url = await hubDatabase();
    const before = await stateOf(url);
    const refused = await update(url, lines);
    expect('problems' in refused && refused.problems.map(({ line }) => line)).toEqual(wrong);
    expect(await stateOf(url)).toBe(before);
  });

  it('is undone whole when its last statement fails', async () => {
    const url = await hubDatabase();
    await cluster.sql(
      new URL(url).pathname.slice(1) as 'hub',
      `create function unit.fail() returns trigger language plpgsql as $$ begin raise 'half-way'; end $$;
       create trigger fail before insert on unit.successor for each row execute function unit.fail()`,
    );
    const before = await stateOf(url);
    await expect(update(url, REFORM)).rejects.toThrow('half-way');
    expect(await stateOf(url)).toBe(before);
  });

  it('is done once when several give it at the same time', async () => {
    const url = await hubDatabase();
    const done = await Promise.all([update(url, REFORM), update(url, REFORM), update(url, REFORM)]);
    expect(done.filter((it) => 'counts' in it)).toHaveLength(1);
    expect(
      await rowsOf(url, `select code as row from unit.admin_unit where valid_from = '${DAY}'`),
    ).toHaveLength(4);
  });
});

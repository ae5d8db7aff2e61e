import { makePlace, type Place } from './place.js';

let place: Place;

beforeAll(async () => {
  place = await makePlace({ residents: 1_000, members: 10 });
}, 120_000);
afterAll(() => place?.remove());

const keyOf = async (id: string) => {
  const rows = await place.cluster.sql<Record<string, unknown>>(
    'hub',
    `select full_name, birth, sex, communes, status, bearers from matching.resident_key where id = $1`,
    [Number(id)],
  );
  return rows[0] ?? null;
};
const population = (text: string, values?: unknown[]) => place.cluster.sql('population', text, values);
/** Somebody, by his place among all. */
const somebody = async (offset: number) => {
  const rows = await place.cluster.sql<{ personal_id: string; full_name: string }>(
    'population',
    'select personal_id, full_name from public.citizen order by personal_id limit 1 offset $1',
    [offset],
  );
  return rows[0]!;
};

describe('registry sync', () => {
  it('keeps a key for every resident', async () => {
    const [both] = await place.cluster.sql('hub', 'select count(*)::int as n from matching.resident_key');
    expect(both).toEqual({ n: 1_000 });
    const { personal_id: id, full_name: fullName } = await somebody(0);
    expect(await keyOf(id)).toMatchObject({ full_name: fullName, status: 0, bearers: expect.any(Number) });
  });

  it('reads what changed, and nothing else', async () => {
    const { personal_id: id } = await somebody(1);
    await population("update public.citizen set updated_at = '2025-12-01'");
    await population("update public.citizen set updated_at = '2026-01-01' where personal_id = $1", [id]);
    await place.sync(true);
    await population(
      `update public.citizen set full_name = 'Lò Thị Đổi Tên', life_status = 'DECEASED', deceased_on = '2026-02-01',
         updated_at = '2026-02-01' where personal_id = $1`,
      [id],
    );
    await population(
      "update public.residence_record set unit_code = '00004', unit_valid_from = '2025-07-01' where personal_id = $1",
      [id],
    );
    expect(await place.sync()).toMatchObject({ full: false, read: 1, residents: 1_000 });
    expect(await keyOf(id)).toMatchObject({ full_name: 'Lò Thị Đổi Tên', status: 1, communes: [4] });
    expect(await place.sync()).toMatchObject({ full: false, read: 1 });
  });

  it('keeps every commune a divided one went into', async () => {
    const { personal_id: id } = await somebody(2);
    const [divided] = await place.cluster.sql<{ code: string; parts: number[] }>(
      'hub',
      `select old_code as code, array_agg(new_code::int order by new_code) as parts from unit.successor
       where level = 'COMMUNE' group by old_code having count(*) > 1 order by 1 limit 1`,
    );
    await population(
      "update public.residence_record set unit_code = $2, unit_valid_from = '2004-07-08' where personal_id = $1",
      [id, divided!.code],
    );
    await population("update public.citizen set updated_at = '2026-02-02' where personal_id = $1", [id]);
    await place.sync();
    expect(await keyOf(id)).toMatchObject({ communes: divided!.parts });
  });

  it('moves a number that was replaced to who has another now', async () => {
    const [{ personal_id: gone }, { personal_id: now }] = [await somebody(3), await somebody(4)];
    await population('delete from public.citizen where personal_id = $1', [gone]);
    await population(
      "insert into public.citizen_number (number, personal_id, kind) values ($1, $2, 'FORMER_PERSONAL_ID')",
      [gone, now],
    );
    expect(await place.sync()).toMatchObject({ full: false, residents: 999 });
    expect(await keyOf(gone)).toBeNull();
    const numbers = await place.cluster.sql(
      'hub',
      "select id::text from matching.resident_number where number = $1 and kind = 'FORMER_PERSONAL_ID'",
      [Number(gone)],
    );
    expect(numbers).toEqual([{ id: String(Number(now)) }]);
  });

  it('makes everything anew when somebody is gone without a word', async () => {
    const { personal_id: id } = await somebody(5);
    await population('delete from public.citizen where personal_id = $1', [id]);
    expect(await place.sync()).toMatchObject({ full: true, residents: 998 });
    expect(await keyOf(id)).toBeNull();
  });

  it('makes everything anew when the keys were lost in a crash', async () => {
    await place.cluster.sql(
      'hub',
      'truncate matching.resident_key, matching.resident_number, matching.name_bearers',
    );
    expect(await place.sync()).toMatchObject({ full: true, residents: 998 });
    const [both] = await place.cluster.sql('hub', 'select count(*)::int as n from matching.resident_key');
    expect(both).toEqual({ n: 998 });
  });

  it('leaves keys that only the matcher reads', async () => {
    const tables =
      "select from information_schema.role_table_grants where table_schema = 'matching' and grantee = $1";
    expect(await place.cluster.sql('hub', tables, ['lienthong_app'])).toEqual([]);
    const after = await place.cluster.sql<{ table_name: string }>(
      'hub',
      `select table_name from information_schema.role_table_grants where table_schema = 'matching'
         and grantee = 'lienthong_matcher' and privilege_type = 'SELECT' order by 1`,
    );
    expect(after.map((it) => it.table_name)).toEqual([
      ...['name_bearers', 'record', 'resident_key', 'resident_number', 'snapshot'],
    ]);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importRegistry, type RegistryImport } from '../../src/sample/import-registry.js';
import { readRegistryRow } from '../../src/sample/registry-row.js';
import { type Cluster, sharedCluster } from '../support/cluster.js';
import { rowsOf, unusedPersonalId } from '../support/people.js';

const header =
  'personal_id,full_name,dob,gender,old_cmnd,commune_code,hamlet,residence,replaced_by,valid_from';

let cluster: Cluster;
let folder: string;
beforeAll(async () => {
  cluster = await sharedCluster();
  folder = mkdtempSync(join(tmpdir(), 'lienthong-import-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function imported(name: string, lines: readonly string[], more: Partial<RegistryImport> = {}) {
  const file = join(folder, name);
  writeFileSync(file, `\ufeff${[header, ...lines].join('\n')}\n`);
  const url = cluster.databases.owners.population;
  return importRegistry({ file, url, rejectedFile: `${file}.rejected.csv`, ...more });
}

const person = (id: string) =>
  rowsOf<{ full_name: string; birth_date: string; asked: string; kind: string }>(
    cluster,
    'population',
    `select r.full_name, r.date_of_birth as birth_date, i.identifier as asked, i.kind
     from lienthong.identifier i join lienthong.resident r using (personal_id) where i.identifier = $1`,
    [id],
  );

/** A resident in force and where he lives, as the registry's own tables hold it. */
const residence = (id: string) =>
  rowsOf(
    cluster,
    'population',
    `select c.full_name, r.unit_code, r.address_line from public.citizen c
     join public.residence_record r using (personal_id) where personal_id = $1`,
    [id],
  );

describe('A registry file', () => {
  it('brings residents, and the same number again is an update', async () => {
    const id = unusedPersonalId();
    expect(
      await imported('one.csv', [`${id},Nguyễn Hư Cấu,1990-02-03,Nam,,00004,"Tổ 1, phố Mẫu",TT,,`]),
    ).toEqual({
      ...{ rows: 1, rejected: 0, skipped: 0 },
    });
    await imported('two.csv', [`${id},Nguyễn Hư  Cấu Mới,1990,Nữ,,00004,,TM,,`]);
    expect(await person(id)).toEqual([
      { full_name: 'Nguyễn Hư Cấu Mới', birth_date: '1990', asked: id, kind: 'PERSONAL_ID' },
    ]);
  });

  it('follows a number through two replacements, and the old number with it', async () => {
    const [first, second, third] = [unusedPersonalId(), unusedPersonalId(), unusedPersonalId()];
    const old = String(Math.floor(1e8 + Math.random() * 9e8));
    const row = (id: string, more: string) => `${id},Trần Hư Cấu,1985-05-05,Nam,${more}`;
    await imported('a.csv', [row(first, `${old},00004,,TT,,`)]);
    await imported('b.csv', [row(first, `,00004,,TT,${second},2025-01-01`), row(second, ',00004,,TT,,')]);
    await imported('c.csv', [row(second, `,00004,,TT,${third},2026-01-01`), row(third, ',00004,,TT,,')]);
    for (const number of [first, second, old])
      expect(await person(number)).toMatchObject([{ asked: number }]);
    expect(await person(third)).toMatchObject([{ kind: 'PERSONAL_ID' }]);
  });

  it('lists what it cannot read by line and column, and takes the rest', async () => {
    const id = unusedPersonalId();
    const done = await imported('bad.csv', [
      '12,Ai Đó,1990,Nam,,00004,,TT,,',
      `${id},Lê Hư Cấu,1970,Nam,,00004,,TT,,`,
      `${unusedPersonalId()},Lê Hư Cấu,31/02/1990,Nam,,00004,,TT,,`,
    ]);
    expect(done).toEqual({ rows: 3, rejected: 2, skipped: 0 });
    expect(readFileSync(join(folder, 'bad.csv.rejected.csv'), 'utf8')).toBe(
      'line,reason\n2,personal_id\n4,dob\n',
    );
    expect(await person(id)).toHaveLength(1);
  });

  it('lists residents of a commune that there is not as UNKNOWN_COMMUNE, and leaves what is on record', async () => {
    const [known, unheardOf, old, alias] = Array.from({ length: 4 }, unusedPersonalId);
    await imported('here.csv', [`${known},Lê Hư Cấu,1970,Nam,,00004,Số 1 phố Mẫu,TT,,`]);
    const lines = [
      `${known},Lê Hư Cấu Mới,1970,Nam,,98765,Số 2 phố Mẫu,TT,,`,
      `${unheardOf},Lê Hư Cấu,1970,Nam,,98765,Số 3 phố Mẫu,TT,,`,
      `${old},Lê Hư Cấu,1970,Nam,,00001,Số 4 phố Mẫu,TT,,`,
      `${alias},Lê Hư Cấu,1970,Nam,,06978,Số 5 phố Mẫu,TT,,`,
    ];
    expect(await imported('nowhere.csv', lines)).toEqual({ rows: 4, rejected: 3, skipped: 0 });
    expect(readFileSync(join(folder, 'nowhere.csv.rejected.csv'), 'utf8')).toBe(
      'line,reason\n2,UNKNOWN_COMMUNE\n3,UNKNOWN_COMMUNE\n4,UNKNOWN_COMMUNE\n',
    );
    expect(await residence(known!)).toEqual([
      { full_name: 'Lê Hư Cấu', unit_code: '00004', address_line: 'Số 1 phố Mẫu' },
    ]);
    for (const id of [unheardOf!, old!]) expect(await person(id)).toEqual([]);
    expect(await residence(alias!)).toMatchObject([{ unit_code: '06978', address_line: 'Số 5 phố Mẫu' }]);
  });

  it('takes communes of a later reform when it is told them', async () => {
    const id = unusedPersonalId();
    const lines = [
      `${id},Lê Hư Cấu,1970,Nam,,98764,,TT,,`,
      `${unusedPersonalId()},Lê Hư Cấu,1970,Nam,,00004,,TT,,`,
    ];
    const done = await imported('later.csv', lines, { isCommune: (code) => code === '98764' });
    expect(done).toMatchObject({ rows: 2, rejected: 1 });
    expect(await residence(id)).toMatchObject([{ unit_code: '98764' }]);
  });

  it('brings a resident without a commune, and an empty one leaves the residence on record', async () => {
    const [nowhere, somewhere] = [unusedPersonalId(), unusedPersonalId()];
    await imported('home.csv', [`${somewhere},Lê Hư Cấu,1970,Nam,,00004,Số 1 phố Mẫu,TT,,`]);
    const lines = [
      `${nowhere},Lê Hư Cấu,1970,Nam,,,,,,`,
      `${somewhere},Lê Hư Cấu Mới,1970,Nam,, ,Số 2 phố Mẫu,TT,,`,
    ];
    expect(await imported('empty.csv', lines)).toEqual({ rows: 2, rejected: 0, skipped: 0 });
    expect(await person(nowhere)).toMatchObject([{ full_name: 'Lê Hư Cấu' }]);
    expect(await residence(nowhere)).toEqual([]);
    expect(await residence(somewhere)).toEqual([
      { full_name: 'Lê Hư Cấu Mới', unit_code: '00004', address_line: 'Số 1 phố Mẫu' },
    ]);
  });

  it('follows a replaced number whatever commune its row names', async () => {
    const [first, second] = [unusedPersonalId(), unusedPersonalId()];
    const lines = [
      `${first},Lê Hư Cấu,1970,Nam,,98765,,TT,${second},2025-01-01`,
      `${second},Lê Hư Cấu,1970,Nam,,00004,,TT,,`,
    ];
    expect(await imported('replaced.csv', lines)).toMatchObject({ rejected: 0 });
    expect(await person(first)).toMatchObject([{ kind: 'FORMER_PERSONAL_ID' }]);
  });

  it('goes on behind its last chunk when it was interrupted', async () => {
    // Born in 1901, as nobody of another test: so many numbers must not be in the way of theirs.
    const ids = Array.from({ length: 4_500 }, (_, at) => `001001${String(at).padStart(6, '0')}`);
    const lines = ids.map((id) => `${id},Phạm Hư Cấu,1960,Nam,,00004,,TT,,`);
    const onProgress = () => {
      throw new Error('interrupted');
    };
    const stopped = imported('long.csv', lines, { onProgress });
    await expect(stopped).rejects.toThrow('interrupted');
    expect(await imported('long.csv', lines)).toEqual({ rows: 4_500, rejected: 0, skipped: 2_000 });
    expect(await person(ids.at(-1)!)).toHaveLength(1);
  });

  it('is refused with the names of the columns it lacks', async () => {
    const file = join(folder, 'none.csv');
    writeFileSync(file, 'a,b\n1,2\n');
    const url = cluster.databases.owners.population;
    await expect(importRegistry({ file, url, rejectedFile: `${file}.rejected.csv` })).rejects.toThrow(
      'The file lacks the columns personal_id, full_name, dob, gender, commune_code.',
    );
  });
});

it.each([
  [{ gender: 'abc' }, 'gender'],
  [{ full_name: ' ' }, 'full_name'],
  [{ commune_code: '4' }, 'commune_code'],
  [{ status: 'GONE' }, 'status'],
  [{ old_cmnd: '12' }, 'old_cmnd'],
  [{ replaced_by: '001090000001' }, 'replaced_by'],
  [{ residence: 'XX' }, 'residence'],
])('names the column of %j', (changed, reason) => {
  const good = {
    personal_id: '001090000001',
    full_name: 'Ai Đó',
    dob: '1990',
    gender: 'Nam',
    commune_code: '00004',
  };
  expect(readRegistryRow(good)).toHaveProperty('row');
  expect(readRegistryRow({ ...good, ...changed })).toEqual({ reason });
});

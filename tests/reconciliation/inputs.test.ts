import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSealKeys } from '../../src/audit/seal-keys.js';
import { suggestedMapping } from '../../src/reconciliation/column-names.js';
import { openMemberFile } from '../../src/reconciliation/member-file.js';
import { refusalWords } from '../../src/reconciliation/refusal-words.js';
import { exportRun } from '../../src/reconciliation/results/export.js';
import { judgeSummary } from '../../src/reconciliation/results/signed-summary.js';
import { openView } from '../../src/reconciliation/view-input.js';
import { asTcvn3, asVni } from '../../src/sample/legacy-encodings.js';
import { sectorModules } from '../../src/sectors/index.js';
import { makePlace, type Place } from './place.js';

let place: Place;
beforeAll(async () => {
  place = await makePlace();
}, 180_000);
afterAll(() => place?.remove());

const header = 'sector_no,personal_id,old_cmnd,full_name,dob,gender,address\n';
const good = (count: number, from = 0) =>
  Array.from(
    { length: count },
    (_, at) => `${9_400_000_000 + from + at},,,Nguyễn Văn Quốc,01/02/1980,Nam,\n`,
  ).join('');

/** Residents as a sector would have them, of names and numbers that nobody shares. */
const membersKnown = (count: number) =>
  place.cluster.sql<Record<'sector_no' | 'personal_id' | 'full_name' | 'birth_date', string>>(
    'population',
    `select (9600000000 + row_number() over (order by personal_id))::text as sector_no, personal_id,
       initcap(full_name) as full_name, birth_date from public.citizen c
     where birth_date ~ '-' and not exists (select from public.citizen o
       where o.birth_date = c.birth_date and o.personal_id <> c.personal_id)
     order by personal_id limit ${count}`,
  );

describe('a wrong file', () => {
  it('that turns to rubbish behind ten thousand good rows is given up before it fills the database', async () => {
    const file = place.write('turned.csv', header + good(12_000) + 'lorem ipsum\n'.repeat(200_000));
    await expect(place.reconcile(file)).rejects.toMatchObject({
      code: 'RUBBISH',
      message: expect.stringMatching(/\.$/),
    });
    const [left] = await place.cluster.sql<{ rows: number; rejected: number }>(
      'hub',
      `select rows_read as rows, (select count(*)::int from reconciliation.rejected r where r.run_id = run.run_id) as rejected
       from reconciliation.run order by run_id desc limit 1`,
    );
    // What a run that failed set aside goes with it.
    expect(left!.rejected).toBe(0);
    expect(left!.rows).toBeLessThan(200_000);
  }, 60_000);

  it('of more lines than the hub takes is refused before anything is kept', async () => {
    const file = place.write('many.csv', header + good(30));
    await expect(openMemberFile(file, {}, 30)).rejects.toMatchObject({
      ...{ code: 'TOO_MANY_ROWS', message: expect.stringMatching(/^The file has 31 lines, 30 at most\./) },
    });
    expect((await openMemberFile(file, {}, 31)).width).toBe(7);
    const old = place.write('many-cr.csv', (header + good(30)).replaceAll('\n', '\r'));
    await expect(openMemberFile(old, {}, 30)).rejects.toMatchObject({ code: 'TOO_MANY_ROWS' });
  });

  it.each([
    ['EMPTY', ''],
    ['NO_HEADER', '\ufeff'],
    ['NO_HEADER', '\n\n'],
    ['COLUMNS_MISSING', 'x'],
    ['NO_ROWS', header],
    ['NO_ROWS', header.trimEnd()],
    ['NO_HEADER', good(3)],
    ['COLUMN_TWICE', `${header.trimEnd()},dob\n${good(3)}`],
    ['TOO_MANY_COLUMNS', `${header.trimEnd()}${',x'.repeat(193)}\n${good(3)}`],
    ['TOO_MANY_COLUMNS', `${header.trimEnd()}${',x'.repeat(9_993)}\n${good(3)}`],
    ['NO_LINES', 'x'.repeat(2 ** 21)],
    ['NO_LINES', `${header}${'x'.repeat(2 ** 21)}\n${good(3)}`],
    ['BINARY', Buffer.alloc(10_000)],
    ['BINARY', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1])],
    ['WORKBOOK_DAMAGED', Buffer.from('PK\u0003\u0004 and nothing that follows')],
  ])('is refused as %s in two languages, with no number out of it', async (code, content) => {
    const refused = await openMemberFile(place.write('wrong.csv', content)).catch((error) => error);
    expect(refused).toMatchObject({ code, message: expect.stringMatching(/\.$/) });
    expect(refused.message).not.toMatch(/\d{9}/);
    const [vi, en] = refusalWords(code, refused.message).split(' / ');
    expect(vi).toMatch(/^(Tệp|Dòng|Có) .*\.$/);
    expect(en).toBe(refused.message);
  });

  it('of one row is read, whether that ends its line or not', async () => {
    const { rows } = await openMemberFile(place.write('one.csv', (header + good(1)).trimEnd()));
    const read: number[] = [];
    for await (const batch of rows()) read.push(...batch.map(({ line }) => line));
    expect(read).toEqual([2]);
  });

  it('with a spoilt row among many has that one set aside', async () => {
    const file = place.write('nul.csv', header + good(20).replace('Quốc', 'Qu\0ốc'));
    expect(await place.reconcile(file)).toMatchObject({ state: 'FINISHED', rowsRead: 20, rowsRejected: 1 });
  });

  it('that mixes encodings keeps the rows of the first, and sets the others aside by line', async () => {
    const other = Buffer.from(`9400000099,,,Nguy\xea\xden V\xe3n An,1980,Nam,\n`.repeat(3), 'latin1');
    const file = place.write('mixed.csv', Buffer.concat([Buffer.from(header + good(20)), other]));
    const run = await place.reconcile(file);
    expect(run).toMatchObject({ state: 'FINISHED', rowsRead: 23, rowsRejected: 3 });
    await exportRun({ matcherUrl: place.matcherUrl, run, out: place.folder });
    expect(readFileSync(join(place.folder, 'rejected.csv'), 'utf8')).toBe(
      'line,reason\n22,NOT_TEXT\n23,NOT_TEXT\n24,NOT_TEXT\n',
    );
  });

  it('that is mostly of another encoding behind its beginning says so', async () => {
    const other = Buffer.from(`9400000099,,,Nguy\xea\xden V\xe3n An,1980,Nam,\n`.repeat(150_000), 'latin1');
    const file = place.write('mostly.csv', Buffer.concat([Buffer.from(header + good(20_000)), other]));
    await expect(place.reconcile(file)).rejects.toMatchObject({
      code: 'RUBBISH',
      message: expect.stringMatching(/mixes encodings.*CSV UTF-8/),
    });
  }, 60_000);

  it('of letters of one byte is read row by row: names of UTF-8 and Windows-1258 among those of an old font', async () => {
    const members = await membersKnown(90);
    const rows = members.map(({ sector_no, personal_id, full_name, birth_date }, at) => {
      const row = (name: string) => `${sector_no},${personal_id},,${name},${birth_date},,\n`;
      const write = [asTcvn3, asTcvn3, asVni, null][at % 4]!;
      return write ? Buffer.from(row(write(full_name)), 'latin1') : Buffer.from(row(full_name));
    });
    const file = place.write('rows.csv', Buffer.concat([Buffer.from(header), ...rows]));
    const run = await place.reconcile(file);
    expect(run.source).toMatchObject({ charset: 'windows-1252', letters: 'TCVN3+VNI' });
    const { VERIFIED = 0, VERIFIED_NORMALISED = 0 } = run.counts!;
    expect(VERIFIED + VERIFIED_NORMALISED).toBe(90);
  });

  it('under the headers that offices use is refused with the mapping that may be meant', async () => {
    const file = place.write('office.csv', `Mã số BHXH;Họ và tên;Ngày sinh;Đơn vị\n1;Lê Văn An;1980;DV\n`);
    await expect(openMemberFile(file)).rejects.toMatchObject({
      code: 'COLUMNS_MISSING',
      message: expect.stringContaining(
        '--map \'sector_no="Mã số BHXH",full_name="Họ và tên",dob="Ngày sinh",employer="Đơn vị"\'',
      ),
    });
    const mapping = suggestedMapping(['Mã số BHXH', 'Họ và tên', 'Ngày sinh', 'Đơn vị']);
    expect((await openMemberFile(file, mapping)).extras).toEqual([{ name: 'employer', at: 3 }]);
  });
});

describe('a file that is changed under a run', () => {
  const twice = header + good(40) + good(40).replaceAll(/^94/gm, '95');

  it('fails it when it is changed while it is read', async () => {
    const file = place.write('changing.csv', twice);
    const input = await openMemberFile(file);
    async function* rows() {
      yield* input.rows();
    }
    place.write('changing.csv', twice.slice(0, -50));
    await expect(place.reconcile(file, { input: { ...input, rows } })).rejects.toMatchObject({
      code: 'FILE_CHANGED',
    });
    const [run] = await place.cluster.sql(
      'hub',
      'select state, refusal_code from reconciliation.run order by run_id desc limit 1',
    );
    expect(run).toEqual({ state: 'FAILED', refusal_code: 'FILE_CHANGED' });
    expect((await place.reconcile(file)).state).toBe('FINISHED');
  });

  it.each([
    ['is shorter', (rows: string[]) => rows.slice(0, -2)],
    ['has other records', (rows: string[]) => rows.map((row) => row.replace(/^9/, '8'))],
    ['cannot be read', (rows: string[]) => rows.map(() => 'lorem ipsum')],
  ])('fails it when it %s by the time records are read again', async (_, change) => {
    const members = await membersKnown(5);
    const row = ({ personal_id, full_name, birth_date }: (typeof members)[number], sectorNo: number) =>
      `${sectorNo},${personal_id},,${full_name},${birth_date},,`;
    // Two records about each, settled as they stand: what they say is wanted in the end.
    const rows = [...members, ...members].map((one, at) => row(one, 9_700_000_000 + at));
    const file = place.write('again.csv', `${header}${rows.join('\n')}\n`);
    const changed = `${header}${change(rows).join('\n')}\n`;
    const onProgress = ({ stage }: { stage: string }) => {
      if (stage === 'GROUPING') place.write('again.csv', changed);
    };
    await expect(place.reconcile(file, { onProgress })).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  });
});

describe('a file', () => {
  it('in UTF-16 whose names are typed in TCVN3 is named so, and its names are read as they were meant', async () => {
    const names = ['Nguyễn Văn Quốc', 'Trần Thị Bích Hạnh', 'Lê Hoàng Phước', 'Đặng Thị Thúy Hồng'];
    const rows = names.map((name, at) => `940000010${at}\t\t\t${asTcvn3(name)}\t1980\tNam\t\n`).join('');
    const text = `\ufeff${header.replaceAll(',', '\t')}${rows}`;
    const { source } = await openMemberFile(place.write('utf16.txt', Buffer.from(text, 'utf16le')));
    expect(source).toMatchObject({ charset: 'utf-16le', letters: 'TCVN3', delimiter: '\t' });
  });

  it('keeps its other columns with what is found, bounded, whatever they hold', async () => {
    const text = `${header.trimEnd()},issuing_office,Ghi chú\n9400000200,,,Không Ai Cả,1980,,,BHXH "A"\\x,${'x'.repeat(300)}\n`;
    const run = await place.reconcile(place.write('extras.csv', text));
    const [stated] = await place.cluster.sql<{ extras: Record<string, string> }>(
      'hub',
      'select extras from reconciliation.stated where run_id = $1',
      [run.runId],
    );
    expect(stated!.extras).toEqual({ issuing_office: 'BHXH "A"\\x', 'Ghi chú': 'x'.repeat(200) });
  });
});

describe('the files of a run', () => {
  it('explain each record in JSON, and list what is to be looked at in a workbook that reads back', async () => {
    const run = await place.reconcile(place.files.members);
    const { current: signer, trusted } = openSealKeys(
      join(place.folder, 'keys.json'),
      'test.example/audit',
      null,
    );
    const out = join(place.folder, 'all');
    await exportRun({ matcherUrl: place.matcherUrl, run, out, jsonl: true, excel: true, signer });
    const records = readFileSync(join(out, 'results.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toHaveLength(2_000);
    const wrong = records.find(({ outcome }) => outcome === 'MISMATCH');
    expect(wrong.candidates[0]).toMatchObject({
      personalId: wrong.personalId,
      bits: { name: expect.any(Number) },
    });
    const judged = judgeSummary(readFileSync(join(out, 'summary.note'), 'utf8'), trusted);
    expect(judged).toMatchObject({
      verdict: 'GOOD',
      summary: { rows: 2_000, source: { sha256: run.digest } },
    });
    expect(judgeSummary(readFileSync(join(out, 'summary.note'), 'utf8'), []).verdict).toBe('FOREIGN');
    expect(judgeSummary('something else\n', trusted).verdict).toBe('NO_NOTE');
  });
});

describe('a run of the contract view', () => {
  const view = sectorModules.find(({ name }) => name === 'social-security')!.records;
  const url = () => place.cluster.databases.urls.socialSecurity;

  it('comes out as a file with the same records does, of all records or of some units', async () => {
    await place.cluster.sql(
      'social_security',
      `insert into public.insured_person select (9500000000 + n)::text, null, null, 'Nguyễn Văn ' || n, '1980', 1, '', p, 'DV1',
         'PARTICIPATING', null, 0 from generate_series(1, 40) n, lateral (select case when n <= 25 then '82' else '01' end as p) q`,
    );
    const all = await place.reconcile('', { input: await openView({ url: url(), view, units: null }) });
    const some = await place.reconcile('', { input: await openView({ url: url(), view, units: ['82'] }) });
    const none = await place.reconcile('', { input: await openView({ url: url(), view, units: [] }) });
    expect([all, some, none].map(({ state, rowsRead }) => [state, rowsRead])).toEqual([
      ...[
        ['FINISHED', 40],
        ['FINISHED', 25],
        ['FINISHED', 0],
      ],
    ]);
    expect((await place.resultsOf(all)).slice(0, 25)).toEqual(await place.resultsOf(some));
    const [stated] = await place.cluster.sql<{ extras: object }>(
      'hub',
      'select extras from reconciliation.stated where run_id = $1 limit 1',
      [some.runId],
    );
    expect(stated!.extras).toEqual({ employer: 'DV1', province: '82' });
  });

  it('takes no unit that is not a code', async () => {
    await expect(openView({ url: url(), view, units: ["01' or true --"] })).rejects.toThrow(RangeError);
  });

  it.each(sectorModules.map(({ name, database, records }) => [name, database, records] as const))(
    'reads what %s has',
    async (_, database, records) => {
      const { columns } = await openView({
        url: place.cluster.databases.urls[database],
        view: records,
        units: null,
      });
      expect(Object.values(columns)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    },
  );
});

describe('a command', () => {
  it('is told of a run that the gateway has under way in its sector', async () => {
    const [{ run_id } = { run_id: 0 }] = await place.cluster.sql<{ run_id: number }>(
      'hub',
      `insert into reconciliation.run (sector, state, host, source, engine_version)
       values ('social-security', 'WAITING', 'GATEWAY', '{}', 0) returning run_id`,
    );
    try {
      await expect(place.reconcile(place.files.members)).rejects.toMatchObject({ code: 'RUNNING' });
    } finally {
      await place.cluster.sql('hub', "update reconciliation.run set state = 'CANCELLED' where run_id = $1", [
        run_id,
      ]);
    }
    expect((await place.reconcile(place.files.members)).state).toBe('FINISHED');
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsOf } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { runCommand } from './run-command.js';

const HEADER = 'level,code,name,province_code,valid_from,from';
const DAY = '2026-07-01';
/** Invented: two communes merged. */
const MERGED = `COMMUNE,00070,Phường Hồ Mẫu,01,${DAY},00070 00082`;

let cluster: PrivateCluster;
let folder: string;
beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  folder = mkdtempSync(join(tmpdir(), 'lienthong-units-'));
});
afterAll(async () => {
  await cluster?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const reform = (name: string, ...lines: string[]) => {
  const file = join(folder, name);
  writeFileSync(file, `\ufeff${[HEADER, ...lines].join('\r\n')}\r\n`);
  return file;
};

/** Runs the command by an officer of that name. */
const update = (officer: string, ...args: string[]) =>
  runCommand(['units', 'update', '--officer', officer, ...args], settingsOf(cluster));

const outcomes = async (officer: string) => {
  const rows = await cluster.sql<{ outcome: string; error_codes: string[] }>(
    'hub',
    `select outcome, error_codes from audit.event
     where operation_name = 'cli units.update' and officer = $1 order by occurred_at`,
    [officer],
  );
  return rows.map(({ outcome, error_codes: codes }) => [outcome, ...codes]);
};

const begun = (day: string) =>
  cluster.sql('hub', 'select code, name from unit.admin_unit where valid_from = $1 order by code', [day]);

describe('units update', () => {
  it('ends with 2 without a file, and with an option it does not have', async () => {
    for (const args of [[], ['--file'], ['--file', 'x.csv', '--force']]) {
      expect(await update('usage', ...args)).toMatchObject({ code: 2, stdout: '' });
    }
    expect(await outcomes('usage')).toEqual([]);
  });

  it('ends with 1 and a sentence when there is no such file', async () => {
    expect(await update('nofile', '--file', join(folder, 'none.csv'))).toEqual({
      ...{ code: 1, stdout: '', stderr: `lienthong: There is no file ${join(folder, 'none.csv')}.\n` },
    });
  });

  it('says what would change, and changes nothing, when it is tried out', async () => {
    const args = ['--file', reform('dry.csv', MERGED), '--dry-run'];
    const counts = { provinces: 0, communes: 1, ended: 2, moved: 1, divided: 0 };
    const { code, stdout, stderr } = await update('dry', ...args, '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({ validFrom: DAY, counts, changed: false });
    expect((await update('dry', ...args)).stdout).not.toContain('restart');
    expect(await begun(DAY)).toEqual([]);
  });

  it.each([
    ['a code that is not in force', `COMMUNE,00004,Phường Ba Đình,01,${DAY},00004 98765`],
    ['a province that is not there', `COMMUNE,00004,Phường Ba Đình,98,${DAY},00004`],
    ['a commune whole in two', `COMMUNE,00004,Phường Ba Đình,01,${DAY},00004 00082`],
  ])('ends with 1, the code and the line for %s, and keeps that on record', async (what, wrong) => {
    const officer = what.replaceAll(' ', '-');
    const file = reform('wrong.csv', MERGED, wrong);
    const { code, stdout, stderr } = await update(officer, '--file', file);
    expect([code, stderr]).toEqual([
      1,
      `lienthong: ${file} was refused; nothing was changed. {"code":"BAD_USER_INPUT","problems":1}\n`,
    ]);
    expect(stdout).toMatch(/^line 3: [^\n]+\n$/);
    expect(await begun(DAY)).toEqual([]);
    expect(await outcomes(officer)).toEqual([['REQUESTED'], ['FAILED', 'BAD_USER_INPUT']]);
  });

  it.each([
    ['cannot be read', 'COMMUNE,00004'],
    ['are for no day of the calendar', 'COMMUNE,00004,Phường Ba Đình,01,2026-06-31,00004'],
    ['are for a day to come', 'COMMUNE,00004,Phường Ba Đình,01,9999-01-01,00004'],
  ])('names lines that %s, for machines too, before it asks for a database', async (what, line) => {
    const { code, stdout } = await update(what, '--file', reform('unread.csv', line), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      code: 'BAD_USER_INPUT',
      problems: [{ line: 2, problem: expect.stringMatching(/./) }],
    });
    expect(await outcomes(what)).toEqual([]);
  });

  it('lets a day to come be tried out', async () => {
    const line = 'COMMUNE,00004,Phường Ba Đình,01,9999-01-01,00004';
    const { code } = await update('early', '--file', reform('early.csv', line), '--dry-run');
    expect(code).toBe(0);
  });

  it('is for operators', async () => {
    const args = ['--file', reform('foreign.csv', MERGED), '--agency', 'hospital.demo'];
    const { code, stdout, stderr } = await update('foreign', ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('hospital.demo');
    expect(await begun(DAY)).toEqual([]);
    expect(await outcomes('foreign')).toEqual([['FAILED', 'FORBIDDEN']]);
  });

  it('changes the units, on record, and says that a gateway has to be started again', async () => {
    const { code, stdout, stderr } = await update('done', '--file', reform('good.csv', MERGED));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('A gateway that is running reads its units when it starts: restart it.');
    expect(await begun(DAY)).toEqual([{ code: '00070', name: 'Phường Hồ Mẫu' }]);
    expect(await outcomes('done')).toEqual([['REQUESTED'], ['ANSWERED']]);
  });

  it('is refused for the same file again, and changes nothing', async () => {
    const { code, stdout } = await update('again', '--file', reform('good.csv', MERGED));
    expect(code).toBe(1);
    expect(stdout).toContain(`line 2: valid_from must be after ${DAY}, the latest reform`);
    expect(await begun(DAY)).toHaveLength(1);
    expect(await outcomes('again')).toEqual([['REQUESTED'], ['FAILED', 'BAD_USER_INPUT']]);
  });
});

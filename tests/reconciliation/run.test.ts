import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pauseRun } from '../../src/reconciliation/pause-run.js';
import { asTcvn3 } from '../../src/sample/legacy-encodings.js';
import { truthFigures } from '../proof/reconciliation/truth-figures.js';
import { makePlace, type Place } from './place.js';

let place: Place;

beforeAll(async () => {
  place = await makePlace();
}, 180_000);
afterAll(() => place?.remove());

const header = 'sector_no,personal_id,old_cmnd,full_name,dob,gender,address\n';

/** A member's row for a resident who is in the registry, as it has him. */
async function rowOf(
  offset: number,
  sectorNo: string,
  change: Partial<Record<'id' | 'name' | 'dob', string>> = {},
) {
  const [one] = await place.cluster.sql<{ personal_id: string; full_name: string; birth_date: string }>(
    'population',
    `select personal_id, full_name, birth_date from public.citizen where birth_date ~ '-.*-'
     order by personal_id limit 1 offset $1`,
    [offset],
  );
  const { id = one!.personal_id, name = one!.full_name, dob = one!.birth_date } = change;
  return { id: one!.personal_id, line: `${sectorNo},${id},,${name},${dob},,\n` };
}

describe('a run', () => {
  it('comes out as the truth about its records says', async () => {
    const run = await place.reconcile(place.files.members);
    expect(run).toMatchObject({ state: 'FINISHED', stage: 'DONE', rowsRead: 2_000, rowsRejected: 0 });
    await place.resultsOf(run);
    const figures = await truthFigures(
      join(place.folder, `run-${run.runId}`, 'results.csv'),
      place.files.truth,
    );
    expect(figures).toMatchObject({ records: 2_000, wrongPerson: 0 });
    expect(figures.policyErrors).toBeLessThanOrEqual(1);
    expect(figures.cleanVerified / figures.cleanRecords).toBeGreaterThan(0.995);
    expect(figures.duplicatesFound).toBe(figures.duplicates);
    expect(figures.trueFirst / figures.mismatches).toBeGreaterThan(0.97);
    expect(figures.allCausesRight / figures.mismatches).toBeGreaterThan(0.9);
  });

  it('comes out the same a second time', async () => {
    const [one, two] = [
      await place.reconcile(place.files.members),
      await place.reconcile(place.files.members),
    ];
    expect(two.runId).not.toBe(one.runId);
    expect(await place.resultsOf(two)).toEqual(await place.resultsOf(one));
    expect(two.counts).toEqual(one.counts);
  });

  it('leaves evidence of what is not verified, and no copy of the rest', async () => {
    const run = await place.reconcile(place.files.members);
    const [counts] = await place.cluster.sql<{ kept: number; open: number; left: string | null }>(
      'hub',
      `select (select count(*)::int from reconciliation.stated where run_id = $1) as kept,
         (select count(*)::int from reconciliation.result where run_id = $1
            and outcome <> 'VERIFIED') as open,
         to_regclass('matching.record_' || $1::text)::text as left`,
      [run.runId],
    );
    expect(counts!.kept).toBe(counts!.open);
    expect(counts!.left).toBeNull();
  });

  it('explains each candidate by bits that come to his score', async () => {
    const run = await place.reconcile(place.files.members);
    const rows = await place.cluster.sql<{ off: number; rank: number }>(
      'hub',
      `select max(abs(score - prior_bits - id_bits - name_bits - birth_bits - sex_bits - place_bits)) as off,
         max(rank) as rank from reconciliation.candidate where run_id = $1`,
      [run.runId],
    );
    expect(rows[0]!.off).toBeLessThan(0.001);
    expect(rows[0]!.rank).toBeLessThanOrEqual(3);
  });

  it('finds two records of one resident, whatever else is wrong with one of them', async () => {
    const [one, again, alone] = [
      await rowOf(10, '9000000001'),
      await rowOf(10, '9000000002', { dob: '1900' }),
      await rowOf(11, '9000000003'),
    ];
    const year = (await rowOf(10, 'x')).line.split(',')[4]!.slice(0, 4);
    const file = place.write(
      'twice.csv',
      header + one.line + again.line.replace(',1900,', `,${year},`) + alone.line,
    );
    const results = await place.resultsOf(await place.reconcile(file));
    expect(results.map((line) => line.split(',').slice(0, 3))).toEqual([
      ['9000000001', 'DUPLICATE', one.id],
      ['9000000002', 'DUPLICATE', one.id],
      ['9000000003', 'VERIFIED', alone.id],
    ]);
    expect(results[1]).toContain('dob:YEAR_ONLY;id:CLAIMED_TWICE');
  });

  it('says that a member has died, and that a number was replaced', async () => {
    const [dead, former, now] = [
      await rowOf(20, '9100000001'),
      await rowOf(21, '9100000002'),
      await rowOf(22, 'x'),
    ];
    await place.cluster.sql(
      'population',
      "update public.citizen set life_status = 'DECEASED', deceased_on = '2026-01-01', updated_at = now() where personal_id = $1",
      [dead.id],
    );
    const number = '082180990077';
    await place.cluster.sql(
      'population',
      "insert into public.citizen_number (number, personal_id, kind) values ($1, $2, 'FORMER_PERSONAL_ID')",
      [number, now.id],
    );
    await place.sync();
    const replaced = now.line.replace('x,', '9100000003,').replace(now.id, number);
    const file = place.write('status.csv', header + dead.line + former.line + replaced);
    const results = await place.resultsOf(await place.reconcile(file));
    expect(results.map((line) => line.split(',').slice(0, 5).toSpliced(3, 1))).toEqual(
      [
        ['9100000001', 'DECEASED', dead.id, 'id:DECEASED'],
        ['9100000002', 'VERIFIED', former.id, '""'],
        ['9100000003', 'ID_REPLACED', now.id, 'id:REPLACED'],
      ].map((row) => row.map((cell) => (cell === '""' ? '' : cell))),
    );
  });
});

describe('rows that cannot be read', () => {
  it('are set aside with their line and reason, and the rest goes on', async () => {
    const [one, two] = [await rowOf(30, '9200000001'), await rowOf(31, '9200000002')];
    const file = place.write(
      'rows.csv',
      Buffer.concat([
        Buffer.from(
          `${header}${one.line},082,,Không Số,1980,,\n9200000003,,,,1980,,\n9200000004,082\n${two.line}`,
        ),
        Buffer.from('9200000005,,,Nguy\xd4n V\xa8n An,1980,,\n', 'latin1'),
        Buffer.from(`${one.line}9200000006,,,Một,1980,,,,thừa\n"9200000007,mở\n`),
      ]),
    );
    const run = await place.reconcile(file);
    const results = await place.resultsOf(run);
    expect(results.map((line) => line.split(',')[0])).toEqual(['9200000001', '9200000002']);
    const rejected = readFileSync(join(place.folder, `run-${run.runId}`, 'rejected.csv'), 'utf8');
    expect(rejected.trimEnd().split('\n')).toEqual([
      ...[
        'line,reason',
        '3,NO_SECTOR_NO',
        '4,NO_NAME',
        '5,TOO_FEW_CELLS',
        '7,NOT_TEXT',
        '8,SECTOR_NO_REPEATED',
      ],
      ...['9,TOO_MANY_CELLS', '10,QUOTE_NOT_CLOSED'],
    ]);
    const summary = JSON.parse(readFileSync(join(place.folder, `run-${run.runId}`, 'summary.json'), 'utf8'));
    expect(summary).toMatchObject({ rows: 9, rejected: 7, outcomes: { VERIFIED: 2, MISMATCH: 0 } });
  });
});

describe('a file in an older encoding', () => {
  it('is read as what its names were typed in, those too that may be right as they stand', async () => {
    const rows = await Promise.all(
      Array.from({ length: 30 }, (_, at) => rowOf(100 + at, String(9_300_000_000 + at))),
    );
    const text = rows.map(({ line }) => {
      const cells = line.split(',');
      return cells.with(3, asTcvn3(cells[3]!)).join(',');
    });
    const file = place.write('tcvn3.csv', Buffer.from(header + text.join(''), 'latin1'));
    const run = await place.reconcile(file);
    expect(run.source).toMatchObject({ charset: 'windows-1252', letters: 'TCVN3' });
    const results = (await place.resultsOf(run)).map((line) => line.split(','));
    expect(results.map((cells) => cells[2])).toEqual(rows.map(({ id }) => id));
    const outcomes = new Set(results.map((cells) => cells[1]));
    expect([...outcomes].every((outcome) => outcome!.startsWith('VERIFIED'))).toBe(true);
  });
});

describe('files for spreadsheets', () => {
  it('keep numbers as text and begin with a byte order mark', async () => {
    const one = await rowOf(40, '=1+1');
    const run = await place.reconcile(place.write('formula.csv', header + one.line));
    const raw = await place.resultsOf(run);
    expect(raw[0]).toMatch(/^=1\+1,VERIFIED,\d{12},/);
    const safe = await place.resultsOf(run, true);
    expect(safe[0]!.startsWith(`"=""=1+1""",VERIFIED,"=""${one.id}""",`)).toBe(true);
    expect(readFileSync(join(place.folder, `run-${run.runId}`, 'results.csv'), 'utf8').charCodeAt(0)).toBe(
      0xfeff,
    );
  });
});

describe('two runs', () => {
  it('of one sector do not run at once: the second is told', async () => {
    let second: Promise<unknown> = Promise.resolve();
    await place.reconcile(place.files.members, {
      onStart: () => {
        second = place.reconcile(place.files.members).catch((error) => error);
      },
    });
    expect(await second).toMatchObject({
      code: 'RUNNING',
      message: expect.stringContaining('social-security'),
    });
  });
});

describe('a registry sync', () => {
  it('leaves the keys alone while a run matches by them', async () => {
    let during: unknown = 'not asked';
    await place.reconcile(place.files.members, {
      onStart: () => {
        during = place.sync(true, true);
      },
    });
    expect(await during).toBeNull();
  });
});

describe('a run that is stopped', () => {
  it('goes on where it was paused, and comes out the same', async () => {
    const whole = await place.reconcile(place.files.members);
    const paused = await place.reconcile(place.files.members, {
      onStart: (run) => void pauseRun(place.matcherUrl, run.runId),
    });
    expect(paused.state).toBe('PAUSED');
    let resumedFrom: number | null = null;
    const resumed = await place.reconcile(place.files.members, {
      onStart: (run) => {
        resumedFrom = run.runId;
      },
    });
    expect(resumed.state).toBe('FINISHED');
    expect(resumedFrom).toBe(paused.runId);
    expect(await place.resultsOf(resumed)).toEqual(await place.resultsOf(whole));
  });

  it('is over when it was cancelled', async () => {
    const cancelled = await place.reconcile(place.files.members, {
      onStart: (run) =>
        void place.cluster.sql(
          'hub',
          "update reconciliation.run set state = 'CANCELLING' where run_id = $1",
          [run.runId],
        ),
    });
    expect(cancelled.state).toBe('CANCELLED');
    const next = await place.reconcile(place.files.members);
    expect(next.runId).not.toBe(cancelled.runId);
  });

  it('begins anew when its records were lost, or the registry’s keys are others', async () => {
    const whole = await place.resultsOf(await place.reconcile(place.files.members));
    for (const loss of ['truncate matching.record', 'sync']) {
      const paused = await place.reconcile(place.files.members, {
        onProgress: ({ stage, runId }) => {
          if (stage === 'LOADING') void pauseRun(place.matcherUrl, runId);
        },
      });
      expect(paused.state).toBe('PAUSED');
      if (loss === 'sync') await place.sync(true);
      else await place.cluster.sql('hub', loss);
      const resumed = await place.reconcile(place.files.members);
      expect(resumed.runId).toBe(paused.runId);
      expect(await place.resultsOf(resumed)).toEqual(whole);
    }
  });
});

describe('a wrong file', () => {
  it.each([
    ['EMPTY', ''],
    ['NO_ROWS', header],
    ['NO_HEADER', '8200000977,082212488654,,Lưu Trường Minh,12/08/2012,Nam,Xã A\n'.repeat(3)],
    ['COLUMNS_MISSING', 'a,b,c\n1,2,3\n'],
    ['BINARY', Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 256))],
    ['NO_HEADER', `${Array.from({ length: 200 }, (_, at) => `c${at}`).join(',')}\n${'1,'.repeat(199)}1\n`],
  ])('is refused as %s before anything is loaded', async (code, content) => {
    const file = place.write(`wrong-${code}.csv`, content as string | Buffer);
    await expect(place.reconcile(file)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/\.$/),
    });
  });

  it('of rubbish rows is refused after ten thousand of them', async () => {
    const file = place.write('rubbish.csv', header + 'lorem ipsum dolor\n'.repeat(50_000));
    await expect(place.reconcile(file)).rejects.toMatchObject({ code: 'RUBBISH' });
    const [run] = await place.cluster.sql<Record<string, unknown>>(
      'hub',
      'select state, refusal, rows_read from reconciliation.run order by run_id desc limit 1',
    );
    expect(run).toMatchObject({ state: 'FAILED', refusal: expect.stringContaining('TOO_FEW_CELLS') });
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Agency, Caller } from '../../../src/access/caller.js';
import { jurisdiction } from '../../../src/access/remit/jurisdiction.js';
import type { Residence } from '../../../src/access/remit/rule.js';
import type { AdminUnits } from '../../../src/domain/admin-unit.js';
import { AdminUnits as Table } from '../../../src/domain/admin-unit.js';
import { planReform } from '../../../src/domain/admin-unit-reform.js';
import { parseReform } from '../../../src/domain/admin-unit-reform-file.js';
import { readUnits } from '../../proof/identity/address-units.js';

const [OLD, NEW, TODAY] = ['2004-07-08', '2025-07-01', '2026-11-22'];
const units = readUnits();

function officerOf(...codes: string[]): Caller {
  const agency: Agency = {
    ...{ code: 'commune', kind: 'AUTHORITY', name: '', units: codes, grants: new Set() },
    ...{ narrowed: null, documents: null, isCase: null, caseRequired: false, certificateRequired: false },
    ...{ keyIds: new Set(), barred: new Map(), officers: null },
  };
  return {
    agency,
    clientId: 'test',
    officer: '001',
    self: null,
    subject: null,
    scopes: new Set(),
    barred: null,
  };
}

const lives = (unitCode: string, wish: Partial<Residence> = {}): Residence => ({
  ...{ unitCode, unitValidFrom: OLD, addressLine: 'Tổ dân phố 4', kind: 'PERMANENT', until: null },
  ...wish,
});

/** Whether an officer of these units may ask about whoever lives so. */
function maySee(codes: string[], residences: Residence[], table: AdminUnits = units): boolean {
  const subject = { personalId: '001000999999', fullName: 'Trần Hư Cấu', dateOfBirth: '1990', residences };
  const facts = {
    ...{ presented: new Set<string>(), ownChildren: new Set<string>(), units: table, today: TODAY },
    ...{ belongs: async () => false, prepare: async () => undefined },
  };
  return jurisdiction(subject, officerOf(...codes), facts) as boolean;
}

/** Of these communes, those whose officers may ask. */
const seenBy = (codes: string[], ...residences: Residence[]) =>
  codes.filter((it) => maySee([it], residences));

describe('Of a divided commune', () => {
  it.each([
    // Điện Biên, Hà Nội: four parts; Ngọc Hà: one goes on under the same name.
    ['00019', ['00004', '00070', '00190', '00226']],
    ['00016', ['00004', '00008']],
    ['00073', ['00004', '00070', '00082', '00226']],
  ])('the officers of every part may ask while the record says no more: %s', (code, parts) => {
    expect(seenBy([...parts, '00025', '00103'], lives(code))).toEqual(parts);
  });

  it.each([
    ['00019', 'Tổ dân phố 4, Phường Hoàn Kiếm', ['00070']],
    ['00019', 'Số 12 ngõ 3 đường Hoa Sữa, P. Ô Chợ Dừa, Thành phố Hà Nội', ['00190']],
    ['00019', 'to dan pho 4, phuong van mieu - quoc tu giam', ['00226']],
    ['00016', 'Tổ dân phố 4, Phường Ba Đình', ['00004']],
    ['00073', 'Số 3 phường Hoàn Kiếm', ['00070']],
  ])('only those of the part that the record of %s names may: %s', (code, addressLine, parts) => {
    const all = ['00004', '00008', '00070', '00082', '00190', '00226'];
    expect(seenBy(all, lives(code, { addressLine }))).toEqual(parts);
  });

  it.each([
    ['its own name, which one part goes on under', '00073', 'Tổ 4, Phường Cửa Nam', 4],
    ['a street called like a part', '00016', 'Số 5 đường Ba Đình', 2],
    ['a hamlet called like a part', '00016', 'Tổ dân phố Ba Đình', 2],
    ['a commune elsewhere', '00016', 'Tổ 4, Phường Hải Châu, Đà Nẵng', 2],
    ['a name one letter away', '00016', 'Tổ 4, Phường Ba Đìnk', 2],
    ['nothing', '00016', '', 2],
  ])('the record says nothing by %s', (_what, code, addressLine, count) => {
    const parts = units.currentOf(code, OLD).map((it) => it.code);
    expect(parts).toHaveLength(count);
    expect(seenBy(parts, lives(code, { addressLine }))).toEqual(parts);
  });

  it('any part that is named is the only one, in every division there was', () => {
    const wrong: string[] = [];
    let told = 0;
    for (const old of units.all.filter((it) => units.isOld(it) && it.level === 'COMMUNE')) {
      const parts = units.currentOf(old.code, old.validFrom);
      for (const part of parts.length > 1 ? parts : []) {
        const record = lives(old.code, { addressLine: `Tổ dân phố 4, ${part.name}` });
        const seen = seenBy(
          parts.map((it) => it.code),
          record,
        );
        if (seen.join() === part.code) told += 1;
        else if (seen.length < parts.length) wrong.push(`${old.code} ${part.code}: ${seen.join(' ')}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(told).toBeGreaterThan(900);
  });

  it('the officers of a province may ask about every part in it', () => {
    expect(maySee(['01'], [lives('00019')])).toBe(true);
    expect(maySee(['79'], [lives('00019')])).toBe(false);
  });
});

describe('A code given to another place on 1 July 2025', () => {
  it('24 was Bắc Giang and is Bắc Ninh: its officers see both, and 27 nobody', () => {
    const communeOf = (province: string) =>
      units.all.find((it) => it.level === 'COMMUNE' && units.isOld(it) && it.provinceCode === province)!;
    for (const province of ['24', '27']) {
      const record = lives(communeOf(province).code);
      expect([maySee(['24'], [record]), maySee(['27'], [record])]).toEqual([true, false]);
    }
  });

  it('means the place of the day it was recorded, for every commune code that was used again', () => {
    const wrong: string[] = [];
    let again = 0;
    for (const now of units.all.filter((it) => it.level === 'COMMUNE' && it.validFrom === NEW)) {
      const before = units.find(now.code, OLD);
      if (!before || units.isOld(before) === false) continue;
      again += 1;
      const went = units.currentOf(now.code, OLD).map((it) => it.code);
      if (maySee([now.code], [lives(now.code)]) !== went.includes(now.code)) wrong.push(`old ${now.code}`);
      if (!maySee([now.code], [lives(now.code, { unitValidFrom: NEW })])) wrong.push(`new ${now.code}`);
    }
    expect(wrong).toEqual([]);
    expect(again).toBeGreaterThan(2_500);
  });
});

describe('Every unit of the old table', () => {
  const DATA = new URL('../../../migrations/hub/data/', import.meta.url);
  const linesOf = (file: string) =>
    readFileSync(new URL(file, DATA), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','));
  /** Read from the published tables and from nothing of ours. */
  const went = new Map<string, Set<string>>();
  for (const file of ['admin-unit-successors.csv', 'disputed-successors.csv']) {
    for (const [level, from, to] of linesOf(file))
      if (level === 'COMMUNE') went.set(from!, (went.get(from!) ?? new Set()).add(to!));
  }
  const provinceOf = new Map(
    linesOf('admin-units.csv').flatMap(([code, , validTo, level, , province]) =>
      level === 'COMMUNE' && !validTo ? [[code!, province!]] : [],
    ),
  );
  const olds = [...went.keys()];
  const communes = [...provinceOf.keys()];
  const provinces = [...new Set(provinceOf.values())];

  it('opens to the officers of the communes it went into, and of their provinces and no other', () => {
    const wrong: string[] = [];
    for (const [code, places] of went) {
      const record = lives(code);
      if (![...places].every((place) => maySee([place], [record]))) wrong.push(`${code} closed`);
      const theirs = new Set([...places].map((place) => provinceOf.get(place)));
      for (const province of provinces)
        if (maySee([province], [record]) !== theirs.has(province)) wrong.push(`${code} ${province}`);
    }
    expect(wrong).toEqual([]);
    expect(went.size).toBeGreaterThan(10_000);
    expect(provinces).toHaveLength(34);
  });

  it('opens to no other commune', () => {
    const any = <T>(all: T[]) => fc.nat(all.length - 1).map((at) => all[at]!);
    fc.assert(
      fc.property(any(olds), any(communes), (code, commune) => {
        expect(maySee([commune], [lives(code)])).toBe(went.get(code)!.has(commune));
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('A second reform', () => {
  const DAY = '2026-10-01';
  /** Invented: a commune of 2025 divided, one merged, one code given to another place. */
  const read = parseReform(
    [
      'level,code,name,province_code,valid_from,from',
      `COMMUNE,00004,Phường Ba Đình,01,${DAY},00004 00008:PARTIAL`,
      `COMMUNE,00025,Phường Giảng Võ,01,${DAY},00025 00008:PARTIAL`,
      `COMMUNE,99001,Phường Hồ Mẫu,01,${DAY},00070`,
      `COMMUNE,00070,Phường Bến Mẫu,01,${DAY},00097`,
    ].join('\n'),
  );
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const planned = planReform(read.rows, units);
  if ('problems' in planned) throw new Error(JSON.stringify(planned.problems));
  const { ended, added, successors } = planned.plan;
  const rows = units.all.map((it) => (ended.includes(it) ? { ...it, validTo: '2026-09-30' } : it));
  const before = units.all
    .filter((it) => units.isOld(it))
    .flatMap((it) =>
      units.currentOf(it.code, it.validFrom).map(({ code }) => ({
        ...{ level: it.level, oldCode: it.code, newCode: code, extent: 'PARTIAL' as const },
      })),
    );
  const table = new Table([...rows, ...added], [...before, ...successors], units.names);
  const all = ['00004', '00008', '00025', '00070', '00097', '99001'];
  const seen = (record: Residence) => all.filter((it) => maySee([it], [record], table));

  it.each([
    ['the divided commune of 2025', lives('00008', { unitValidFrom: NEW }), ['00004', '00025']],
    [
      'the divided commune of 2025, with the part it went into',
      lives('00008', { unitValidFrom: NEW, addressLine: 'Tổ 4, phường Giảng Võ' }),
      ['00025'],
    ],
    [
      'a commune divided in both, with the name of the second',
      lives('00016', { addressLine: 'Tổ 4, phường Giảng Võ' }),
      ['00025'],
    ],
    ['a commune divided in both', lives('00016'), ['00004', '00025']],
    ['a code of 2025 that another place has now', lives('00070', { unitValidFrom: NEW }), ['99001']],
    ['that code in its new meaning', lives('00070', { unitValidFrom: DAY }), ['00070']],
    ['whose name of 2025 is in the line', lives('00019', { addressLine: 'Phường Hoàn Kiếm' }), ['99001']],
  ])('is followed from %s', (_what, record, expected) => {
    expect(seen(record)).toEqual(expected);
  });
});

describe('A residence that is over', () => {
  const here = lives('00004', { unitValidFrom: NEW });
  const formerly = { until: '2026-03-31' };

  it('opens nothing where he stayed for a time', () => {
    const stay = lives('00070', { unitValidFrom: NEW, kind: 'TEMPORARY' });
    expect(seenBy(['00004', '00070'], here, { ...stay, until: TODAY })).toEqual(['00004', '00070']);
    expect(seenBy(['00004', '00070'], here, { ...stay, ...formerly })).toEqual(['00004']);
  });

  it('opens nothing where he used to live, once he lives elsewhere', () => {
    const past = lives('00070', { unitValidFrom: NEW, ...formerly });
    expect(seenBy(['00004', '00070'], past, here)).toEqual(['00004']);
  });

  it('is where the dead are asked about', () => {
    expect(maySee(['00004'], [{ ...here, ...formerly }])).toBe(true);
  });
});

import { resolveAddress } from '../../src/domain/address.js';
import { compareAddresses } from '../../src/domain/address-compare.js';
import { AdminUnits } from '../../src/domain/admin-unit.js';
import { planReform } from '../../src/domain/admin-unit-reform.js';
import { parseReform } from '../../src/domain/admin-unit-reform-file.js';
import { readUnits } from '../proof/identity/address-units.js';

const HEADER = 'level,code,name,province_code,valid_from,from';
const units = readUnits();

function plan(...lines: string[]) {
  const read = parseReform([HEADER, ...lines].join('\n'));
  return 'problems' in read ? read : planReform(read.rows, units);
}

function problems(...lines: string[]): string[] {
  const planned = plan(...lines);
  return 'problems' in planned ? planned.problems.map((it) => `${it.line}: ${it.problem}`) : [];
}

/** The table after a reform, without a database. */
function after(...lines: string[]): AdminUnits {
  const planned = plan(...lines);
  if ('problems' in planned) throw new Error(JSON.stringify(planned.problems));
  const { ended, added, successors } = planned.plan;
  const rows = units.all.map((it) => (ended.includes(it) ? { ...it, validTo: '2027-06-30' } : it));
  return new AdminUnits([...rows, ...added], [...readSuccessors(), ...successors], units.names);
}

function readSuccessors() {
  return units.all
    .filter((it) => units.isOld(it))
    .flatMap((it) =>
      units.currentOf(it.code, it.validFrom).map((now) => ({
        ...{ level: it.level, oldCode: it.code, newCode: now.code, extent: 'PARTIAL' as const },
      })),
    );
}

const DIVIDED = [
  'COMMUNE,00004,Phường Ba Đình,01,2027-07-01,00004 00008:PARTIAL',
  'COMMUNE,00025,Phường Giảng Võ,01,2027-07-01,00025 00008:PARTIAL',
];

describe('a reform of administrative units', () => {
  it('brings what was recorded before it to where it went, through both reforms', () => {
    const table = after(...DIVIDED);
    const codes = (code: string, day: string) => table.currentOf(code, day).map((it) => it.code);
    expect(codes('00008', '2025-07-01')).toEqual(['00004', '00025']);
    expect(codes('00006', '2004-07-08')).toEqual(['00004', '00025']);
    expect(codes('00004', '2025-07-01')).toEqual(['00004']);
    expect(codes('00004', '2027-07-01')).toEqual(['00004']);
    expect(codes('00097', '2025-07-01')).toEqual(['00097']);
    expect(table.recordedAs('00004')[0]).toEqual({ code: '00004', validFrom: '2027-07-01' });
    expect(table.recordedAs('00025')).toContainEqual({ code: '00008', validFrom: '2025-07-01' });
  });

  it('lets addresses of the table before it be read on', () => {
    const table = after(...DIVIDED);
    const found = resolveAddress('Phường Ngọc Hà, Hà Nội', table);
    expect([found.how, ...found.units.map((it) => it.code)]).toEqual(['SPLIT', '00004', '00025']);
  });

  it('keeps apart what were two places until it, and knows the place they became', () => {
    const merged = after('COMMUNE,00004,Phường Ba Đình,01,2027-07-01,00004 00008');
    const beside = (stated: string, code: string, validFrom: string, table: AdminUnits) => {
      const { verdict, reason } = compareAddresses(stated, [{ code, validFrom }], table);
      return `${verdict} ${reason}`;
    };
    expect(beside('Phường Ngọc Hà, Hà Nội', '00004', '2025-07-01', merged)).toBe(
      'DIFFERENT NEIGHBOUR_BEFORE_MERGER',
    );
    expect(beside('Phường Ngọc Hà, Hà Nội', '00004', '2027-07-01', merged)).toBe(
      'RENAMED_UNIT MERGED_OR_RENAMED',
    );
  });

  it('may give a code to another place', () => {
    const table = after(
      'COMMUNE,00008,Phường Ba Đình,01,2027-07-01,00004',
      'COMMUNE,00004,Phường Ngọc Hà,01,2027-07-01,00008',
    );
    expect(table.currentOf('00004', '2025-07-01').map((it) => it.code)).toEqual(['00008']);
    expect(table.currentOf('00004', '2027-07-01').map((it) => it.code)).toEqual(['00004']);
    const [found] = resolveAddress('Phường Ba Đình, Hà Nội', table).units;
    expect(found?.code).toBe('00008');
  });

  it('counts a change of type as no move', () => {
    const planned = plan('COMMUNE,00004,Xã Ba Đình,01,2027-07-01,00004');
    expect(planned).toMatchObject({ plan: { successors: [], added: [{ code: '00004' }], ended: [{}] } });
  });

  it.each([
    [
      'a unit that is not in force',
      ['COMMUNE,00004,Phường A,01,2027-07-01,99999 00004'],
      ['2: 99999 is not in force'],
    ],
    [
      'a unit that goes whole into two',
      [
        'COMMUNE,00004,Phường A,01,2027-07-01,00004 00008',
        'COMMUNE,00025,Phường B,01,2027-07-01,00025 00008:PARTIAL',
      ],
      ['3: 00008 goes whole into one unit and into another (lines 2, 3)'],
    ],
    [
      'a part whose rest is nowhere',
      ['COMMUNE,00004,Phường A,01,2027-07-01,00004 00008:PARTIAL'],
      ['2: only a part of 00008 goes anywhere'],
    ],
    [
      'a code whose unit vanishes',
      ['COMMUNE,00004,Phường A,01,2027-07-01,00008'],
      ['2: code 00004 is given anew, but nothing says where its unit went'],
    ],
    [
      'a day that is not after the latest reform',
      ['COMMUNE,00004,Phường A,01,2026-04-30,00004'],
      ['2: valid_from must be after 2026-04-30, the latest reform'],
    ],
    [
      'two days',
      ['COMMUNE,00004,Phường A,01,2027-07-01,00004', 'COMMUNE,00008,Phường B,01,2027-07-02,00008'],
      ['3: valid_from differs from line 2'],
    ],
    [
      'a province that is not there, a name without a type, a code twice',
      ['COMMUNE,00004,Ba Đình,02,2027-07-01,00004', 'COMMUNE,00004,Phường C,01,2027-07-01,00008'],
      [
        '2: code 00004 stands on line 3 too',
        '2: the name does not begin with a type of unit',
        '2: province 02 is not in force then',
      ],
    ],
    [
      'a province whose communes stay behind',
      ['PROVINCE,91,Tỉnh An Giang,,2027-07-01,91 96'],
      [expect.stringMatching(/^2: province 96 ends, but 64 communes stay in it: 31825 /)],
    ],
    ['no rows', [], ['1: no unit']],
  ])('refuses %s, by line', (_, lines, said) => {
    expect(problems(...lines)).toEqual(said);
  });

  it('refuses lines that cannot be read, all of them by number', () => {
    expect(
      problems('COMMUNE,00004', 'WARD,00004,Phường A,01,2027-07-01,00004', 'COMMUNE,1,X,01,soon,1'),
    ).toEqual([
      '2: 2 cells instead of 6',
      '3: level must be PROVINCE or COMMUNE',
      '4: valid_from must be a day (2027-07-01)',
    ]);
    expect(parseReform('code,name\n')).toEqual({
      problems: [{ line: 1, problem: `the header must be ${HEADER}` }],
    });
    expect(problems('COMMUNE,00004,Phường A,01,2027-07-01,00004;00008')).toEqual([
      '2: from must hold codes, each alone or with :PARTIAL',
    ]);
  });
});

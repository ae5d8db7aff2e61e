import type { AdminUnit, AdminUnitSuccessor, AdminUnits } from './admin-unit.js';
import type { LocalDate } from './local-date.js';

/** One unit as it is after a reform, and the units in force before that went into it. */
export interface ReformedUnit {
  /** Where the file says so, for messages. */
  line: number;
  level: AdminUnit['level'];
  code: string;
  name: string;
  provinceCode: string | null;
  validFrom: LocalDate;
  from: { code: string; extent: AdminUnitSuccessor['extent'] }[];
}

export interface ReformProblem {
  line: number;
  problem: string;
}

/** What the tables become; nothing is deleted. */
export interface ReformPlan {
  validFrom: LocalDate;
  /** Rows in force that end the day before. */
  ended: AdminUnit[];
  added: AdminUnit[];
  successors: AdminUnitSuccessor[];
}

const CODE_LENGTH = { PROVINCE: 2, COMMUNE: 5 } as const;
const TYPES = {
  PROVINCE: /^(Tỉnh|Thành phố) \S/,
  COMMUNE: /^(Xã|Phường|Đặc khu) \S/,
} as const;

type Key = string;

/** Where each unit that a reform names goes. */
type Places = ReadonlyMap<Key, { row: ReformedUnit; extent: AdminUnitSuccessor['extent'] }[]>;

interface Reform {
  rows: readonly ReformedUnit[];
  inForce: ReadonlyMap<Key, AdminUnit>;
  given: ReadonlyMap<Key, ReformedUnit>;
  goesInto: Places;
}

const keyOf = (level: AdminUnit['level'], code: string | null): Key => `${level} ${code}`;

/**
 * A reform of administrative units (sắp xếp đơn vị hành chính) as a change of the tables, or everything that is wrong
 * with it, by line. Units that the file does not name stay. A unit that goes into others ends; one that keeps a part
 * of itself is named too, with itself among those it comes from. A plan never leaves a place nowhere: every unit that
 * ends went somewhere, whole into one or in parts into several, and every commune lies in a province in force.
 */
export function planReform(
  rows: readonly ReformedUnit[],
  units: AdminUnits,
): { plan: ReformPlan } | { problems: ReformProblem[] } {
  const goesInto = new Map<Key, { row: ReformedUnit; extent: AdminUnitSuccessor['extent'] }[]>();
  for (const row of rows) {
    for (const { code, extent } of row.from) {
      const key = keyOf(row.level, code);
      goesInto.set(key, [...(goesInto.get(key) ?? []), { row, extent }]);
    }
  }
  const current = units.all.filter((it) => !units.isOld(it) && it.validTo === null);
  const reform: Reform = {
    ...{ rows, goesInto },
    inForce: new Map(current.map((it) => [keyOf(it.level, it.code), it])),
    given: new Map(rows.map((it) => [keyOf(it.level, it.code), it])),
  };
  const problems = [
    ...problemsOfDay(rows, units),
    ...rows.flatMap((row) => problemsOfRow(row, reform).map((problem) => ({ line: row.line, problem }))),
    ...problemsOfPlaces(reform),
    ...problemsOfProvinces(reform),
  ];
  if (problems.length > 0) return { problems: problems.sort((a, b) => a.line - b.line) };
  return { plan: makePlan(reform) };
}

function makePlan({ rows, inForce, goesInto }: Reform): ReformPlan {
  const { validFrom } = rows[0]!;
  const isUnmoved = (key: Key, places: readonly { row: ReformedUnit }[]) =>
    places.every(({ row }) => keyOf(row.level, row.code) === key);
  return {
    validFrom,
    ended: [...goesInto.keys()].map((key) => inForce.get(key)!),
    added: rows.map(({ level, code, name, provinceCode }) => ({
      ...{ code, validFrom, validTo: null, level, name, provinceCode },
    })),
    successors: [...goesInto].flatMap(([key, places]) =>
      isUnmoved(key, places)
        ? []
        : places.map(({ row, extent }) => ({
            ...{ level: row.level, oldCode: inForce.get(key)!.code, newCode: row.code, extent, validFrom },
          })),
    ),
  };
}

function problemsOfDay(rows: readonly ReformedUnit[], units: AdminUnits): ReformProblem[] {
  const [first] = rows;
  if (!first) return [{ line: 1, problem: 'no unit' }];
  const newest =
    units.all
      .map((it) => it.validFrom)
      .sort()
      .at(-1) ?? '';
  const others = rows.filter((it) => it.validFrom !== first.validFrom);
  return [
    ...others.map(({ line }) => ({ line, problem: `valid_from differs from line ${first.line}` })),
    ...(first.validFrom > newest
      ? []
      : [{ line: first.line, problem: `valid_from must be after ${newest}, the latest reform` }]),
  ];
}

function problemsOfRow(row: ReformedUnit, { given, inForce, goesInto }: Reform): string[] {
  const key = keyOf(row.level, row.code);
  const last = given.get(key)!;
  const digits = CODE_LENGTH[row.level];
  const unknown = row.from.filter((it) => !inForce.has(keyOf(row.level, it.code)));
  return [
    ...(last === row ? [] : [`code ${row.code} stands on line ${last.line} too`]),
    ...(row.code.length === digits && /^\d+$/.test(row.code)
      ? []
      : [`a code of this level has ${digits} digits`]),
    ...(TYPES[row.level].test(row.name) ? [] : ['the name does not begin with a type of unit']),
    ...(row.from.length > 0 ? [] : ['it comes from no unit']),
    ...unknown.map((it) => `${it.code} is not in force`),
    ...(inForce.has(key) && !goesInto.has(key)
      ? [`code ${row.code} is given anew, but nothing says where its unit went`]
      : []),
  ];
}

/** A unit goes whole into one other, or in parts into several. */
function problemsOfPlaces({ goesInto }: Reform): ReformProblem[] {
  const problems: ReformProblem[] = [];
  for (const [key, places] of goesInto) {
    const code = key.split(' ')[1];
    const lines = [...new Set(places.map((it) => it.row.line))];
    const line = lines.at(-1)!;
    const wholes = places.filter((it) => it.extent === 'FULL').length;
    if (lines.length < places.length) problems.push({ line, problem: `${code} is named twice` });
    else if (wholes > 0 && places.length > 1) {
      problems.push({
        line,
        problem: `${code} goes whole into one unit and into another (lines ${lines.join(', ')})`,
      });
    } else if (wholes === 0 && places.length === 1) {
      problems.push({ line, problem: `only a part of ${code} goes anywhere` });
    }
  }
  return problems;
}

function problemsOfProvinces({ rows, inForce, given, goesInto }: Reform): ReformProblem[] {
  const isInForceThen = (province: Key) =>
    given.has(province) || (inForce.has(province) && !goesInto.has(province));
  const misplaced = rows.flatMap(({ line, level, provinceCode }) => {
    if (level === 'PROVINCE')
      return provinceCode === null ? [] : [{ line, problem: 'a province lies in no province' }];
    return isInForceThen(keyOf('PROVINCE', provinceCode))
      ? []
      : [{ line, problem: `province ${provinceCode} is not in force then` }];
  });
  const left = [...inForce.values()].filter(
    (it) =>
      it.level === 'COMMUNE' &&
      !goesInto.has(keyOf(it.level, it.code)) &&
      !isInForceThen(keyOf('PROVINCE', it.provinceCode)),
  );
  const abandoned = [...new Set(left.map((it) => it.provinceCode))].map((province) => {
    const codes = left.filter((it) => it.provinceCode === province).map((it) => it.code);
    const { line } = goesInto.get(keyOf('PROVINCE', province))![0]!.row;
    return {
      line,
      problem: `province ${province} ends, but ${codes.length} communes stay in it: ${codes.join(' ')}`,
    };
  });
  return [...misplaced, ...abandoned];
}

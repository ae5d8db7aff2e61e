import type { AdminUnits } from '../domain/admin-unit.js';
import { compareNames } from '../domain/person-name.js';
import { type Columns, MEMBER_COLUMNS } from './columns.js';
import type { Letters } from './letters.js';
import type { RefuseRows } from './record-input.js';
import { RecordRows, type StatedValues } from './record-row.js';
import { statedName } from './stated-name.js';
import { heldCells, type ViewOptions } from './view-input.js';

const columns = Object.fromEntries(MEMBER_COLUMNS.map((name, at) => [name, at])) as Record<
  keyof Columns,
  number
>;

/**
 * Sets aside rows of a file that an agency sent in: those about no member of its units, and those that state something
 * else than the sector itself holds of that member.
 * NOTE: what is stated decides who is searched, and what comes out tells whether it is right. With words of its own a
 * file would ask about anybody, one guess a member.
 */
export function refuseNotHeld(options: ViewOptions, units: AdminUnits, letters: Letters | null): RefuseRows {
  const reader = new RecordRows(columns, MEMBER_COLUMNS.length, units);
  return async (rows) => {
    const cells = await heldCells(
      options,
      rows.map(({ sectorNo }) => sectorNo),
    );
    const held = new Map(cells.map((one) => [one[0]!, reader.read({ cells: one, line: 0 })]));
    return rows.map((stated) => {
      const own = held.get(stated.sectorNo);
      if (!own) return 'NOT_A_MEMBER';
      return 'stated' in own && isAsHeld(stated, own.stated, letters) ? null : 'NOT_AS_HELD';
    });
  };
}

/**
 * Whether a row says nothing of a member that the sector does not. Number, name and birth date must be there as they are
 * held, each written otherwise perhaps; sex, address, and the old number beside a new one may be left out.
 */
export function isAsHeld(stated: StatedValues, held: StatedValues, letters: Letters | null): boolean {
  return (
    stated.claimed === held.claimed &&
    (stated.old === held.old || (stated.old === null && stated.claimed !== null)) &&
    stated.birth === held.birth &&
    (stated.sex === 0 || stated.sex === held.sex) &&
    communesOf(stated).every((code) => communesOf(held).includes(code)) &&
    isOneName(stated.name, held.name, letters)
  );
}

/** NOTE: a name in an older encoding is the one that was meant: a file and its sector may be written by two programs. */
function isOneName(stated: string, held: string, letters: Letters | null): boolean {
  const isSame = (a: string, b: string) => a === b || compareNames(a, b).verdict !== 'DIFFERENT';
  return isSame(stated, held) || isSame(statedName(stated, letters ?? undefined), statedName(held));
}

const communesOf = ({ communes }: StatedValues): string[] => communes.slice(1, -1).split(',').filter(Boolean);

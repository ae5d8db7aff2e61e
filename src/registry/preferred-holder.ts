import type { ResidentRecord } from './registry.js';

/**
 * Who a number answers for, of the two it was found with so far: `known` (null when it already answers for nobody) and
 * the next row. Folding this over all rows of a number gives today's resident in any order.
 *
 * A number in force goes before a former one. A record kept under a cancelled number (số định danh đã hủy) gives way
 * to the resident who has that number as a former one. Two former holders, as of nine-digit numbers that were not
 * unique, answer for nobody.
 */
export function preferredHolder(
  known: ResidentRecord | null | undefined,
  row: ResidentRecord,
): ResidentRecord | null {
  if (known === undefined || isInForce(row)) return row;
  if (known === null || isInForce(known) || known.personalId === row.personalId) return known;
  if (row.askedKind === 'PERSONAL_ID') return known;
  return known.askedKind === 'PERSONAL_ID' ? row : null;
}

function isInForce({ askedKind, status }: ResidentRecord): boolean {
  return askedKind === 'PERSONAL_ID' && status !== 'ID_CANCELLED';
}

import type { FeeExemption } from '../../../fees/exemption/applied.js';
import { tuitionCode } from '../../../fees/fee-item.js';
import { type Weighing, weigh } from '../exemption.js';
import type { EnrolmentRecord } from '../record.js';

/** What the fees of some pupils should be reduced by, where their books say otherwise. */
export interface Recomputed {
  changes: FeeExemption[];
  /** Fees whose pupil is not known well enough to say: they stay as they are. */
  unknown: number;
  /** Fees that say what the law says. */
  right: number;
}

/**
 * Works out the exemption of every tuition fee anew: by the facts of its due day, or of today while that is to come, so
 * that a household that is poor no more keeps what it had. Books are not touched. @throws as `weigh`
 */
export async function recompute(rows: readonly EnrolmentRecord[], by: Weighing): Promise<Recomputed> {
  const result: Recomputed = { changes: [], unknown: 0, right: 0 };
  const charged = rows.filter(({ fees }) => fees.some(isTuition));
  const weighed = await Promise.all(charged.map((row) => weigh(row, by)));
  for (const [at, row] of charged.entries()) {
    const { isKnown, facts, on } = weighed[at]!;
    for (const fee of row.fees.filter(isTuition)) {
      const asOf = [fee.dueOn, by.today].sort()[0]!;
      const found = on(asOf);
      if (!isKnown) result.unknown += 1;
      else if (fee.exemptionRate === (found?.rate ?? null) && fee.exemptionGround === (found?.ground ?? null))
        result.right += 1;
      else result.changes.push({ feeId: fee.feeId, asOf, ...(found ?? { restsOn: facts }) });
    }
  }
  return result;
}

function isTuition({ itemCode }: { itemCode: string }): boolean {
  return itemCode === tuitionCode;
}

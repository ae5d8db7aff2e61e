import type { AppliedExemptions } from '../../../fees/exemption/applied.js';
import type { FeeBook } from '../../../fees/fee-book.js';

/** Nothing to change is nothing to ask the books for. */
export async function applyTo(
  book: FeeBook,
  asked: Parameters<FeeBook['applyExemptions']>[0],
): Promise<AppliedExemptions> {
  return asked.changes.length > 0 ? book.applyExemptions(asked) : { changed: [], same: 0, byHand: 0 };
}

import type { RejectReason } from './record-row.js';
import { WrongFile } from './text-form.js';

export interface Rejected {
  line: number;
  reason: RejectReason;
  text: string;
}

const MOST_REJECTED = 0.9;
/** So many rows set aside, and half of all: the file is not worth the room that they take. */
const VERY_MANY = 100_000;

/** What to do about a file of which most rows are set aside for one reason. */
const ADVICE: Partial<Record<RejectReason, string>> = {
  NOT_TEXT:
    'The file mixes encodings: save it as "CSV UTF-8" from the program it was made with, and give that file.',
  NOT_A_MEMBER: 'They are not about members that your agency manages. Give the file of your own members.',
  NOT_AS_HELD:
    'They state other values than the sector holds of these members. Have the sector corrected first, or leave the file out.',
};

/** @throws WrongFile when nearly all rows are set aside, or half of very many */
export function refuseRubbish(
  { rowsRead: read, rowsRejected: rejected }: { rowsRead: number; rowsRejected: number },
  examples: readonly Rejected[],
): void {
  const isMost = read > 0 && rejected >= read * MOST_REJECTED;
  if (!isMost && !(rejected >= VERY_MANY && rejected * 2 > read)) return;
  const counts = new Map<RejectReason, number>();
  for (const { reason } of examples) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const most = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'TOO_FEW_CELLS';
  throw new WrongFile(
    'RUBBISH',
    `${rejected} of the first ${read} rows are set aside, most for ${most}. ` +
      (ADVICE[most] ??
        'Check that each row has the cells of the header, and the delimiter and encoding of the file.'),
  );
}

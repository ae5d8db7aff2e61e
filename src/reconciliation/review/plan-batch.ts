import type { RequestContext } from '../../context.js';
import type { SectorCorrection } from '../../sectors/sector.js';
import { result } from './correction-result.js';
import type { CorrectionResult } from './correction-types.js';
import { idOfFinding, type ReviewedFinding } from './finding.js';
import { reviewedBySeq } from './finding-store.js';
import { foundPage } from './found-page.js';
import { type Change, planCorrection } from './plan-correction.js';
import type { ReviewQueue } from './queue-store.js';
import { readOwn } from './require-queue.js';

/** What a batch is to ask a sector for. */
export interface Plan {
  planned: readonly Planned[];
  skipped: readonly CorrectionResult[];
  /** What has come to touch benefits since one officer alone accepted it. */
  unconfirmed: readonly ReviewedFinding[];
}

/** One finding's correction, on the version that was read. */
export type Planned = SectorCorrection & {
  seq: number;
  version: number;
  personalId: string;
  changes: Change[];
};

/** What each record is to be changed to, by the registry and the sector as they are now; and what is left out, and why. */
export async function planBatch(
  ctx: RequestContext,
  queue: ReviewQueue,
  seqs: readonly number[],
): Promise<Plan> {
  const findings = await readOwn(ctx, (db) => reviewedBySeq(db, queue.runId, seqs));
  const { page } = await foundPage(ctx, queue, findings);
  const planned: Planned[] = [];
  const skipped: CorrectionResult[] = seqs
    .filter((seq) => findings.every((one) => one.seq !== seq))
    .map((seq) => result(queue, seq, 'SKIPPED', 'UNKNOWN_FINDING'));
  const unconfirmed: ReviewedFinding[] = [];
  const standings = await page.standings();
  const residents = await page.residents(findings.flatMap(({ candidate }) => candidate ?? []));
  for (const finding of findings) {
    const { seq, version, sectorNo, candidate } = finding;
    const skip = (reason: string) =>
      skipped.push({ ...result(queue, seq, 'SKIPPED', reason), state: finding.state });
    if (finding.state !== 'ACCEPTED' || candidate === null) skip('STATE');
    else {
      const standing = standings[page.placeOf(seq)];
      if (!standing) skip('UNKNOWN_RECORD');
      else if (standing.hasBenefits && finding.secondBy === null) {
        skip('NEEDS_SECOND');
        unconfirmed.push(finding);
      } else {
        const resident = residents.get(candidate);
        const wanted = resident && planCorrection(standing, resident);
        if (!resident) skip('OUT_OF_REMIT');
        else if (!wanted) skip('ALREADY_RIGHT');
        else planned.push({ key: keyOf(finding), sectorNo, seq, version, personalId: candidate, ...wanted });
      }
    }
  }
  return { planned, skipped, unconfirmed };
}

/** One key a try: a finding that was taken back and is applied again is another correction. */
const keyOf = (finding: ReviewedFinding): string => `${idOfFinding(finding)}-${finding.version}`;

import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { addDays } from '../../domain/local-date.js';
import type { Sector, Standing } from '../../sectors/sector.js';
import { actFor } from './finding-store.js';
import { POLICY, SINGULAR_CAUSES, urgencyOf } from './policy.js';
import {
  addFindings,
  finishQueue,
  lockQueue,
  type NewFinding,
  queuesToOpen,
  resultsAfter,
  type ToOpen,
  type UnreviewedResult,
  unitsOf,
} from './queue-store.js';

/** Findings laid out in one transaction. */
const chunk = 2_000;

/** Whose findings are laid out with what the sectors say of them. */
export interface QueueParts {
  pool: pg.Pool;
  sectors: readonly Sector[];
  /** The day in Vietnam: deadlines count from it. */
  today(): string;
  groupFrom?: number;
}

/**
 * Lays out the findings of every finished run for review, in chunks that are each committed: where it was interrupted
 * it goes on. Several processes may do so at once. A sector that does not answer leaves its runs for the next time.
 * @throws what the hub's database throws; SECTOR_UNAVAILABLE after the other runs are done
 */
export async function openQueues(parts: QueueParts, signal?: AbortSignal): Promise<void> {
  let failure: unknown = null;
  for (const run of await queuesToOpen(parts.pool)) {
    await openQueue(parts, run, signal).catch((cause) => {
      failure ??= cause;
    });
  }
  if (failure) throw failure;
}

async function openQueue(parts: QueueParts, run: ToOpen, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted && (await layOut(parts, run)));
}

/** One chunk; false when nothing is left to do. */
function layOut({ pool, sectors, today, groupFrom }: QueueParts, run: ToOpen): Promise<boolean> {
  const sector = sectors.find(({ name }) => name === run.sector);
  return inTransaction(pool, async (client) => {
    await actFor(client, run.agency);
    const queue = await lockQueue(client, run);
    if (queue.openedAt !== null) return false;
    const results = await resultsAfter(client, run.runId, queue.openedTo, chunk);
    if (results.length === 0) {
      await finishQueue(client, run, groupFrom ?? POLICY.groupFrom);
      return false;
    }
    const units = await unitsOf(client, run.agency);
    const standings = sector?.findStanding
      ? await sector.findStanding(results.map(({ sectorNo }) => sectorNo))
      : results.map(() => null);
    const findings = results.flatMap((result, at) => asFinding(result, standings[at]!, units, today()));
    await addFindings(client, run, findings, results.at(-1)!.seq);
    return true;
  });
}

/**
 * Of a record that another province manages nothing is laid out. What the sector does not know, or was not asked, counts
 * as touching benefits: two officers look at it.
 */
function asFinding(
  result: UnreviewedResult,
  standing: Standing | null,
  units: readonly string[],
  today: string,
): NewFinding[] {
  if (standing && !units.includes(standing.unit)) return [];
  const benefits = standing ?? { isPaid: false, hasBenefits: true };
  const urgency = urgencyOf(result.outcome, benefits);
  const finding = {
    ...result,
    communes: result.communes.map((code) => String(code).padStart(5, '0')),
    office: result.office ?? standing?.office ?? null,
    urgency,
    touchesBenefits: benefits.hasBenefits || result.outcome === 'DECEASED',
    dueOn: addDays(today, POLICY.dueDays[urgency]!),
  };
  return [{ ...finding, groupKey: groupKeyOf(finding) }];
}

const grouped = new Set<string>(['MISMATCH', 'ID_REPLACED', 'VERIFIED_NORMALISED']);

/**
 * What a finding shares with others of one mistake: its causes, and the office that writes so; for an address the commune,
 * which was renamed or divided for all of its offices. Null for what may be nobody's habit, or touches benefits.
 */
function groupKeyOf(finding: Omit<NewFinding, 'groupKey'>): string | null {
  const { outcome, causes, communes, office, residentId, touchesBenefits } = finding;
  if (touchesBenefits || residentId === null || !grouped.has(outcome) || causes.length === 0) return null;
  if (causes.some((cause) => SINGULAR_CAUSES.includes(cause))) return null;
  const isOfPlace = causes.some((cause) => cause.startsWith('address:'));
  const [commune = null] = communes;
  const [kind, place] = office === null || (isOfPlace && commune) ? ['COMMUNE', commune] : ['OFFICE', office];
  return place && `${kind}|${causes.join(';')}|${place}`;
}

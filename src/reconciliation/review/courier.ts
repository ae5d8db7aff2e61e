import type pg from 'pg';
import type { Keyring } from '../../access/keys.js';
import { inTransaction } from '../../database/transaction.js';
import type { CorrectionOutcome, Sector } from '../../sectors/sector.js';
import {
  batchesUnderWay,
  type Correction,
  type CorrectionResult,
  correctionsOfBatch,
  noteResults,
} from './correction-store.js';
import { actFor, type Move, reviewedBySeq, writeMoves } from './finding-store.js';

export interface CourierParts {
  pool: pg.Pool;
  keys: Keyring;
  sectors: readonly Sector[];
}

/**
 * Asks the owners for what is written down and notes their answers: what was written down is asked until it is
 * answered, and done once however often. A process that dies after the owner acted and before his answer is noted leaves
 * it to whoever comes next.
 */
export class Courier {
  constructor(private readonly parts: CourierParts) {}

  /** Every batch that is under way, of whatever process. @throws the last failure, after all were tried */
  async deliverAll(): Promise<void> {
    let failure: unknown = null;
    for (const one of await batchesUnderWay(this.parts.pool)) {
      await this.deliver(one).catch((cause) => {
        failure = cause;
      });
    }
    if (failure) throw failure;
  }

  /** One batch. Safe to repeat, and for two at once. @throws HubError SECTOR_UNAVAILABLE; it stays under way */
  async deliver({ agency, sector, batch }: { agency: string; sector: string; batch: string }): Promise<void> {
    const { pool, keys, sectors } = this.parts;
    const owner = sectors.find(({ name }) => name === sector)?.corrections;
    const all = await inTransaction(pool, async (client) => {
      await actFor(client, agency);
      return correctionsOfBatch(client, keys, batch);
    });
    const [sending, reverting] = (['SENDING', 'REVERTING'] as const).map((state) =>
      all.filter((one) => one.state === state),
    );
    if (!owner || sending!.length + reverting!.length === 0) return;
    const results: CorrectionResult[] = [];
    for (const [by, some] of byOfficer(sending!, ({ askedBy }) => askedBy)) {
      const asked = some.map(({ asked: { personalId: _whose, ...one } }) => one);
      const outcomes = await owner.apply(`${agency}/${by}`, asked);
      results.push(...some.map((one, at) => resultOf(one, outcomes[at]!)));
    }
    for (const [by, some] of byOfficer(reverting!, ({ revertedBy }) => revertedBy!)) {
      const outcomes = await owner.revert(
        `${agency}/${by}`,
        some.map(({ key }) => key),
      );
      results.push(...some.map((one, at) => resultOf(one, outcomes[at]!)));
    }
    await this.#note(agency, all, results);
  }

  /** Answers and what they make of the findings, together. */
  async #note(agency: string, all: readonly Correction[], results: readonly CorrectionResult[]) {
    await inTransaction(this.parts.pool, async (client) => {
      await actFor(client, agency);
      // NOTE: findings first, as everybody takes them: two who note the same answers wait for each other, in one order.
      const { runId } = all[0]!;
      const seqs = all.map(({ seq }) => seq);
      const findings = await reviewedBySeq(client, runId, seqs, { lock: true });
      const noted = new Set((await noteResults(client, results)).map(({ key }) => key));
      const moves = results.flatMap((result): Move[] => {
        if (!noted.has(result.key)) return [];
        const one = all.find(({ key }) => key === result.key)!;
        const finding = findings.find(({ seq }) => seq === one.seq)!;
        return [{ ...finding, ...moveOf(result, one) }];
      });
      await writeMoves(client, { runId, agency, requestId: null }, moves);
    });
  }
}

/** What an answer means: a change that was refused leaves the finding accepted, one that cannot be undone applied. */
function resultOf({ key, state }: Correction, outcome: CorrectionOutcome): CorrectionResult {
  const isDone = outcome === 'DONE' || outcome === 'REPEATED';
  if (state === 'SENDING') return { key, outcome, state: isDone ? 'APPLIED' : 'FAILED' };
  return { key, outcome, state: isDone ? 'REVERTED' : 'APPLIED' };
}

function moveOf({ state, outcome }: CorrectionResult, { askedBy, revertedBy, state: was }: Correction) {
  const reason = outcome === 'DONE' ? null : outcome;
  if (was === 'SENDING') {
    const act = state === 'APPLIED' ? 'APPLIED' : 'NOT_APPLIED';
    return { act, reason, officer: askedBy, state: state === 'APPLIED' ? state : ('ACCEPTED' as const) };
  }
  const act = state === 'REVERTED' ? 'REVERTED' : 'NOT_REVERTED';
  const made = state === 'REVERTED' ? ('ACCEPTED' as const) : ('APPLIED' as const);
  return { act, reason, officer: revertedBy!, state: made };
}

function byOfficer(
  all: readonly Correction[],
  officerOf: (one: Correction) => string,
): Map<string, Correction[]> {
  const groups = new Map<string, Correction[]>();
  for (const one of all) groups.set(officerOf(one), [...(groups.get(officerOf(one)) ?? []), one]);
  return groups;
}

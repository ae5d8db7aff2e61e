import { withPool } from '../../../src/cli/workplace.js';
import type { Cluster } from '../../support/cluster.js';
import type { Result, Reviewer } from './reviewer.js';

/** What two officers at once made of a queue. */
export interface RaceFigures {
  findings: number;
  seconds: number;
  /** Decisions that each was told are done, and conflicts. */
  done: [number, number];
  conflicts: number;
  /** Findings that are not settled by as many officers as they need; and moves beyond those that somebody was told of. */
  unsettled: number;
  lost: number;
  doubled: number;
}

const page = 200;

/**
 * Both officers decide every finding at the same time, one from the front and one from the back of each page, so that
 * they meet; and once more what needs a second word, which settles all of it.
 */
export async function raceOverQueue(
  cluster: Cluster,
  runId: string,
  findings: number,
  officers: readonly [Reviewer, Reviewer],
): Promise<RaceFigures> {
  const told: Result[][] = [[], []];
  const began = performance.now();
  const work = async (who: 0 | 1) => {
    const seen = new Map<number, number>();
    for (const round of [1, 2]) {
      for (let from = 1; from <= findings; from += page) {
        const seqs = Array.from({ length: Math.min(page, findings - from + 1) }, (_, at) => from + at);
        if (who === 1) seqs.reverse();
        const asked = seqs.filter((seq) => round === 1 || seen.has(seq));
        if (asked.length === 0) continue;
        const results = await officers[who].decide(
          runId,
          asked.map((seq) => ({
            ...{ finding: `${runId}-${seq}`, version: seen.get(seq) ?? 1, act: 'ACCEPT' as const },
          })),
        );
        told[who]!.push(...results);
        for (const [at, { state, version }] of results.entries()) {
          if (state === 'PROPOSED') seen.set(asked[at]!, version!);
          else seen.delete(asked[at]!);
        }
      }
    }
  };
  await Promise.all([work(0), work(1)]);
  const seconds = (performance.now() - began) / 1000;
  const done = told.map((results) => results.filter(({ outcome }) => outcome === 'DONE'));
  const conflicts = told.flat().length - done.flat().length;
  const kept = await withPool(cluster.databases.urls.hubOwner!, async (pool) => {
    const { rows } = await pool.query<{ unsettled: number; moves: string[] }>(
      `select (select count(*)::int from review.finding f where f.run_id = $1 and (f.state <> 'ACCEPTED'
           or f.touches_benefits <> (f.second_by is not null) or f.version <> 2 + f.touches_benefits::int)) as unsettled,
         (select array_agg(m.officer || ' ' || m.run_id || '-' || m.seq || ' ' || m.version) from review.move m
          where m.run_id = $1) as moves`,
      [runId],
    );
    return rows[0]!;
  });
  const said = done.flatMap((results, who) =>
    results.map(({ finding, version }) => `${who === 0 ? 'an' : 'binh'} ${finding} ${version}`),
  );
  const moves = new Set(kept.moves);
  return {
    ...{ findings, seconds, conflicts, unsettled: kept.unsettled },
    done: [done[0]!.length, done[1]!.length],
    lost: said.filter((one) => !moves.has(one)).length,
    doubled: kept.moves.length - new Set(said).size,
  };
}

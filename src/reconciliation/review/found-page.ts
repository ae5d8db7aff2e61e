import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import type { Resident } from '../../registry/resident.js';
import type { Sector, Standing } from '../../sectors/sector.js';
import { type Found, findingsBySeq } from '../results/findings.js';
import type { FindingMove, ReviewedFinding } from './finding.js';
import { movesOf } from './finding-store.js';
import type { ReviewQueue } from './queue-store.js';
import { readOwn } from './require-queue.js';

/**
 * What the findings of one page share. Whom records may be about is told only of members whom the caller's own units
 * manage: the sector is asked how each record stands, since the numbers in a file are the file's word alone.
 */
export class FoundPage {
  #standings: Promise<(Standing | null)[]> | null = null;
  #moves: Promise<Map<number, FindingMove[]>> | null = null;

  constructor(
    private readonly ctx: RequestContext,
    readonly queue: Pick<ReviewQueue, 'runId' | 'sector'>,
    private readonly found: readonly Found[],
  ) {}

  /** How the records of the page stand now, aligned; once a page. @throws HubError SECTOR_UNAVAILABLE */
  standings(): Promise<(Standing | null)[]> {
    this.#standings ??= this.#ask();
    return this.#standings;
  }

  /** Where a finding stands on the page; -1 for one that does not. */
  placeOf(seq: number): number {
    return this.found.findIndex((one) => one.seq === seq);
  }

  /** A resident whom a record of the page may be about, if he is in the caller's remit. @throws as ctx.residents */
  async resident(personalId: string): Promise<Resident | null> {
    await this.standings();
    return this.ctx.residents.find(personalId);
  }

  /** Several, by number; those outside the remit are left out. @throws as ctx.residents */
  async residents(personalIds: readonly string[]): Promise<Map<string, Resident>> {
    await this.standings();
    const ids = [...new Set(personalIds)];
    const found = await this.ctx.residents.findMany(ids);
    return new Map(
      ids.flatMap((id, at): [string, Resident][] => {
        const resident = found[at];
        return resident ? [[id, resident]] : [];
      }),
    );
  }

  async movesOf(seq: number): Promise<FindingMove[]> {
    this.#moves ??= readOwn(this.ctx, (db) =>
      movesOf(
        db,
        this.queue.runId,
        this.found.map((one) => one.seq),
      ),
    ).then((moves) => {
      const bySeq = new Map<number, FindingMove[]>();
      for (const move of moves) bySeq.set(move.seq, [...(bySeq.get(move.seq) ?? []), move]);
      return bySeq;
    });
    return (await this.#moves).get(seq) ?? [];
  }

  /** NOTE: noted for the remit before anybody is looked for, so that no order of fields decides who is shown. */
  async #ask(): Promise<(Standing | null)[]> {
    const { ctx, queue, found } = this;
    const { findStanding } = ctx.sectors.get<Sector>(queue.sector);
    if (!findStanding) return found.map(() => null);
    const standings = await Promise.all(
      found.map(({ sectorNo }) => ctx.sectors.ask(queue.sector, findStanding, sectorNo)),
    );
    for (const [at, standing] of standings.entries()) {
      if (!standing) continue;
      for (const { personalId } of found[at]!.candidates)
        ctx.sectors.note(queue.sector, personalId, standing.record);
    }
    return standings;
  }
}

/** Findings with their evidence, in the order given; each is on record as looked at. */
export async function foundPage(
  ctx: RequestContext,
  queue: Pick<ReviewQueue, 'runId' | 'sector'>,
  reviewed: readonly ReviewedFinding[],
): Promise<{ page: FoundPage; found: Map<number, Found> }> {
  const seqs = reviewed.map(({ seq }) => seq);
  const found = seqs.length > 0 ? await ctx.read((db) => findingsBySeq(db, queue.runId, seqs)) : [];
  if (found.length < seqs.length) throw new HubError('INTERNAL_SERVER_ERROR');
  for (const one of reviewed) ctx.trail.subject(subjectOf(one), 'VERIFIED_ONLY');
  return { page: new FoundPage(ctx, queue, found), found: new Map(found.map((one) => [one.seq, one])) };
}

/** Who a finding is about, for the record of looks: the resident by our judgement, else the sector's record. */
export function subjectOf({ personalId, sectorNo }: Pick<Found, 'personalId' | 'sectorNo'>): string {
  return personalId ?? `member:${sectorNo}`;
}

import { Arg, Ctx, ID, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { badField } from '../../access/input.js';
import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import { pageAsked, pageFrom } from '../../graphql/page.js';
import type { Sector } from '../../sectors/sector.js';
import { signSummary } from '../results/signed-summary.js';
import { summaryOf } from '../results/summary.js';
import { type Run, runsOf } from '../run-store.js';
import { ownRun, requireOwnRun, runIdOf } from './own-run.js';
import { askRun } from './run-request-store.js';
import {
  ReconciledSector,
  ReconciliationRun,
  ReconciliationRunPage,
  SetReconciliationStateInput,
  StartReconciliationInput,
} from './run-types.js';
import { startRun } from './start-run.js';
import { watchRun } from './watch-run.js';

/** Runs of the caller's own agency; nobody else's are told from none. */
@Resolver()
export class RunResolver {
  @Query(() => ReconciliationRun, {
    nullable: true,
    description: 'A run of the caller’s agency. / Một đợt rà soát của cơ quan.',
  })
  @Guarded('reconciliation:run')
  async reconciliationRun(
    @Arg('id', () => ID) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<ReconciliationRun | null> {
    const run = await ownRun(ctx, id);
    return run && asSeen(run, ctx);
  }

  @Query(() => ReconciliationRunPage, {
    nullable: true,
    description: 'Runs of the caller’s agency, the latest first. / Các đợt rà soát của cơ quan.',
  })
  @Guarded('reconciliation:run')
  async reconciliationRuns(
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<ReconciliationRunPage> {
    const asked = pageAsked(first, after);
    const before = asked.key === null ? null : runIdOf(asked.key);
    if (asked.key !== null && before === null) throw badField('after');
    const rows = await ctx.read((db) =>
      runsOf(db, ctx.caller.agency.code, { first: asked.first + 1, before }),
    );
    const page = pageFrom(rows, asked.first, ({ runId }) => String(runId));
    return { ...page, nodes: page.nodes.map((run) => asSeen(run, ctx)) };
  }

  @Query(() => [ReconciledSector], {
    description:
      'Sectors whose records are reconciled here; what can be corrected through the hub comes first. / Các CSDL chuyên ngành rà soát được.',
  })
  @Guarded('reconciliation:run')
  reconciledSectors(@Ctx() { hub, sectors, language }: RequestContext): ReconciledSector[] {
    const all = [...hub.reconciled].map(([name, { of }]) => ({
      ...{ name, records: of[language] },
      isCorrected: sectors.get<Sector>(name).findStanding !== undefined,
    }));
    return all.sort((a, b) => Number(b.isCorrected) - Number(a.isCorrected));
  }

  @Mutation(() => ReconciliationRun, {
    description:
      'Begins a run over the members that the agency manages; one at a time for a sector. / Bắt đầu một đợt rà soát.',
  })
  @Guarded('reconciliation:run')
  async startReconciliation(
    @Arg('input', () => StartReconciliationInput) input: StartReconciliationInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ReconciliationRun> {
    return asSeen(await startRun(ctx, input), ctx);
  }

  @Mutation(() => ReconciliationRun, {
    description: 'Pauses, resumes or cancels a run. / Tạm dừng, chạy tiếp hoặc hủy một đợt rà soát.',
  })
  @Guarded('reconciliation:run')
  async setReconciliationState(
    @Arg('input', () => SetReconciliationStateInput) input: SetReconciliationStateInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ReconciliationRun> {
    const runId = runIdOf(input.runId);
    if (runId === null) throw new HubError('NOT_FOUND');
    const run = await ctx.write(input.idempotencyKey, input, async (client) => {
      const value = await askRun(client, runId, ctx.caller.agency.code, input.action);
      const after = { run: runId, state: value.state };
      const change = { what: `${input.action}_RECONCILIATION`, target: value.sector, before: null, after };
      return { value, change };
    });
    return asSeen(run, ctx);
  }

  @Subscription(() => ReconciliationRun, {
    description:
      'A run as it goes on, until it is over; by POST /graphql/stream. Nothing about people. / Tiến độ đợt rà soát.',
    subscribe: async ({ args, context }) => {
      const ctx = context as unknown as RequestContext;
      const run = await requireOwnRun(ctx, String(args.runId));
      return watchRun((work) => ctx.read(work), run, ctx.caller.agency.code);
    },
  })
  @Guarded('reconciliation:run')
  reconciliationProgress(
    @Root() run: Run,
    @Arg('runId', () => ID) _runId: string,
    @Ctx() ctx: RequestContext,
  ): ReconciliationRun {
    return asSeen(run, ctx);
  }
}

function asSeen(run: Run, { language, clock, hub }: RequestContext): ReconciliationRun {
  const sign = (one: Run) => {
    const signer = hub.signer();
    return signer && signSummary(summaryOf(one), signer);
  };
  return new ReconciliationRun(run, { language, now: clock.now(), version: hub.version, sign });
}

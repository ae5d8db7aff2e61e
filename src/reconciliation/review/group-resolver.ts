import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { badField } from '../../access/input.js';
import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import { pageAsked, pageFrom } from '../../graphql/page.js';
import { type CountedBy, countFindingsBy } from './cause-store.js';
import { filterOf } from './finding-resolver.js';
import { actFor, reviewedBySeq, writeMoves } from './finding-store.js';
import { FindingFilter } from './finding-types.js';
import { subjectOf } from './found-page.js';
import { drawSample, groupsOfRun, lockGroup, openMembers, setGroup } from './group-store.js';
import {
  AcceptedGroup,
  asGroup,
  CountedByEnum,
  FindingCount,
  FindingGroup,
  FindingGroupInput,
  FindingGroupPage,
} from './group-types.js';
import { POLICY } from './policy.js';
import { readOwn, requireOfficer, requireQueue } from './require-queue.js';

const nameOf =
  ({ units, today }: RequestContext) =>
  (code: string): string | null =>
    units.find(code, today)?.name ?? null;

/** What was wrong how often and where, and what can be settled together. */
@Resolver()
export class GroupResolver {
  @Query(() => [FindingCount], {
    nullable: true,
    description: 'How many findings by cause or place, most first; 200 at most. / Thống kê nguyên nhân.',
  })
  @Guarded('reconciliation:review')
  async findingCounts(
    @Arg('runId', () => ID) runId: string,
    @Arg('by', () => CountedByEnum) by: CountedBy,
    @Arg('filter', () => FindingFilter, { nullable: true }) filter: FindingFilter | null,
    @Ctx() ctx: RequestContext,
  ): Promise<FindingCount[]> {
    const wanted = filterOf(filter);
    const queue = await requireQueue(ctx, runId);
    const counts = await readOwn(ctx, (db) => countFindingsBy(db, queue.runId, by, wanted));
    if (by !== 'COMMUNE') return counts;
    return counts.map((count) => ({ ...count, name: nameOf(ctx)(count.key) }));
  }

  @Query(() => FindingGroupPage, {
    nullable: true,
    description: 'Many findings of one place with one cause. / Các nhóm cùng nguyên nhân.',
  })
  @Guarded('reconciliation:review')
  async findingGroups(
    @Arg('runId', () => ID) runId: string,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ) {
    const asked = pageAsked(first, after);
    if (asked.key !== null && !/^\d{1,9}$/.test(asked.key)) throw badField('after');
    const queue = await requireQueue(ctx, runId);
    const from = { first: asked.first, after: Number(asked.key ?? 0) };
    const rows = await readOwn(ctx, (db) => groupsOfRun(db, queue.runId, from));
    const page = pageFrom(rows, asked.first, ({ groupNo }) => String(groupNo));
    return { ...page, nodes: page.nodes.map((group) => asGroup(group, nameOf(ctx))) };
  }

  @Mutation(() => FindingGroup, {
    description: 'Draws the sample that people decide first; drawn once. / Rút mẫu kiểm tra của nhóm.',
  })
  @Guarded('reconciliation:review')
  async sampleFindingGroup(
    @Arg('input', () => FindingGroupInput) input: FindingGroupInput,
    @Ctx() ctx: RequestContext,
  ): Promise<FindingGroup> {
    const queue = await requireQueue(ctx, input.runId);
    const officer = requireOfficer(ctx);
    return ctx.write(input.idempotencyKey, input, async (client) => {
      await actFor(client, ctx.caller.agency.code);
      const group = await lockGroup(client, queue.runId, input.group);
      if (!group) throw new HubError('NOT_FOUND', { field: 'group' });
      if (group.state !== 'OPEN') throw new HubError('CONFLICT', { field: 'group', state: group.state });
      const sample = await drawSample(client, group, { officer, count: POLICY.sample });
      const drawn = await lockGroup(client, queue.runId, input.group);
      const change = { what: 'SAMPLE_FINDING_GROUP', target: `run:${queue.runId}`, before: null };
      return {
        value: asGroup(drawn!, nameOf(ctx)),
        change: { ...change, after: { group: input.group, sample } },
      };
    });
  }

  @Mutation(() => AcceptedGroup, {
    description:
      'Accepts what is open of a group whose whole sample was accepted, at most 1,000 a request; refuses the group for good when one of the sample was not. / Chấp nhận cả nhóm.',
  })
  @Guarded('reconciliation:review')
  async acceptFindingGroup(
    @Arg('input', () => FindingGroupInput) input: FindingGroupInput,
    @Ctx() ctx: RequestContext,
  ): Promise<AcceptedGroup> {
    const queue = await requireQueue(ctx, input.runId);
    const officer = requireOfficer(ctx);
    const { runId } = queue;
    const agency = ctx.caller.agency.code;
    return ctx.write(input.idempotencyKey, input, async (client) => {
      await actFor(client, agency);
      const group = await lockGroup(client, runId, input.group);
      if (!group) throw new HubError('NOT_FOUND', { field: 'group' });
      const after = { group: input.group, accepted: 0, state: 'REFUSED' };
      const change = { what: 'ACCEPT_FINDING_GROUP', target: `run:${runId}`, before: null, after };
      if (group.sampleRefused > 0 || group.state === 'REFUSED') {
        if (group.state !== 'REFUSED') await setGroup(client, group, 'REFUSED', officer);
        return {
          value: { group: asGroup({ ...group, state: 'REFUSED' }, nameOf(ctx)), accepted: 0 },
          change,
        };
      }
      if (group.state === 'OPEN' || group.sample === 0 || group.sampleAccepted < group.sample) {
        const { state, sample, sampleAccepted } = group;
        throw new HubError('CONFLICT', { field: 'group', reason: 'SAMPLE', state, sample, sampleAccepted });
      }
      const wish = { officer, count: POLICY.groupItems, now: new Date(ctx.now) };
      const members = await openMembers(client, group, wish);
      const findings = await reviewedBySeq(client, runId, members);
      const decided = {
        ...{ state: 'ACCEPTED' as const, decision: 'ACCEPT' as const, firstBy: officer, secondBy: null },
        ...{ decidedAt: wish.now, assignee: null, leasedUntil: null, officer, act: 'ACCEPT_GROUP' },
      };
      await writeMoves(
        client,
        { runId, agency, requestId: ctx.requestId },
        findings.map((one) => ({
          ...{ ...one, ...decided, candidate: one.personalId, reason: `group ${input.group}` },
        })),
      );
      for (const one of findings) ctx.trail.subject(subjectOf(one), 'VERIFIED_ONLY');
      await setGroup(client, group, 'ACCEPTED', officer);
      const now = await lockGroup(client, runId, input.group);
      return {
        value: { group: asGroup(now!, nameOf(ctx)), accepted: findings.length },
        change: { ...change, after: { ...after, accepted: findings.length, state: 'ACCEPTED' } },
      };
    });
  }
}

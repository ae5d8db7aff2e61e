import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { badField, optionalText } from '../../access/input.js';
import { foldOfficer } from '../../access/officer-id.js';
import type { RequestContext } from '../../context.js';
import { pageAsked, pageFrom } from '../../graphql/page.js';
import type { VerdictField } from '../../registry/field-verdict.js';
import { Resident } from '../../registry/resident.js';
import { FindingCandidate, StatedRecord } from './candidate-types.js';
import { parseFindingId, type ReviewedFinding } from './finding.js';
import { countReviewed, type FindingFilter as Filter, findingsPage, reviewedBySeq } from './finding-store.js';
import { asMove, Finding, FindingFilter, FindingMoveType, FindingPage } from './finding-types.js';
import { foundPage, subjectOf } from './found-page.js';
import type { ReviewQueue } from './queue-store.js';
import { readOwn, requireQueue } from './require-queue.js';

/** As many as a queue can be long. */
const MOST_SKIPPED = 10_000_000;

const fields: Readonly<Record<VerdictField, string>> = {
  ...{ NUMBER: 'id', FULL_NAME: 'name', DATE_OF_BIRTH: 'dob', SEX: 'gender', ADDRESS: 'address' },
};

/** The filter as the store reads it. @throws HubError BAD_USER_INPUT naming the field */
export function filterOf(filter: FindingFilter | null): Filter {
  const { field, group, ...given } = filter ?? {};
  if (group !== undefined && group !== null && group < 1) throw badField('group');
  const assignee = optionalText('assignee', given.assignee, 100);
  return {
    ...{ outcomes: given.outcomes, states: given.states, dueUntil: given.dueUntil, group },
    ...{ touchesBenefits: given.touchesBenefits, inSample: given.inSample, field: field && fields[field] },
    cause: optionalText('cause', given.cause, 60),
    commune: optionalText('commune', given.commune, 10),
    office: optionalText('office', given.office),
    assignee: assignee && foldOfficer(assignee),
  };
}

/** Findings as callers read them, in the order given. */
export async function asFindings(
  ctx: RequestContext,
  queue: Pick<ReviewQueue, 'runId' | 'sector'>,
  reviewed: readonly ReviewedFinding[],
): Promise<Finding[]> {
  const { page, found } = await foundPage(ctx, queue, reviewed);
  return reviewed.map((one) => new Finding(one, found.get(one.seq)!, page));
}

/** The queue of a run as its reviewers read it. */
@Resolver(() => Finding)
export class FindingResolver {
  @Query(() => FindingPage, {
    nullable: true,
    description:
      'What a run of the own agency found, and how far each finding is. / Các phát hiện của một lượt đối chiếu.',
  })
  @Guarded('reconciliation:review')
  async findings(
    @Arg('runId', () => ID) runId: string,
    @Arg('filter', () => FindingFilter, { nullable: true }) filter: FindingFilter | null,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('skip', () => Int, {
      defaultValue: 0,
      description: 'How many are passed over: nobody of them is looked at. / Bỏ qua.',
    })
    skip: number,
    @Ctx() ctx: RequestContext,
  ) {
    const asked = pageAsked(first, after);
    if (skip < 0 || skip > MOST_SKIPPED) throw badField('skip', { from: 0, to: MOST_SKIPPED });
    const wanted = filterOf(filter);
    const from = asked.key === null ? null : placeOf(asked.key);
    const queue = await requireQueue(ctx, runId);
    const { rows, totalCount } = await readOwn(ctx, async (db) => ({
      rows: await findingsPage(db, queue.runId, wanted, { first: asked.first, after: from, skip }),
      totalCount: await countReviewed(db, queue.runId, wanted),
    }));
    const page = pageFrom(rows, asked.first, ({ urgency, seq }) => `${urgency}.${seq}`);
    return { ...page, nodes: await asFindings(ctx, queue, page.nodes), totalCount };
  }

  @Query(() => Finding, {
    nullable: true,
    description: 'One finding of a run of the own agency. / Một phát hiện.',
  })
  @Guarded('reconciliation:review')
  async finding(@Arg('id', () => ID) id: string, @Ctx() ctx: RequestContext): Promise<Finding | null> {
    const place = parseFindingId(id);
    if (!place) return null;
    const queue = await requireQueue(ctx, String(place.runId));
    const reviewed = await readOwn(ctx, (db) => reviewedBySeq(db, queue.runId, [place.seq]));
    return (await asFindings(ctx, queue, reviewed))[0] ?? null;
  }

  @FieldResolver(() => StatedRecord, { description: 'What the record says. / Thông tin trên hồ sơ.' })
  @Guarded('membership:read')
  stated(@Root() { found }: Finding, @Ctx() ctx: RequestContext): StatedRecord {
    ctx.trail.subject(subjectOf(found), 'RELEASED');
    return found.stated;
  }

  @FieldResolver(() => [FindingMoveType], { description: 'Each step, the first first. / Lịch sử xử lý.' })
  @Guarded('reconciliation:review')
  async history(@Root() { page, reviewed }: Finding): Promise<FindingMoveType[]> {
    return (await page.movesOf(reviewed.seq)).map(asMove);
  }
}

@Resolver(() => FindingCandidate)
export class FindingCandidateResolver {
  @FieldResolver(() => Resident, {
    nullable: true,
    description:
      'Null when the sector holds no like record that the caller manages. / Công dân, trong phạm vi quản lý.',
  })
  @Guarded('identity:verify')
  resident(@Root() { candidate, page }: FindingCandidate): Promise<Resident | null> {
    return page.resident(candidate.personalId);
  }
}

function placeOf(key: string): { urgency: number; seq: number } {
  const [, urgency, seq] = /^(\d)\.(\d{1,9})$/.exec(key) ?? [];
  if (urgency === undefined || seq === undefined) throw badField('after');
  return { urgency: Number(urgency), seq: Number(seq) };
}

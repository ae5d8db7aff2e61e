import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import { pageAsked, pageFrom } from '../../graphql/page.js';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { readEvents } from '../event-store.js';
import { subjectMacs } from '../subject-macs.js';
import { proofOf } from './proof-of.js';
import { filterOf, placeIn, placeOf, spanOf } from './search-input.js';
import { countEvents, findEvents, summarise } from './search-store.js';
import { AuditEvent, AuditEventFilter, AuditEventPage, AuditSummaryRow } from './search-types.js';

/** Beyond it a count is not told: it would read the whole record. */
const maxCount = 10_000;
const maxSummary = 1_000;

/** What the page's count needs, kept beside it. */
class FoundPage extends AuditEventPage {
  filter!: ReturnType<typeof filterOf>;
}

@Resolver(() => AuditEventPage)
export class AuditSearchResolver {
  @Query(() => AuditEventPage, {
    nullable: true,
    description:
      'The record of looks, for an auditor; each search is on record too. / Nhật ký tra cứu, dành cho thanh tra; mỗi lần tìm đều được ghi lại.',
  })
  @Guarded('audit:read')
  async auditEvents(
    @Arg('filter', () => AuditEventFilter, { nullable: true }) asked: AuditEventFilter | null,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<FoundPage> {
    const { keys, caller, trail } = ctx;
    const filter = filterOf(asked ?? {}, (number) => subjectMacs(keys, [number]));
    const page = pageAsked(first, after);
    const place = page.key === null ? null : placeIn(page.key);
    trail.filteredBy = Object.entries(asked ?? {})
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name]) => `AuditEventFilter.${name}`);
    if (asked?.subject) trail.subject(asked.subject, 'RELEASED');
    const events = await ctx.readRecord({ kind: 'AUDITOR' }, (db) =>
      findEvents(db, filter, page.first + 1, place),
    );
    const found = pageFrom(events, page.first, placeOf);
    const nodes = found.nodes.map((event) => new AuditEvent(event, keys, caller.agency.code));
    return { ...found, nodes, filter };
  }

  @Query(() => AuditEvent, { nullable: true, description: 'One event. / Một lượt xử lý.' })
  @Guarded('audit:read')
  async auditEvent(@Arg('id', () => ID) id: string, @Ctx() ctx: RequestContext): Promise<AuditEvent | null> {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) {
      throw new HubError('BAD_USER_INPUT', { argument: 'id' });
    }
    const events = await ctx.readRecord({ kind: 'AUDITOR' }, (db) => readEvents(db, [id.toLowerCase()]));
    const event = events.get(id.toLowerCase());
    return event ? new AuditEvent(event, ctx.keys, ctx.caller.agency.code) : null;
  }

  @Query(() => [AuditSummaryRow], {
    nullable: true,
    description:
      'Events of at most 366 days by agency, purpose and outcome, the most first; at most 1,000 rows. / Số lượt theo cơ quan, mục đích, kết quả.',
  })
  @Guarded('audit:read')
  auditSummary(
    @Arg('from', () => DateTimeScalar) from: string,
    @Arg('to', () => DateTimeScalar) to: string,
    @Ctx() ctx: RequestContext,
  ): Promise<AuditSummaryRow[]> {
    const span = spanOf(from, to, 366);
    return ctx.readRecord({ kind: 'AUDITOR' }, (db) => summarise(db, span, maxSummary)) as Promise<
      AuditSummaryRow[]
    >;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Of the whole search; null beyond 10,000. / Tổng số; không nêu nếu quá 10.000.',
  })
  totalCount(@Root() page: FoundPage, @Ctx() ctx: RequestContext): Promise<number | null> {
    return ctx.readRecord({ kind: 'AUDITOR' }, (db) => countEvents(db, page.filter, maxCount));
  }
}

@Resolver(() => AuditEvent)
export class AuditEventResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Proof that it is in the sealed record, as JSON for the verifier; null until it is sealed. At most 20 an operation. / Bằng chứng niêm phong.',
  })
  proof(@Root() event: AuditEvent, @Ctx() ctx: RequestContext): Promise<string | null> {
    return proofOf(ctx, event.stored);
  }
}

import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { AgencyKindEnum } from '../../access/administration/agency-types.js';
import { Guarded } from '../../access/guarded.js';
import { inTurnByAgency } from '../../access/in-turn.js';
import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import { addDays } from '../../domain/local-date.js';
import { LocalDateScalar } from '../../graphql/scalars.js';
import { daySpan } from '../event-store.js';
import { countLooks, type LookCount } from './look-indicator-store.js';

/** The most days one question spans: the whole of them is read. */
const mostDays = 100;
/** No hub has a look of before. */
const firstDay = '2020-01-01';

/** It holds one of the connections that looks are answered by: an agency's questions take turns, and so many wait. */
const inTurn = inTurnByAgency(3);

@ObjectType({ description: 'Looks of one kind of agency on a day. / Số lượt tra cứu trong ngày.' })
@Guarded('indicator:read')
export class LookDay {
  @Field(() => LocalDateScalar, { description: 'Day in Vietnam (UTC+7). / Ngày (giờ Việt Nam).' })
  on!: string;
  @Field(() => AgencyKindEnum, { description: 'Kind of the agencies that asked. / Loại cơ quan.' })
  kind!: keyof typeof AgencyKindEnum;
  @Field(() => Int, { description: 'Answers about at least one resident. / Số lượt được trả lời.' })
  looks!: number;
}

/** How much is looked up, by whom in kind alone. */
@Resolver()
export class LookIndicatorResolver {
  @Query(() => [LookDay], {
    nullable: true,
    description:
      'Looks by day in Vietnam and kind of agency, at most 100 days; for authorities and operators, for others none. No agency, officer or resident is named. / Số lượt tra cứu theo ngày và loại cơ quan.',
  })
  @Guarded('indicator:read')
  async lookIndicators(
    @Arg('from', () => LocalDateScalar, { description: 'First day. / Từ ngày.' }) from: string,
    @Arg('until', () => LocalDateScalar, { description: 'Last day. / Đến ngày.' }) until: string,
    @Ctx() ctx: RequestContext,
  ): Promise<LookCount[]> {
    if (from < firstDay) throw new HubError('BAD_USER_INPUT', { argument: 'from', from: firstDay });
    if (until < from || until > addDays(from, mostDays - 1))
      throw new HubError('BAD_USER_INPUT', { argument: 'until', days: mostDays });
    const { kind, code } = ctx.caller.agency;
    // NOTE: of an agency alone of its kind this would tell what it does.
    if (kind !== 'AUTHORITY' && kind !== 'OPERATOR') return [];
    return inTurn(code, () =>
      ctx.readRecord({ kind: 'AUDITOR' }, (db) => countLooks(db, daySpan(from, until))),
    );
  }
}

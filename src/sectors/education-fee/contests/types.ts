import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { PageInfo } from '../../../graphql/page.js';
import { DateTimeScalar, LocalDateScalar } from '../../../graphql/scalars.js';
import { shownExemption } from '../exemption.js';
import { TuitionExemption } from '../types.js';
import type * as contests from './contest.js';
import { isOverdue } from './contest.js';

export enum ContestState {
  OPEN = 'OPEN',
  UPHELD = 'UPHELD',
  CHANGED = 'CHANGED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ContestState, {
  name: 'ContestState',
  description: 'State of a contest. / Trạng thái đề nghị.',
});

export enum ContestSide {
  SCHOOL = 'SCHOOL',
  FAMILY = 'FAMILY',
  AUTHORITY = 'AUTHORITY',
}
registerEnumType(ContestSide, {
  name: 'ContestSide',
  description: 'School, pupil or guardian, authority where he lives. / Bên thực hiện.',
});

export enum ContestAct {
  CONTESTED = 'CONTESTED',
  DECIDED = 'DECIDED',
  REOPENED = 'REOPENED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ContestAct, { name: 'ContestAct', description: 'What was done. / Việc đã thực hiện.' });

@ObjectType({ description: 'One act on a contest. / Một bước xử lý đề nghị.' })
@Guarded('fee:read')
export class ContestEntry {
  @Field(() => ContestAct, { description: 'What was done. / Việc đã thực hiện.' })
  act!: ContestAct;
  @Field(() => ContestSide, { description: 'By whom. / Bên thực hiện.' })
  side!: ContestSide;
  @Field(() => DateTimeScalar, { description: 'When. / Thời điểm.' })
  at!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Why; a school reads its own words alone. / Lý do (trường chỉ đọc lý do của mình).',
  })
  reason!: string | null;
}

/** A contest as the school, or the pupil and his guardian, see it. */
@ObjectType({ description: 'A contested exemption. / Đề nghị xem xét lại mức miễn, giảm.' })
@Guarded('fee:read')
export class ExemptionContest {
  constructor(
    readonly contest: contests.Contest,
    private readonly today: string,
    private readonly isFamily: boolean,
  ) {}

  @Field(() => ID, { description: 'Its number. / Mã đề nghị.' })
  get id(): string {
    return this.contest.id;
  }
  @Field(() => String, { description: 'School. / Mã trường.' })
  get schoolCode(): string {
    return this.contest.schoolCode;
  }
  @Field(() => String, { description: '`2026-2027`. / Năm học.' })
  get schoolYear(): string {
    return this.contest.schoolYear;
  }
  @Field(() => ContestState, { description: 'Where it stands. / Trạng thái.' })
  get state(): ContestState {
    return this.contest.state as ContestState;
  }
  @Field(() => ContestSide, { description: 'Who disagrees. / Bên đề nghị.' })
  get contestedBy(): ContestSide {
    return this.contest.side as ContestSide;
  }
  @Field(() => LocalDateScalar, { description: 'Since. / Ngày đề nghị.' })
  get askedOn(): string {
    return this.contest.askedOn;
  }
  @Field(() => LocalDateScalar, { description: 'To be decided by. / Hạn giải quyết.' })
  get decideBy(): string {
    return this.contest.decideBy;
  }
  @Field(() => Boolean, { description: 'Still open after that day. / Quá hạn.' })
  get isOverdue(): boolean {
    return isOverdue(this.contest, this.today);
  }
  @Field(() => TuitionExemption, {
    nullable: true,
    description: 'What had been worked out; null for nothing. / Mức đã tính khi đề nghị.',
  })
  @Guarded('exemption:read')
  get computed(): TuitionExemption | null {
    return shownExemption(this.contest.computed, this.contest.askedOn);
  }
  @Field(() => TuitionExemption, {
    nullable: true,
    description: 'Of a CHANGED one; null when it is none. / Mức theo quyết định.',
  })
  @Guarded('exemption:read')
  get decided(): TuitionExemption | null {
    const { decided, decidedOn } = this.contest;
    return decided && shownExemption({ ...decided, restsOn: ['DECISION'] }, decidedOn!);
  }
  @Field(() => LocalDateScalar, { nullable: true, description: 'A CHANGED one counts until. / Đến ngày.' })
  get until(): string | null {
    return this.contest.until;
  }
  @Field(() => [ContestEntry], { description: 'Oldest first. / Quá trình xử lý.' })
  get entries(): ContestEntry[] {
    return this.contest.entries.map(({ act, side, at, reason }) => ({
      ...{ act: act as ContestAct, side: side as ContestSide, at },
      // What a family or an authority wrote may tell of welfare.
      reason: this.isFamily || side === 'SCHOOL' ? reason : null,
    }));
  }
}

@ObjectType({ description: 'A page of contests. / Một trang đề nghị.' })
@Guarded('fee:read')
export class ExemptionContestPage {
  @Field(() => [ExemptionContest], { description: 'Oldest first. / Cũ nhất trước.' })
  nodes!: ExemptionContest[];
  @Field(() => PageInfo, { description: 'Where it ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
}

import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { PageInfo } from '../../../graphql/page.js';
import { DateTimeScalar, LocalDateScalar } from '../../../graphql/scalars.js';
import { type Contest, isOverdue } from './contest.js';
import { ContestAct, ContestSide, ContestState } from './types.js';

@ObjectType({ description: 'One act on a contest, with its words. / Một bước xử lý đề nghị.' })
@Guarded('correction:review')
export class ReviewEntry {
  @Field(() => ContestAct, { description: 'What was done. / Việc đã thực hiện.' })
  act!: ContestAct;
  @Field(() => ContestSide, { description: 'By whom. / Bên thực hiện.' })
  side!: ContestSide;
  @Field(() => String, { description: 'The agency. / Cơ quan.' })
  agency!: string;
  @Field(() => String, { nullable: true, description: 'Its officer. / Cán bộ.' })
  officer!: string | null;
  @Field(() => DateTimeScalar, { description: 'When. / Thời điểm.' })
  at!: string;
  @Field(() => String, { description: 'Why. / Lý do.' })
  reason!: string;
}

/** A contest as the authority that decides it sees it: what was worked out, and no fact it rests on. */
@ObjectType({ description: 'A contested exemption to decide. / Đề nghị cần giải quyết.' })
@Guarded('correction:review')
export class ExemptionReview {
  constructor(
    readonly contest: Contest,
    private readonly today: string,
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
  @Field(() => Int, { nullable: true, description: 'Percent that was worked out. / Tỷ lệ đã tính.' })
  get computedRate(): number | null {
    return this.contest.computed?.rate ?? null;
  }
  @Field(() => String, { nullable: true, description: 'By which ground. / Mã căn cứ đã tính.' })
  get computedGround(): string | null {
    return this.contest.computed?.ground ?? null;
  }
  @Field(() => Int, { nullable: true, description: 'Percent that was decided. / Tỷ lệ theo quyết định.' })
  get decidedRate(): number | null {
    return this.contest.decided?.rate ?? null;
  }
  @Field(() => String, { nullable: true, description: 'By which ground. / Mã căn cứ theo quyết định.' })
  get decidedGround(): string | null {
    return this.contest.decided?.ground ?? null;
  }
  @Field(() => LocalDateScalar, { nullable: true, description: 'A CHANGED one counts until. / Đến ngày.' })
  get until(): string | null {
    return this.contest.until;
  }
  @Field(() => [ReviewEntry], { description: 'Oldest first. / Quá trình xử lý.' })
  get entries(): ReviewEntry[] {
    return this.contest.entries.map((entry) => ({
      ...entry,
      ...{ act: entry.act as ContestAct, side: entry.side as ContestSide },
    }));
  }
}

@ObjectType({ description: 'A page of contests to decide. / Một trang đề nghị cần giải quyết.' })
@Guarded('correction:review')
export class ExemptionReviewPage {
  @Field(() => [ExemptionReview], { description: 'Oldest first. / Cũ nhất trước.' })
  nodes!: ExemptionReview[];
  @Field(() => PageInfo, { description: 'Where it ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
}

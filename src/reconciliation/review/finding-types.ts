import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { PageInfo } from '../../graphql/page.js';
import { DateTimeScalar, LocalDateScalar } from '../../graphql/scalars.js';
import { FieldVerdictType, VerdictField } from '../../registry/field-verdict.js';
import { OUTCOMES, type Outcome } from '../decision.js';
import { verdictOfCause } from '../results/cause-verdict.js';
import type { Found } from '../results/findings.js';
import { FindingCandidate } from './candidate-types.js';
import {
  FINDING_STATES,
  type FindingDecision,
  type FindingMove,
  type FindingState,
  idOfFinding,
  type ReviewedFinding,
} from './finding.js';
import type { FoundPage } from './found-page.js';
import { itself } from './itself.js';

export const FindingOutcomeEnum = itself(OUTCOMES.filter((name) => name !== 'VERIFIED'));
registerEnumType(FindingOutcomeEnum, {
  name: 'FindingOutcome',
  description: 'What came out for a record. / Kết luận đối chiếu.',
});

export const FindingStateEnum = itself(FINDING_STATES);
registerEnumType(FindingStateEnum, {
  name: 'FindingState',
  description: 'How far a finding is; PROPOSED waits for a second officer. / Tình trạng xử lý.',
});

export const FindingDecisionEnum = itself<FindingDecision>(['ACCEPT', 'DISMISS', 'ROUTE']);
registerEnumType(FindingDecisionEnum, {
  name: 'FindingDecision',
  description:
    'ACCEPT: the sector’s record is wrong. DISMISS: nothing is. ROUTE: the registry is. / Kết luận của cán bộ.',
});

@ObjectType('FindingMove', { description: 'One step of a finding; never changed. / Một bước xử lý.' })
@Guarded('reconciliation:review')
export class FindingMoveType {
  @Field(() => Int, { description: 'The version it made. / Phiên bản.' })
  version!: number;
  @Field(() => DateTimeScalar, { description: 'When. / Thời điểm.' })
  at!: string;
  @Field(() => String, { description: 'Who. / Cán bộ.' })
  officer!: string;
  @Field(() => String, { description: 'TAKE, ACCEPT, UNDO, APPLIED … / Hành động.' })
  act!: string;
  @Field(() => FindingStateEnum, { description: 'State after it. / Tình trạng sau đó.' })
  state!: FindingState;
  @Field(() => String, { nullable: true, description: 'Why. / Lý do.' })
  reason!: string | null;
}

@ObjectType({ description: 'A record that somebody is to look at. / Hồ sơ cần xem xét.' })
@Guarded('reconciliation:review')
export class Finding {
  constructor(
    readonly reviewed: ReviewedFinding,
    readonly found: Found,
    readonly page: FoundPage,
  ) {}

  @Field(() => ID, { description: 'Named by decisions. / Mã phát hiện.' })
  get id(): string {
    return idOfFinding(this.reviewed);
  }
  @Field(() => String, { description: 'The sector’s number of the record. / Mã số hồ sơ.' })
  get sectorNo(): string {
    return this.reviewed.sectorNo;
  }
  @Field(() => FindingOutcomeEnum, { description: 'What came out. / Kết luận đối chiếu.' })
  get outcome(): Outcome {
    return this.reviewed.outcome;
  }
  @Field(() => [String], { description: '`name:ONE_LETTER` … / Nguyên nhân.' })
  get causes(): string[] {
    return this.reviewed.causes;
  }
  @Field(() => [FieldVerdictType], { description: 'The same by field. / So khớp từng trường.' })
  @Guarded('identity:verify')
  get verdicts(): FieldVerdictType[] {
    return this.reviewed.causes.map((cause) => verdictOfCause(cause) as FieldVerdictType);
  }
  @Field(() => [FindingCandidate], { description: 'Likeliest first, three at most. / Các ứng viên.' })
  get candidates(): FindingCandidate[] {
    return this.found.candidates.map((one) => new FindingCandidate(one, this.page));
  }
  @Field(() => [String], { description: 'Communes that its address may mean. / Mã xã, phường.' })
  get communes(): string[] {
    return this.reviewed.communes;
  }
  @Field(() => String, { nullable: true, description: 'Employer or issuing office. / Đơn vị.' })
  get office(): string | null {
    return this.reviewed.office;
  }
  @Field(() => Boolean, { description: 'Two officers decide it. / Liên quan chế độ đang hưởng.' })
  get touchesBenefits(): boolean {
    return this.reviewed.touchesBenefits;
  }
  @Field(() => Int, { nullable: true, description: 'Its group. / Nhóm cùng nguyên nhân.' })
  get group(): number | null {
    return this.reviewed.groupNo;
  }
  @Field(() => Boolean, { description: 'Drawn to check its group. / Thuộc mẫu kiểm tra.' })
  get inSample(): boolean {
    return this.reviewed.inSample;
  }
  @Field(() => FindingStateEnum, { description: 'How far it is. / Tình trạng.' })
  get state(): FindingState {
    return this.reviewed.state;
  }
  @Field(() => Int, { description: 'Named by decisions; counts its moves. / Phiên bản.' })
  get version(): number {
    return this.reviewed.version;
  }
  @Field(() => LocalDateScalar, { description: 'To be decided by. / Hạn xử lý.' })
  get dueOn(): string {
    return this.reviewed.dueOn;
  }
  @Field(() => String, { nullable: true, description: 'Who has it in hand. / Cán bộ đang giữ.' })
  get assignee(): string | null {
    return this.reviewed.assignee;
  }
  @Field(() => DateTimeScalar, { nullable: true, description: 'Until then. / Giữ đến.' })
  get leasedUntil(): string | null {
    return this.reviewed.leasedUntil?.toISOString() ?? null;
  }
  @Field(() => FindingDecisionEnum, { nullable: true, description: 'Decided or proposed. / Kết luận.' })
  get decision(): FindingDecision | null {
    return this.reviewed.decision;
  }
  @Field(() => Int, { nullable: true, description: 'Rank of whom it was decided for. / Ứng viên được chọn.' })
  get chosen(): number | null {
    const { candidate } = this.reviewed;
    return this.found.candidates.find(({ personalId }) => personalId === candidate)?.rank ?? null;
  }
  @Field(() => String, { nullable: true, description: 'Who decided first. / Cán bộ thứ nhất.' })
  get decidedBy(): string | null {
    return this.reviewed.firstBy;
  }
  @Field(() => String, { nullable: true, description: 'Who agreed. / Cán bộ thứ hai.' })
  get confirmedBy(): string | null {
    return this.reviewed.secondBy;
  }
  @Field(() => DateTimeScalar, { nullable: true, description: 'Last decided. / Thời điểm kết luận.' })
  get decidedAt(): string | null {
    return this.reviewed.decidedAt?.toISOString() ?? null;
  }
}

export const asMove = ({ at, ...move }: FindingMove): FindingMoveType => ({ ...move, at: at.toISOString() });

@ObjectType({ description: 'Findings, the most urgent first. / Các phát hiện, khẩn cấp trước.' })
@Guarded('reconciliation:review')
export class FindingPage {
  @Field(() => [Finding], { description: 'Paid on after death comes first. / Các phát hiện.' })
  nodes!: Finding[];
  @Field(() => PageInfo, { description: 'Where the page ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
  @Field(() => Int, { nullable: true, description: 'How many there are. / Tổng số.' })
  totalCount!: number | null;
}

@InputType({ description: 'All that is given must hold. / Mọi điều kiện đã nêu phải thỏa mãn.' })
export class FindingFilter {
  @Field(() => [FindingOutcomeEnum], { nullable: true, description: 'Any of them. / Kết luận đối chiếu.' })
  outcomes?: Outcome[] | null;
  @Field(() => String, { nullable: true, description: '`dob:YEAR_ONLY`. / Nguyên nhân.' })
  cause?: string | null;
  @Field(() => VerdictField, { nullable: true, description: 'Something is wrong with it. / Trường sai.' })
  field?: VerdictField | null;
  @Field(() => String, { nullable: true, description: 'Code in force. / Mã xã, phường.' })
  commune?: string | null;
  @Field(() => String, { nullable: true, description: 'Employer or issuing office. / Đơn vị.' })
  office?: string | null;
  @Field(() => Int, { nullable: true, description: 'Number of a group. / Nhóm.' })
  group?: number | null;
  @Field(() => [FindingStateEnum], { nullable: true, description: 'Any of them. / Tình trạng.' })
  states?: FindingState[] | null;
  @Field(() => String, { nullable: true, description: 'Who has it in hand. / Cán bộ đang giữ.' })
  assignee?: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Due then or before. / Hạn đến ngày.' })
  dueUntil?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Two officers decide it. / Liên quan chế độ.' })
  touchesBenefits?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Drawn to check its group. / Thuộc mẫu kiểm tra.' })
  inSample?: boolean | null;
}

import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../access/guarded.js';
import type { CareKind } from '../domain/care.js';
import type { Language } from '../domain/language.js';
import { CareCircumstances, CareKindEnum } from '../graphql/care.js';
import { PageInfo } from '../graphql/page.js';
import { DateTimeScalar, LocalDateScalar } from '../graphql/scalars.js';
import { FieldVerdictType } from '../registry/field-verdict.js';
import { IdentityClaim } from '../registry/identify-resolver.js';
import type * as visits from './visit.js';

const VisitMomentEnum: { [Moment in visits.VisitMoment]: Moment } = {
  ARRIVAL: 'ARRIVAL',
  DURING: 'DURING',
  DISCHARGE: 'DISCHARGE',
};
registerEnumType(VisitMomentEnum, {
  name: 'VisitMoment',
  description: 'When a facility looks, by law. / Tiếp đón, trong điều trị, kết thúc.',
});

const VisitStateEnum: { [State in visits.VisitState]: State } = {
  OPEN: 'OPEN',
  ENDED: 'ENDED',
  WITHDRAWN: 'WITHDRAWN',
};
registerEnumType(VisitStateEnum, {
  name: 'VisitState',
  description: 'WITHDRAWN: recorded by mistake, kept for the record. / Trạng thái lượt khám.',
});

@ObjectType({
  description: 'One look of a visit, or a correction of one. / Một lần tra cứu trong lượt khám.',
})
@Guarded('visit:read')
export class VisitEntry {
  constructor(
    readonly entry: visits.VisitEntry,
    readonly correctedBy: string | null,
    private readonly language: Language,
  ) {}

  @Field(() => ID, { description: 'Named by a correction. / Mã bản ghi.' })
  get id(): string {
    return this.entry.id;
  }
  @Field(() => VisitMomentEnum, { description: 'Which look. / Thời điểm tra cứu.' })
  get moment(): visits.VisitMoment {
    return this.entry.moment;
  }
  @Field(() => DateTimeScalar, { description: 'When it happened. / Lúc xảy ra.' })
  get at(): string {
    return this.entry.at;
  }
  @Field(() => DateTimeScalar, { description: 'When it was written down. / Lúc ghi.' })
  get recordedAt(): string {
    return this.entry.recordedAt;
  }
  @Field(() => String, { nullable: true, description: 'Who looked. / Cán bộ tra cứu.' })
  get officer(): string | null {
    return this.entry.officer;
  }
  @Field(() => String, { description: 'The look’s request, as the record of looks has it. / Mã yêu cầu.' })
  get requestId(): string {
    return this.entry.requestId;
  }
  @Field(() => String, { nullable: true, description: 'What was scanned or typed. / Loại giấy tờ.' })
  get recognisedAs(): string | null {
    return this.entry.recognisedAs;
  }
  @Field(() => String, {
    nullable: true,
    description: 'As in Eligibility; none of a withdrawal. / Kết luận.',
  })
  @Guarded('coverage:read')
  get outcome(): string | null {
    return this.entry.outcome;
  }
  @Field(() => String, { nullable: true, description: 'As the portal answers. / Mã kết quả.' })
  @Guarded('coverage:read')
  get portalCode(): string | null {
    return this.entry.portalCode;
  }
  @Field(() => String, { nullable: true, description: 'MA_DOITUONG_KCB. / Mã đối tượng KCB.' })
  @Guarded('coverage:read')
  get routeCode(): string | null {
    return this.entry.routeCode;
  }
  @Field(() => Float, { nullable: true, description: 'Share insurance pays, percent. / Tỷ lệ chi trả.' })
  @Guarded('coverage:read')
  get coveredRate(): number | null {
    return this.entry.coveredRate;
  }
  @Field(() => String, { nullable: true, description: 'Card it rested on. / Thẻ làm căn cứ.' })
  @Guarded('coverage:read')
  get cardNumber(): string | null {
    return this.entry.evidence?.cardNumber ?? null;
  }
  @Field(() => Int, { nullable: true, description: 'Benefit level. / Mức hưởng.' })
  @Guarded('coverage:read')
  get level(): number | null {
    return this.entry.evidence?.level ?? null;
  }
  @Field(() => String, { nullable: true, description: 'As it was read out. / Lời giải thích.' })
  @Guarded('coverage:read')
  get explanation(): string | null {
    return this.entry.evidence?.explanation[this.language] ?? null;
  }
  @Field(() => [String], { description: 'Provisions it rested on. / Căn cứ pháp lý.' })
  @Guarded('coverage:read')
  get legalBasis(): readonly string[] {
    return this.entry.evidence?.legalBasis ?? [];
  }
  @Field(() => [FieldVerdictType], {
    description: 'Of the claim at arrival. / Kết quả so khớp lúc tiếp đón.',
  })
  @Guarded('identity:verify')
  get verdicts(): FieldVerdictType[] {
    return (this.entry.evidence?.verdicts ?? []) as FieldVerdictType[];
  }
  @Field(() => ID, { nullable: true, description: 'The entry it stands for. / Bản ghi được sửa.' })
  get corrects(): string | null {
    return this.entry.corrects;
  }
  @Field(() => ID, { nullable: true, description: 'The entry that stands for it. / Bản ghi thay thế.' })
  get supersededBy(): string | null {
    return this.correctedBy;
  }
  @Field(() => Boolean, { description: 'Whether it takes the visit back. / Hủy lượt khám.' })
  get withdraws(): boolean {
    return this.entry.withdraws;
  }
  @Field(() => String, { nullable: true, description: 'Why it was corrected. / Lý do sửa.' })
  get reason(): string | null {
    return this.entry.reason;
  }
}

@ObjectType({ description: 'One person’s visit to one facility. / Lượt khám bệnh, chữa bệnh.' })
@Guarded('visit:read')
export class Visit {
  constructor(
    readonly visit: visits.Visit,
    private readonly language: Language,
  ) {}

  @Field(() => ID, { description: 'Named by later looks. / Mã lượt khám.' })
  get id(): string {
    return this.visit.id;
  }
  @Field(() => String, { description: 'Where. / Cơ sở khám chữa bệnh.' })
  get facility(): string {
    return this.visit.facility;
  }
  @Field(() => CareKindEnum, { description: 'Kind of care. / Loại khám chữa bệnh.' })
  get care(): CareKind {
    return this.visit.care;
  }
  @Field(() => VisitStateEnum, { description: 'Open, ended or withdrawn. / Trạng thái.' })
  get state(): visits.VisitState {
    return this.visit.state;
  }
  @Field(() => DateTimeScalar, { description: 'Arrival. / Lúc tiếp đón.' })
  get openedAt(): string {
    return this.visit.openedAt;
  }
  @Field(() => LocalDateScalar, { description: 'Day of arrival. / Ngày tiếp đón.' })
  get openedOn(): string {
    return this.visit.openedOn;
  }
  @Field(() => DateTimeScalar, { nullable: true, description: 'Discharge. / Lúc kết thúc.' })
  get endedAt(): string | null {
    return this.visit.endedAt;
  }
  @Field(() => [VisitEntry], { description: 'Every look, oldest first. / Các lần tra cứu.' })
  get entries(): VisitEntry[] {
    const { entries } = this.visit;
    return entries.map(
      (entry) =>
        new VisitEntry(
          entry,
          entries.find(({ corrects }) => corrects === entry.id)?.id ?? null,
          this.language,
        ),
    );
  }
}

@ObjectType({ description: 'Visits by arrival. / Một trang lượt khám.' })
@Guarded('visit:read')
export class VisitPage {
  @Field(() => [Visit], { description: 'In the order of arrival. / Theo thứ tự tiếp đón.' })
  nodes!: Visit[];
  @Field(() => PageInfo, { description: 'Where the page ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
  @Field(() => Int, { nullable: true, description: 'How many there are. / Tổng số.' })
  totalCount!: number | null;
}

@InputType({ description: 'A correction stands beside what it corrects. / Sửa một bản ghi.' })
export class VisitCorrectionInput {
  @Field(() => ID, { description: 'The entry it stands for. / Bản ghi cần sửa.' })
  entry!: string;
  @Field(() => String, { description: 'Why, up to 300 characters. / Lý do.' })
  reason!: string;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Of an arrival: the visit was a mistake. / Hủy cả lượt khám.',
  })
  withdraw?: boolean | null;
}

@InputType({ description: 'One moment of a visit. / Một thời điểm của lượt khám.' })
export class RecordVisitInput {
  @Field(() => String, {
    description: 'The same key and input again: the same answer. 8 to 100 characters. / Khóa chống lặp.',
  })
  idempotencyKey!: string;
  @Field(() => VisitMomentEnum, { description: 'Which look. / Thời điểm tra cứu.' })
  moment!: visits.VisitMoment;
  @Field(() => String, { nullable: true, description: 'At arrival: one of the agency’s own. / Cơ sở.' })
  facility?: string | null;
  @Field(() => IdentityClaim, { nullable: true, description: 'At arrival: who. / Giấy tờ xuất trình.' })
  claim?: IdentityClaim | null;
  @Field(() => CareKindEnum, {
    nullable: true,
    description: 'At arrival; later only where it changes. / Loại khám chữa bệnh.',
  })
  care?: CareKind | null;
  @Field(() => ID, { nullable: true, description: 'Later: which visit. / Mã lượt khám.' })
  visit?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it happened; now. / Lúc xảy ra.' })
  at?: string | null;
  @Field(() => CareCircumstances, {
    nullable: true,
    description: 'What the desk knows. / Thông tin lần khám.',
  })
  circumstances?: CareCircumstances | null;
  @Field(() => VisitCorrectionInput, { nullable: true, description: 'Of an earlier entry. / Sửa bản ghi.' })
  correction?: VisitCorrectionInput | null;
}

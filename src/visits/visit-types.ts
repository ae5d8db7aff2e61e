import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../access/guarded.js';
import type { CareKind } from '../domain/care.js';
import type { Language } from '../domain/language.js';
import { CareCircumstances, CareKindEnum } from '../graphql/care.js';
import { PageInfo } from '../graphql/page.js';
import { DateTimeScalar, LocalDateScalar } from '../graphql/scalars.js';
import { FieldVerdictType } from '../registry/field-verdict.js';
import { IdentityClaim } from '../registry/identification.js';
import * as visits from './visit.js';

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
  PENDING_VERIFICATION: 'PENDING_VERIFICATION',
  OPEN: 'OPEN',
  ENDED: 'ENDED',
  NOT_CONFIRMED: 'NOT_CONFIRMED',
  WITHDRAWN: 'WITHDRAWN',
};
registerEnumType(VisitStateEnum, {
  name: 'VisitState',
  description:
    'PENDING_VERIFICATION: a source was down, the look is owed; NOT_CONFIRMED: the claim fits nobody; WITHDRAWN: recorded by mistake, kept for the record. / Trạng thái lượt khám: chờ xác minh, đang điều trị, kết thúc, không xác minh được, đã hủy.',
});

export const VerificationEnum: { [Kind in visits.Verification]: Kind } = {
  CONFIRMED: 'CONFIRMED',
  PENDING: 'PENDING',
  NOT_CONFIRMED: 'NOT_CONFIRMED',
};
registerEnumType(VerificationEnum, {
  name: 'VisitVerification',
  description:
    'Whether a look was answered, is owed, or fits nobody. / Đã xác minh, chờ, không xác minh được.',
});

@ObjectType({ description: 'What this facility was told before. / Kết quả gần nhất tại cơ sở này.' })
@Guarded('coverage:read')
export class LastKnownCoverage {
  constructor(
    private readonly known: visits.LastKnown,
    private readonly shownAt: string,
  ) {}

  @Field(() => String, { description: 'As in Eligibility, then. / Kết luận khi đó.' })
  get outcome(): string {
    return this.known.outcome;
  }
  @Field(() => String, { description: 'As the portal answers. / Mã kết quả khi đó.' })
  get portalCode(): string {
    return this.known.portalCode;
  }
  @Field(() => String, { nullable: true, description: 'Card it rested on. / Thẻ làm căn cứ.' })
  get cardNumber(): string | null {
    return this.known.cardNumber;
  }
  @Field(() => Int, { nullable: true, description: 'Benefit level. / Mức hưởng.' })
  get level(): number | null {
    return this.known.level;
  }
  @Field(() => Float, { nullable: true, description: 'Share insurance paid, percent. / Tỷ lệ chi trả.' })
  get coveredRate(): number | null {
    return this.known.coveredRate;
  }
  @Field(() => DateTimeScalar, { description: 'When it was told. / Lúc trả lời.' })
  get at(): string {
    return this.known.at;
  }
  @Field(() => Int, { description: 'Its age in whole days at the pending look. / Số ngày tuổi.' })
  get ageDays(): number {
    return Math.floor((Date.parse(this.shownAt) - Date.parse(this.known.at)) / 86_400_000);
  }
}

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
  @Field(() => VerificationEnum, {
    nullable: true,
    description: 'How sure it is; none of a withdrawal. / Mức xác minh.',
  })
  get verification(): visits.Verification | null {
    return visits.verificationOf(this.entry);
  }
  @Field(() => String, {
    nullable: true,
    description:
      'Why the look is owed: REGISTRY_UNAVAILABLE, SECTOR_UNAVAILABLE, OVERLOADED, OVER_BUDGET, ARRIVAL_PENDING. / Lý do chờ.',
  })
  get pendingBecause(): string | null {
    return this.entry.pendingBecause ?? null;
  }
  @Field(() => String, {
    nullable: true,
    description:
      'Why nobody is confirmed: NOT_FOUND, MISMATCHED, PARTIAL, UNREADABLE, ARRIVAL_NOT_CONFIRMED, EXPIRED. / Lý do không xác minh được.',
  })
  get notConfirmedBecause(): string | null {
    return this.entry.notConfirmedBecause ?? null;
  }
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Of a pending one: the last day as the card itself says. / Hạn ghi trên thẻ.',
  })
  get validUntil(): string | null {
    return this.entry.evidence?.validUntil ?? null;
  }
  @Field(() => LastKnownCoverage, {
    nullable: true,
    description:
      'Of a pending one, where the hub’s policy shows it: the last decision here about whom the registry confirmed. / Kết quả gần nhất, nếu được phép.',
  })
  @Guarded('coverage:read')
  get lastKnown(): LastKnownCoverage | null {
    const known = this.entry.evidence?.lastKnown;
    return known ? new LastKnownCoverage(known, this.entry.recordedAt) : null;
  }
  @Field(() => String, {
    nullable: true,
    description: 'Card it rested on; of a pending one as the card itself says. / Thẻ làm căn cứ.',
  })
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
  @Field(() => VisitStateEnum, { description: 'What it has come to. / Trạng thái.' })
  get state(): visits.VisitState {
    return this.visit.state;
  }
  @Field(() => DateTimeScalar, { description: 'Arrival. / Lúc tiếp đón.' })
  get openedAt(): string {
    return this.visit.openedAt;
  }
  @Field(() => LocalDateScalar, {
    description: 'Day of arrival in Vietnam (UTC+7). / Ngày tiếp đón (giờ Việt Nam).',
  })
  get openedOn(): string {
    return this.visit.openedOn;
  }
  @Field(() => DateTimeScalar, { nullable: true, description: 'Discharge. / Lúc kết thúc.' })
  get endedAt(): string | null {
    return this.visit.endedAt;
  }
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a look that was owed was last made up for. / Lúc tra cứu lại gần nhất.',
  })
  get answeredAt(): string | null {
    return this.visit.answeredAt ?? null;
  }
  @Field(() => [VisitEntry], { description: 'Every look, oldest first. / Các lần tra cứu.' })
  get entries(): VisitEntry[] {
    const { visit, language } = this;
    return visit.entries.map(
      (entry) => new VisitEntry(entry, visits.successorOf(visit, entry.id)?.id ?? null, language),
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
    description:
      'What the desk knows; later what was said before holds, a field said anew replaces it, null takes it back. / Thông tin lần khám; lần sau giữ những gì đã nêu.',
  })
  circumstances?: CareCircumstances | null;
  @Field(() => VisitCorrectionInput, { nullable: true, description: 'Of an earlier entry. / Sửa bản ghi.' })
  correction?: VisitCorrectionInput | null;
}

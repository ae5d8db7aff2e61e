import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { AgencyKindEnum, PurposeEnum } from '../../access/administration/agency-types.js';
import { Guarded } from '../../access/guarded.js';
import type { AgencyKind, Purpose } from '../../access/kinds.js';
import type { Language } from '../../domain/language.js';
import { PageInfo } from '../../graphql/page.js';
import { DateTimeScalar, LocalDateScalar } from '../../graphql/scalars.js';
import type { LookChoice, LookCount } from './chosen-looks.js';
import { type DataKind, dataKinds } from './data-kinds.js';
import { agencyNameOf, dataTextOf, purposeTextOf } from './look-words.js';
import { purposeWords } from './purpose-words.js';
import { type QuestionNode, UsageQuestion } from './question-types.js';
import type { Look, UsageOutcome, WithheldYear } from './report.js';
import { dayAt } from './vietnam-day.js';

const itself = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;

export const UsageOutcomeEnum = itself<UsageOutcome>([
  ...(['RELEASED', 'VERIFIED_ONLY', 'MISMATCHED', 'NOT_FOUND', 'REFUSED', 'FAILED'] as const),
]);
registerEnumType(UsageOutcomeEnum, {
  name: 'UsageOutcome',
  description: 'What came of a look; FAILED: nothing was delivered. / Kết quả tra cứu.',
});

export const DataKindEnum = itself(dataKinds);
registerEnumType(DataKindEnum, { name: 'DataKind', description: 'A kind of data. / Loại dữ liệu.' });

export const RelationEnum = itself(['DIRECT', 'RELATED'] as const);
registerEnumType(RelationEnum, {
  name: 'UsageRelation',
  description:
    'Asked for directly, or reached through somebody else. / Tra cứu trực tiếp, hoặc qua người khác.',
});

export const DisclosureEnum = itself(['NOW', 'DELAYED_UNTIL', 'COARSE'] as const);
registerEnumType(DisclosureEnum, {
  name: 'Disclosure',
  description:
    'All of it at once; all of it since a day; kind of agency and day only. / Báo ngay; báo sau thời hạn; báo khái quát.',
});

@ObjectType({ description: 'One look at the resident. / Một lượt tra cứu về người dân.' })
@Guarded('usage:read')
export class UsageEntry {
  constructor(
    readonly look: Look,
    readonly language: Language,
    readonly isSealed: boolean,
    readonly asked: QuestionNode | null,
  ) {}

  @Field(() => ID, {
    description: 'Its name towards this resident, to quote in a complaint. / Mã để nêu khi khiếu nại.',
  })
  get id(): string {
    return this.look.id;
  }
  @Field(() => DateTimeScalar, {
    description: 'When; of a COARSE look the beginning of its day. / Thời điểm.',
  })
  get at(): string {
    return new Date(this.look.at).toISOString();
  }
  @Field(() => Boolean, {
    description: 'The look of whoever asks: the resident himself, or his guardian. / Người hỏi tự xem.',
  })
  get own(): boolean {
    return this.look.own;
  }
  @Field(() => AgencyKindEnum, { nullable: true, description: 'Kind of agency. / Loại cơ quan.' })
  get agencyKind(): AgencyKind | null {
    return this.look.agencyKind as AgencyKind | null;
  }
  @Field(() => String, {
    description: 'Which agency; of a COARSE look its kind in words. / Cơ quan tra cứu.',
  })
  get agencyName(): string {
    return agencyNameOf(this.look, this.language);
  }
  @Field(() => PurposeEnum, { nullable: true, description: 'Why, as a code. / Mã mục đích.' })
  get purpose(): Purpose | null {
    return this.look.purpose as Purpose | null;
  }
  @Field(() => String, { description: 'Why, in plain words. / Mục đích tra cứu.' })
  get purposeText(): string {
    return purposeTextOf(this.look, this.language);
  }
  @Field(() => String, { nullable: true, description: 'The law it rests on. / Căn cứ pháp lý.' })
  get legalBasis(): string | null {
    return purposeWords(this.look.purpose, dayAt(this.look.at))?.legalBasis ?? null;
  }
  @Field(() => [DataKindEnum], {
    description: 'Kinds of data that the whole operation was answered. / Các loại dữ liệu đã cung cấp.',
  })
  get dataKinds(): DataKind[] {
    return this.look.dataKinds;
  }
  @Field(() => String, { description: 'The same in plain words. / Dữ liệu đã cung cấp.' })
  get dataText(): string {
    return dataTextOf(this.look, this.language);
  }
  @Field(() => UsageOutcomeEnum, { description: 'What came of it. / Kết quả.' })
  get outcome(): UsageOutcome {
    return this.look.outcome;
  }
  @Field(() => String, { nullable: true, description: 'The agency’s case. / Mã hồ sơ của cơ quan.' })
  get caseReference(): string | null {
    return this.look.caseReference;
  }
  @Field(() => RelationEnum, {
    description: 'Asked for, or reached through another. / Trực tiếp hay liên quan.',
  })
  get relation(): Look['relation'] {
    return this.look.relation;
  }
  @Field(() => DisclosureEnum, { description: 'How much of it is told. / Mức độ thông báo.' })
  get disclosure(): Look['disclosure']['class'] {
    return this.look.disclosure.class;
  }
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Since when it is told, where that was put off. / Ngày được thông báo, nếu bị hoãn.',
  })
  get disclosedOn(): string | null {
    const { disclosure } = this.look;
    return disclosure.class === 'DELAYED_UNTIL' ? disclosure.until : null;
  }
  @Field(() => String, {
    nullable: true,
    description: 'Why it is told late or coarsely. / Căn cứ của việc báo chậm hoặc khái quát.',
  })
  get withheldBecause(): string | null {
    const { disclosure } = this.look;
    return disclosure.class === 'NOW' ? null : disclosure.legalBasis[this.language];
  }
  @Field(() => Boolean, {
    description: 'Whether it is in the sealed record by now. / Đã được niêm phong trong nhật ký.',
  })
  get sealed(): boolean {
    return this.isSealed;
  }
  @Field(() => UsageQuestion, {
    nullable: true,
    description: 'What was asked about it, and the answer. / Câu hỏi lại và trả lời.',
  })
  get question(): QuestionNode | null {
    return this.asked;
  }
}

@ObjectType({
  description: 'Looks of a past year that are withheld. / Lượt tra cứu không thông báo của một năm.',
})
@Guarded('usage:read')
export class WithheldInYear {
  constructor(
    readonly withheld: WithheldYear,
    readonly language: Language,
  ) {}

  @Field(() => Int, { description: 'A year that is over. / Năm đã qua.' })
  get year(): number {
    return this.withheld.year;
  }
  @Field(() => Int, { description: 'How many. / Số lượt.' })
  get count(): number {
    return this.withheld.count;
  }
  @Field(() => String, { description: 'On what ground. / Căn cứ.' })
  get legalBasis(): string {
    return this.withheld.legalBasis[this.language];
  }
}

@InputType({ description: 'All that is given must hold. / Mọi điều kiện đã nêu phải thỏa mãn.' })
export class UsageFilter implements LookChoice {
  @Field(() => AgencyKindEnum, { nullable: true, description: 'Of this kind of agency. / Loại cơ quan.' })
  agencyKind?: AgencyKind | null;
  @Field(() => String, { nullable: true, description: 'Of a month in Vietnam, `2026-11`. / Tháng.' })
  month?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Without the looks of whoever asks. / Bỏ các lượt người hỏi tự xem.',
  })
  withoutOwn?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Those only that were asked about. / Chỉ các lượt đã hỏi lại.',
  })
  asked?: boolean | null;
}

@ObjectType({ description: 'How many looks of a month. / Số lượt tra cứu trong một tháng.' })
@Guarded('usage:read')
export class UsageCount {
  constructor(readonly looks: LookCount) {}

  @Field(() => String, { description: 'In Vietnam, `2026-11`. / Tháng.' })
  get month(): string {
    return this.looks.month;
  }
  @Field(() => AgencyKindEnum, { nullable: true, description: 'Kind of agency. / Loại cơ quan.' })
  get agencyKind(): AgencyKind | null {
    return this.looks.agencyKind as AgencyKind | null;
  }
  @Field(() => Boolean, { description: 'Looks of whoever asks. / Các lượt người hỏi tự xem.' })
  get own(): boolean {
    return this.looks.own;
  }
  @Field(() => Int, { description: 'How many. / Số lượt.' })
  get count(): number {
    return this.looks.count;
  }
}

@ObjectType({ description: 'Who looked, newest first. / Ai đã tra cứu, mới nhất trước.' })
@Guarded('usage:read')
export class UsagePage {
  @Field(() => [UsageEntry], { description: 'Looks. / Các lượt tra cứu.' })
  nodes!: UsageEntry[];
  @Field(() => PageInfo, { description: 'Where the page ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
  @Field(() => Int, {
    description: 'Of those that are told and chosen. / Tổng số lượt được thông báo theo điều kiện.',
  })
  totalCount!: number;
  @Field(() => [UsageCount], {
    description:
      'All that are told, by month and kind of agency, whatever is chosen. / Số lượt theo tháng và loại cơ quan.',
  })
  counts!: UsageCount[];
  @Field(() => [WithheldInYear], { description: 'By past year and ground. / Số lượt không thông báo.' })
  withheld!: WithheldInYear[];
}

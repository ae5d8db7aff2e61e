import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { PageInfo } from '../../graphql/page.js';
import { DateTimeScalar, LocalDateScalar, PersonalIdScalar } from '../../graphql/scalars.js';
import type { Question } from './question-store.js';

export type QuestionState = 'OPEN' | 'ANSWERED';
export const QuestionStateEnum = { OPEN: 'OPEN', ANSWERED: 'ANSWERED' } as const;
registerEnumType(QuestionStateEnum, {
  name: 'UsageQuestionState',
  description: 'Whether a question is answered. / Đã trả lời chưa.',
});

/** What a question says to whoever reads it; made of the store's, and again of a repeated answer. */
export interface QuestionNode extends Omit<Question, 'askedAt' | 'answeredAt'> {
  usageEntryId: string;
  askedAt: string;
  answeredAt: string | null;
  state: QuestionState;
  isOverdue: boolean;
}

export function asNode(asked: Question, today: string): QuestionNode {
  const { answeredAt } = asked;
  return {
    ...asked,
    usageEntryId: asked.entryId,
    askedAt: asked.askedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    state: answeredAt ? 'ANSWERED' : 'OPEN',
    isOverdue: !answeredAt && asked.answerBy < today,
  };
}

@ObjectType({ description: 'What the resident asked about a look. / Câu hỏi lại về một lượt tra cứu.' })
@Guarded('usage:read')
export class UsageQuestion {
  @Field(() => String, { description: 'His words. / Nội dung hỏi.' })
  question!: string;
  @Field(() => DateTimeScalar, { description: 'When he asked. / Hỏi lúc.' })
  askedAt!: string;
  @Field(() => LocalDateScalar, { description: 'By when it is answered. / Hạn trả lời.' })
  answerBy!: string;
  @Field(() => Boolean, { description: 'Not answered in time. / Quá hạn.' })
  isOverdue!: boolean;
  @Field(() => QuestionStateEnum, { description: 'How it stands. / Tình trạng.' })
  state!: QuestionState;
  @Field(() => String, { nullable: true, description: 'What he was answered. / Trả lời.' })
  answer!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When. / Trả lời lúc.' })
  answeredAt!: string | null;
}

@ObjectType({
  description:
    'A resident’s question as the auditor reads it: about which look, not of whom. / Câu hỏi của người dân.',
})
@Guarded('misuse:review')
export class UsageQuestionCase {
  @Field(() => ID, { description: 'Its number. / Mã câu hỏi.' })
  id!: string;
  @Field(() => ID, { description: 'The code by which the resident quotes the look. / Mã lượt tra cứu.' })
  usageEntryId!: string;
  @Field(() => ID, { description: 'The look on record, for `auditEvent`. / Mã trong nhật ký.' })
  eventId!: string;
  @Field(() => String, { nullable: true, description: 'Code of the agency that looked. / Mã cơ quan.' })
  agency!: string | null;
  @Field(() => String, { description: 'The resident’s words. / Nội dung hỏi.' })
  question!: string;
  @Field(() => DateTimeScalar, { description: 'When it was asked. / Hỏi lúc.' })
  askedAt!: string;
  @Field(() => LocalDateScalar, { description: 'By when it is answered. / Hạn trả lời.' })
  answerBy!: string;
  @Field(() => Boolean, { description: 'Not answered in time. / Quá hạn.' })
  isOverdue!: boolean;
  @Field(() => QuestionStateEnum, { description: 'How it stands. / Tình trạng.' })
  state!: QuestionState;
  @Field(() => String, { nullable: true, description: 'What was answered. / Trả lời.' })
  answer!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When. / Trả lời lúc.' })
  answeredAt!: string | null;
}

@ObjectType({ description: 'Questions, the first due first. / Các câu hỏi, đến hạn trước xếp trước.' })
@Guarded('misuse:review')
export class UsageQuestionPage {
  @Field(() => [UsageQuestionCase], { description: 'Questions. / Các câu hỏi.' })
  nodes!: UsageQuestionCase[];
  @Field(() => PageInfo, { description: 'Where the page ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
}

@InputType({
  description: 'A question about one look at oneself or one’s child. / Hỏi lại về một lượt tra cứu.',
})
export class AskAboutUsageInput {
  @Field(() => ID, { description: '`UsageEntry.id`. / Mã lượt tra cứu.' })
  usageEntryId!: string;
  @Field(() => PersonalIdScalar, {
    nullable: true,
    description: 'Whose report it stands in, where not one’s own. / Số định danh của con, nếu hỏi cho con.',
  })
  personalId?: string | null;
  @Field(() => String, { description: '10 to 1,000 characters, no personal number. / Nội dung hỏi.' })
  question!: string;
  @Field(() => String, { description: 'Of the caller’s own. / Khóa chống gửi lặp.' })
  idempotencyKey!: string;
}

@InputType({ description: 'The answer to a resident’s question. / Trả lời câu hỏi của người dân.' })
export class AnswerUsageQuestionInput {
  @Field(() => ID, { description: 'Which question. / Mã câu hỏi.' })
  id!: string;
  @Field(() => String, { description: 'Up to 2,000 characters, no personal number. / Nội dung trả lời.' })
  answer!: string;
  @Field(() => String, { description: 'Of the caller’s own. / Khóa chống gửi lặp.' })
  idempotencyKey!: string;
}

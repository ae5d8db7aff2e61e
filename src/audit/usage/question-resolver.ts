import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { badField, requireText } from '../../access/input.js';
import { requireNoNumber } from '../../access/somebodys-number.js';
import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import { addDays } from '../../domain/local-date.js';
import { pageAsked, pageFrom } from '../../graphql/page.js';
import { answerQuestion, insertQuestion, listQuestions } from './question-store.js';
import {
  AnswerUsageQuestionInput,
  AskAboutUsageInput,
  asNode,
  type QuestionState,
  QuestionStateEnum,
  UsageQuestion,
  UsageQuestionCase,
  UsageQuestionPage,
} from './question-types.js';
import { readUsage } from './report.js';
import { dayAt } from './vietnam-day.js';
import { whoseReport } from './whose-report.js';

/** Days in which a resident is answered: those the law on personal data gives for access (Decree 356/2025). */
const daysToAnswer = 10;

/** A resident asks about a look at him; an auditor reads the look on record and answers. */
@Resolver()
export class QuestionResolver {
  @Mutation(() => UsageQuestion, {
    description:
      'Asks about a look at oneself or one’s child under 14; once a look. / Hỏi lại về một lượt tra cứu; mỗi lượt một lần.',
  })
  @Guarded('usage:read')
  async askAboutUsage(
    @Arg('input', () => AskAboutUsageInput) input: AskAboutUsageInput,
    @Ctx() ctx: RequestContext,
  ) {
    const question = plainText('question', input.question, 1_000);
    if ([...question].length < 10) throw badField('question', { characters: 'at least 10' });
    const report = await whoseReport(ctx, input.personalId ?? null);
    const looks = report ? (await readUsage(ctx, report.numbers, ctx.now, report.guardian)).looks : [];
    const look = looks.find(({ id }) => id === input.usageEntryId);
    if (!look || look.own) throw new HubError('NOT_FOUND', { field: 'usageEntryId' });
    const today = dayAt(ctx.now);
    // NOTE: a key is kept by agency, and all residents come through one: his pseudonym tells his from another's.
    const whole = { ...input, subject: ctx.caller.subject };
    return ctx.write(input.idempotencyKey, whole, async (db) => {
      const asked = await insertQuestion(db, ctx.keys, {
        ...{ entryId: look.id, eventId: look.event.id, agency: look.agencyCode, question },
        ...{ answerBy: addDays(today, daysToAnswer), at: ctx.now },
      });
      return { value: asNode(asked, today) };
    });
  }

  @Query(() => UsageQuestionPage, {
    nullable: true,
    description:
      'What residents ask about looks, for an auditor. / Câu hỏi của người dân về các lượt tra cứu.',
  })
  @Guarded('misuse:review')
  async usageQuestions(
    @Arg('state', () => QuestionStateEnum, { nullable: true }) state: QuestionState | null,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ) {
    const asked = pageAsked(first, after);
    if (asked.key !== null && !isNumber(asked.key)) throw badField('after');
    const isAnswered = state ? state === 'ANSWERED' : null;
    const found = await ctx.read((db) =>
      listQuestions(db, ctx.keys, isAnswered, { limit: asked.first + 1, after: asked.key }),
    );
    const page = pageFrom(found, asked.first, ({ id }) => id);
    return { ...page, nodes: page.nodes.map((one) => asNode(one, dayAt(ctx.now))) };
  }

  @Mutation(() => UsageQuestionCase, {
    description: 'Answers a resident’s question, once. / Trả lời câu hỏi của người dân, một lần.',
  })
  @Guarded('misuse:review')
  answerUsageQuestion(
    @Arg('input', () => AnswerUsageQuestionInput) input: AnswerUsageQuestionInput,
    @Ctx() ctx: RequestContext,
  ) {
    const { id } = input;
    if (!isNumber(id)) throw badField('id');
    const answer = plainText('answer', input.answer, 2_000);
    const { agency, officer } = ctx.caller;
    return ctx.write(input.idempotencyKey, input, async (db) => {
      const by = `${agency.code}/${officer}`;
      const answered = await answerQuestion(db, ctx.keys, id, { answer, by, at: ctx.now });
      return {
        value: asNode(answered, dayAt(ctx.now)),
        change: {
          what: 'ANSWER_USAGE_QUESTION',
          target: answered.agency ?? '',
          before: { question: id, state: 'OPEN' },
          after: { question: id, state: 'ANSWERED' },
        },
      };
    });
  }
}

function isNumber(id: string): boolean {
  return /^\d{1,15}$/.test(id);
}

/** Lines and blanks as one blank each; nobody's number in it. */
function plainText(field: string, text: string, most: number): string {
  const plain = requireText(field, text.replace(/\s+/g, ' '), most);
  requireNoNumber(plain, { vi: 'Nội dung', en: 'The text' }, { field });
  return plain;
}

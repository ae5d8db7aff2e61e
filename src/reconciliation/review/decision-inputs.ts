import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import type { DecisionAct, Refusal } from './decide.js';
import type { FindingState } from './finding.js';
import { FindingFilter, FindingStateEnum } from './finding-types.js';

export const DecisionActEnum: { [Act in DecisionAct]: Act } = {
  ...{ ACCEPT: 'ACCEPT', DISMISS: 'DISMISS', ROUTE: 'ROUTE', UNDO: 'UNDO' },
};
registerEnumType(DecisionActEnum, {
  name: 'DecisionAct',
  description:
    'As FindingDecision; UNDO takes back what is proposed or decided, and the finding is open again. / Hành động.',
});

export type ItemOutcome = 'DONE' | 'CONFLICT' | 'NOT_FOUND';
export const ItemOutcomeEnum: { [Outcome in ItemOutcome]: Outcome } = {
  ...{ DONE: 'DONE', CONFLICT: 'CONFLICT', NOT_FOUND: 'NOT_FOUND' },
};
registerEnumType(ItemOutcomeEnum, {
  name: 'ItemOutcome',
  description: 'CONFLICT: nothing was changed, the present state stands beside it. / Kết quả từng mục.',
});

export const idempotencyKey = {
  description: 'The same key and input again: the same answer. 8 to 100 characters. / Khóa chống lặp.',
};

@InputType({ description: 'One decision. / Một kết luận.' })
export class FindingDecisionInput {
  @Field(() => ID, { description: 'Which finding. / Mã phát hiện.' })
  finding!: string;
  @Field(() => Int, { description: 'The version that was seen. / Phiên bản đã xem.' })
  version!: number;
  @Field(() => DecisionActEnum, { description: 'What is decided. / Kết luận.' })
  act!: DecisionAct;
  @Field(() => Int, {
    nullable: true,
    description: 'Rank of whom it is about; by default whom our judgement names. / Ứng viên.',
  })
  candidate?: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Why, without personal data; must be given except for ACCEPT. / Lý do.',
  })
  reason?: string | null;
}

@InputType({ description: 'Decisions on findings of one run. / Kết luận nhiều phát hiện.' })
export class DecideFindingsInput {
  @Field(() => String, idempotencyKey)
  idempotencyKey!: string;
  @Field(() => ID, { description: 'The run. / Lượt đối chiếu.' })
  runId!: string;
  @Field(() => [FindingDecisionInput], { description: 'At most 200, each finding once. / Các kết luận.' })
  decisions!: FindingDecisionInput[];
}

@ObjectType({ description: 'What became of one item. / Kết quả một mục.' })
@Guarded('reconciliation:review')
export class FindingResult {
  @Field(() => ID, { description: 'Which finding. / Mã phát hiện.' })
  finding!: string;
  @Field(() => ItemOutcomeEnum, { description: 'Whether it was done. / Kết quả.' })
  outcome!: ItemOutcome;
  @Field(() => String, {
    nullable: true,
    description:
      'VERSION, STATE, ASSIGNED, SAME_OFFICER, OTHER_DECISION, NO_CANDIDATE, TOO_LATE, NOT_YOURS or OUT_OF_REMIT. / Lý do không thực hiện.',
  })
  reason!: Refusal | null;
  @Field(() => FindingStateEnum, { nullable: true, description: 'Its state now. / Tình trạng hiện tại.' })
  state!: FindingState | null;
  @Field(() => Int, { nullable: true, description: 'Its version now. / Phiên bản hiện tại.' })
  version!: number | null;
}

@ObjectType({ description: 'What became of each decision, in their order. / Kết quả các kết luận.' })
@Guarded('reconciliation:review')
export class DecideFindingsPayload {
  @Field(() => [FindingResult], { description: 'In the order given. / Theo thứ tự gửi.' })
  results!: FindingResult[];
}

@InputType({ description: 'The next ones of a queue. / Nhận việc tiếp theo.' })
export class TakeFindingsInput {
  @Field(() => String, idempotencyKey)
  idempotencyKey!: string;
  @Field(() => ID, { description: 'The run. / Lượt đối chiếu.' })
  runId!: string;
  @Field(() => Int, { description: 'How many, at most 200. / Số lượng.' })
  count!: number;
  @Field(() => FindingFilter, { nullable: true, description: 'Of these only. / Điều kiện.' })
  filter?: FindingFilter | null;
}

@InputType({ description: 'Gives findings back to the queue. / Trả lại việc đã nhận.' })
export class ReleaseFindingsInput {
  @Field(() => String, idempotencyKey)
  idempotencyKey!: string;
  @Field(() => ID, { description: 'The run. / Lượt đối chiếu.' })
  runId!: string;
  @Field(() => [ID], { description: 'Which findings. / Các phát hiện.' })
  findings!: string[];
}

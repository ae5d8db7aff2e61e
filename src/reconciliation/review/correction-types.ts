import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { idempotencyKey } from './decision-inputs.js';
import type { FindingState } from './finding.js';
import { FindingStateEnum } from './finding-types.js';
import type { Change, ChangedField } from './plan-correction.js';

/** APPLIED also of what was taken back, when that was asked for. */
export type CorrectionItemOutcome = 'APPLIED' | 'REVERTED' | 'WOULD_APPLY' | 'SKIPPED' | 'FAILED' | 'PENDING';

const CorrectionItemOutcomeEnum: { [Outcome in CorrectionItemOutcome]: Outcome } = {
  ...{ APPLIED: 'APPLIED', REVERTED: 'REVERTED', WOULD_APPLY: 'WOULD_APPLY', SKIPPED: 'SKIPPED' },
  ...{ FAILED: 'FAILED', PENDING: 'PENDING' },
};
registerEnumType(CorrectionItemOutcomeEnum, {
  name: 'CorrectionOutcome',
  description:
    'WOULD_APPLY: a dry run. SKIPPED: the sector was not asked. FAILED: it refused. PENDING: it has not answered, and is asked again. / Kết quả chỉnh sửa.',
});

const ChangedFieldEnum: { [Name in ChangedField]: Name } = {
  ...{ NUMBER: 'NUMBER', FULL_NAME: 'FULL_NAME', DATE_OF_BIRTH: 'DATE_OF_BIRTH', SEX: 'SEX' },
  BENEFITS: 'BENEFITS',
};
registerEnumType(ChangedFieldEnum, {
  name: 'CorrectedField',
  description: 'What of a record is corrected; BENEFITS are suspended. / Trường được sửa.',
});

@ObjectType({ description: 'One value that changes. / Một giá trị được sửa.' })
@Guarded('reconciliation:apply')
export class CorrectedValue implements Change {
  @Field(() => ChangedFieldEnum, { description: 'Which one. / Trường.' })
  field!: ChangedField;
  @Field(() => String, { nullable: true, description: 'The sector’s. / Giá trị của chuyên ngành.' })
  @Guarded('membership:read')
  before!: string | null;
  @Field(() => String, { nullable: true, description: 'The registry’s. / Giá trị của CSDL dân cư.' })
  @Guarded('identity:read')
  after!: string | null;
}

@ObjectType({ description: 'What became of one correction. / Kết quả một chỉnh sửa.' })
@Guarded('reconciliation:apply')
export class CorrectionResult {
  @Field(() => ID, { description: 'The finding. / Mã phát hiện.' })
  finding!: string;
  @Field(() => CorrectionItemOutcomeEnum, { description: 'What came of it. / Kết quả.' })
  outcome!: CorrectionItemOutcome;
  @Field(() => String, {
    nullable: true,
    description:
      'STATE, OUT_OF_REMIT, ALREADY_RIGHT, NEEDS_SECOND, UNKNOWN_RECORD, or the sector’s CHANGED, NOT_FOUND, REFUSED … / Lý do.',
  })
  reason!: string | null;
  @Field(() => FindingStateEnum, { nullable: true, description: 'Its state now. / Tình trạng.' })
  state!: FindingState | null;
  @Field(() => [CorrectedValue], { description: 'Of a correction asked for. / Các giá trị được sửa.' })
  changes!: Change[];
}

@ObjectType({ description: 'What became of each, in their order. / Kết quả các chỉnh sửa.' })
@Guarded('reconciliation:apply')
export class ApplyCorrectionsPayload {
  @Field(() => Boolean, { description: 'Nothing was changed. / Chạy thử.' })
  dryRun!: boolean;
  @Field(() => Int, { description: 'Applied, or taken back. / Số đã thực hiện.' })
  applied!: number;
  @Field(() => Int, { description: 'Not asked for. / Số bỏ qua.' })
  skipped!: number;
  @Field(() => Int, { description: 'Refused by the sector. / Số bị từ chối.' })
  failed!: number;
  @Field(() => Int, { description: 'Not answered yet. / Số chờ trả lời.' })
  pending!: number;
  @Field(() => [CorrectionResult], { description: 'In the order given. / Theo thứ tự gửi.' })
  results!: CorrectionResult[];
}

@InputType({ description: 'Accepted findings to be applied, or taken back. / Áp dụng các chỉnh sửa.' })
export class ApplyCorrectionsInput {
  @Field(() => String, idempotencyKey)
  idempotencyKey!: string;
  @Field(() => ID, { description: 'The run. / Lượt đối chiếu.' })
  runId!: string;
  @Field(() => [ID], { description: 'At most 200, each once. / Các phát hiện.' })
  findings!: string[];
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Asks the sector what would come of it. / Chỉ chạy thử.',
  })
  dryRun!: boolean;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Takes back what was applied. / Hoàn tác chỉnh sửa đã áp dụng.',
  })
  revert!: boolean;
}

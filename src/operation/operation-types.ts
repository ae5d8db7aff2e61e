import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../access/guarded.js';
import { DateTimeScalar } from '../graphql/scalars.js';

const itself = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;

export const DependencyPartEnum = itself('HUB', 'RECORD', 'REGISTRY', 'SECTOR');
registerEnumType(DependencyPartEnum, {
  name: 'DependencyPart',
  description: 'What of the hub a database is. / Vai trò của một cơ sở dữ liệu.',
});

export const DependencyStateEnum = itself('UP', 'DOWN');
registerEnumType(DependencyStateEnum, {
  name: 'DependencyState',
  description: 'Whether it answers now. / Hiện có trả lời hay không.',
});

export const DependencyCauseEnum = itself('TIMEOUT', 'OPEN', 'FULL', 'UNREACHABLE', 'REJECTED');
registerEnumType(DependencyCauseEnum, {
  name: 'DependencyCause',
  description: 'Why there is no answer. / Vì sao không trả lời.',
});

export const QueueNameEnum = itself('SEALING', 'VISITS', 'RECONCILIATION');
registerEnumType(QueueNameEnum, {
  name: 'QueueName',
  description:
    'Looks without a seal; looks of visits that are owed; runs under way or waiting. / Việc đang chờ.',
});

@ObjectType({ description: 'A database the hub stands on, asked now. / Một nguồn, vừa được hỏi.' })
@Guarded('operation:read')
export class Dependency {
  @Field(() => String, { description: 'As errors name it. / Tên nguồn, như trong mã lỗi.' })
  name!: string;
  @Field(() => String, { description: 'What people call it, in the caller’s language. / Tên gọi.' })
  title!: string;
  @Field(() => DependencyPartEnum, { description: 'What it is. / Vai trò.' })
  part!: keyof typeof DependencyPartEnum;
  @Field(() => DependencyStateEnum, { description: 'Whether it answers. / Tình trạng.' })
  state!: keyof typeof DependencyStateEnum;
  @Field(() => DateTimeScalar, { description: 'Since when, as this process knows. / Từ lúc.' })
  since!: string;
  @Field(() => DependencyCauseEnum, { nullable: true, description: 'Why it does not. / Nguyên nhân.' })
  cause!: keyof typeof DependencyCauseEnum | null;
  @Field(() => Int, { nullable: true, description: 'How long it took to answer, ms. / Thời gian trả lời.' })
  latencyMs!: number | null;
  @Field(() => Boolean, {
    description: 'Whether it is a sample that may be stopped: in a demonstration. / Nguồn mẫu dừng được.',
  })
  canBeStopped!: boolean;
  @Field(() => Boolean, { description: 'Stopped by somebody’s act. / Đang bị dừng chủ động.' })
  isStopped!: boolean;
}

@ObjectType({ description: 'Work that waits. / Hàng đợi.' })
@Guarded('operation:read')
export class WorkQueue {
  @Field(() => QueueNameEnum, { description: 'Which. / Loại việc.' })
  name!: keyof typeof QueueNameEnum;
  @Field(() => Int, { nullable: true, description: 'How much; null where nobody counts. / Số việc.' })
  waiting!: number | null;
  @Field(() => Int, { nullable: true, description: 'Age of the oldest, seconds. / Chờ lâu nhất.' })
  oldestSeconds!: number | null;
}

@ObjectType({ description: 'How this process of the hub stands. / Tình trạng vận hành.' })
@Guarded('operation:read')
export class Operation {
  @Field(() => String, { description: 'Version. / Phiên bản.' })
  version!: string;
  @Field(() => DateTimeScalar, { description: 'Since when this process runs. / Chạy từ lúc.' })
  startedAt!: string;
  @Field(() => [Dependency], { description: 'What it stands on. / Các nguồn.' })
  dependencies!: Dependency[];
}

@ObjectType({ description: 'What became of a sample source. / Trạng thái của nguồn mẫu.' })
@Guarded('agency:admin')
export class SampleSource {
  @Field(() => String, { description: 'As errors name it. / Tên nguồn.' })
  name!: string;
  @Field(() => Boolean, { description: 'Whether nobody reaches it. / Đang bị dừng.' })
  isStopped!: boolean;
}

@InputType()
class OfSampleSource {
  @Field(() => String, {
    description: 'The same key and input again: the same answer. 8 to 100 characters. / Khóa chống lặp.',
  })
  idempotencyKey!: string;
  @Field(() => String, { description: 'Name of the source. / Tên nguồn.' })
  source!: string;
}

@InputType({ description: 'A sample database to stop. / Dừng một nguồn mẫu.' })
export class StopSampleSourceInput extends OfSampleSource {}

@InputType({ description: 'A sample database that answers again. / Cho nguồn mẫu chạy lại.' })
export class StartSampleSourceInput extends OfSampleSource {}

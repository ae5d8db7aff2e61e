import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { PageInfo } from '../../graphql/page.js';
import type { CountedBy } from './cause-store.js';
import { idempotencyKey } from './decision-inputs.js';
import type { CauseGroup, GroupState } from './group-store.js';

export const CountedByEnum: { [By in CountedBy]: By } = {
  ...{ CAUSE: 'CAUSE', COMMUNE: 'COMMUNE', OFFICE: 'OFFICE', OUTCOME: 'OUTCOME', STATE: 'STATE' },
};
registerEnumType(CountedByEnum, { name: 'FindingsBy', description: 'By what is counted. / Đếm theo.' });

const GroupStateEnum: { [State in GroupState]: State } = {
  ...{ OPEN: 'OPEN', SAMPLED: 'SAMPLED', ACCEPTED: 'ACCEPTED', REFUSED: 'REFUSED' },
};
registerEnumType(GroupStateEnum, {
  name: 'FindingGroupState',
  description: 'SAMPLED: people decide its sample first. / Tình trạng nhóm.',
});

const GroupPlaceEnum = { OFFICE: 'OFFICE', COMMUNE: 'COMMUNE' } as const;
registerEnumType(GroupPlaceEnum, { name: 'FindingGroupPlace', description: 'What they share. / Nơi chung.' });

@ObjectType({ description: 'Findings that share something. / Số phát hiện theo một tiêu chí.' })
@Guarded('reconciliation:review')
export class FindingCount {
  @Field(() => String, { description: 'Cause, commune, office … / Tiêu chí.' })
  key!: string;
  @Field(() => String, { nullable: true, description: 'Of a commune. / Tên xã, phường.' })
  name?: string | null;
  @Field(() => Int, { description: 'How many. / Số phát hiện.' })
  findings!: number;
  @Field(() => Int, { description: 'Of them not decided. / Chưa xử lý.' })
  open!: number;
}

@ObjectType({ description: 'Findings of one place with one cause. / Nhóm cùng nguyên nhân.' })
@Guarded('reconciliation:review')
export class FindingGroup {
  @Field(() => Int, { description: 'Its number in the run. / Số nhóm.' })
  group!: number;
  @Field(() => [String], { description: 'What is wrong in each. / Nguyên nhân chung.' })
  causes!: string[];
  @Field(() => GroupPlaceEnum, { description: 'What they share. / Loại nơi chung.' })
  placeKind!: CauseGroup['placeKind'];
  @Field(() => String, { description: 'Which one. / Mã đơn vị hoặc xã, phường.' })
  place!: string;
  @Field(() => String, { nullable: true, description: 'Of a commune. / Tên xã, phường.' })
  placeName?: string | null;
  @Field(() => Int, { description: 'How many. / Số phát hiện.' })
  members!: number;
  @Field(() => GroupStateEnum, { description: 'How far it is. / Tình trạng.' })
  state!: GroupState;
  @Field(() => Int, { description: 'Drawn by lot to be decided first. / Cỡ mẫu.' })
  sample!: number;
  @Field(() => Int, { description: 'Of them accepted. / Mẫu đã chấp nhận.' })
  sampleAccepted!: number;
  @Field(() => Int, { description: 'Of them otherwise decided: the group falls. / Mẫu bị bác.' })
  sampleRefused!: number;
  @Field(() => Int, { description: 'Members still open. / Còn mở.' })
  open!: number;
}

@ObjectType({ description: 'Groups, the largest first. / Các nhóm, lớn nhất trước.' })
@Guarded('reconciliation:review')
export class FindingGroupPage {
  @Field(() => [FindingGroup], { description: 'Groups. / Các nhóm.' })
  nodes!: FindingGroup[];
  @Field(() => PageInfo, { description: 'Where the page ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'A group, and how many of it were accepted now. / Kết quả chấp nhận nhóm.' })
@Guarded('reconciliation:review')
export class AcceptedGroup {
  @Field(() => FindingGroup, { description: 'As it is now. / Nhóm.' })
  group!: FindingGroup;
  @Field(() => Int, { description: 'Accepted by this request. / Số đã chấp nhận.' })
  accepted!: number;
}

@InputType({ description: 'A group of a run. / Một nhóm.' })
export class FindingGroupInput {
  @Field(() => String, idempotencyKey)
  idempotencyKey!: string;
  @Field(() => ID, { description: 'The run. / Lượt đối chiếu.' })
  runId!: string;
  @Field(() => Int, { description: 'Its number in the run. / Số nhóm.' })
  group!: number;
}

export const asGroup = (
  { groupNo, ...group }: CauseGroup,
  nameOf: (code: string) => string | null,
): FindingGroup => ({
  ...{ group: groupNo, ...group },
  placeName: group.placeKind === 'COMMUNE' ? nameOf(group.place) : null,
});

import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo } from '../../graphql/page.js';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { Guarded } from '../guarded.js';
import type { CaseState } from './case-store.js';
import { type Action, type Detector, detectors } from './thresholds.js';

const itself = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;

export const DetectorEnum = itself(detectors);
registerEnumType(DetectorEnum, {
  name: 'MisuseDetector',
  description: 'What looked like misuse. / Dấu hiệu nghi lạm dụng.',
});

export const CaseStateEnum = itself<CaseState>(['OPEN', 'CONFIRMED', 'DISMISSED']);
registerEnumType(CaseStateEnum, { name: 'MisuseCaseState', description: 'Of a case. / Tình trạng vụ việc.' });

export const ActionEnum = itself<Action>(['NONE', 'SLOW', 'PAUSE']);
registerEnumType(ActionEnum, {
  name: 'MisuseAction',
  description: 'What was done to the officer. / Biện pháp đã áp dụng với cán bộ.',
});

@ObjectType({ description: 'A figure of a case. / Một số liệu của vụ việc.' })
@Guarded('misuse:review')
export class MisuseFigure {
  @Field(() => String, { description: 'What was counted. / Tên số liệu.' })
  name!: string;
  @Field(() => Float, { description: 'How much. / Giá trị.' })
  value!: number;
}

@ObjectType('MisuseCase', { description: 'Looks that may be misuse. / Vụ việc nghi lạm dụng.' })
@Guarded('misuse:review')
export class MisuseCaseType {
  @Field(() => ID, { description: 'Its id. / Mã vụ việc.' })
  id!: string;
  @Field(() => DetectorEnum, { description: 'Which detector found it. / Dấu hiệu.' })
  detector!: Detector;
  @Field(() => String, {
    nullable: true,
    description: 'None where many desks looked up one resident. / Cơ quan.',
  })
  agency!: string | null;
  @Field(() => String, { nullable: true, description: 'Whose looks. / Cán bộ.' })
  officer!: string | null;
  @Field(() => ActionEnum, { description: 'What was done. / Biện pháp.' })
  action!: Action;
  @Field(() => [MisuseFigure], { description: 'Figures; no number of a person. / Số liệu.' })
  evidence!: MisuseFigure[];
  @Field(() => [ID], { description: 'Events on record, the latest first. / Các lượt trong nhật ký.' })
  eventIds!: string[];
  @Field(() => DateTimeScalar, { description: 'Opened. / Mở lúc.' })
  openedAt!: string;
  @Field(() => DateTimeScalar, { description: 'Last seen. / Lần cuối.' })
  lastSeenAt!: string;
  @Field(() => CaseStateEnum, { description: 'Open or decided. / Tình trạng.' })
  state!: CaseState;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Decided. / Kết luận lúc.' })
  decidedAt!: string | null;
  @Field(() => String, { nullable: true, description: 'Agency and officer. / Người kết luận.' })
  decidedBy!: string | null;
  @Field(() => String, { nullable: true, description: 'Said with the decision. / Ghi chú.' })
  note!: string | null;
}

@ObjectType({ description: 'Cases, the latest first. / Các vụ việc, mới nhất trước.' })
@Guarded('misuse:review')
export class MisuseCasePage {
  @Field(() => [MisuseCaseType], { description: 'Cases. / Các vụ việc.' })
  nodes!: MisuseCaseType[];
  @Field(() => PageInfo, { description: 'Where the page ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
}

@InputType({ description: 'All that is given must hold. / Mọi điều kiện đã nêu phải thỏa mãn.' })
export class MisuseCaseFilter {
  @Field(() => CaseStateEnum, { nullable: true, description: 'Open or decided. / Tình trạng.' })
  state?: CaseState | null;
  @Field(() => DetectorEnum, { nullable: true, description: 'Found by it. / Dấu hiệu.' })
  detector?: Detector | null;
  @Field(() => String, { nullable: true, description: 'Code of the agency. / Mã cơ quan.' })
  agency?: string | null;
  @Field(() => String, { nullable: true, description: 'Whose looks. / Cán bộ.' })
  officer?: string | null;
}

@InputType({ description: 'The end of an open case. / Kết luận một vụ việc.' })
export class DecideMisuseCaseInput {
  @Field(() => String, {
    description: 'The same key and input again: the same answer. 8 to 100 characters. / Khóa chống lặp.',
  })
  idempotencyKey!: string;
  @Field(() => ID, { description: 'Which case. / Mã vụ việc.' })
  id!: string;
  @Field(() => CaseStateEnum, { description: 'CONFIRMED or DISMISSED. / Kết luận.' })
  decision!: CaseState;
  @Field(() => String, { nullable: true, description: 'Why; no personal data. / Ghi chú.' })
  note?: string | null;
}

@InputType({ description: 'Whose pause ends. / Cho cán bộ tra cứu trở lại.' })
export class LiftPauseInput {
  @Field(() => String, {
    description: 'The same key and input again: the same answer. 8 to 100 characters. / Khóa chống lặp.',
  })
  idempotencyKey!: string;
  @Field(() => String, { description: 'Code of the agency. / Mã cơ quan.' })
  agency!: string;
  @Field(() => String, { description: 'The officer. / Mã cán bộ.' })
  officer!: string;
  @Field(() => String, { description: 'Why; on record. / Lý do.' })
  reason!: string;
}

@ObjectType({ description: 'An officer who may look again. / Cán bộ được tra cứu trở lại.' })
@Guarded('misuse:review')
export class LiftedPause {
  @Field(() => String, { description: 'Code of the agency. / Mã cơ quan.' })
  agency!: string;
  @Field(() => String, { description: 'The officer. / Mã cán bộ.' })
  officer!: string;
  @Field(() => Int, { description: 'Cases about him still open. / Số vụ việc còn mở.' })
  openCases!: number;
}

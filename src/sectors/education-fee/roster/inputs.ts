import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { LocalDateScalar } from '../../../graphql/scalars.js';
import { IdentityClaim } from '../../../registry/identification.js';
import { EnrolmentStatus } from '../types.js';

export enum EnrolmentEnd {
  TRANSFERRED = 'TRANSFERRED',
  LEFT = 'LEFT',
  GRADUATED = 'GRADUATED',
}
registerEnumType(EnrolmentEnd, {
  name: 'EnrolmentEnd',
  description: 'How an enrolment ends. / Hình thức kết thúc học tại trường.',
});

@InputType()
export class RegisterInput {
  @Field(() => String, {
    description: 'The same key and input again: the same answer. 8 to 100 characters. / Khóa chống lặp.',
  })
  idempotencyKey!: string;
  @Field(() => String, { nullable: true, description: 'For an agency of several schools. / Mã trường.' })
  schoolCode?: string | null;
}

@InputType({ description: 'A pupil who shows himself, or is shown. / Tiếp nhận học sinh.' })
export class EnrolStudentInput extends RegisterInput {
  @Field(() => String, { description: '`2026-2027`. / Năm học.' })
  schoolYear!: string;
  @Field(() => String, { description: 'A class of that year. / Lớp.' })
  className!: string;
  @Field(() => IdentityClaim, { description: 'Who it is; must be MATCHED. / Giấy tờ của học sinh.' })
  claim!: IdentityClaim;
  @Field(() => String, {
    nullable: true,
    description: 'The ministry’s pupil code, 10 digits. / Mã định danh Bộ GD&ĐT.',
  })
  moetCode?: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'First day; today. / Ngày vào học.' })
  startOn?: string | null;
}

@InputType({ description: 'A pupil who goes. / Học sinh chuyển trường, thôi học, tốt nghiệp.' })
export class EndEnrolmentInput extends RegisterInput {
  @Field(() => ID, { description: 'The enrolment. / Mã số trong sổ đăng bộ.' })
  enrolmentId!: string;
  @Field(() => EnrolmentEnd, { description: 'How. / Hình thức.' })
  status!: EnrolmentEnd;
  @Field(() => LocalDateScalar, {
    description: 'Last day; the school may ask about him until then. / Ngày cuối cùng tại trường.',
  })
  on!: string;
  @Field(() => String, { nullable: true, description: 'Why, for the record. / Lý do.' })
  reason?: string | null;
}

@InputType({ description: 'What is left out stays. / Đính chính sổ đăng bộ.' })
export class CorrectEnrolmentInput extends RegisterInput {
  @Field(() => ID, { description: 'The enrolment. / Mã số trong sổ đăng bộ.' })
  enrolmentId!: string;
  @Field(() => String, { description: 'Why, for the record. / Lý do.' })
  reason!: string;
  @Field(() => String, { nullable: true, description: 'Another class of that year. / Lớp.' })
  className?: string | null;
  @Field(() => String, { nullable: true, description: 'The ministry’s pupil code. / Mã định danh Bộ GD&ĐT.' })
  moetCode?: string | null;
  @Field(() => EnrolmentStatus, {
    nullable: true,
    description: 'ENROLLED takes an ending back. / Trạng thái.',
  })
  status?: EnrolmentStatus | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Another last day. / Ngày cuối cùng.' })
  on?: string | null;
  @Field(() => IdentityClaim, {
    nullable: true,
    description: 'Who the pupil really is, shown again; must be MATCHED. / Giấy tờ của học sinh.',
  })
  claim?: IdentityClaim | null;
}

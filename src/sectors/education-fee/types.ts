import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { PageInfo } from '../../graphql/page.js';
import { DongScalar, LocalDateScalar, PartialDateScalar } from '../../graphql/scalars.js';
import type { SchoolRecord } from './adapter.js';
import { type EnrolmentRecord, type FeeRecord, feeStatusOn, outstanding, overpaid } from './record.js';

export enum EnrolmentStatus {
  ENROLLED = 'ENROLLED',
  TRANSFERRED = 'TRANSFERRED',
  LEFT = 'LEFT',
  GRADUATED = 'GRADUATED',
}
registerEnumType(EnrolmentStatus, {
  name: 'EnrolmentStatus',
  description: 'State of an enrolment. / Trạng thái học tập.',
});

export enum FeeStatus {
  DUE = 'DUE',
  OVERDUE = 'OVERDUE',
  PARTLY_PAID = 'PARTLY_PAID',
  PAID = 'PAID',
  EXEMPT = 'EXEMPT',
}
registerEnumType(FeeStatus, {
  name: 'FeeStatus',
  description: 'State of a fee today. / Tình trạng khoản thu.',
});

@ObjectType({
  description: 'A reduction of a fee as the school has it. / Miễn, giảm do trường ghi nhận.',
})
@Guarded('exemption:read')
export class Exemption {
  @Field(() => Int, { description: 'Percent. / Tỷ lệ miễn, giảm.' })
  rate!: number;
  @Field(() => String, { description: 'A code, not a welfare record. / Mã lý do.' })
  ground!: string;
  @Field(() => String, { nullable: true, description: 'Article of law. / Căn cứ pháp lý.' })
  legalBasis!: string | null;
}

export enum FactKind {
  SCHOOL = 'SCHOOL',
  AGE = 'AGE',
  RESIDENCE = 'RESIDENCE',
  WELFARE = 'WELFARE',
  DECISION = 'DECISION',
}
registerEnumType(FactKind, {
  name: 'FactKind',
  description: 'Kinds of facts a decision rests on; never the facts. / Loại dữ kiện làm căn cứ.',
});

@ObjectType({
  description: 'What the law takes off tuition, worked out now. / Mức miễn, giảm học phí tính theo quy định.',
})
@Guarded('exemption:read')
export class TuitionExemption {
  @Field(() => Int, { description: 'Percent of tuition. / Tỷ lệ miễn, giảm.' })
  rate!: number;
  @Field(() => String, { description: 'A code of the provision, no welfare record. / Mã căn cứ.' })
  ground!: string;
  @Field(() => String, { description: 'The provision. / Căn cứ pháp lý.' })
  legalBasis!: string;
  @Field(() => [FactKind], { description: 'What it rests on. / Dựa trên loại dữ kiện.' })
  restsOn!: readonly FactKind[];
  @Field(() => LocalDateScalar, { description: 'The day it is worked out for. / Tính đến ngày.' })
  asOf!: string;
}

@ObjectType({ description: 'One thing to pay. / Khoản thu.' })
@Guarded('fee:read')
export class Fee {
  constructor(
    readonly fee: FeeRecord,
    private readonly today: string,
  ) {}

  @Field(() => ID, { description: 'The sector’s number of it. / Mã khoản thu.' })
  get feeId(): string {
    return this.fee.feeId;
  }
  @Field(() => String, { description: 'Kind of item. / Mã loại thu.' })
  get itemCode(): string {
    return this.fee.itemCode;
  }
  @Field(() => String, { description: 'What it is for. / Tên khoản thu.' })
  get itemName(): string {
    return this.fee.itemName;
  }
  @Field(() => String, { description: 'Month or term. / Kỳ thu.' })
  get period(): string {
    return this.fee.period;
  }
  @Field(() => DongScalar, { description: 'Before exemption. / Phải thu.' })
  get amountDue(): number {
    return this.fee.amountDue;
  }
  @Field(() => DongScalar, { description: 'Exempted. / Được miễn, giảm.' })
  get amountExempt(): number {
    return this.fee.amountExempt;
  }
  @Field(() => DongScalar, { description: 'Paid so far. / Đã nộp.' })
  get amountPaid(): number {
    return this.fee.amountPaid;
  }
  @Field(() => DongScalar, { description: 'Still to pay. / Còn phải nộp.' })
  get amountOutstanding(): number {
    return outstanding(this.fee);
  }
  @Field(() => DongScalar, { description: 'Paid beyond what is owed now. / Đã nộp vượt số phải nộp.' })
  get amountOverpaid(): number {
    return overpaid(this.fee);
  }
  @Field(() => LocalDateScalar, { description: 'To be paid by. / Hạn nộp.' })
  get dueOn(): string {
    return this.fee.dueOn;
  }
  @Field(() => FeeStatus, { description: 'As of today. / Tình trạng hôm nay.' })
  get status(): FeeStatus {
    return feeStatusOn(this.fee, this.today) as FeeStatus;
  }
  @Field(() => Exemption, { nullable: true, description: 'Null when there is none. / Miễn, giảm (nếu có).' })
  @Guarded('exemption:read')
  get exemption(): Exemption | null {
    const { exemptionRate: rate, exemptionGround: ground, exemptionLegalBasis: legalBasis } = this.fee;
    return rate === null || ground === null ? null : { rate, ground, legalBasis };
  }
}

@ObjectType({ description: 'A pupil in a class for a school year. / Học sinh của một lớp trong năm học.' })
@Guarded('enrolment:read')
export class Enrolment {
  constructor(
    readonly record: EnrolmentRecord,
    readonly today: string,
  ) {}

  @Field(() => ID, { description: 'The school’s number of it. / Mã số trong sổ đăng bộ.' })
  get enrolmentId(): string {
    return this.record.enrolmentId;
  }
  @Field(() => String, { description: 'School. / Mã trường.' })
  get schoolCode(): string {
    return this.record.schoolCode;
  }
  @Field(() => String, { description: 'As the school has it. / Họ và tên theo hồ sơ của trường.' })
  get fullName(): string {
    return this.record.fullName;
  }
  @Field(() => PartialDateScalar, { description: 'As the school has it. / Ngày sinh theo hồ sơ của trường.' })
  get dateOfBirth(): string {
    return this.record.dateOfBirth;
  }
  @Field(() => String, { description: 'Class. / Lớp.' })
  get className(): string {
    return this.record.className;
  }
  @Field(() => String, { description: '`2026-2027`. / Năm học.' })
  get schoolYear(): string {
    return this.record.schoolYear;
  }
  @Field(() => String, {
    nullable: true,
    description: 'The ministry’s pupil code, 10 digits. / Mã định danh Bộ GD&ĐT.',
  })
  get moetCode(): string | null {
    return this.record.moetCode;
  }
  @Field(() => EnrolmentStatus, { description: 'State. / Trạng thái.' })
  get status(): EnrolmentStatus {
    return this.record.status as EnrolmentStatus;
  }
  @Field(() => LocalDateScalar, { description: 'First day. / Ngày vào học.' })
  get startOn(): string {
    return this.record.startOn;
  }
  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'Last day, of who left; the school may ask about him until then. / Ngày cuối cùng tại trường.',
  })
  get endOn(): string | null {
    return this.record.endOn;
  }
}

@ObjectType({ description: 'A page of a class list. / Một trang danh sách lớp.' })
@Guarded('enrolment:read')
export class EnrolmentPage {
  @Field(() => [Enrolment], { description: 'Sorted by given name, as schools do. / Xếp theo tên.' })
  nodes!: Enrolment[];
  @Field(() => PageInfo, { description: 'Where it ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
  @Field(() => Int, { nullable: true, description: 'Of the whole class. / Tổng số của lớp.' })
  totalCount!: number | null;
}

@ObjectType({ description: 'A class of a school year. / Lớp học.' })
@Guarded('enrolment:read')
export class SchoolClass {
  schoolCode!: string;
  @Field(() => String, { description: 'Name. / Tên lớp.' })
  name!: string;
  @Field(() => String, { description: '`2026-2027`. / Năm học.' })
  schoolYear!: string;
}

@ObjectType({ description: 'A school. / Trường học.' })
@Guarded('enrolment:read')
export class School {
  constructor(readonly record: SchoolRecord) {}

  @Field(() => String, { description: 'Code. / Mã trường.' })
  get code(): string {
    return this.record.code;
  }
  @Field(() => String, { description: 'Name. / Tên trường.' })
  get name(): string {
    return this.record.name;
  }
}

import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { PageInfo } from '../../../graphql/page.js';
import { DongScalar } from '../../../graphql/scalars.js';
import type { FiguresRow } from './figures-adapter.js';
import { roundedGrounds, shareOf } from './rounded.js';

@ObjectType({ description: 'Exempt pupils of one ground. / Số học sinh được miễn, giảm theo căn cứ.' })
@Guarded('indicator:read')
export class ExemptCount {
  @Field(() => String, { description: 'A code of the provision. / Mã căn cứ.' })
  ground!: string;
  @Field(() => Int, { description: 'Rounded to the nearest 5. / Số học sinh, làm tròn đến 5.' })
  pupils!: number;
}

@ObjectType({ description: 'Figures of fees. / Số liệu thu học phí.' })
@Guarded('indicator:read')
export class FeeFigures {
  constructor(private readonly row: FiguresRow) {}

  @Field(() => String, { nullable: true, description: 'Of a province. / Mã tỉnh.' })
  get province(): string | null {
    return this.row.province;
  }
  @Field(() => String, { nullable: true, description: 'Of a school. / Mã trường.' })
  get school(): string | null {
    return this.row.school;
  }
  @Field(() => String, {
    nullable: true,
    description: 'Of the school, or of the province. / Tên trường, hoặc tên tỉnh.',
  })
  get name(): string | null {
    return this.row.name;
  }
  @Field(() => Int, { description: 'Schools. / Số trường.' })
  get schools(): number {
    return this.row.schools;
  }
  @Field(() => Int, { description: 'Of them paid without cash. / Số trường có thu không dùng tiền mặt.' })
  get cashlessSchools(): number {
    return this.row.cashlessSchools;
  }
  @Field(() => Int, { description: 'Of them without any cash. / Số trường không thu tiền mặt.' })
  get fullyCashlessSchools(): number {
    return this.row.fullyCashlessSchools;
  }
  @Field(() => DongScalar, { description: 'To pay, after exemptions. / Phải thu sau miễn, giảm.' })
  get toPay(): number {
    return this.row.toPay;
  }
  @Field(() => DongScalar, { description: 'Paid. / Đã thu.' })
  get paid(): number {
    return this.row.paid;
  }
  @Field(() => DongScalar, { description: 'Of it without cash. / Thu không dùng tiền mặt.' })
  get paidCashless(): number {
    return this.row.paidCashless;
  }
  @Field(() => Float, { nullable: true, description: 'The same, percent. / Tỷ lệ không dùng tiền mặt.' })
  get cashlessShare(): number | null {
    return shareOf(this.row.paidCashless, this.row.paid);
  }
  @Field(() => DongScalar, { description: 'Due before today and not paid. / Nợ quá hạn.' })
  get overdue(): number {
    return this.row.overdue;
  }
  @Field(() => Int, { description: 'In so many fees. / Số khoản quá hạn.' })
  get overdueFees(): number {
    return this.row.overdueFees;
  }
  @Field(() => [ExemptCount], {
    description: 'Exempt by ground, most first; small counts are left out. / Miễn, giảm theo căn cứ.',
  })
  get exempt(): ExemptCount[] {
    return roundedGrounds(this.row.grounds);
  }
}

@ObjectType({ description: 'A page of schools’ figures. / Một trang số liệu theo trường.' })
@Guarded('indicator:read')
export class SchoolFiguresPage {
  @Field(() => [FeeFigures], { description: 'By code. / Theo mã trường.' })
  nodes!: FeeFigures[];
  @Field(() => PageInfo, { description: 'Where it ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
}

import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import type { RequestContext } from '../../context.js';
import { Period } from '../../graphql/period.js';
import { DongScalar, LocalDateScalar } from '../../graphql/scalars.js';
import { FieldVerdictType } from '../../registry/field-verdict.js';
import { Resident } from '../../registry/resident.js';
import { shownTo } from '../likely.js';
import { name } from './adapter.js';
import { compareMember } from './compare.js';
import type { MemberRecord } from './record.js';

@ObjectType({ description: 'A span of contributions. / Quá trình đóng BHXH.' })
@Guarded('membership:read')
export class Contribution {
  @Field(() => String, { description: 'First month, `2024-01`. / Từ tháng.' })
  fromMonth!: string;
  @Field(() => String, { description: 'Last month. / Đến tháng.' })
  toMonth!: string;
  @Field(() => DongScalar, { description: 'Monthly salary it rests on. / Mức lương đóng.' })
  salary!: number;
  @Field(() => String, { nullable: true, description: 'Employer. / Mã đơn vị.' })
  employerCode!: string | null;
}

@ObjectType({ description: 'A pension or allowance. / Chế độ đang hưởng.' })
@Guarded('membership:read')
export class Benefit {
  @Field(() => ID, { description: 'The sector’s number of it. / Mã chế độ.' })
  benefitId!: string;
  @Field(() => String, { description: 'PENSION, SURVIVOR, SOCIAL_PENSION … / Loại chế độ.' })
  kind!: string;
  @Field(() => DongScalar, { description: 'A month. / Mức hưởng hằng tháng.' })
  monthlyAmount!: number;
  @Field(() => Period, { description: 'When it is paid. / Thời gian hưởng.' })
  period!: Period;
  @Field(() => String, { description: 'ACTIVE, SUSPENDED or ENDED. / Tình trạng.' })
  status!: string;
}

@ObjectType({ description: 'Where benefits are paid to; only the last digits. / Tài khoản nhận chi trả.' })
@Guarded('membership:read')
export class PaymentAccount {
  @Field(() => String, { description: 'Bank. / Ngân hàng.' })
  bankCode!: string;
  @Field(() => String, { description: 'Last four digits. / Bốn số cuối.' })
  accountMasked!: string;
  @Field(() => LocalDateScalar, { description: 'Since. / Từ ngày.' })
  openedOn!: string;
}

@ObjectType({ description: 'Membership in social insurance. / Tham gia bảo hiểm xã hội.' })
@Guarded('membership:read')
export class Membership {
  @Field(() => String, { description: '10-digit number. / Mã số BHXH.' })
  sectorNo!: string;
  @Field(() => String, { description: 'PARTICIPATING, PAUSED, PENSIONER or LEFT. / Tình trạng tham gia.' })
  status!: string;
  @Field(() => String, { description: 'Province that manages it. / Tỉnh quản lý.' })
  provinceCode!: string;
  @Field(() => String, { nullable: true, description: 'Employer. / Mã đơn vị sử dụng lao động.' })
  employerCode!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Since. / Ngày tham gia.' })
  joinedOn!: string | null;
  @Field(() => Int, { description: 'Months paid for. / Số tháng đã đóng.' })
  monthsContributed!: number;
  @Field(() => [Contribution], { description: 'Newest first. / Quá trình đóng, mới nhất trước.' })
  contributions!: Contribution[];
  @Field(() => [PaymentAccount], { description: 'Accounts for payment. / Tài khoản chi trả.' })
  paymentAccounts!: PaymentAccount[];
  @Field(() => [FieldVerdictType], {
    description:
      'How the sector’s own record agrees with the registry. / So khớp hồ sơ BHXH với CSDL dân cư.',
  })
  verdicts!: FieldVerdictType[];
}

@Resolver(() => Resident)
export class SocialSecurityResolver {
  @FieldResolver(() => Membership, {
    nullable: true,
    description: 'Null when not a member. / Tham gia BHXH.',
  })
  @Guarded('membership:read')
  async membership(@Root() resident: Resident, @Ctx() ctx: RequestContext): Promise<Membership | null> {
    const [member] = await membersOf(resident, ctx);
    if (!member) return null;
    const { sectorNo, status, provinceCode, employerCode, joinedOn, monthsContributed, contributions } =
      member;
    return {
      ...{ sectorNo, status, provinceCode, employerCode, joinedOn, monthsContributed, contributions },
      paymentAccounts: member.accounts,
      verdicts: compareMember(member, resident) as FieldVerdictType[],
    };
  }

  @FieldResolver(() => [Benefit], {
    nullable: true,
    description: 'Pensions and allowances. / Các chế độ đang hưởng.',
  })
  @Guarded('membership:read')
  async benefits(@Root() resident: Resident, @Ctx() ctx: RequestContext): Promise<Benefit[]> {
    const members = await membersOf(resident, ctx);
    return members.flatMap((member) =>
      member.benefits.map(({ startOn, endOn, ...benefit }) => ({ ...benefit, period: { startOn, endOn } })),
    );
  }
}

async function membersOf(resident: Resident, ctx: RequestContext): Promise<MemberRecord[]> {
  return shownTo(ctx.caller, resident, (await ctx.sectors.load<MemberRecord[]>(name, resident)) ?? []);
}

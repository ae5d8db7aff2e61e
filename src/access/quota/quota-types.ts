import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { OfAgencyInput } from '../administration/agency-inputs.js';
import { PurposeEnum } from '../administration/agency-types.js';
import { Guarded } from '../guarded.js';
import type { Purpose } from '../kinds.js';

@ObjectType({ description: 'How many people may be looked up (docs/misuse.md). / Hạn mức tra cứu.' })
@Guarded('agency:admin')
export class AgencyQuota {
  @Field(() => String, { nullable: true, description: 'Of this officer; null: of each. / Mã cán bộ.' })
  officer!: string | null;
  @Field(() => PurposeEnum, {
    nullable: true,
    description: 'For this purpose; null: for every one but EMERGENCY. / Mục đích.',
  })
  purpose!: Purpose | null;
  @Field(() => Int, { nullable: true, description: 'One officer, in a minute. / Mỗi phút.' })
  perMinute!: number | null;
  @Field(() => Int, { nullable: true, description: 'One officer, in a day in Vietnam. / Mỗi ngày.' })
  perDay!: number | null;
  @Field(() => Int, { nullable: true, description: 'All officers together. / Cả cơ quan mỗi phút.' })
  agencyPerMinute!: number | null;
  @Field(() => Boolean, { description: 'Agreed for this agency, not for its kind. / Theo thỏa thuận riêng.' })
  agreed!: boolean;
}

@ObjectType({ description: 'Who used most of his day. / Cán bộ dùng nhiều nhất hôm nay.' })
@Guarded('agency:admin')
export class QuotaUse {
  @Field(() => String, { description: 'As tokens and the record name him. / Mã cán bộ.' })
  officer!: string;
  @Field(() => PurposeEnum, { description: 'What for. / Mục đích.' })
  purpose!: Purpose;
  @Field(() => Int, { description: 'People counted against his day so far. / Số người đã tính.' })
  used!: number;
}

@InputType({ description: 'Limits other than those of its kind. / Thỏa thuận hạn mức.' })
export class SetAgencyQuotaInput extends OfAgencyInput {
  @Field(() => String, { nullable: true, description: 'One officer’s; left out: of each. / Mã cán bộ.' })
  officer?: string | null;
  @Field(() => PurposeEnum, { nullable: true, description: 'Left out: every one but EMERGENCY. / Mục đích.' })
  purpose?: Purpose | null;
  @Field(() => Int, { nullable: true, description: 'One officer, with `perDay`. / Mỗi phút.' })
  perMinute?: number | null;
  @Field(() => Int, { nullable: true, description: 'One officer, with `perMinute`. / Mỗi ngày.' })
  perDay?: number | null;
  @Field(() => Int, { nullable: true, description: 'All together; for all purposes only. / Cả cơ quan.' })
  agencyPerMinute?: number | null;
}

@InputType({ description: 'Back to the limits of its kind. / Bỏ hạn mức riêng.' })
export class ClearAgencyQuotaInput extends OfAgencyInput {
  @Field(() => String, { nullable: true, description: 'As it was agreed. / Mã cán bộ.' })
  officer?: string | null;
  @Field(() => PurposeEnum, { nullable: true, description: 'As it was agreed. / Mục đích.' })
  purpose?: Purpose | null;
}

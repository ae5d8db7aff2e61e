import { Field, InputType, Int } from 'type-graphql';
import { DateTimeScalar } from '../../graphql/scalars.js';
import type { AgencyKind, Purpose } from '../kinds.js';
import { AgencyKindEnum, PurposeEnum } from './agency-types.js';

@InputType()
class KeyedInput {
  @Field(() => String, {
    description: 'The same key and input again: the same answer. 8 to 100 characters. / Khóa chống lặp.',
  })
  idempotencyKey!: string;
}

@InputType()
export class OfAgencyInput extends KeyedInput {
  @Field(() => String, { description: 'The code of the agency. / Mã cơ quan.' })
  agency!: string;
}

@InputType({ description: 'A new agency. / Đăng ký cơ quan.' })
export class RegisterAgencyInput extends KeyedInput {
  @Field(() => String, { description: 'Letters, digits, dots, hyphens. / Mã cơ quan.' })
  code!: string;
  @Field(() => AgencyKindEnum, { description: 'Never changes. / Loại cơ quan.' })
  kind!: AgencyKind;
  @Field(() => String, { description: 'Full name. / Tên đầy đủ.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'Without one it is refused. / Căn cứ pháp lý.' })
  legalBasis!: string | null;
  @Field(() => [String], {
    defaultValue: [],
    description: 'What its remit is measured by. / Mã đơn vị phụ trách.',
  })
  units!: string[];
  @Field(() => String, { nullable: true, description: 'An office to call. / Đầu mối liên hệ.' })
  contact!: string | null;
  @Field(() => String, { nullable: true, description: 'Form of its case references. / Mẫu mã hồ sơ.' })
  casePattern!: string | null;
  @Field(() => Boolean, { defaultValue: false, description: 'Each look names a case. / Bắt buộc mã hồ sơ.' })
  caseRequired!: boolean;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Only registered officers may look. / Chỉ cán bộ đã đăng ký.',
  })
  officersListed!: boolean;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Tokens bound to a certificate. / Cần chứng thư số.',
  })
  certificateRequired!: boolean;
}

@InputType({ description: 'What to change; what is left out stays. / Thay đổi thông tin cơ quan.' })
export class AmendAgencyInput extends OfAgencyInput {
  @Field(() => String, { nullable: true, description: 'Full name. / Tên đầy đủ.' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'Null takes it away. / Căn cứ pháp lý.' })
  legalBasis?: string | null;
  @Field(() => [String], { nullable: true, description: 'All of them. / Mã đơn vị phụ trách.' })
  units?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Null takes it away. / Đầu mối liên hệ.' })
  contact?: string | null;
  @Field(() => String, { nullable: true, description: 'Null allows any. / Mẫu mã hồ sơ.' })
  casePattern?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Each look names a case. / Bắt buộc mã hồ sơ.' })
  caseRequired?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Only registered officers. / Chỉ cán bộ đã đăng ký.' })
  officersListed?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Tokens bound. / Cần chứng thư số.' })
  certificateRequired?: boolean | null;
}

@InputType({ description: 'Scopes to grant in place of what stands for the same purpose. / Cấp quyền.' })
export class GrantScopeInput extends OfAgencyInput {
  @Field(() => [String], { description: '`coverage:read` … / Các phạm vi quyền.' })
  scopes!: string[];
  @Field(() => PurposeEnum, { nullable: true, description: 'For this purpose only. / Chỉ cho mục đích này.' })
  purpose?: Purpose | null;
  @Field(() => Int, { nullable: true, description: 'Residents an operation, 1–2,000. / Số người tối đa.' })
  maxRows?: number | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Default now. / Từ lúc.' })
  validFrom?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Default without end. / Đến lúc.' })
  validUntil?: string | null;
}

@InputType({ description: 'Scopes to withdraw as of now. / Thu hồi quyền.' })
export class WithdrawGrantInput extends OfAgencyInput {
  @Field(() => [String], { description: '`coverage:read` … / Các phạm vi quyền.' })
  scopes!: string[];
  @Field(() => PurposeEnum, {
    nullable: true,
    description: 'Left out: whatever the purpose. / Chỉ mục đích này.',
  })
  purpose?: Purpose | null;
}

@InputType({ description: 'A public key to accept. / Thêm khóa công khai.' })
export class AddAgencyKeyInput extends OfAgencyInput {
  @Field(() => String, { description: 'JSON of a public JWK or JWKS. / JWK hoặc JWKS công khai, dạng JSON.' })
  jwk!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Default now. / Từ lúc.' })
  validFrom?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Default without end. / Đến lúc.' })
  validUntil?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Ends the other keys so many hours later. / Số giờ các khóa cũ còn hiệu lực.',
  })
  overlapHours?: number | null;
}

@InputType({ description: 'A key to refuse from now on. / Thu hồi khóa.' })
export class RevokeAgencyKeyInput extends OfAgencyInput {
  @Field(() => String, { description: 'Its key id. / Mã khóa.' })
  kid!: string;
}

@InputType({ description: 'An agency to refuse from now on. / Đình chỉ cơ quan.' })
export class SuspendAgencyInput extends OfAgencyInput {}

@InputType({ description: 'An agency that may ask again. / Cho cơ quan hoạt động lại.' })
export class ResumeAgencyInput extends OfAgencyInput {}

@InputType()
class OfOfficerInput extends OfAgencyInput {
  @Field(() => String, { description: 'As tokens name him. / Mã cán bộ.' })
  officer!: string;
}

@InputType({ description: 'A new officer. / Đăng ký cán bộ.' })
export class RegisterOfficerInput extends OfOfficerInput {
  @Field(() => String, { description: 'Full name. / Họ tên.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'Department or desk. / Bộ phận.' })
  unit?: string | null;
}

@InputType({ description: 'What to change; what is left out stays. / Thay đổi thông tin cán bộ.' })
export class AmendOfficerInput extends OfOfficerInput {
  @Field(() => String, { nullable: true, description: 'Full name. / Họ tên.' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'Null takes it away. / Bộ phận.' })
  unit?: string | null;
}

@InputType({ description: 'An officer to refuse from now on. / Đình chỉ cán bộ.' })
export class SuspendOfficerInput extends OfOfficerInput {}

@InputType({ description: 'An officer who may look again. / Cho cán bộ hoạt động lại.' })
export class ResumeOfficerInput extends OfOfficerInput {}

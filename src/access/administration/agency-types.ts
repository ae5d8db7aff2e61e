import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo } from '../../graphql/page.js';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { Guarded } from '../guarded.js';
import { type AgencyKind, kinds, type Purpose } from '../kinds.js';

const itself = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));

export const AgencyKindEnum = itself(Object.keys(kinds)) as Record<AgencyKind, AgencyKind>;
registerEnumType(AgencyKindEnum, {
  name: 'AgencyKind',
  description: 'What an agency is; it decides whose data and which scopes. / Loại cơ quan.',
});

const purposes = new Set(Object.values(kinds).flatMap((kind) => kind.purposes));
export const PurposeEnum = itself([...purposes]) as Record<Purpose, Purpose>;
registerEnumType(PurposeEnum, {
  name: 'Purpose',
  description: 'Why a look is taken (`X-Purpose`). / Mục đích tra cứu.',
});

/** A grant as it stands on record, under whatever scope it is read. */
@ObjectType()
export class GrantOnRecord {
  @Field(() => String, { description: '`coverage:read`. / Phạm vi quyền.' })
  scope!: string;
  @Field(() => PurposeEnum, {
    nullable: true,
    description: 'The only purpose it is for; null for every purpose of the kind. / Chỉ cho mục đích này.',
  })
  purpose!: Purpose | null;
  @Field(() => Int, {
    nullable: true,
    description: 'The most residents one operation may come to with it. / Số người tối đa một lượt.',
  })
  maxRows!: number | null;
  @Field(() => DateTimeScalar, { description: 'From when. / Từ lúc.' })
  validFrom!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when. / Đến lúc.' })
  validUntil!: string | null;
  @Field(() => String, { nullable: true, description: 'Agency and officer. / Người cấp.' })
  grantedBy!: string | null;
  @Field(() => String, { nullable: true, description: 'Agency and officer. / Người thu hồi.' })
  withdrawnBy!: string | null;
}

@ObjectType({ description: 'A scope granted to an agency. / Một quyền đã cấp cho cơ quan.' })
@Guarded('agency:admin')
export class AgencyGrant extends GrantOnRecord {}

@ObjectType({ description: 'A public key of an agency. / Khóa công khai của cơ quan.' })
@Guarded('agency:admin')
export class AgencyKey {
  @Field(() => String, { description: 'Key id, as assertions name it. / Mã khóa.' })
  kid!: string;
  @Field(() => String, { description: 'ES256, PS256, RS256. / Thuật toán.' })
  algorithm!: string;
  @Field(() => String, { description: 'SHA-256 of the key (RFC 7638). / Dấu vân tay của khóa.' })
  thumbprint!: string;
  @Field(() => DateTimeScalar, { description: 'From when it counts. / Từ lúc.' })
  validFrom!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when. / Đến lúc.' })
  validUntil!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is refused. / Thu hồi lúc.' })
  revokedAt!: string | null;
}

@ObjectType({ description: 'An officer of an agency. / Cán bộ tra cứu của cơ quan.' })
@Guarded('agency:admin')
export class Officer {
  @Field(() => String, { description: 'As tokens and the record name him. / Mã cán bộ.' })
  officer!: string;
  @Field(() => String, { nullable: true, description: 'Null where only a pause is known. / Họ tên.' })
  name!: string | null;
  @Field(() => String, { nullable: true, description: 'Department or desk. / Bộ phận.' })
  unit!: string | null;
  @Field(() => String, { description: 'OPERATOR, COMMAND, or PAUSE when not registered. / Nguồn đăng ký.' })
  source!: string;
  @Field(() => DateTimeScalar, { description: 'Since when. / Đăng ký lúc.' })
  registeredAt!: string;
  @Field(() => Boolean, { description: 'Refused until resumed. / Đang bị đình chỉ.' })
  suspended!: boolean;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Refused for misuse. / Tạm dừng đến.' })
  pausedUntil!: string | null;
}

@ObjectType({ description: 'Officers by their identifier. / Một trang cán bộ.' })
@Guarded('agency:admin')
export class OfficerPage {
  @Field(() => [Officer], { description: 'At most `first`. / Các cán bộ.' })
  nodes!: Officer[];
  @Field(() => PageInfo, { description: 'Where it ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
  @Field(() => Int, { nullable: true, description: 'Of all pages. / Tổng số.' })
  totalCount!: number;
}

@ObjectType({ description: 'An agency as operators see it. / Cơ quan khai thác, cho đơn vị vận hành.' })
@Guarded('agency:admin')
export class Agency {
  @Field(() => ID, { description: 'Its name in tokens and on record. / Mã cơ quan.' })
  code!: string;
  @Field(() => AgencyKindEnum, { description: 'Never changes. / Loại cơ quan.' })
  kind!: AgencyKind;
  @Field(() => String, { description: 'Full name. / Tên đầy đủ.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'Without one it is refused. / Căn cứ pháp lý.' })
  legalBasis!: string | null;
  @Field(() => [String], { description: 'What its remit is measured by. / Mã đơn vị phụ trách.' })
  units!: string[];
  @Field(() => String, { nullable: true, description: 'An office to call. / Đầu mối liên hệ.' })
  contact!: string | null;
  @Field(() => String, { nullable: true, description: 'Form of its case references. / Mẫu mã hồ sơ.' })
  casePattern!: string | null;
  @Field(() => Boolean, { description: 'Whether each look names a case. / Bắt buộc mã hồ sơ.' })
  caseRequired!: boolean;
  @Field(() => Boolean, { description: 'Only registered officers may look. / Chỉ cán bộ đã đăng ký.' })
  officersListed!: boolean;
  @Field(() => Boolean, { description: 'Tokens bound to a certificate (RFC 8705). / Cần chứng thư số.' })
  certificateRequired!: boolean;
  @Field(() => Boolean, { description: 'Everything it asks is refused. / Đang bị đình chỉ.' })
  suspended!: boolean;
  @Field(() => [String], { description: 'Scopes its kind may be granted. / Các quyền có thể cấp.' })
  grantableScopes!: string[];
  @Field(() => [PurposeEnum], { description: 'Purposes of its kind. / Các mục đích.' })
  purposes!: Purpose[];
}

@ObjectType({ description: 'Agencies by their code. / Một trang cơ quan.' })
@Guarded('agency:admin')
export class AgencyPage {
  @Field(() => [Agency], { description: 'At most `first`. / Các cơ quan.' })
  nodes!: Agency[];
  @Field(() => PageInfo, { description: 'Where it ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
  @Field(() => Int, { nullable: true, description: 'Of all pages. / Tổng số.' })
  totalCount!: number;
}

@ObjectType({ description: 'An administrative change on record. / Một thay đổi quản trị đã ghi nhật ký.' })
@Guarded('agency:admin')
export class AdministrativeChangeRecord {
  @Field(() => ID, { description: 'Of its event on record. / Mã sự kiện.' })
  id!: string;
  @Field(() => DateTimeScalar, { description: 'When. / Lúc.' })
  occurredAt!: string;
  @Field(() => String, { nullable: true, description: 'Who, the agency. / Cơ quan thực hiện.' })
  agency!: string | null;
  @Field(() => String, { nullable: true, description: 'Who, the officer. / Cán bộ thực hiện.' })
  officer!: string | null;
  @Field(() => String, { nullable: true, description: '`cli` for a command. / Phần mềm thực hiện.' })
  client!: string | null;
  @Field(() => String, { description: '`GRANT_SCOPE` … / Việc đã làm.' })
  what!: string;
  @Field(() => String, { description: 'The agency it was done to. / Đối tượng.' })
  target!: string;
  @Field(() => String, { nullable: true, description: 'JSON of what was. / Trước, dạng JSON.' })
  before!: string | null;
  @Field(() => String, { nullable: true, description: 'JSON of what is now. / Sau, dạng JSON.' })
  after!: string | null;
}

@ObjectType({ description: 'Changes, newest first. / Một trang thay đổi.' })
@Guarded('agency:admin')
export class AdministrativeChangePage {
  @Field(() => [AdministrativeChangeRecord], { description: 'At most `first`. / Các thay đổi.' })
  nodes!: AdministrativeChangeRecord[];
  @Field(() => PageInfo, { description: 'Where it ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
}

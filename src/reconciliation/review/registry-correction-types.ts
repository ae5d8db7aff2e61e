import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { PageInfo } from '../../graphql/page.js';
import { DateTimeScalar, LocalDateScalar } from '../../graphql/scalars.js';
import type { Resident } from '../../registry/resident.js';
import { type ItemOutcome, ItemOutcomeEnum, idempotencyKey } from './decision-inputs.js';
import type { RegistryCase, RegistryCaseState, RegistryOwner } from './registry-case-store.js';

const CaseStateEnum: { [State in RegistryCaseState]: State } = {
  ...{ WAITING: 'WAITING', ACCEPTED: 'ACCEPTED', REJECTED: 'REJECTED', WITHDRAWN: 'WITHDRAWN' },
};
registerEnumType(CaseStateEnum, {
  name: 'RegistryCorrectionState',
  description: 'WITHDRAWN: by whoever asked. / Tình trạng đề nghị.',
});

const OwnerEnum: { [Owner in RegistryOwner]: Owner } = {
  ...{ REGISTRY: 'REGISTRY', CIVIL_STATUS: 'CIVIL_STATUS' },
};
registerEnumType(OwnerEnum, {
  name: 'RegistryOwner',
  description: 'Whose entry it is: population registry or civil status. / Cơ quan quản lý dữ liệu.',
});

const VerdictEnum = { ACCEPT: 'ACCEPT', REJECT: 'REJECT' } as const;
registerEnumType(VerdictEnum, { name: 'RegistryVerdict', description: 'What the owner says. / Kết luận.' });

@ObjectType({
  description: 'A registry entry that another agency’s record says is wrong. / Đề nghị sửa dữ liệu dân cư.',
})
@Guarded('correction:review')
export class RegistryCorrection {
  constructor(
    readonly registryCase: RegistryCase,
    readonly person: Resident,
  ) {}

  @Field(() => ID, { description: 'Named by a decision. / Mã đề nghị.' })
  get id(): string {
    return this.registryCase.id;
  }
  @Field(() => Int, { description: 'Named by a decision. / Phiên bản.' })
  get version(): number {
    return this.registryCase.version;
  }
  @Field(() => CaseStateEnum, { description: 'How far it is. / Tình trạng.' })
  get state(): RegistryCaseState {
    return this.registryCase.state;
  }
  @Field(() => OwnerEnum, { description: 'Whose entry it is. / Cơ quan quản lý dữ liệu.' })
  get owner(): RegistryOwner {
    return this.registryCase.owner;
  }
  @Field(() => String, { description: 'Who says so. / Cơ quan đề nghị.' })
  get agency(): string {
    return this.registryCase.agency;
  }
  @Field(() => [String], { description: 'What differs. / Các điểm khác nhau.' })
  get causes(): string[] {
    return this.registryCase.causes;
  }
  @Field(() => LocalDateScalar, { description: 'To be decided by. / Hạn xử lý.' })
  get dueOn(): string {
    return this.registryCase.dueOn;
  }
  @Field(() => DateTimeScalar, { description: 'When it was asked. / Thời điểm đề nghị.' })
  get routedAt(): string {
    return this.registryCase.routedAt.toISOString();
  }
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided. / Thời điểm kết luận.' })
  get decidedAt(): string | null {
    return this.registryCase.decidedAt?.toISOString() ?? null;
  }
  @Field(() => String, { nullable: true, description: 'Said with the decision. / Lý do.' })
  get reason(): string | null {
    return this.registryCase.reason;
  }
  @Field(() => String, { description: 'The other record’s name. / Họ tên trên hồ sơ.' })
  get statedName(): string {
    return this.registryCase.evidence.stated.fullName;
  }
  @Field(() => String, { description: 'Its birth date, as written. / Ngày sinh trên hồ sơ.' })
  get statedDateOfBirth(): string {
    return this.registryCase.evidence.stated.dateOfBirth;
  }
  @Field(() => String, { description: 'Its sex, as written. / Giới tính trên hồ sơ.' })
  get statedSex(): string {
    return this.registryCase.evidence.stated.gender;
  }
  @Field(() => String, { description: 'Its personal ID, as written. / Số định danh trên hồ sơ.' })
  get statedPersonalId(): string {
    return this.registryCase.evidence.stated.personalId;
  }
}

@ObjectType({ description: 'Cases of the own units, due first first. / Các đề nghị, đến hạn trước.' })
@Guarded('correction:review')
export class RegistryCorrectionPage {
  @Field(() => [RegistryCorrection], {
    description: 'Who is outside the remit is left out: a page may have fewer than asked. / Các đề nghị.',
  })
  nodes!: RegistryCorrection[];
  @Field(() => PageInfo, { description: 'Where the page ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
}

@InputType({ description: 'All that is given must hold. / Mọi điều kiện đã nêu phải thỏa mãn.' })
export class RegistryCorrectionFilter {
  @Field(() => CaseStateEnum, { nullable: true, description: 'By default WAITING. / Tình trạng.' })
  state?: RegistryCaseState | null;
  @Field(() => OwnerEnum, { nullable: true, description: 'Whose entry. / Cơ quan quản lý dữ liệu.' })
  owner?: RegistryOwner | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Due then or before. / Hạn đến ngày.' })
  dueUntil?: string | null;
}

@InputType({ description: 'One decision. / Một kết luận.' })
export class RegistryDecisionInput {
  @Field(() => ID, { description: 'Which case. / Mã đề nghị.' })
  id!: string;
  @Field(() => Int, { description: 'The version that was seen. / Phiên bản đã xem.' })
  version!: number;
  @Field(() => VerdictEnum, {
    description: 'ACCEPT: the owner corrects his entry himself. / Kết luận.',
  })
  verdict!: keyof typeof VerdictEnum;
  @Field(() => String, { description: 'Why, without personal data. / Lý do.' })
  reason!: string;
}

@InputType({ description: 'Decisions of the registry’s owner. / Kết luận của cơ quan quản lý.' })
export class DecideRegistryCorrectionsInput {
  @Field(() => String, idempotencyKey)
  idempotencyKey!: string;
  @Field(() => [RegistryDecisionInput], { description: 'At most 200, each once. / Các kết luận.' })
  decisions!: RegistryDecisionInput[];
}

@ObjectType({ description: 'What became of one. / Kết quả một kết luận.' })
@Guarded('correction:review')
export class RegistryDecisionResult {
  @Field(() => ID, { description: 'Which case. / Mã đề nghị.' })
  id!: string;
  @Field(() => ItemOutcomeEnum, { description: 'Whether it was done. / Kết quả.' })
  outcome!: ItemOutcome;
  @Field(() => CaseStateEnum, { nullable: true, description: 'Its state now. / Tình trạng.' })
  state!: RegistryCaseState | null;
  @Field(() => Int, { nullable: true, description: 'Its version now. / Phiên bản.' })
  version!: number | null;
}

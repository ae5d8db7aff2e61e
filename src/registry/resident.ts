import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../access/guarded.js';
import { LocalDateScalar, PartialDateScalar, PersonalIdScalar } from '../graphql/scalars.js';
import type { ResidentRecord } from './registry.js';

export enum Sex {
  MALE = 'MALE',
  FEMALE = 'FEMALE',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(Sex, { name: 'Sex', description: 'Sex as recorded. / Giới tính.' });

export enum ResidentStatus {
  ALIVE = 'ALIVE',
  DECEASED = 'DECEASED',
  MISSING = 'MISSING',
  ID_CANCELLED = 'ID_CANCELLED',
}
registerEnumType(ResidentStatus, { name: 'ResidentStatus', description: 'Life status. / Tình trạng.' });

export enum IdentifierKind {
  FORMER_PERSONAL_ID = 'FORMER_PERSONAL_ID',
  OLD_ID_NUMBER = 'OLD_ID_NUMBER',
}
registerEnumType(IdentifierKind, {
  name: 'FormerIdentifierKind',
  description: 'A cancelled personal ID, or the 9-digit CMND. / Số định danh đã hủy, hoặc số CMND.',
});

@ObjectType({ description: 'A number this person had before. / Số giấy tờ trước đây.' })
@Guarded('identity:read')
export class FormerIdentifier {
  @Field(() => String, { description: 'The number. / Số.' })
  identifier!: string;
  @Field(() => IdentifierKind, { description: 'What it was. / Loại.' })
  kind!: IdentifierKind;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Since. / Từ ngày.' })
  validFrom!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Until. / Đến ngày.' })
  validUntil!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it changed. / Lý do thay đổi.' })
  reason!: string | null;
}

@ObjectType({ description: 'An identity card. / Thẻ căn cước, CCCD hoặc CMND.' })
@Guarded('identity:read')
export class IdentityCard {
  @Field(() => String, { description: 'Number on the card. / Số thẻ.' })
  cardNumber!: string;
  @Field(() => String, { description: 'CMND_9, CCCD_BARCODE, CCCD_CHIP or CAN_CUOC. / Loại thẻ.' })
  cardType!: string;
  @Field(() => LocalDateScalar, { description: 'Issued on. / Ngày cấp.' })
  issuedOn!: string;
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Valid until; none for elders. / Có giá trị đến.',
  })
  expiresOn!: string | null;
  @Field(() => String, { description: 'VALID, REPLACED, EXPIRED or LOST. / Tình trạng thẻ.' })
  status!: string;
}

@ObjectType({ description: 'Electronic identity (VNeID). / Định danh điện tử.' })
@Guarded('identity:read')
export class ElectronicIdentity {
  @Field(() => Int, { description: 'Level 1 or 2. / Mức độ.' })
  level!: number;
  @Field(() => String, { description: 'ACTIVE, LOCKED or NOT_ACTIVATED. / Tình trạng tài khoản.' })
  status!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Activated on. / Ngày kích hoạt.' })
  activatedOn!: string | null;
}

@ObjectType({ description: 'An administrative unit. / Đơn vị hành chính.' })
@Guarded('none')
export class UnitName {
  @Field(() => String, { description: 'Code; means a unit only with validFrom. / Mã đơn vị.' })
  code!: string;
  @Field(() => LocalDateScalar, { description: 'In force since. / Có hiệu lực từ.' })
  validFrom!: string;
  @Field(() => String, { description: 'Name with its type. / Tên đầy đủ.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'Province of it. / Thuộc tỉnh, thành phố.' })
  provinceName!: string | null;
}

@ObjectType({ description: 'Where someone is registered. / Nơi thường trú hoặc tạm trú.' })
@Guarded('residence:read')
export class Residence {
  @Field(() => UnitName, { nullable: true, description: 'The unit as recorded. / Đơn vị theo bản ghi.' })
  recordedUnit!: UnitName | null;
  @Field(() => [UnitName], {
    description:
      'What that unit is today: several when it was split and the record cannot tell which. / Đơn vị hiện nay.',
  })
  currentUnits!: UnitName[];
  @Field(() => String, { description: 'House, street, hamlet. / Số nhà, đường, thôn.' })
  addressLine!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Since. / Từ ngày.' })
  since!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Until. / Đến ngày.' })
  until!: string | null;
}

/** A resident the caller may ask about; made by the loader only, after the remit rule. Sectors add fields of theirs. */
@ObjectType({
  description: 'A resident in the population registry. / Công dân trong CSDL quốc gia về dân cư.',
})
export class Resident {
  constructor(readonly record: ResidentRecord) {}

  @Field(() => PersonalIdScalar, { description: 'The number in force. / Số định danh cá nhân hiện hành.' })
  @Guarded('identity:read')
  get personalId(): string {
    return this.record.personalId;
  }

  @Field(() => String, { description: 'Family, middle and given name. / Họ, chữ đệm và tên khai sinh.' })
  @Guarded('identity:read')
  get fullName(): string {
    return this.record.fullName;
  }

  @Field(() => PartialDateScalar, { description: 'As precisely as recorded. / Ngày, tháng, năm sinh.' })
  @Guarded('identity:read')
  get dateOfBirth(): string {
    return this.record.dateOfBirth;
  }

  @Field(() => Sex, { description: 'As recorded. / Giới tính.' })
  @Guarded('identity:read')
  get sex(): Sex {
    return this.record.sex as Sex;
  }

  @Field(() => ResidentStatus, { description: 'Alive, deceased, missing. / Tình trạng.' })
  @Guarded('identity:read')
  get status(): ResidentStatus {
    return this.record.status as ResidentStatus;
  }

  @Field(() => [FormerIdentifier], { description: 'Numbers from before, oldest first. / Các số trước đây.' })
  @Guarded('identity:read')
  get formerIdentifiers(): FormerIdentifier[] {
    return (this.record.identifiers ?? []) as FormerIdentifier[];
  }

  @Field(() => [IdentityCard], { description: 'Cards, newest first. / Thẻ đã cấp, mới nhất trước.' })
  @Guarded('identity:read')
  get identityCards(): IdentityCard[] {
    return this.record.cards ?? [];
  }

  @Field(() => ElectronicIdentity, {
    nullable: true,
    description: 'None if never opened. / Tài khoản VNeID.',
  })
  @Guarded('identity:read')
  get electronicIdentity(): ElectronicIdentity | null {
    const { eidLevel, eidStatus, eidActivatedOn } = this.record;
    return eidLevel === null
      ? null
      : { level: eidLevel, status: eidStatus ?? '', activatedOn: eidActivatedOn };
  }
}

@ObjectType({ description: 'Someone of the household the caller may ask about. / Thành viên hộ.' })
@Guarded('household:read')
export class HouseholdMember {
  @Field(() => String, { description: 'To the head: HEAD, SPOUSE, CHILD … / Quan hệ với chủ hộ.' })
  relationship!: string;
  @Field(() => Resident, { description: 'The person. / Người này.' })
  resident!: Resident;
}

@ObjectType({ description: 'Who lives together. / Hộ gia đình.' })
@Guarded('household:read')
export class Household {
  @Field(() => ID, { description: 'Number of the household. / Mã hộ.' })
  householdId!: string;
  @Field(() => [HouseholdMember], {
    description:
      'Members inside the caller’s remit; others are left out. / Thành viên trong phạm vi tra cứu.',
  })
  members!: HouseholdMember[];
}

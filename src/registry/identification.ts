import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../access/guarded.js';
import { FieldVerdictType } from './field-verdict.js';
import type { IdentifyResult } from './identify.js';
import { IdentifierKind, Sex } from './resident.js';

export enum IdentificationOutcome {
  MATCHED = 'MATCHED',
  PARTIAL = 'PARTIAL',
  MISMATCHED = 'MISMATCHED',
  NOT_FOUND = 'NOT_FOUND',
  UNREADABLE = 'UNREADABLE',
}
registerEnumType(IdentificationOutcome, {
  name: 'IdentificationOutcome',
  description: 'What came of a claim. / Kết quả nhận diện.',
});

export enum CardTextKind {
  CCCD_QR = 'CCCD_QR',
  CAN_CUOC_QR = 'CAN_CUOC_QR',
  INSURANCE_QR = 'INSURANCE_QR',
  MRZ = 'MRZ',
  PERSONAL_ID = 'PERSONAL_ID',
  OLD_ID_NUMBER = 'OLD_ID_NUMBER',
  INSURANCE_NUMBER = 'INSURANCE_NUMBER',
  INSURANCE_CARD = 'INSURANCE_CARD',
}
registerEnumType(CardTextKind, { name: 'CardTextKind', description: 'What was scanned. / Loại mã đã quét.' });

@ObjectType({ description: 'Who a card or claim is about. / Kết quả nhận diện một người.' })
@Guarded('identity:verify')
export class Identification {
  /** @param result with what else had to be mended, where a sector read the record */
  constructor(readonly result: Omit<IdentifyResult, 'repairs'> & { repairs: readonly string[] }) {}

  @Field(() => IdentificationOutcome, {
    description: 'MATCHED only when number, name and birth date agree. / Kết quả.',
  })
  get outcome(): IdentificationOutcome {
    return this.result.outcome as IdentificationOutcome;
  }
  @Field(() => CardTextKind, { nullable: true, description: 'What was recognised. / Loại đã nhận ra.' })
  get recognisedAs(): CardTextKind | null {
    return this.result.recognisedAs as CardTextKind | null;
  }
  @Field(() => String, {
    nullable: true,
    description: 'The first thing wrong with an unreadable text, as a code. / Lỗi đọc mã.',
  })
  get problem(): string | null {
    return this.result.problem;
  }
  @Field(() => [String], {
    description:
      'What had to be mended to read the text, as codes (LEADING_ZERO, NAME_MANGLED …). / Những gì đã sửa khi đọc mã.',
  })
  get repairs(): readonly string[] {
    return this.result.repairs;
  }
  @Field(() => [String], {
    description:
      'Where the number contradicts the stated sex or birth date: look again, never refuse. / Số định danh không hợp với giới tính, ngày sinh đã nêu: cần xem lại.',
  })
  get signals(): readonly string[] {
    return this.result.signals;
  }
  @Field(() => IdentifierKind, {
    nullable: true,
    description:
      'The former number that found the person; null for the number in force. / Loại số cũ đã tìm ra người này.',
  })
  get answeredBy(): IdentifierKind | null {
    return this.result.answeredBy as IdentifierKind | null;
  }
  @Field(() => [FieldVerdictType], { description: 'One a stated field. / Mỗi trường đã nêu một kết quả.' })
  get verdicts(): FieldVerdictType[] {
    return this.result.verdicts as FieldVerdictType[];
  }
}

@InputType({
  description:
    'A card text alone, or one number with name and birth date. / Mã quét, hoặc một số kèm họ tên, ngày sinh.',
})
export class IdentityClaim {
  @Field(() => String, {
    nullable: true,
    description: 'Whatever the scanner read, or typed digits. / Nội dung quét được.',
  })
  cardText?: string | null;
  @Field(() => String, { nullable: true, description: '12 digits. / Số định danh.' })
  personalId?: string | null;
  @Field(() => String, { nullable: true, description: '9 digits. / Số CMND.' })
  oldIdNumber?: string | null;
  @Field(() => String, {
    nullable: true,
    description: '10 digits, or the 15-character card number. / Mã số BHXH hoặc số thẻ BHYT.',
  })
  insuranceNumber?: string | null;
  @Field(() => String, { nullable: true, description: 'As told. / Họ và tên.' })
  fullName?: string | null;
  @Field(() => String, { nullable: true, description: 'dd/mm/yyyy, ISO, or a year. / Ngày sinh.' })
  dateOfBirth?: string | null;
  @Field(() => Sex, { nullable: true, description: 'As told. / Giới tính.' })
  sex?: Sex | null;
}

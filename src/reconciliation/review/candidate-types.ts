import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { FieldVerdictType } from '../../registry/field-verdict.js';
import type { Via } from '../people.js';
import { verdictOfCause } from '../results/cause-verdict.js';
import type { FoundCandidate, StatedValues } from '../results/findings.js';
import type { FoundPage } from './found-page.js';
import { itself } from './itself.js';

export const ScoreFieldEnum = itself(['PRIOR', 'NUMBER', 'FULL_NAME', 'DATE_OF_BIRTH', 'SEX', 'ADDRESS']);
registerEnumType(ScoreFieldEnum, {
  name: 'ScoreField',
  description: 'What a share of a score is of; PRIOR: one of so many residents. / Thành phần điểm.',
});

export const FoundByEnum = itself<Via>(['ID', 'FORMER_ID', 'OLD_NUMBER']);
registerEnumType(FoundByEnum, {
  name: 'FoundBy',
  description: 'By which number of the record. / Tìm theo số nào.',
});

@ObjectType({ description: 'What the sector’s record says, as written. / Thông tin hồ sơ, nguyên văn.' })
@Guarded('membership:read')
export class StatedRecord implements StatedValues {
  @Field(() => String, { description: 'Personal ID claimed; may be none. / Số định danh.' })
  personalId!: string;
  @Field(() => String, { description: 'CMND. / Số CMND.' })
  oldIdNumber!: string;
  @Field(() => String, { description: 'Name. / Họ và tên.' })
  fullName!: string;
  @Field(() => String, { description: 'Birth date. / Ngày sinh.' })
  dateOfBirth!: string;
  @Field(() => String, { description: 'Sex. / Giới tính.' })
  gender!: string;
  @Field(() => String, { description: 'Address. / Địa chỉ.' })
  address!: string;
}

@ObjectType({ description: 'What one field adds to a score, in bits. / Điểm của một trường.' })
@Guarded('reconciliation:review')
export class ScoreShare {
  @Field(() => ScoreFieldEnum, { description: 'The field. / Trường.' })
  field!: keyof typeof ScoreFieldEnum;
  @Field(() => Float, { description: 'Above 0 speaks for one person. / Lớn hơn 0 là phù hợp.' })
  bits!: number;
}

@ObjectType({ description: 'A resident the record may be about. / Công dân có thể là chủ hồ sơ.' })
@Guarded('reconciliation:review')
export class FindingCandidate {
  constructor(
    readonly candidate: FoundCandidate,
    readonly page: FoundPage,
  ) {}

  @Field(() => Int, { description: '1 is the likeliest; named by a decision. / Thứ hạng.' })
  get rank(): number {
    return this.candidate.rank;
  }
  @Field(() => Float, { description: 'Bits: the sum of its shares. / Tổng điểm.' })
  get score(): number {
    return this.candidate.score;
  }
  @Field(() => FoundByEnum, { nullable: true, description: 'None: by likeness. / Tìm theo số.' })
  get foundBy(): Via | null {
    return this.candidate.via;
  }
  @Field(() => [ScoreShare], { description: 'How each field contributed. / Điểm từng trường.' })
  get shares(): ScoreShare[] {
    const { prior, id, name, birth, sex, place } = this.candidate.bits;
    const bits = {
      PRIOR: prior,
      NUMBER: id,
      FULL_NAME: name,
      DATE_OF_BIRTH: birth,
      SEX: sex,
      ADDRESS: place,
    };
    return Object.entries(bits).map(([field, share]) => ({
      field: field as keyof typeof ScoreFieldEnum,
      bits: Math.round(share * 10) / 10,
    }));
  }
  @Field(() => [FieldVerdictType], { description: 'Where it differs. / Các trường khác nhau.' })
  @Guarded('identity:verify')
  get differences(): FieldVerdictType[] {
    return this.candidate.differences.map((cause) => verdictOfCause(cause) as FieldVerdictType);
  }
}

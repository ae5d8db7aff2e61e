import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../access/guarded.js';

export enum Verdict {
  SAME = 'SAME',
  SAME_NORMALISED = 'SAME_NORMALISED',
  LESS_PRECISE = 'LESS_PRECISE',
  RENAMED_UNIT = 'RENAMED_UNIT',
  DIFFERENT = 'DIFFERENT',
  NOT_ON_RECORD = 'NOT_ON_RECORD',
}
registerEnumType(Verdict, {
  name: 'Verdict',
  description: 'One field against the record. / So khớp từng trường.',
});

export enum VerdictField {
  NUMBER = 'NUMBER',
  FULL_NAME = 'FULL_NAME',
  DATE_OF_BIRTH = 'DATE_OF_BIRTH',
  SEX = 'SEX',
  ADDRESS = 'ADDRESS',
}
registerEnumType(VerdictField, { name: 'VerdictField', description: 'What was compared. / Trường được so.' });

@ObjectType('FieldVerdict', { description: 'How one stated field compares. / Kết quả so một trường.' })
@Guarded('identity:verify')
export class FieldVerdictType {
  @Field(() => VerdictField, { description: 'The field. / Trường.' })
  field!: VerdictField;
  @Field(() => Verdict, { description: 'The verdict. / Kết quả.' })
  verdict!: Verdict;
  @Field(() => String, { nullable: true, description: 'A code that says why, never a value. / Mã lý do.' })
  reason!: string | null;
}

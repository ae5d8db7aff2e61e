import { Field, ObjectType } from 'type-graphql';
import { Guarded } from '../access/guarded.js';
import { LocalDateScalar } from './scalars.js';

@ObjectType({ description: 'A span of days, both ends included; open without an end. / Khoảng thời gian.' })
@Guarded('none')
export class Period {
  @Field(() => LocalDateScalar, { description: 'First day. / Từ ngày.' })
  startOn!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day. / Đến ngày.' })
  endOn!: string | null;
}

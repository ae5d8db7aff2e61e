import { Ctx, Field, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import { Guarded } from '../access/guarded.js';
import type { RequestContext } from '../context.js';

export enum SourceState {
  UP = 'UP',
  DOWN = 'DOWN',
}
registerEnumType(SourceState, {
  name: 'SourceState',
  description: 'As of the last statement. / Tình trạng kết nối.',
});

@ObjectType({ description: 'A database the hub links. / Cơ sở dữ liệu được kết nối.' })
@Guarded('none')
export class HubSource {
  @Field(() => String, { description: 'As errors name it. / Tên nguồn, như trong mã lỗi.' })
  name!: string;
  @Field(() => String, { description: 'What people call it, in the caller’s language. / Tên gọi.' })
  title!: string;
  @Field(() => SourceState, { description: 'Whether it answers. / Tình trạng.' })
  state!: SourceState;
}

@ObjectType({ description: 'The hub itself; nothing about people. / Thông tin về hệ thống.' })
@Guarded('none')
export class Hub {
  @Field(() => String, { description: 'Version. / Phiên bản.' })
  version!: string;
  @Field(() => [HubSource], { description: 'Sources and their health. / Các nguồn dữ liệu.' })
  sources!: HubSource[];
}

@Resolver()
export class HubResolver {
  @Query(() => Hub, { description: 'Readable by every agency. / Mọi cơ quan đều xem được.' })
  @Guarded('none')
  hub(@Ctx() ctx: RequestContext): Hub {
    const { version, titles, sources } = ctx.hub;
    const titleOf = (name: string) => titles.get(name)?.[ctx.language] ?? name;
    return {
      version,
      sources: sources().map((one) => ({ ...one, title: titleOf(one.name) }) as HubSource),
    };
  }
}

import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context.js';
import { PageInfo, pageAsked, pageFrom } from '../../graphql/page.js';
import { agenciesAfter, grantsOfMany } from '../agency-details.js';
import { Guarded } from '../guarded.js';
import { type AgencyKind, kinds, type Purpose } from '../kinds.js';
import { AgencyKindEnum, GrantOnRecord, PurposeEnum } from './agency-types.js';
import { asText } from './moments.js';

@ObjectType({ description: 'A scope that an agency holds or held. / Một quyền đã cấp, cho thanh tra.' })
@Guarded('audit:read')
export class AccessGrant extends GrantOnRecord {}

@ObjectType({ description: 'What an agency may ask for, and since when. / Quyền của một cơ quan.' })
@Guarded('audit:read')
export class AgencyAccess {
  @Field(() => ID, { description: 'Its name in tokens and on record. / Mã cơ quan.' })
  code!: string;
  @Field(() => AgencyKindEnum, { description: 'What it is. / Loại cơ quan.' })
  kind!: AgencyKind;
  @Field(() => String, { description: 'Full name. / Tên đầy đủ.' })
  name!: string;
  @Field(() => Boolean, { description: 'Everything it asks is refused. / Đang bị đình chỉ.' })
  suspended!: boolean;
  @Field(() => [PurposeEnum], { description: 'What its kind may state. / Mục đích được nêu.' })
  purposes!: readonly Purpose[];
  @Field(() => [AccessGrant], {
    description: 'In the order they were made, those that ended too. / Các quyền, kể cả đã hết hiệu lực.',
  })
  grants!: AccessGrant[];
}

@ObjectType({ description: 'Agencies by code. / Một trang cơ quan.' })
@Guarded('audit:read')
export class AgencyAccessPage {
  @Field(() => [AgencyAccess], { description: 'At most `first`. / Các cơ quan.' })
  nodes!: AgencyAccess[];
  @Field(() => PageInfo, { description: 'Where it ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
  @Field(() => Int, { nullable: true, description: 'Of all pages. / Tổng số.' })
  totalCount!: number;
}

/** What an auditor reads of who may ask for what: no keys, no officers, no contacts. Two statements a page, one more to count. */
@Resolver()
export class AccessResolver {
  @Query(() => AgencyAccessPage, {
    nullable: true,
    description: 'Who may ask for what, and since when, for an auditor. / Ma trận quyền, cho thanh tra.',
  })
  @Guarded('audit:read')
  async agencyAccess(
    @Arg('first', () => Int, { defaultValue: 50 }) many: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ) {
    const asked = pageAsked(many, after);
    return ctx.read(async (db) => {
      const { rows, total } = await agenciesAfter(db, asked.key, asked.first + 1);
      const page = pageFrom(rows, asked.first, ({ code }) => code);
      const codes = page.nodes.map(({ code }) => code);
      const grants = await grantsOfMany(db, codes);
      const nodes = page.nodes.map(({ code, kind, name, suspended }) => ({
        ...{ code, kind, name, suspended, purposes: kinds[kind].purposes },
        grants: grants.get(code)!.map(asText),
      }));
      return { ...page, nodes, totalCount: total };
    });
  }
}

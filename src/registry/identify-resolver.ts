import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../access/guarded.js';
import type { RequestContext } from '../context.js';
import { Identification, IdentityClaim } from './identification.js';
import { Resident } from './resident.js';

@Resolver(() => Identification)
export class IdentifyResolver {
  @Query(() => Identification, {
    nullable: true,
    description:
      'Identify the person at the desk by what he shows. / Nhận diện người tại quầy theo giấy tờ xuất trình.',
  })
  @Guarded('identity:verify')
  async identify(
    @Arg('claim', () => IdentityClaim) claim: IdentityClaim,
    @Ctx() ctx: RequestContext,
  ): Promise<Identification> {
    return new Identification(await ctx.identify(claim));
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'Only when MATCHED. / Chỉ khi khớp.' })
  @Guarded('identity:verify')
  resident(
    @Root() identification: Identification,
    @Ctx() ctx: RequestContext,
  ): Promise<Resident | null> | null {
    const { personalId } = identification.result;
    return personalId ? ctx.residents.find(personalId) : null;
  }
}

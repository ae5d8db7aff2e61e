import { Arg, Ctx, Field, FieldResolver, ObjectType, Resolver, Root, registerEnumType } from 'type-graphql';
import { Guarded } from '../access/guarded.js';
import type { RequestContext } from '../context.js';
import { Identification, IdentityClaim } from './identification.js';
import { Resident } from './resident.js';

export enum GuardianKind {
  FATHER = 'FATHER',
  MOTHER = 'MOTHER',
  GUARDIAN = 'GUARDIAN',
}
registerEnumType(GuardianKind, {
  name: 'GuardianKind',
  description: 'What a guardian is to a child. / Quan hệ với trẻ.',
});

@ObjectType({
  description: 'What somebody who shows himself is to a resident. / Quan hệ của người xuất trình giấy tờ.',
})
@Guarded('identity:read')
export class Guardianship {
  @Field(() => Identification, {
    description: 'Who shows himself; his name by `resident`, when MATCHED. / Người xuất trình.',
  })
  identification!: Identification;
  @Field(() => GuardianKind, {
    nullable: true,
    description: 'Null when he is not on record as one. / Cha, mẹ hoặc người giám hộ.',
  })
  relationship!: GuardianKind | null;
}

@Resolver(() => Resident)
export class GuardianResolver {
  /**
   * Whose parent or guardian stands at the desk. A guardian is a person of his own, outside the remit of a school until
   * he shows himself; then, in this operation, he is PRESENTED, and `guardians` may name him too.
   */
  @FieldResolver(() => Guardianship, {
    nullable: true,
    description:
      'Whether who shows himself is a parent or guardian. / Người xuất trình có là cha, mẹ, người giám hộ không.',
  })
  @Guarded('identity:read')
  async guardianship(
    @Root() resident: Resident,
    @Arg('claim', () => IdentityClaim) claim: IdentityClaim,
    @Ctx() ctx: RequestContext,
  ): Promise<Guardianship> {
    const result = await ctx.identify(claim);
    const found = resident.record.guardians?.find(({ personalId }) => personalId === result.personalId);
    return {
      identification: new Identification(result),
      relationship: (found?.relationship as GuardianKind | undefined) ?? null,
    };
  }
}

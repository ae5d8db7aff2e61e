import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../access/guarded.js';
import { makeHandle, openHandle } from '../access/handle.js';
import type { RequestContext } from '../context.js';
import type { AdminUnit } from '../domain/admin-unit.js';
import { HubError } from '../domain/errors.js';
import { unitsOfResidence } from '../domain/units-of-residence.js';
import { PersonalIdScalar } from '../graphql/scalars.js';
import type { ResidenceRecord } from './registry.js';
import { Household, Residence, Resident, type UnitName } from './resident.js';
import { maxKeys } from './resident-loader.js';

@Resolver(() => Resident)
export class ResidentResolver {
  @Query(() => Resident, {
    nullable: true,
    description: 'The resident who asks. / Chính người đang tra cứu.',
  })
  @Guarded('identity:read')
  me(@Ctx() ctx: RequestContext): Promise<Resident | null> | null {
    return ctx.caller.self ? ctx.residents.find(ctx.caller.self) : null;
  }

  @Query(() => Resident, {
    nullable: true,
    description: 'By any number; null when unknown or outside the remit. / Theo số định danh.',
  })
  @Guarded('identity:read')
  resident(
    @Arg('personalId', () => PersonalIdScalar) personalId: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Resident | null> {
    return ctx.residents.find(personalId);
  }

  @Query(() => Resident, {
    nullable: true,
    description: 'By a handle given to this agency for this case. / Theo mã tạm đã cấp cho hồ sơ này.',
  })
  @Guarded('identity:read')
  async residentByHandle(
    @Arg('handle', () => ID) handle: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Resident | null> {
    const personalId = openHandle(ctx.keys, ctx.caller, ctx.reason, handle, ctx.now);
    return personalId ? ctx.residents.find(personalId) : null;
  }

  @Query(() => [Resident], {
    nullable: 'itemsAndList',
    description: 'At most 200, in the order asked. / Tối đa 200 người, theo thứ tự yêu cầu.',
  })
  @Guarded('identity:read')
  residents(
    @Arg('personalIds', () => [PersonalIdScalar]) personalIds: string[],
    @Ctx() ctx: RequestContext,
  ): Promise<(Resident | null)[]> {
    if (personalIds.length > maxKeys) {
      throw new HubError('LIMIT_EXCEEDED', { limit: 'PERSONS', allowed: maxKeys });
    }
    return ctx.residents.findMany(personalIds);
  }

  @FieldResolver(() => ID, {
    description:
      'An opaque name for this agency and case, good for three days. / Mã tạm cho cơ quan và hồ sơ này.',
  })
  @Guarded('identity:verify')
  handle(@Root() resident: Resident, @Ctx() ctx: RequestContext): string {
    return makeHandle(ctx.keys, ctx.caller, ctx.reason, resident.personalId, ctx.now);
  }

  @FieldResolver(() => Residence, { nullable: true, description: 'Permanent residence. / Nơi thường trú.' })
  @Guarded('residence:read')
  permanentResidence(@Root() resident: Resident, @Ctx() ctx: RequestContext): Residence | null {
    return residenceOf(resident, 'PERMANENT', ctx);
  }

  @FieldResolver(() => Residence, { nullable: true, description: 'Temporary residence. / Nơi tạm trú.' })
  @Guarded('residence:read')
  temporaryResidence(@Root() resident: Resident, @Ctx() ctx: RequestContext): Residence | null {
    return residenceOf(resident, 'TEMPORARY', ctx);
  }

  @FieldResolver(() => Household, { nullable: true, description: 'The household. / Hộ gia đình.' })
  @Guarded('household:read')
  async household(@Root() resident: Resident, @Ctx() ctx: RequestContext): Promise<Household | null> {
    const household = resident.record.household;
    if (!household) return null;
    const people = await ctx.residents.findMany(
      household.members.map((member) => member.personalId),
      'RELATED',
    );
    return {
      householdId: household.householdId,
      members: household.members.flatMap(({ relationship }, at) => {
        const person = people[at];
        return person ? [{ relationship, resident: person }] : [];
      }),
    };
  }

  @FieldResolver(() => [Resident], {
    nullable: true,
    description: 'Parents or guardian, inside the remit. / Cha, mẹ hoặc người giám hộ.',
  })
  @Guarded('identity:read')
  guardians(@Root() resident: Resident, @Ctx() ctx: RequestContext): Promise<Resident[]> {
    return ctx.residents.findThose((resident.record.guardians ?? []).map((guardian) => guardian.personalId));
  }

  @FieldResolver(() => [Resident], {
    nullable: true,
    description: 'Children, inside the remit: one’s own under 14. / Con dưới 14 tuổi.',
  })
  @Guarded('identity:read')
  children(@Root() resident: Resident, @Ctx() ctx: RequestContext): Promise<Resident[]> {
    const children = resident.record.children ?? [];
    ctx.residents.markOwnChildren(resident, children);
    return ctx.residents.findThose(children);
  }
}

function residenceOf(
  resident: Resident,
  kind: ResidenceRecord['kind'],
  ctx: RequestContext,
): Residence | null {
  const record = resident.record.residences?.find((residence) => residence.kind === kind);
  if (!record) return null;
  const named = (unit: AdminUnit): UnitName => ({
    code: unit.code,
    validFrom: unit.validFrom,
    name: unit.name,
    provinceName: (unit.provinceCode && ctx.units.find(unit.provinceCode, unit.validFrom)?.name) || null,
  });
  const recorded = ctx.units.find(record.unitCode, record.unitValidFrom);
  return {
    recordedUnit: recorded && named(recorded),
    currentUnits: unitsOfResidence(record, ctx.units).map(named),
    addressLine: record.addressLine,
    since: record.since,
    until: record.until,
  };
}

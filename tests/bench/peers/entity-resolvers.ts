import { Arg, Ctx, FieldResolver, Float, Query, Resolver, Root } from 'type-graphql';
import { type FeeRecord, feeStatusOn, outstanding } from '../../../src/sectors/education-fee/record.js';
import { bestCard } from '../../../src/sectors/health-insurance/compare.js';
import { type CoverageRecord, statusOn } from '../../../src/sectors/health-insurance/record.js';
import { today } from '../worth.js';
import {
  Coverage,
  Enrolment,
  Fee,
  Membership,
  Period,
  Residence,
  Resident,
  School,
  SchoolClass,
} from './entities.js';
import type { Context } from './entity-loaders.js';

@Resolver(() => Resident)
export class ResidentResolver {
  @Query(() => Resident, { nullable: true })
  resident(@Arg('personalId', () => String) personalId: string, @Ctx() { loaders }: Context) {
    return loaders.resident.load(personalId);
  }
  @FieldResolver(() => Residence, { nullable: true })
  permanentResidence(@Root() { personalId }: Resident, @Ctx() { loaders }: Context) {
    return loaders.residence.load(personalId);
  }
  @FieldResolver(() => Coverage, { nullable: true })
  async coverage(@Root() { personalId }: Resident, @Ctx() { loaders }: Context) {
    return bestCard((await loaders.cards.load(personalId)) as object[] as CoverageRecord[], today);
  }
  @FieldResolver(() => [Enrolment])
  enrolments(@Root() { personalId }: Resident, @Ctx() { loaders }: Context) {
    return loaders.enrolments.load(personalId);
  }
  @FieldResolver(() => Membership, { nullable: true })
  membership(@Root() { personalId }: Resident, @Ctx() { loaders }: Context) {
    return loaders.membership.load(personalId);
  }
}

@Resolver(() => Coverage)
export class CoverageResolver {
  @FieldResolver(() => String)
  status(@Root() card: Coverage) {
    return statusOn(card as object as CoverageRecord, today);
  }
  @FieldResolver(() => Period)
  period(@Root() { startOn, endOn }: Coverage) {
    return { startOn, endOn };
  }
}

@Resolver(() => School)
export class SchoolResolver {
  @Query(() => School, { nullable: true })
  school(@Arg('code', () => String) code: string, @Ctx() { sources }: Context) {
    return sources.education.getRepository(School).findOneBy({ code });
  }
  @FieldResolver(() => SchoolClass)
  async class(
    @Root() { code: schoolCode }: School,
    @Arg('schoolYear', () => String) schoolYear: string,
    @Arg('name', () => String) className: string,
    @Ctx() { sources }: Context,
  ) {
    const nodes = await sources.education
      .getRepository(Enrolment)
      .findBy({ schoolCode, schoolYear, className });
    return { nodes, totalCount: nodes.length };
  }
}

@Resolver(() => Enrolment)
export class EnrolmentResolver {
  @FieldResolver(() => Resident, { nullable: true })
  resident(@Root() { personalId }: Enrolment, @Ctx() { loaders }: Context) {
    return personalId && loaders.resident.load(personalId);
  }
  @FieldResolver(() => [Fee])
  fees(@Root() { enrolmentId }: Enrolment, @Ctx() { loaders }: Context) {
    return loaders.fees.load(enrolmentId);
  }
}

@Resolver(() => Fee)
export class FeeResolver {
  @FieldResolver(() => Float)
  amountOutstanding(@Root() fee: Fee) {
    return outstanding(fee as object as FeeRecord);
  }
  @FieldResolver(() => String)
  status(@Root() fee: Fee) {
    return feeStatusOn(fee as object as FeeRecord, today);
  }
}

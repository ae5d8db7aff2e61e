import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { badField, requireText } from '../../access/input.js';
import { requireNoNumber } from '../../access/somebodys-number.js';
import type { RequestContext } from '../../context.js';
import { pageAsked, pageFrom } from '../../graphql/page.js';
import { Resident } from '../../registry/resident.js';
import { decideRegistryCases } from './decide-registry-cases.js';
import { POLICY } from './policy.js';
import { actForUnits, registryCases } from './registry-case-store.js';
import {
  DecideRegistryCorrectionsInput,
  RegistryCorrection,
  RegistryCorrectionFilter,
  RegistryCorrectionPage,
  RegistryDecisionResult,
} from './registry-correction-types.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the owner of the registry is asked by agencies whose records differ, by jurisdiction. */
@Resolver(() => RegistryCorrection)
export class RegistryCorrectionResolver {
  @Query(() => RegistryCorrectionPage, {
    nullable: true,
    description: 'What is said to be wrong of residents of the own units. / Đề nghị sửa thuộc địa bàn.',
  })
  @Guarded('correction:review')
  async registryCorrections(
    @Arg('filter', () => RegistryCorrectionFilter, { nullable: true })
    filter: RegistryCorrectionFilter | null,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ) {
    const asked = pageAsked(first, after);
    const from = asked.key === null ? null : placeOf(asked.key);
    const { agency } = ctx.caller;
    const rows = await ctx.readRecord({ kind: 'AGENCY', agency: agency.code }, async (db) => {
      await actForUnits(db, agency.units);
      return registryCases(db, ctx.keys, agency.units, filter ?? {}, { first: asked.first, after: from });
    });
    const page = pageFrom(rows, asked.first, ({ dueOn, id }) => `${dueOn} ${id}`);
    const people = await ctx.residents.findMany(page.nodes.map(({ evidence }) => evidence.personalId));
    const nodes = page.nodes.flatMap((one, at) => {
      const person = people[at];
      return person ? [new RegistryCorrection(one, person)] : [];
    });
    return { ...page, nodes };
  }

  @FieldResolver(() => Resident, { description: 'Whose entry. / Công dân.' })
  @Guarded('identity:verify')
  resident(@Root() { person }: RegistryCorrection): Resident {
    return person;
  }

  @Mutation(() => [RegistryDecisionResult], {
    description:
      'Tells the agency that asked what its owner says of the entry; nothing is changed by it. / Trả lời đề nghị sửa dữ liệu.',
  })
  @Guarded('correction:review')
  decideRegistryCorrections(
    @Arg('input', () => DecideRegistryCorrectionsInput) input: DecideRegistryCorrectionsInput,
    @Ctx() ctx: RequestContext,
  ): Promise<RegistryDecisionResult[]> {
    const { decisions } = input;
    const ids = decisions.map(({ id }) => id);
    if (ids.length < 1 || ids.length > POLICY.items || new Set(ids).size < ids.length)
      throw badField('decisions', { count: POLICY.items, each: 'once' });
    if (ids.some((id) => !uuid.test(id))) throw badField('id');
    const checked = decisions.map(({ reason: said, ...one }) => {
      const reason = requireText('reason', said, 300);
      requireNoNumber(reason, { vi: 'Lý do', en: 'The reason' }, { field: 'reason' });
      return { ...one, reason };
    });
    return decideRegistryCases(ctx, input, checked);
  }
}

function placeOf(key: string): { dueOn: string; id: string } {
  const [dueOn = '', id = ''] = key.split(' ');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(dueOn) || !uuid.test(id)) throw badField('after');
  return { dueOn, id };
}

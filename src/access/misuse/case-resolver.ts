import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import { pageAsked, pageFrom } from '../../graphql/page.js';
import { asText } from '../administration/moments.js';
import { Guarded } from '../guarded.js';
import { badField, optionalText, requireText } from '../input.js';
import { foldOfficer } from '../officer-id.js';
import { requireNoNumber } from '../somebodys-number.js';
import { liftPause } from './action-store.js';
import { decideCase, listCases, type MisuseCase } from './case-store.js';
import {
  DecideMisuseCaseInput,
  LiftedPause,
  LiftPauseInput,
  MisuseCaseFilter,
  MisuseCasePage,
  MisuseCaseType,
} from './case-types.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What an auditor reads of looks that may be misuse, and decides; each decision is on record. */
@Resolver()
export class MisuseResolver {
  @Query(() => MisuseCasePage, {
    nullable: true,
    description: 'What the detectors found, the latest first. / Các vụ việc nghi lạm dụng.',
  })
  @Guarded('misuse:review')
  async misuseCases(
    @Arg('filter', () => MisuseCaseFilter, { nullable: true }) filter: MisuseCaseFilter | null,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ) {
    const asked = pageAsked(first, after);
    if (asked.key !== null && !uuid.test(asked.key)) throw badField('after');
    const found = await ctx.read((db) =>
      listCases(db, filter ?? {}, { limit: asked.first + 1, after: asked.key }),
    );
    const page = pageFrom(found, asked.first, ({ id }) => id);
    return { ...page, nodes: page.nodes.map(asNode) };
  }

  @Mutation(() => MisuseCaseType, {
    description:
      'Ends an open case; dismissing the last that slowed or paused an officer lets him look again. / Kết luận một vụ việc.',
  })
  @Guarded('misuse:review')
  decideMisuseCase(
    @Arg('input', () => DecideMisuseCaseInput) input: DecideMisuseCaseInput,
    @Ctx() ctx: RequestContext,
  ) {
    const { id, decision } = input;
    if (!uuid.test(id)) throw badField('id');
    if (decision === 'OPEN') throw badField('decision', ['CONFIRMED', 'DISMISSED']);
    const note = optionalText('note', input.note, 2_000) ?? null;
    requireNoNumber(note ?? '', { vi: 'Ghi chú', en: 'The note' }, { field: 'note' });
    return ctx.write(input.idempotencyKey, input, async (db) => {
      const decided = await decideCase(db, id, { decision, by: nameOf(ctx), note }, ctx.now);
      const { agency, officer, detector } = decided;
      return {
        value: asNode(decided),
        change: {
          what: 'DECIDE_MISUSE_CASE',
          target: agency ?? '',
          before: { case: id, state: 'OPEN' },
          after: { case: id, state: decision, detector, officer },
        },
      };
    });
  }

  @Mutation(() => LiftedPause, {
    description: 'Lets a slowed or paused officer look again, within seconds. / Cho cán bộ tra cứu trở lại.',
  })
  @Guarded('misuse:review')
  liftPause(@Arg('input', () => LiftPauseInput) input: LiftPauseInput, @Ctx() ctx: RequestContext) {
    const agency = requireText('agency', input.agency, 100);
    const officer = foldOfficer(requireText('officer', input.officer, 100));
    const reason = requireText('reason', input.reason, 500);
    return ctx.write(input.idempotencyKey, input, async (db) => {
      if (!(await liftPause(db, { agency, officer }))) throw nobodyPaused();
      const open = await listCases(db, { agency, officer, state: 'OPEN' }, { limit: 200, after: null });
      return {
        value: { agency, officer, openCases: open.length },
        change: {
          what: 'LIFT_PAUSE',
          target: agency,
          before: { officer },
          after: { officer, reason },
        },
      };
    });
  }
}

function nobodyPaused(): HubError {
  return new HubError(
    'NOT_FOUND',
    { field: 'officer' },
    {
      vi: 'Cán bộ này không bị làm chậm hay tạm dừng tra cứu.',
      en: 'This officer is neither slowed nor paused.',
    },
  );
}

function asNode(found: MisuseCase) {
  const evidence = Object.entries(found.evidence).map(([name, value]) => ({ name, value }));
  return { ...asText(found), evidence };
}

function nameOf({ caller }: RequestContext): string {
  return `${caller.agency.code}/${caller.officer}`;
}

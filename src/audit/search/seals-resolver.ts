import { Arg, Ctx, Field, Float, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import { newestSeal, sealsFrom, secondsWaiting } from '../seal-store.js';

const mostSeals = 50;

@ObjectType({ description: 'How the record of looks is sealed. / Tình trạng niêm phong nhật ký.' })
@Guarded('audit:read')
export class AuditSealing {
  @Field(() => [String], {
    description: 'The last seals, newest first, each a signed note. / Các niêm phong cuối, có chữ ký.',
  })
  checkpoints!: string[];
  @Field(() => Float, {
    nullable: true,
    description: 'Age of the oldest event without a seal, seconds; null before the first. / Độ trễ, giây.',
  })
  waitingSeconds!: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'The newest that this hub keeps outside the database. / Bản giữ ngoài cơ sở dữ liệu.',
  })
  keptOutside!: string | null;
  @Field(() => [String], {
    description:
      'Public keys of the hub’s key file, for whoever has them from nobody else. / Khóa công khai.',
  })
  keys!: readonly string[];
}

/** What somebody needs who checks the seals himself: the notes and the keys, not a verdict of the hub on itself. */
@Resolver()
export class SealsResolver {
  @Query(() => AuditSealing, {
    nullable: true,
    description: 'The seals of the record, at most 50. / Niêm phong của nhật ký.',
  })
  @Guarded('audit:read')
  async auditSealing(
    @Arg('last', () => Int, { defaultValue: 20 }) last: number,
    @Ctx() ctx: RequestContext,
  ): Promise<AuditSealing> {
    if (last < 1 || last > mostSeals)
      throw new HubError('BAD_USER_INPUT', { argument: 'last', min: 1, max: mostSeals });
    const kept = ctx.hub.kept();
    const read = await ctx.readRecord({ kind: 'AUDITOR' }, async (db) => {
      const newest = await newestSeal(db);
      const seals = newest ? await sealsFrom(db, Math.max(1, newest.n - last + 1), last) : [];
      return {
        checkpoints: seals.map(({ checkpoint }) => checkpoint).reverse(),
        waitingSeconds: newest && (await secondsWaiting(db, newest.horizon)),
      };
    });
    return { ...read, keptOutside: kept?.checkpoint ?? null, keys: kept?.keys ?? [] };
  }
}

import { Ctx, Field, Float, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import type { RequestContext } from '../../context.js';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { newestRuns, type RunFigures } from './run-indicator-store.js';

@ObjectType({ description: 'How many records it is so with. / Số bản ghi theo loại.' })
@Guarded('indicator:read')
export class RecordCount {
  @Field(() => String, { description: 'An outcome, or a cause `field:CLASS`. / Kết quả hoặc nguyên nhân.' })
  key!: string;
  @Field(() => Int, { description: 'Records. / Số bản ghi.' })
  records!: number;
  @Field(() => Float, { description: 'Of all compared, percent. / Tỷ lệ.' })
  share!: number;
}

@ObjectType({
  description: 'What the newest finished run of a sector came to. / Kết quả đợt rà soát gần nhất.',
})
@Guarded('indicator:read')
export class ReconciliationIndicators {
  @Field(() => String, { description: 'The sector, as errors name it. / Ngành.' })
  sector!: string;
  @Field(() => String, { description: 'What people call it, in the caller’s language. / Tên ngành.' })
  title!: string;
  @Field(() => String, { nullable: true, description: 'Whose records; null for all. / Cơ quan.' })
  agency!: string | null;
  @Field(() => DateTimeScalar, { description: 'When it was over. / Kết thúc lúc.' })
  finishedAt!: string;
  @Field(() => Int, { description: 'Compared. / Số bản ghi đã đối chiếu.' })
  records!: number;
  @Field(() => Int, { description: 'Not among them: could not be read. / Số dòng bị loại.' })
  rejected!: number;
  @Field(() => [RecordCount], { description: 'By outcome, most first. / Theo kết quả.' })
  outcomes!: RecordCount[];
  @Field(() => [RecordCount], {
    description: 'By cause, most first; a record may have several. / Theo nguyên nhân.',
  })
  causes!: RecordCount[];
}

/** What reconciliation found, in figures alone. */
@Resolver()
export class RunIndicatorResolver {
  @Query(() => [ReconciliationIndicators], {
    nullable: true,
    description:
      'The newest finished run of each sector and agency: an insurer’s own, for authorities and operators all, for others none. / Số liệu đợt rà soát gần nhất của từng ngành.',
  })
  @Guarded('indicator:read')
  async reconciliationIndicators(@Ctx() ctx: RequestContext): Promise<ReconciliationIndicators[]> {
    const { kind, code } = ctx.caller.agency;
    if (kind === 'HOSPITAL' || kind === 'SCHOOL') return [];
    const own = kind === 'SOCIAL_INSURANCE' ? code : null;
    return (await ctx.read((db) => newestRuns(db, own))).map((run) =>
      asTold(run, ctx.hub.titles.get(run.sector)?.[ctx.language] ?? run.sector),
    );
  }
}

function asTold({ counts, causes, ...run }: RunFigures, title: string): ReconciliationIndicators {
  // NOTE: of what was judged, since rows that were set aside have no outcome.
  const all = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
  const sorted = (of: Record<string, number> | null): RecordCount[] =>
    Object.entries(of ?? {})
      .filter(([, records]) => records > 0)
      .map(([key, records]) => ({ key, records, share: Math.round((records * 1000) / all) / 10 }))
      .sort((a, b) => b.records - a.records || (a.key < b.key ? -1 : 1));
  return { ...run, title, outcomes: sorted(counts), causes: sorted(causes) };
}

import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver } from 'type-graphql';
import { changeOf } from '../access/administrative-change.js';
import { Guarded } from '../access/guarded.js';
import { badField } from '../access/input.js';
import type { RequestContext } from '../context.js';
import { HubError } from '../domain/errors.js';
import type { OperatedHub, QueueNow } from './operated-hub.js';
import {
  type Dependency,
  Operation,
  SampleSource,
  StartSampleSourceInput,
  StopSampleSourceInput,
  WorkQueue,
} from './operation-types.js';

/** What an operator sees of the hub itself; and, in a demonstration, stops to see what callers see. */
@Resolver(() => Operation)
export class OperationResolver {
  @Query(() => Operation, {
    nullable: true,
    description:
      'How the hub stands: each database is asked now, two seconds at most. / Tình trạng vận hành, hỏi ngay lúc này.',
  })
  @Guarded('operation:read')
  async operation(@Ctx() ctx: RequestContext): Promise<Omit<Operation, 'queues'>> {
    const { dependencies, samples, startedAt } = operatedHub(ctx);
    const [found, stopped] = await Promise.all([
      dependencies.look(),
      samples ? samples.stopped() : ([] as string[]),
    ]);
    return {
      ...{ version: ctx.hub.version, startedAt: new Date(startedAt).toISOString() },
      dependencies: found.map(
        (one): Dependency => ({
          ...one,
          title: ctx.hub.titles.get(one.name)?.[ctx.language] ?? one.name,
          since: new Date(one.since).toISOString(),
          canBeStopped: samples?.names.includes(one.name) ?? false,
          isStopped: stopped.includes(one.name),
        }),
      ),
    };
  }

  @FieldResolver(() => [WorkQueue], { nullable: true, description: 'What waits. / Các hàng đợi.' })
  queues(@Ctx() ctx: RequestContext): Promise<QueueNow[]> {
    return ctx.read((db) => operatedHub(ctx).queues(db));
  }

  @Mutation(() => SampleSource, {
    description:
      'Stops a sample database of a demonstration for everybody, as an outage would; a new start of the demonstration brings it back. / Dừng một nguồn mẫu (chỉ bản dùng thử).',
  })
  @Guarded('agency:admin')
  stopSampleSource(
    @Arg('input', () => StopSampleSourceInput) input: StopSampleSourceInput,
    @Ctx() ctx: RequestContext,
  ): Promise<SampleSource> {
    return allow(ctx, input, false);
  }

  @Mutation(() => SampleSource, {
    description: 'Lets a stopped sample database answer again. / Cho nguồn mẫu chạy lại.',
  })
  @Guarded('agency:admin')
  startSampleSource(
    @Arg('input', () => StartSampleSourceInput) input: StartSampleSourceInput,
    @Ctx() ctx: RequestContext,
  ): Promise<SampleSource> {
    return allow(ctx, input, true);
  }
}

/** @throws HubError FORBIDDEN where this is no demonstration, BAD_USER_INPUT for what is no sample */
function allow(
  ctx: RequestContext,
  input: { idempotencyKey: string; source: string },
  allowed: boolean,
): Promise<SampleSource> {
  const { samples, dependencies } = operatedHub(ctx);
  if (!samples) throw new HubError('FORBIDDEN', { because: 'NO_DEMONSTRATION' });
  const name = input.source;
  if (!samples.names.includes(name)) throw badField('source');
  return ctx.write(
    input.idempotencyKey,
    input,
    async () => {
      const answered = !(await samples.stopped()).includes(name);
      await samples.allow(name, allowed);
      // What is known of it is as of now, not of the next look.
      await dependencies.look();
      const what = allowed ? 'START_SAMPLE_SOURCE' : 'STOP_SAMPLE_SOURCE';
      const change = changeOf(what, name, { answers: answered }, { answers: allowed });
      return { value: { name, isStopped: !allowed }, change };
    },
    { elsewhere: true },
  );
}

function operatedHub({ hub }: RequestContext): OperatedHub {
  if (!hub.operation) throw new HubError('NOT_FOUND');
  return hub.operation;
}

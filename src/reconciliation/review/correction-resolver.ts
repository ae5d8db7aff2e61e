import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import type { RequestContext } from '../../context.js';
import { applyCorrections } from './apply-corrections.js';
import {
  ApplyCorrectionsInput,
  ApplyCorrectionsPayload,
  type CorrectionItemOutcome,
} from './correction-types.js';

@Resolver()
export class CorrectionResolver {
  @Mutation(() => ApplyCorrectionsPayload, {
    description:
      'Asks the sector to correct the records of accepted findings, or to take that back. / Đề nghị chuyên ngành sửa hồ sơ.',
  })
  @Guarded('reconciliation:apply')
  async applyCorrections(
    @Arg('input', () => ApplyCorrectionsInput) input: ApplyCorrectionsInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ApplyCorrectionsPayload> {
    const results = await applyCorrections(ctx, input);
    const count = (...outcomes: CorrectionItemOutcome[]) =>
      results.filter(({ outcome }) => outcomes.includes(outcome)).length;
    return {
      dryRun: input.dryRun,
      ...{ applied: count('APPLIED', 'REVERTED'), skipped: count('SKIPPED') },
      ...{ failed: count('FAILED'), pending: count('PENDING'), results },
    };
  }
}

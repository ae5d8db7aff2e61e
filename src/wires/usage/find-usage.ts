import { agencyNameOf, dataTextOf, purposeTextOf } from '../../audit/usage/look-words.js';
import type { Look } from '../../audit/usage/report.js';
import { readUsage } from '../../audit/usage/report.js';
import { whoseReport } from '../../audit/usage/whose-report.js';
import type { RequestContext } from '../../context.js';
import type { Language } from '../../domain/language.js';
import { type FindUsageInput, parseFindUsage } from './find-usage-input.js';

/** One look in the words of Estonia's data tracker. */
export interface UsageRecord {
  /** RFC 3339, UTC. */
  logtime: string;
  action: string;
  /** The agency's code; of a look that is told coarsely its kind. */
  receiverCode: string;
  receiverName: string;
  receiverSystem: string | null;
}

export interface FindUsageAnswer {
  /** In the period, whatever offset and limit. */
  totalUsages: number;
  usages: UsageRecord[];
}

/**
 * `findUsage`: who looked, newest first. A number that is not the caller's to ask about has no records, like one that
 * nobody looked at.
 */
export async function findUsage(body: unknown, ctx: RequestContext): Promise<FindUsageAnswer> {
  const input: FindUsageInput = parseFindUsage(body);
  const subject = await whoseReport(ctx, input.userCode);
  if (!subject) return { totalUsages: 0, usages: [] };
  const { looks } = await readUsage(ctx, subject.numbers, ctx.now, subject.guardian);
  const inPeriod = looks.filter(({ at }) => at >= input.from && at <= input.to);
  return {
    totalUsages: inPeriod.length,
    usages: inPeriod
      .slice(input.offset, input.offset + input.limit)
      .map((look) => asRecord(look, ctx.language)),
  };
}

function asRecord(look: Look, language: Language): UsageRecord {
  const data = dataTextOf(look, language);
  return {
    logtime: new Date(look.at).toISOString(),
    action: `${purposeTextOf(look, language)}${data && ` (${data})`}`,
    receiverCode: look.agencyCode ?? look.agencyKind ?? '',
    receiverName: agencyNameOf(look, language),
    receiverSystem: look.clientId,
  };
}

import type { RequestContext } from '../context.js';
import { HubError } from '../domain/errors.js';
import type { LastKnown, PendingCause } from './visit.js';
import { lastDecision, ownRows } from './visit-store.js';

/** Of the budget so much is for the look; the rest is for writing down what came of it. */
const shareOfLook = 0.8;

/** What came of a look, or why it is owed. */
export type Provisional<T> = { look: T; because: null } | { look: null; because: PendingCause };

/**
 * Looks within the budget of a desk that waits (Decree 188/2025 art. 37–38: a source that is down keeps nobody from
 * care). A source that is down, or slow, makes the look owed; whatever it still answers is told to nobody.
 * @throws what `look` throws otherwise, a used-up quota among it
 */
export async function provisionally<T>(ctx: RequestContext, look: () => Promise<T>): Promise<Provisional<T>> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<'OVER_BUDGET'>((resolve) => {
    timer = setTimeout(() => resolve('OVER_BUDGET'), ctx.outage.visitBudgetMs * shareOfLook);
  });
  const looking = look();
  try {
    const came = await Promise.race([looking.then((found) => ({ found })), over]);
    if (came !== 'OVER_BUDGET') return { look: came.found, because: null };
    looking.catch(() => undefined);
    return { look: null, because: came };
  } catch (error) {
    const because = causeOf(error);
    if (!because) throw error;
    return { look: null, because };
  } finally {
    clearTimeout(timer);
  }
}

/** Why a source gave no answer; null for every other failure, which is the caller's to hear. */
export function causeOf(error: unknown): PendingCause | null {
  if (!(error instanceof HubError)) return null;
  const { code, details } = error;
  if (code === 'REGISTRY_UNAVAILABLE' || code === 'SECTOR_UNAVAILABLE') return code;
  // NOTE: not when our own count of looks is not to be had: nothing was charged then.
  return code === 'OVERLOADED' && details.because === 'QUEUE_FULL' ? code : null;
}

/** What a pending entry says in the place of a decision. */
export const pendingWords = {
  explanation: {
    vi: 'Chưa tra cứu được do nguồn dữ liệu gián đoạn. Tiếp nhận theo giấy tờ xuất trình, không yêu cầu thêm giấy tờ; hệ thống sẽ tra cứu lại.',
    en: 'A source does not answer. Admit the person by the document shown and demand no other; the look will be made up for.',
  },
  legalBasis: ['NĐ 188/2025/NĐ-CP Đ37, Đ38'],
};

/** What the entry that makes up for a pending one says as its reason. */
export const madeUpFor = 'Tra cứu lại sau gián đoạn / made up for after an outage';

/**
 * What this facility was last told of a person whom the registry has just confirmed, where policy lets it be shown.
 * NOTE: never of a mere claim, or an outage would show anybody's last decision to whoever types a number.
 */
export async function lastKnownOf(ctx: RequestContext, personalId: string): Promise<LastKnown | null> {
  const { lastKnownDays } = ctx.outage;
  if (lastKnownDays === 0) return null;
  const access = ownRows(ctx);
  const entry = await ctx.readRecord({ kind: 'AGENCY', agency: access.agency }, (db) =>
    lastDecision(db, access, personalId, lastKnownDays),
  );
  if (!entry) return null;
  return {
    ...{ outcome: entry.outcome!, portalCode: entry.portalCode!, coveredRate: entry.coveredRate },
    ...{ cardNumber: entry.evidence?.cardNumber ?? null, level: entry.evidence?.level ?? null },
    at: entry.recordedAt,
  };
}

import type { RequestContext } from '../context.js';
import type { CareKind, Circumstances } from '../domain/care.js';
import type { RawClaim } from '../registry/claim.js';

/** What a look that is owed will be made with: the same question, by the same officer, for the same purpose. */
export interface OwedLook {
  /** Of an arrival; later the visit says who it is. */
  claim: RawClaim | null;
  care: CareKind;
  circumstances: Circumstances | null;
  asker: {
    kind: RequestContext['caller']['agency']['kind'];
    clientId: string;
    officer: string | null;
    /** Of the token then; what the agency no longer holds does not count. */
    scopes: readonly string[];
    reason: RequestContext['reason'];
    language: RequestContext['language'];
  };
}

/** As text, to be kept encrypted. */
export function owedText(
  { caller, reason, language }: RequestContext,
  asked: Pick<OwedLook, 'claim' | 'care' | 'circumstances'>,
): string {
  const { agency, clientId, officer, scopes } = caller;
  const asker = { kind: agency.kind, clientId, officer, scopes: [...scopes], reason, language };
  return JSON.stringify({ ...asked, asker } satisfies OwedLook);
}

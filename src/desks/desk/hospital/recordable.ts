import { passes } from '../shell/ask-hub.js';
import type { Look } from './use-look.js';

/** Why no visit is recorded of whom a look is about. */
export type Hindrance = 'WAITING' | 'NOT_MATCHED' | 'DECEASED' | 'REFUSED';

export function hindrance({ phase, identity, problem }: Look): Hindrance | null {
  if (phase === 'WAITING') return 'WAITING';
  if (identity && identity.outcome !== 'MATCHED') return 'NOT_MATCHED';
  // The card is of somebody else than the one who stands here, or the registry is wrong: neither is settled by a visit.
  if (identity?.resident?.status === 'DECEASED') return 'DECEASED';
  const isRefused = problem && (!passes(problem) || /UNAUTHENTICATED|RATE_LIMITED/.test(problem.code));
  return isRefused ? 'REFUSED' : null;
}

/** A visit is recorded of who matched; where the answer is missing, as pending; of who does not match, never. */
export function recordable(look: Look): 'NO' | 'YES' | 'PENDING' {
  if (hindrance(look)) return 'NO';
  return look.identity && look.hasCoverage ? 'YES' : 'PENDING';
}

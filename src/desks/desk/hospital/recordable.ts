import { passes } from '../shell/ask-hub.js';
import type { Look } from './use-look.js';

/** Why no visit is recorded of whom a look is about. */
export type Hindrance = 'WAITING' | 'NOT_MATCHED' | 'REFUSED';

export function hindrance({ phase, identity, problem }: Look): Hindrance | null {
  if (phase === 'WAITING') return 'WAITING';
  if (identity && identity.outcome !== 'MATCHED') return 'NOT_MATCHED';
  // NOTE: whom the registry has as deceased may stand here alive: it warns, and keeps nobody from care.
  const isRefused = problem && (!passes(problem) || /UNAUTHENTICATED|RATE_LIMITED/.test(problem.code));
  return isRefused ? 'REFUSED' : null;
}

/** A visit is recorded of who matched; where the answer is missing, as pending; of who does not match, never. */
export function recordable(look: Look): 'NO' | 'YES' | 'PENDING' {
  if (hindrance(look)) return 'NO';
  return look.identity && look.hasCoverage ? 'YES' : 'PENDING';
}

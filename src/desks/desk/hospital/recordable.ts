import { passes } from '../shell/ask-hub.js';
import type { Look } from './use-look.js';

/** A visit is recorded of who matched; where the answer is missing, as pending; of who does not match, never. */
export function recordable({ phase, identity, hasCoverage, problem }: Look): 'NO' | 'YES' | 'PENDING' {
  if (phase === 'WAITING') return 'NO';
  if (identity && identity.outcome !== 'MATCHED') return 'NO';
  const isRefused = problem && (!passes(problem) || /UNAUTHENTICATED|RATE_LIMITED/.test(problem.code));
  if (isRefused) return 'NO';
  return identity && hasCoverage ? 'YES' : 'PENDING';
}

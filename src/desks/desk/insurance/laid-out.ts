import type { HubProblem } from '../shell/ask-hub.js';

/** A run whose findings are not laid out for review yet: there is no queue of it, or one that is being made. */
export const isNotLaidOut = (problem: HubProblem | null): boolean =>
  problem?.code === 'CONFLICT' || problem?.code === 'NOT_FOUND';

import type { Trail } from '../audit/trail.js';

/** Long enough that nearly every answer is ready before the first beat; too short for anybody at a desk to notice. */
const beatMs = 20;

/** Root fields that take a number, so that the answer says whether there is such a person for the caller to see. */
const byNumber = new Set(['Query.resident', 'Query.residents', 'Query.residentByHandle']);

/**
 * Whether an answer must leave on a beat, so that its time does not tell whom it leaves out: a number of nobody costs
 * the databases less than somebody outside the remit. Those about whom something is told take the same time.
 */
export function leavesOnBeat({ leavesOut, released }: Pick<Trail, 'leavesOut' | 'released'>): boolean {
  return leavesOut || released.some((coordinate) => byNumber.has(coordinate));
}

/** Waits for the next beat since a request came (`performance.now()` then). */
export function nextBeat(cameAt: number): Promise<void> {
  // NOTE: timers count whole milliseconds of one clock. Counted from there, the fraction of a millisecond by which the
  // answer was ready earlier or later is gone; a delay measured from now would hand it on.
  const began = Math.floor(cameAt);
  const ready = Math.floor(performance.now());
  const beats = Math.max(1, Math.ceil((ready - began) / beatMs));
  return new Promise((resolve) => setTimeout(resolve, began + beats * beatMs - ready));
}

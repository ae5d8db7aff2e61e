import type { Courier } from './courier.js';
import { openQueues, type QueueParts } from './open-queues.js';

/**
 * What the review needs besides its officers, from time to time and at the start: runs that are finished are laid out,
 * and sectors asked again for corrections whose answer nobody noted. Neither waits for the other.
 * @throws the first failure, after both were tried
 */
export async function goOnReviewing(courier: Courier, parts: QueueParts, signal: AbortSignal): Promise<void> {
  const all = await Promise.allSettled([courier.deliverAll(), openQueues(parts, signal)]);
  for (const one of all) if (one.status === 'rejected') throw one.reason;
}

import { BulkheadRejectedError, bulkhead } from 'cockatiel';
import { HubError } from '../domain/errors.js';

/**
 * Has work that is heavy for a small file done one piece after the other, of each agency by itself.
 * @param mostWaiting how many of one agency may wait meanwhile; who comes then is refused as OVERLOADED
 */
export function inTurnByAgency(mostWaiting: number) {
  const lanes = new Map<string, ReturnType<typeof bulkhead>>();
  return async <T>(agency: string, work: () => Promise<T>): Promise<T> => {
    const lane = lanes.get(agency) ?? bulkhead(1, mostWaiting);
    lanes.set(agency, lane);
    try {
      return await lane.execute(work);
    } catch (cause) {
      if (cause instanceof BulkheadRejectedError) throw new HubError('OVERLOADED', {}, undefined, { cause });
      throw cause;
    }
  };
}

import { useCallback, useEffect, useRef, useState } from 'react';
import { type Asking, askHub, type HubProblem, HubRefusal } from '../shell/ask-hub.js';
import type { Claim } from './claim.js';
import { deskIdentity, deskLook, type Identification, type Looked } from './queries.js';

/** A look as far as it has come. */
export interface Look {
  phase: 'WAITING' | 'ANSWERED' | 'FAILED' | 'STOPPED';
  claim: Claim;
  /** When it began, ms since 1970. */
  since: number;
  identity: Identification | null;
  /** Insurance is known, be it that there is none. */
  hasCoverage: boolean;
  /** What could not be had: of insurance when the identity is there, else of all. */
  problem: HubProblem | null;
  requestId: string | null;
  /** From the scan to the answer, ms. */
  tookMs: number | null;
}

/** When nothing has come for so long, the identity is asked for alone. */
const slowMs = 900;

/** One look at a time: a new one stops the one before. */
export function useLook(asking: Asking, facility: string) {
  const [look, setLook] = useState<Look | null>(null);
  const stopper = useRef<AbortController | null>(null);
  const now = useRef(asking);
  now.current = asking;

  const clear = useCallback(() => {
    stopper.current?.abort();
    stopper.current = null;
    setLook(null);
  }, []);

  const start = useCallback(
    async (claim: Claim, care: string) => {
      stopper.current?.abort();
      const own = new AbortController();
      stopper.current = own;
      const { signal } = own;
      const change = (part: Partial<Look>) =>
        setLook((look) =>
          look && stopper.current === own && look.claim === claim ? { ...look, ...part } : look,
        );
      setLook({
        ...{ phase: 'WAITING', claim, since: Date.now(), identity: null, hasCoverage: false },
        ...{ problem: null, requestId: null, tookMs: null },
      });
      let isThere = false;
      const slow = setTimeout(async () => {
        try {
          const { data } = await askHub<Looked>(
            now.current,
            deskIdentity,
            { claim: claim.input },
            { signal },
          );
          if (data?.identify && !isThere) change({ identity: data.identify });
        } catch {
          // The whole says what there is to say.
        }
      }, slowMs);
      try {
        const variables = { claim: claim.input, facility, care };
        const { data, problems, requestId } = await askHub<Looked>(now.current, deskLook, variables, {
          signal,
        });
        isThere = true;
        const identity = data?.identify ?? null;
        change({
          ...{ phase: identity ? 'ANSWERED' : 'FAILED', identity, requestId },
          hasCoverage: identity !== null && problems.length === 0,
          problem: problems[0] ?? null,
          tookMs: performance.now() - claim.at,
        });
      } catch (error) {
        if (signal.aborted) return;
        isThere = true;
        const problem =
          error instanceof HubRefusal
            ? error.problem
            : { code: 'UNREACHABLE', message: '', path: [], requestId: null };
        setLook((look) =>
          look && stopper.current === own
            ? { ...look, phase: look.identity ? 'ANSWERED' : 'FAILED', problem, requestId: problem.requestId }
            : look,
        );
      } finally {
        clearTimeout(slow);
      }
    },
    [facility],
  );

  /** Waits no longer: what is there stays, the rest is not known. */
  const stop = useCallback(() => {
    stopper.current?.abort();
    stopper.current = null;
    setLook((look) => (look?.phase === 'WAITING' ? { ...look, phase: 'STOPPED' } : look));
  }, []);

  useEffect(() => () => stopper.current?.abort(), []);
  return { look, start, stop, clear };
}

import { useCallback, useState } from 'react';
import { bestText } from '../scan/best-text.js';
import type { Asking } from '../shell/ask-hub.js';
import { type Claim, type Unfinished, understand } from './claim.js';
import type { Visit } from './queries.js';
import { useLook } from './use-look.js';

/** What stands where the answer belongs while nobody is looked at. */
export type Beside =
  | { is: 'UNFINISHED'; unfinished: Unfinished }
  | { is: 'UNREADABLE'; problem: string }
  | { is: 'OPENED'; visit: Visit };

/** What the desk shows: one thing at a time, a look, or what stands in its place. */
export function useShown(asking: Asking, facility: string) {
  const { look, start, stop, clear: clearLook } = useLook(asking, facility);
  const [beside, setBeside] = useState<Beside | null>(null);

  const clear = useCallback(() => {
    clearLook();
    setBeside(null);
  }, [clearLook]);
  const ask = useCallback(
    (claim: Claim) => {
      setBeside(null);
      void start(claim, 'OUTPATIENT');
    },
    [start],
  );
  /** A card or a number, in the forms it may have; answers whether it could be read. */
  const enter = useCallback(
    (forms: readonly string[], from: Claim['from']): boolean => {
      const at = performance.now();
      const { text, reading } = bestText(forms);
      const understood = understand(text, reading, from, at);
      clear();
      if ('claim' in understood) ask(understood.claim);
      else if ('unfinished' in understood) setBeside({ is: 'UNFINISHED', unfinished: understood.unfinished });
      else setBeside({ is: 'UNREADABLE', problem: understood.unreadable });
      return !('unreadable' in understood);
    },
    [ask, clear],
  );
  const open = useCallback(
    (visit: Visit) => {
      clear();
      setBeside({ is: 'OPENED', visit });
    },
    [clear],
  );
  /** A visit as it is now, where it is the one that is open here. */
  const renew = useCallback((visit: Visit) => {
    setBeside((shown) => {
      if (shown?.is !== 'OPENED' || shown.visit.id !== visit.id) return shown;
      return { is: 'OPENED', visit: { ...shown.visit, ...visit } };
    });
  }, []);
  return { look, beside, start, stop, clear, ask, enter, open, renew };
}

export type Shown = ReturnType<typeof useShown>;

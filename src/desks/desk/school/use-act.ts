import { useCallback, useEffect, useRef, useState } from 'react';
import { actOf, type Box } from './part.js';
import type { About, Act } from './queries.js';

/**
 * One kind of act of a panel: the last that was sent, and how far it is.
 * @param onDone once, when the hub has it
 */
export function useAct<Done>(box: Box, document: string, what: About['what'], onDone?: (done: Done) => void) {
  const [key, setKey] = useState<string | null>(null);
  const act: Act<Done> | null = actOf<Done>(box, key);
  const told = useRef<string | null>(null);
  const tell = useRef(onDone);
  tell.current = onDone;
  const { add } = box;
  const send = useCallback(
    (input: Record<string, unknown>, of = '') => setKey(add(document, input, { what, of })),
    [add, document, what],
  );
  useEffect(() => {
    if (act?.state !== 'SENT' || told.current === key) return;
    told.current = key;
    tell.current?.(act.done as Done);
  }, [act, key]);
  const isUnder = act?.state === 'SENDING' || act?.state === 'WAITING';
  return { act, send, isUnder };
}

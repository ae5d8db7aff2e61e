import { useCallback, useRef, useState } from 'react';
import type { Sentence } from '../../../domain/language.js';
import type { Asking } from '../shell/ask-hub.js';
import { useOutbox } from '../shell/use-outbox.js';

/** Something an operator is about to do. */
export interface Act {
  document: string;
  input: Record<string, unknown>;
  /** What it is, by codes alone: “Dừng nguồn …”. */
  does: Sentence;
  /** What comes of it, for whom, within how long. */
  means: Sentence;
  /** The verb on the button. */
  verb: Sentence;
  /** Once the hub has it: the form it was entered in is empty again; what was refused stays, to be corrected. */
  onSent?: () => void;
}

/** How long it is said that something is done; it stands among the changes anyway. */
const saidMs = 20_000;

/** Acts: each is confirmed first, then sent until the hub has it, once. */
export function useActs(asking: Asking, onDone: () => void) {
  const [proposed, setProposed] = useState<Act | null>(null);
  const then = useRef(new Map<string, () => void>());
  const dropLater = useRef<(key: string) => void>(() => undefined);
  const outbox = useOutbox<Sentence, unknown>(asking, ({ key }) => {
    then.current.get(key)?.();
    then.current.delete(key);
    setTimeout(() => dropLater.current(key), saidMs);
    onDone();
  });
  const { add, drop } = outbox;
  dropLater.current = drop;
  const confirm = useCallback(() => {
    if (proposed) {
      const { document, input, does, onSent } = proposed;
      const key = add(document, input, does);
      if (onSent) then.current.set(key, onSent);
    }
    setProposed(null);
  }, [proposed, add]);
  const leave = useCallback(() => setProposed(null), []);
  return { proposed, propose: setProposed, confirm, leave, outbox };
}

export type Acts = ReturnType<typeof useActs>;

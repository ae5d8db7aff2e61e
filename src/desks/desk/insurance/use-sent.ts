import { useEffect, useRef } from 'react';
import type { Sending } from './queries.js';

/** Tells a part of what the hub has done since the part was opened. */
export function useSent(entries: readonly Sending[], onSent: (entry: Sending) => void): void {
  const told = useRef<Set<string> | null>(null);
  const latest = useRef(onSent);
  latest.current = onSent;
  useEffect(() => {
    const done = entries.filter(({ state }) => state === 'SENT');
    if (told.current === null) {
      told.current = new Set(done.map(({ key }) => key));
      return;
    }
    for (const entry of done) {
      if (told.current.has(entry.key)) continue;
      told.current.add(entry.key);
      latest.current(entry);
    }
  }, [entries]);
}

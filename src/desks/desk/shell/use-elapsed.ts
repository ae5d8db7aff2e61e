import { useEffect, useState } from 'react';

/** Whole seconds since a moment, counted as they pass; 0 while there is none. */
export function useElapsed(since: number | null): number {
  const [, tick] = useState(0);
  useEffect(() => {
    if (since === null) return;
    const timer = setInterval(() => tick((count) => count + 1), 250);
    return () => clearInterval(timer);
  }, [since]);
  return since === null ? 0 : Math.floor((Date.now() - since) / 1_000);
}

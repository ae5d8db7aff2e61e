import { useEffect, useState } from 'react';

/** A line of `/readyz`: the hub says it to anybody, also when its own database is gone. */
export interface ReadyLine {
  name: string;
  up: boolean;
}

/** Which databases are down, asked of the hub's own health page while it answers nothing else. */
export function useReadiness(isWanted: boolean): readonly ReadyLine[] | null {
  const [lines, setLines] = useState<readonly ReadyLine[] | null>(null);
  useEffect(() => {
    setLines(null);
    if (!isWanted) return;
    let isOver = false;
    const look = () =>
      fetch('/readyz', { signal: AbortSignal.timeout(8_000) })
        .then((response) => response.json())
        .then(
          ({ dependencies }: { dependencies: ReadyLine[] }) => isOver || setLines(dependencies),
          () => isOver || setLines(null),
        );
    void look();
    const timer = setInterval(look, 4_000);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [isWanted]);
  return lines;
}

import { type RefObject, useCallback, useEffect, useState } from 'react';

export const rowHeight = 34;
/** Rows that are there besides those in sight, above and below. */
const spare = 12;

/** Which rows of a long list are in sight, by how far its box is scrolled; the others take room and nothing else. */
export function useWindowRows(box: RefObject<HTMLElement | null>, rows: number) {
  const [from, setFrom] = useState(0);
  const [inSight, setInSight] = useState(20);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      setFrom(Math.max(0, Math.floor(element.scrollTop / rowHeight) - spare));
      setInSight(Math.ceil(element.clientHeight / rowHeight));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      sizes.disconnect();
    };
  }, [box]);
  const until = Math.min(rows, from + inSight + 2 * spare);
  const show = useCallback(
    (row: number) => {
      const element = box.current;
      if (!element) return;
      const head = rowHeight;
      const [top, bottom] = [row * rowHeight, (row + 1) * rowHeight + head];
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight)
        element.scrollTop = bottom - element.clientHeight;
    },
    [box],
  );
  return { from: Math.min(from, Math.max(0, rows - 1)), until, inSight, show };
}

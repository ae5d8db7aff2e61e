import { useEffect, useRef, useState } from 'react';

const touchedEvent = 'desk-touched';

/** Somebody is there who touches neither key nor pointer: he held a card before the camera. */
export function touch(): void {
  document.dispatchEvent(new Event(touchedEvent));
}

/**
 * Whether nobody has touched the page for so long. A key or the pointer ends it. A computer that slept, or a tab whose
 * timers were held back, counts that time too: then the first touch only shows that the page is idle.
 */
export function useIdle(afterMs: number): boolean {
  const [isIdle, setIdle] = useState(false);
  const idle = useRef(false);
  useEffect(() => {
    let touchedAt = Date.now();
    const put = (value: boolean) => {
      idle.current = value;
      setIdle(value);
    };
    const look = () => {
      if (Date.now() - touchedAt >= afterMs) put(true);
    };
    const onTouch = () => {
      if (!idle.current && Date.now() - touchedAt >= afterMs) put(true);
      else if (idle.current) put(false);
      touchedAt = Date.now();
    };
    const events = ['keydown', 'pointerdown', 'wheel', touchedEvent] as const;
    for (const name of events) document.addEventListener(name, onTouch, { capture: true, passive: true });
    document.addEventListener('visibilitychange', look);
    const timer = setInterval(look, Math.min(1_000, afterMs / 2));
    return () => {
      for (const name of events) document.removeEventListener(name, onTouch, { capture: true });
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
    };
  }, [afterMs]);
  return isIdle;
}

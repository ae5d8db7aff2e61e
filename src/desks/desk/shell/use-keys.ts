import { useEffect, useRef } from 'react';

/** What a key does, by its name: `F2`, `Escape`, `Alt+1`, `/`. */
export type Keys = Readonly<Record<string, () => void>>;

const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/**
 * The desk's keys. Those of a single character count only outside of fields and can be switched off; none counts while a
 * dialog is open, which has keys of its own. Ctrl+Shift is Unikey's and stays so.
 */
export function useKeys(keys: Keys, singleKeys: boolean): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey) return;
      if (document.querySelector('dialog[open]')) return;
      const digit = /^Digit(\d)$/.exec(event.code)?.[1];
      const name = event.altKey ? `Alt+${digit ?? event.key}` : event.key;
      const isSingle = name.length === 1;
      if (isSingle && (!singleKeys || isEditable(event.target))) return;
      const does = latest.current[name];
      if (!does) return;
      event.preventDefault();
      does();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [singleKeys]);
}

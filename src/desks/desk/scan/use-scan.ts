import { useEffect, useRef } from 'react';
import { ScanCapture } from './capture.js';
import type { Stroke } from './stroke.js';

type Field = HTMLInputElement | HTMLTextAreaElement;

const isField = (element: EventTarget | null): element is Field =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(element.type));

/** NOTE: React hears of a value only by the setter of the element’s own kind and an event after it. */
function setValue(field: Field, value: string): void {
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')!.set!.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A letter or digit while nothing has the focus: it was meant for the box. */
function isAstray({ key }: KeyboardEvent): boolean {
  const at = document.activeElement;
  return (
    (at === null || at === document.body || at.matches('[tabindex="-1"]')) && /^[\p{L}\p{N}]$/u.test(key)
  );
}

/** The same code again this soon is one pull of the trigger too many. */
const againMs = 2_000;

/**
 * Catches what a scanner types anywhere on the page and gives it to `onScan` as one text. A field that happened to have
 * the focus gets back what stood in it; what was typed into the box before a hiccup belongs to the scan.
 */
export function useScan(box: React.RefObject<Field | null>, onScan: (text: string) => void): void {
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(() => {
    const capture = new ScanCapture();
    let timer = 0;
    let before: { field: Field; value: string } | null = null;
    /** The key whose letter is about to arrive in a field; what arrives without one was injected. */
    let awaited: string | null = null;
    let last = { text: '', at: Number.NEGATIVE_INFINITY };

    const settle = () => {
      const inBox = before?.field === box.current ? (before?.value ?? '') : '';
      if (before) setValue(before.field, before.field === box.current ? '' : before.value);
      before = null;
      const text = inBox + capture.take();
      const now = performance.now();
      const isAgain = text === last.text && now - last.at < againMs;
      last = { text, at: now };
      if (!isAgain) latest.current(text);
    };
    const feed = (stroke: Stroke, event: Event) => {
      const sort = capture.feed(stroke);
      if (capture.isFirst()) {
        const field = document.activeElement;
        before = isField(field) ? { field, value: field.value } : null;
      }
      if (sort === 'TYPING') return;
      event.preventDefault();
      event.stopPropagation();
      if (sort === 'SCAN_BEGINS') {
        if (before) setValue(before.field, before.value);
        // NOTE: letters that are injected arrive in a field or nowhere.
        else box.current?.focus();
      }
      window.clearTimeout(timer);
      timer = window.setTimeout(settle, capture.settlesAfter);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (['Shift', 'CapsLock'].includes(event.key)) return;
      if (isAstray(event)) box.current?.focus();
      const { key, code, shiftKey: shift } = event;
      // Some devices name neither key nor place: then what arrives in the field is all there is.
      const isNameless = code === '' && (key === 'Unidentified' || key === 'Process');
      if (!isNameless) feed({ key, code, shift, at: performance.now() }, event);
      awaited = isNameless || event.defaultPrevented ? null : key;
    };
    // Letters with marks come so from scanners that type them by Alt and their number, and from some drivers.
    const onInput = (event: InputEvent) => {
      const wasAwaited = awaited !== null;
      awaited = null;
      const key = event.data ?? '';
      // Several at once are a word that somebody dictated, or a program filled in.
      if (wasAwaited || event.inputType !== 'insertText' || [...key.normalize('NFC')].length !== 1) return;
      feed({ key, code: '', shift: false, at: performance.now() }, event);
    };
    const abort = new AbortController();
    const options = { capture: true, signal: abort.signal };
    document.addEventListener('keydown', onKey, options);
    document.addEventListener('beforeinput', onInput, options);
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [box]);
}

import { isPrintable, type Stroke, textOf } from './stroke.js';

/** A scanner that types: at least so many keys, */
const fewestKeys = 12;
/** each after the other within so many ms on average. */
const scannerMs = 50;
/** Twelve digits and a bar are a card whatever the pace: nobody types that into a name. */
const slowScannerMs = 150;
/** A pause that ends a run of keys; of what is a scan beyond doubt, a slow computer’s hiccup is bridged. */
const pauseMs = 250;
const hiccupMs = 900;
/** After Enter or Tab a scan may go on with another line; without them it ends when nothing comes any more. */
export const settleMs = { afterEnd: 160, withoutEnd: 950 };

/** What a key turned out to be: somebody typing, part of a scan, or the first key at which a scan is certain. */
export type Sort = 'TYPING' | 'SCAN_BEGINS' | 'SCAN';

/**
 * Tells a scanner from a person by the pace of keys, wherever they fall on the page, and puts the text together. It
 * knows no clock: times come with the keys. Whoever feeds it calls `take` once the keys have settled.
 */
export class ScanCapture {
  #strokes: Stroke[] = [];
  #isScan = false;

  /** Whether keys are running in that are a scan beyond doubt. */
  get isScan(): boolean {
    return this.#isScan;
  }

  /** Whether the last key came so shortly before that this one may belong to a scan. */
  isRunning(at: number): boolean {
    const last = this.#strokes.at(-1);
    return last !== undefined && at - last.at < scannerMs * 2;
  }

  /** Whether this key is the first of a run. */
  isFirst(): boolean {
    return this.#strokes.length === 1;
  }

  /** How long to wait for another key before `take`. */
  get settlesAfter(): number {
    const ended = ['Enter', 'Tab'].includes(this.#strokes.at(-1)?.key ?? '');
    return ended ? settleMs.afterEnd : settleMs.withoutEnd;
  }

  feed(stroke: Stroke): Sort {
    const last = this.#strokes.at(-1);
    const pause = last ? stroke.at - last.at : 0;
    if (pause > (this.#isScan ? hiccupMs : pauseMs)) this.reset();
    const isEnd = stroke.key === 'Enter' || stroke.key === 'Tab';
    if (!isPrintable(stroke) && stroke.key !== 'Backspace' && !isEnd) return this.#isScan ? 'SCAN' : 'TYPING';
    this.#strokes.push(stroke);
    if (this.#isScan) return 'SCAN';
    this.#isScan = this.#looksLikeScan();
    if (this.#isScan) return 'SCAN_BEGINS';
    if (isEnd) this.reset();
    return 'TYPING';
  }

  /** The text of the scan, without the keys that end it; then everything begins anew. */
  take(): string {
    const text = textOf(this.#strokes).replace(/[\r\n\t]+$/, '');
    this.reset();
    return text;
  }

  reset(): void {
    this.#strokes = [];
    this.#isScan = false;
  }

  #looksLikeScan(): boolean {
    const keys = this.#strokes;
    if (keys.length < fewestKeys) return false;
    const mean = (keys.at(-1)!.at - keys[0]!.at) / (keys.length - 1);
    if (mean < scannerMs) return true;
    return mean < slowScannerMs && /^\d{12}\|/.test(textOf(keys));
  }
}

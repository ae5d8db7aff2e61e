import type { Ask, Asker } from '../../src/database/lane.js';

/** A statement that waits for the test to answer it. */
export interface HeldStatement<Key> {
  keys: readonly Key[];
  /** Answers each key with its own text, or with what `valueFor` makes of it. */
  answer(): void;
  fail(cause: unknown): void;
}

/** A question whose statements are held until the test answers them; `sent` has all of them, in order. */
export class HeldAsk<Key> {
  readonly sent: HeldStatement<Key>[] = [];
  readonly ask: Ask<Key, string>;

  constructor(valueFor: (key: Key) => string = String) {
    this.ask = (keys) =>
      new Promise((resolve, reject) => {
        this.sent.push({ keys, answer: () => resolve(keys.map(valueFor)), fail: reject });
      });
  }

  /** The keys of each statement so far. */
  get keys(): (readonly Key[])[] {
    return this.sent.map((statement) => statement.keys);
  }
}

/** An asker that a test can make leave. */
export function makeAsker(agency: string): Asker & { gone: boolean } {
  return { agency, gone: false };
}

/** Time enough for what was answered or asked to become the next statement: two turns of the event loop. */
export async function turns(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}

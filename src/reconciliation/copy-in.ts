import { once } from 'node:events';
import type pg from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';

const FLUSH_AT = 64 * 1024;
const SPECIAL = /[\\\t\n\r\b\f\v]/;
const EACH_SPECIAL = /[\\\t\n\r\b\f\v]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\b': '\\b', '\f': '\\f', '\v': '\\v' },
};

/** A text as a cell of COPY's text format. It must hold no NUL, which PostgreSQL cannot store. */
export function copyText(text: string): string {
  return SPECIAL.test(text) ? text.replace(EACH_SPECIAL, (it) => ESCAPES[it]!) : text;
}

export type { CopyIn };

/**
 * Lends a COPY into one table, ended when `work` resolves and broken off when it rejects, so that the connection is free
 * again either way. `target` is a table with its columns: `matching.record (run_id, seq)`.
 * @throws what `work` throws, or what PostgreSQL says of the rows
 */
export async function withCopyIn<T>(
  client: pg.ClientBase,
  target: string,
  work: (copy: CopyIn) => Promise<T>,
): Promise<T> {
  const copy = new CopyIn(client, target);
  try {
    const result = await work(copy);
    await copy.finish();
    return result;
  } catch (error) {
    copy.breakOff();
    throw error;
  }
}

/**
 * Rows into one table, streamed: what has gathered is sent when it is some pages long, and the writer waits when the
 * server is behind, so memory stays flat.
 */
class CopyIn {
  #text = '';
  #failure: Error | null = null;
  readonly #stream: CopyStreamQuery;

  constructor(
    private readonly client: pg.ClientBase,
    target: string,
  ) {
    this.#stream = client.query(copyFrom(`copy ${target} from stdin`));
    this.#stream.on('error', (error) => {
      this.#failure ??= error;
    });
  }

  /** One row as it goes over the wire: cells through `copyText`, tabs between, `\N` for null; no newline. */
  add(line: string): void {
    this.#text += `${line}\n`;
  }

  get isFull(): boolean {
    return this.#text.length >= FLUSH_AT;
  }

  async flush(): Promise<void> {
    if (this.#failure) throw this.#failure;
    // NOTE: as bytes at once, so that the rope of a hundred thousand short texts does not live on.
    const bytes = Buffer.from(this.#text, 'utf8');
    this.#text = '';
    if (bytes.length > 0 && !this.#stream.write(bytes)) await this.#either('drain');
    if (this.#failure) throw this.#failure;
  }

  /** @throws what PostgreSQL says of the rows */
  async finish(): Promise<void> {
    await this.flush();
    const finished = this.#either('finish');
    this.#stream.end();
    await finished;
    if (this.#failure) throw this.#failure;
  }

  /** What was sent is not kept; the server is told, and answers before it takes the next statement. */
  breakOff(): void {
    if (!this.#stream.writableFinished) this.#stream.destroy();
  }

  /** Until the stream is there, or it or the connection is gone. */
  async #either(event: 'drain' | 'finish'): Promise<void> {
    const over = new AbortController();
    const { signal } = over;
    const waits = [once(this.#stream, event, { signal }), once(this.client as pg.Client, 'end', { signal })];
    for (const one of waits) one.catch(() => undefined);
    try {
      await Promise.race(waits);
    } catch (error) {
      this.#failure ??= error as Error;
    } finally {
      over.abort();
    }
  }
}

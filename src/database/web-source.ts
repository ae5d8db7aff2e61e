import { type Dispatcher, Pool } from 'undici';
import type { Logger } from '../process/logger.js';
import type { Metrics } from '../process/metrics.js';
import { type Guard, makeGuard, type Reachable, SourceError } from './guard.js';

/** A question to a web service. What stands in `query` may be secret: it goes into the address of this call and nowhere else. */
export interface WebQuestion<T> {
  path: string;
  query?: Readonly<Record<string, string>>;
  body: unknown;
  /** What the answer says, `json` undefined where it is none; null for nothing the service says, which is no answer. */
  read(status: number, json: unknown): T | null;
}

/** One web service that we ask: keep-alive connections of its own, a time limit, a limit of size, and a breaker. */
export interface WebSource extends Reachable {
  /** How long one question may take from first byte to last, ms. */
  readonly timeoutMs: number;
  /** POSTs JSON, never following a redirect and never twice. @throws SourceError */
  post<T>(question: WebQuestion<T>): Promise<T>;
}

export interface WebSourceOptions {
  name: string;
  /** `https://host/base`, without a query. */
  url: string;
  /** Calls under way at once; others wait, and their waiting counts. */
  connections: number;
  timeoutMs: number;
  restMs?: number;
  /** Bytes of one answer. */
  maxBytes?: number;
  logger: Logger;
  metrics: Metrics;
}

/** Opens lazily: nothing is connected before the first question. */
export function makeWebSource(options: WebSourceOptions): WebSource {
  const { name, url, connections, timeoutMs, restMs = 2_000, maxBytes = 1_048_576 } = options;
  const { logger, metrics } = options;
  const { origin, pathname } = new URL(url);
  const base = pathname.replace(/\/+$/, '');
  const pool = new Pool(origin, {
    ...{ connections, pipelining: 1, maxResponseSize: maxBytes },
    ...{ headersTimeout: timeoutMs, bodyTimeout: timeoutMs },
    connect: { timeout: Math.min(timeoutMs, 2_000), rejectUnauthorized: true },
  });
  // Connections are the bulkhead; the guard's own only keeps the number of those that wait finite.
  const guard = makeGuard({ name, restMs, slots: 1_000, logger, metrics });
  const failed = (cause: unknown) =>
    new SourceError(name, isTimeout(cause) ? 'TIMEOUT' : 'UNREACHABLE', restMs, { cause });

  async function postOnce<T>({ path, query, body, read }: WebQuestion<T>): Promise<T> {
    const address = `${base}${path}${query ? `?${new URLSearchParams(query)}` : ''}`;
    metrics.statements.inc({ source: name });
    try {
      const answer = await pool.request({
        ...{ method: 'POST', path: address, body: JSON.stringify(body) },
        headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
        // NOTE: over headers and body together: a limit of idle time never ends an answer that drips.
        signal: AbortSignal.timeout(timeoutMs),
      });
      const said = await readAnswer(answer, read);
      guard.setState('UP');
      return said;
    } catch (cause) {
      const error = failed(cause);
      guard.setState('DOWN', error.reason);
      throw error;
    }
  }

  return {
    ...{ name, timeoutMs },
    get state() {
      return guard.state;
    },
    get health() {
      return guard.health;
    },
    post: (question) => guard.run(() => postOnce(question)),
    ping: () => ping(pool, base || '/', timeoutMs, guard),
    close: () => pool.destroy(),
  };
}

async function readAnswer<T>(
  { statusCode, body }: Dispatcher.ResponseData,
  read: WebQuestion<T>['read'],
): Promise<T> {
  // Read to its end, whatever it is, so that the connection can be used again.
  const text = await body.text();
  if (statusCode >= 300 && statusCode < 400) throw new NotAnAnswer('REDIRECT');
  const said = read(statusCode, jsonOf(text));
  if (said === null) throw new NotAnAnswer(`HTTP_${statusCode}`);
  return said;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether anything answers there; only a failure of the server itself counts as down. */
async function ping(pool: Pool, path: string, timeoutMs: number, guard: Guard): Promise<boolean> {
  let up = false;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const { statusCode, body } = await pool.request({ method: 'HEAD', path, signal });
    await body.dump();
    up = statusCode < 500;
  } catch {
    // Told by the state.
  }
  guard.setState(up ? 'UP' : 'DOWN', up ? null : 'UNREACHABLE');
  return up;
}

/** What came is not the service's: an error page, half an answer. Its code says what, and never what stood in it. */
class NotAnAnswer extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'NotAnAnswer';
  }
}

const timeouts = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT']);

function isTimeout(cause: unknown): boolean {
  const { name, code } = cause as { name?: unknown; code?: unknown };
  return name === 'TimeoutError' || timeouts.has(String(code));
}

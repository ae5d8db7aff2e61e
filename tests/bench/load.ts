import type { PreparedRequest } from './dialect.js';

/** What is put to one server for a while: each connection sends the next request as soon as it has its answer. */
export interface Load {
  /** Origin of the server, and the path that the requests' own paths follow. */
  url: string;
  seconds: number;
  connections: number;
  requests: readonly PreparedRequest[];
  draw: 'random' | 'in order';
  /** Text that an answer holds when it is the full one; one that holds `"errors"` never is. */
  holds: string;
}

export interface LoadResult {
  seconds: number;
  /** Full answers only. */
  answers: number;
  /** Refused, failed, timed out, or not the full answer. */
  errors: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** CPU seconds of the load itself, or null where there is no /proc. */
  cpu: number | null;
}

/** A program that puts load on a server. It shares the machine with what it measures: the lighter the better. */
export interface LoadDriver {
  name: string;
  put(load: Load): Promise<LoadResult>;
}

/** The path a request asks for at a server: never empty, which HTTP does not know. */
export function targetOf(url: string, { path }: PreparedRequest): string {
  return new URL(url).pathname.replace(/\/$/, '') + path || '/';
}

/** Milliseconds after which an answer counts as never come. */
export const patienceMs = 20_000;

import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../context.js';

/** The context of a request plus what the engine's steps leave in it for the audit. */
export interface RequestState extends RequestContext {
  /**
   * Makes the loaders, once it is known which parts of a record the operation needs, and how many residents it may come
   * to by the caller's grants (null: as many as the hub allows).
   */
  open(coordinates: ReadonlySet<string>, maxRows: number | null): void;
  /** What came of it. NOTE: an object of its own, since the engine works on a copy of the context. */
  readonly result: {
    /** The errors of the answer as the caller reads them. */
    errors: readonly GraphQLFormattedError[];
    hasData: boolean;
    /** When asking again makes sense, where a quota refused a part of it. */
    retryAfterMs: number | null;
    /** Whether the engine came to an answer of its own. */
    finished: boolean;
  };
}

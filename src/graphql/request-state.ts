import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../context.js';

/** The context of a request plus what the engine's steps leave in it for the audit. */
export interface RequestState extends RequestContext {
  /** Makes the loaders, once it is known which parts of a record the operation needs. */
  open(coordinates: ReadonlySet<string>): void;
  /** What came of it. NOTE: an object of its own, since the engine works on a copy of the context. */
  readonly result: {
    /** The errors of the answer as the caller reads them. */
    errors: readonly GraphQLFormattedError[];
    hasData: boolean;
    /** Whether the engine came to an answer of its own. */
    finished: boolean;
  };
}

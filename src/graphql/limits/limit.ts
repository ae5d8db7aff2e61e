import type { OperationShape } from '../shape.js';

/** What a limit says of an operation: null when it is kept. */
export interface Excess {
  limit: string;
  allowed: number;
  found: number;
}

/** One limit on what an operation may look like. Pure, and linear in the operation. */
export type Limit = (shape: OperationShape) => Excess | null;

/** A limit on one count of the shape. */
export function atMost(limit: string, allowed: number, countOf: (shape: OperationShape) => number): Limit {
  return (shape) => {
    const found = countOf(shape);
    return found > allowed ? { limit, allowed, found } : null;
  };
}

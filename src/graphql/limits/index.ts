import { HubError } from '../../domain/errors.js';
import type { OperationShape } from '../shape.js';
import { aliases } from './aliases.js';
import { depth } from './depth.js';
import { directives } from './directives.js';
import { fields } from './fields.js';
import type { Limit } from './limit.js';
import { people } from './people.js';
import { rootFields } from './root-fields.js';
import { writes } from './writes.js';

/** Bytes of a request body; more is refused unread. */
export const maxBodyBytes = 100_000;
/** Tokens of a document; more is refused while parsing. */
export const maxTokens = 2_000;

/** The limits on an operation, in the order they are checked. */
const limits: readonly Limit[] = [depth, rootFields, writes, aliases, directives, fields, people];

/** @throws HubError LIMIT_EXCEEDED naming the first limit that is not kept */
export function enforceLimits(shape: OperationShape): void {
  for (const limit of limits) {
    const excess = limit(shape);
    if (excess) throw new HubError('LIMIT_EXCEEDED', { ...excess });
  }
}

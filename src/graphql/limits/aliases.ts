import { atMost } from './limit.js';

/** Aliases of one operation: a desk needs a few, an enumeration many. */
export const aliases = atMost('ALIASES', 15, (shape) => shape.aliases);

import { atMost } from './limit.js';

/** Directives of one operation. */
export const directives = atMost('DIRECTIVES', 20, (shape) => shape.directives);

import { atMost } from './limit.js';

/** How deep an answer may be: a class's pupils with fees and exemption need seven levels. */
export const depth = atMost('DEPTH', 10, (shape) => shape.depth);

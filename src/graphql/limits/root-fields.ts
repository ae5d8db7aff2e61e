import { atMost } from './limit.js';

/** Root fields of one operation. */
export const rootFields = atMost('ROOT_FIELDS', 10, (shape) => shape.rootFields);

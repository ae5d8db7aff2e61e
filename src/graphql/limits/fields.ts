import { atMost } from './limit.js';

/** Fields of one operation after its fragments are followed. */
export const fields = atMost('FIELDS', 500, (shape) => shape.fields);

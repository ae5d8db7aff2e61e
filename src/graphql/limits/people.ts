import { atMost } from './limit.js';

/**
 * People one below the other: a resident, his child, that child's guardian. Each step multiplies the answer, so a
 * short document with more of them could grow without end.
 */
export const people = atMost('PEOPLE_ON_A_PATH', 3, (shape) => shape.people);

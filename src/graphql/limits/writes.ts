import type { Limit } from './limit.js';

/** Root fields of a mutation: one write a request, so that one event and one answer stand for it. */
export const writes: Limit = ({ writes, rootFields }) =>
  writes && rootFields > 1 ? { limit: 'WRITES', allowed: 1, found: rootFields } : null;

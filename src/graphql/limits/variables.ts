import { HubError } from '../../domain/errors.js';

/** Characters of any text in the variables. */
const maxTextLength = 10_000;
/** Values in the variables, lists and objects counted with what is in them. */
const maxValues = 5_000;

/** Bounds what the variables of a request body hold before anything walks them. @throws HubError LIMIT_EXCEEDED */
export function requireReasonableVariables(body: unknown): void {
  const variables =
    body !== null && typeof body === 'object' ? (body as { variables?: unknown }).variables : null;
  // NOTE: a list of what is still to see, not a recursion: lists nested deeply would overflow the stack.
  const waiting: unknown[] = [variables];
  for (let seen = 0; waiting.length > 0; seen += 1) {
    if (seen >= maxValues) throw new HubError('LIMIT_EXCEEDED', { limit: 'VARIABLES', allowed: maxValues });
    const value = waiting.pop();
    if (typeof value === 'string' && value.length > maxTextLength) {
      throw new HubError('LIMIT_EXCEEDED', { limit: 'TEXT', allowed: maxTextLength });
    }
    if (value !== null && typeof value === 'object') {
      for (const inner of Object.values(value)) waiting.push(inner);
    }
  }
}

import type { ExecutionResult, GraphQLError } from 'graphql';

/**
 * Of the errors that made one and the same place of an answer null, the first of each kind. A list whose items all
 * fail where null is not allowed is null once, and has one error by the specification (6.4.4), not one an item.
 */
export function oneErrorANull({ data, errors }: ExecutionResult): ExecutionResult {
  if (!errors || errors.length < 2) return errors ? { data, errors } : { data };
  const told = new Set<string>();
  const kept = errors.filter((error) => {
    const place = `${nullOf(data, error)}\0${error.message}`;
    return !told.has(place) && told.add(place);
  });
  return { data, errors: kept };
}

/** The path down to the first null on an error's way. */
function nullOf(data: unknown, { path = [] }: GraphQLError): string {
  let value = data;
  for (const [at, step] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, at).join('.');
    value = (value as Record<string | number, unknown>)[step];
  }
  return path.join('.');
}

/** A request in the plainest form there is; null for any other, which the engine reads. */
export function askedIn(body: unknown): {
  source: string;
  operationName: string | null | undefined;
  variables: Record<string, unknown>;
} | null {
  if (!isObject(body)) return null;
  const { query: source, operationName, variables, extensions } = body;
  if (typeof source !== 'string' || (extensions ?? null) !== null) return null;
  if (operationName !== undefined && operationName !== null && !isName(operationName)) return null;
  if (variables !== undefined && variables !== null && !isObject(variables)) return null;
  return { source, operationName, variables: variables ?? {} };
}

/** A name as documents may have it: nothing else can name an operation. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[_A-Za-z]\w{0,200}$/.test(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether an object of a JSON text names a member twice (RFC 7519 §4, RFC 7515 §4): two readers could then take it for
 * two things. The text is known to be JSON.
 */
export function repeatsName(json: string): boolean {
  const open: (Set<string> | null)[] = [];
  let isName = false;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    const names = open.at(-1);
    if (token === '{' || token === '[') open.push(token === '{' ? new Set() : null);
    else if (token === '}' || token === ']') open.pop();
    else if (token !== ',' && isName && names) {
      const name = JSON.parse(token) as string;
      if (names.has(name)) return true;
      names.add(name);
    }
    isName = token === '{' || (token === ',' && open.at(-1) !== null);
  }
  return false;
}

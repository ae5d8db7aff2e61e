import { readFileSync } from 'node:fs';

/**
 * The environment as one plain record; the only reader of `process.env`. `NAME_FILE` names a file whose trimmed
 * content is the value of `NAME` (for mounted secrets) and loses to `NAME` itself.
 */
export function readEnv(environment: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || value === '') continue;
    if (name.startsWith('LIENTHONG_') && name.endsWith('_FILE') && !name.startsWith('LIENTHONG_TLS_')) {
      const target = name.slice(0, -'_FILE'.length);
      values[target] ??= contentOf(name, value);
    } else {
      values[name] = value;
    }
  }
  return values;
}

function contentOf(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(`${name}: the file cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

import { readFileSync } from 'node:fs';

/** Settings that are paths themselves: files that are not secrets, or that we write. */
const paths: readonly string[] = [
  'LIENTHONG_TLS_CERT_FILE',
  'LIENTHONG_TLS_KEY_FILE',
  'LIENTHONG_SEAL_KEYS_FILE',
  'LIENTHONG_AUDIT_CHECKPOINT_FILE',
];

/**
 * The environment as one plain record; the only reader of `process.env`. `NAME_FILE` names a file whose trimmed
 * content is the value of `NAME` (for mounted secrets) and loses to `NAME` itself.
 */
export function readEnv(environment: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || value === '') continue;
    if (name.startsWith('LIENTHONG_') && name.endsWith('_FILE') && !paths.includes(name)) {
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
